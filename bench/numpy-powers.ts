import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { InfluenceMatrix } from "../src/index.js";
import type { MeasureOptions } from "./measure.js";

const SCRIPT = fileURLToPath(new URL("numpy-powers.py", import.meta.url));

interface NumpyTimes {
  readonly numpy: string;
  readonly matrices: readonly {
    readonly size: number;
    readonly ways: readonly {
      readonly way: string;
      /** ms a matrix. */
      readonly samples: readonly number[];
      readonly influence: readonly number[];
      readonly dependence: readonly number[];
    }[];
  }[];
}

/**
 * The same matrices and power with numpy, on one thread as everything else here; or, where there is no such Python or no
 * numpy in it, why not.
 */
export async function timeNumpy(
  python: string,
  matrices: readonly InfluenceMatrix[],
  power: number,
  options: MeasureOptions,
): Promise<NumpyTimes | string> {
  const run = promisify(execFile);
  const single = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", VECLIB_MAXIMUM_THREADS: "1" };
  try {
    await run(python, ["-c", "import numpy"], { timeout: 60_000 });
  } catch {
    return `${python} with numpy is not found`;
  }
  const folder = await mkdtemp(join(tmpdir(), "motrice-bench-"));
  try {
    const file = join(folder, "matrices.json");
    const inputs = matrices.map(({ size, values }) => ({ size, values: Array.from(values) }));
    await writeFile(file, JSON.stringify({ power, ...options, matrices: inputs }));
    const env = { ...process.env, ...single };
    const { stdout } = await run(python, [SCRIPT, file], { env, timeout: 300_000, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}
