import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Runs Node with arguments and gives what it wrote to stdout; throws where it fails, or takes more than two minutes. */
export async function runNode(...args: readonly string[]): Promise<string> {
  const limits = { timeout: 120_000, maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)(process.execPath, args, limits);
  return stdout;
}

/** A file of the built package. */
export function builtFile(name: string): string {
  const file = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  if (!existsSync(file)) throw new Error(`dist/${name} is missing: npm run build makes it`);
  return file;
}
