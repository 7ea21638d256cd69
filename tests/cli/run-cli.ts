import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The command as it is shipped. `npm test` builds it first. */
export const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export const EXAMPLE = "hauts-de-france-industrie-2040";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command as a child process. */
export async function runCli(args: readonly string[], { cwd, env = {} }: RunOptions = {}): Promise<Run> {
  if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: npm run build first");
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { ...process.env, NO_COLOR: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((done, failed) => child.on("error", failed).on("close", done));
  const bytes = Buffer.concat(out);
  return { code, bytes, stdout: bytes.toString("utf8"), stderr: Buffer.concat(err).toString("utf8") };
}

/** A folder that is gone after the test, with these files in it. */
export async function workFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "motrice-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
