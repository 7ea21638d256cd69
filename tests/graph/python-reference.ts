import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a Python 3 may be: the one on PATH, then the system's own, which holds Debian's packages. */
const INTERPRETERS = ["python3", "/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"];

/**
 * The first Python that has the modules, or null: then the check is skipped and says so, except where the environment
 * variable CI is set, where it fails.
 */
export function pythonWith(...modules: readonly string[]): string | null {
  for (const interpreter of INTERPRETERS) {
    try {
      execFileSync(interpreter, ["-c", `import ${modules.join(", ")}`], { stdio: "ignore", timeout: 30_000 });
      return interpreter;
    } catch {
      // This one is not there, or has not all of them.
    }
  }
  const message = `no python3 with ${modules.join(" and ")}`;
  if (process.env["CI"]) throw new Error(`${message}: in CI this check must run`);
  console.log(`skipped: ${message}`);
  return null;
}

/** Runs a script that reads JSON from the file `sys.argv[1]` and prints JSON. */
export function runPython(interpreter: string, script: string, input: unknown): unknown {
  const folder = mkdtempSync(join(tmpdir(), "motrice-reference-"));
  try {
    const file = join(folder, "input.json");
    writeFileSync(file, JSON.stringify(input));
    const output = execFileSync(interpreter, ["-c", script, file], {
      encoding: "utf8",
      maxBuffer: 64e6,
      timeout: 50_000,
    });
    return JSON.parse(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
