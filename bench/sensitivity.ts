import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Matrix } from "ml-matrix";
import { influenceMatrix, readStudy, type SensitivityResult, type Study } from "../src/node.js";
import { atMost, type Bench, type Budget, emptyRow, measuredRow, type Row } from "./bench.js";
import { type Alternative, measure, type Spread, spread } from "./measure.js";
import { builtFile, runNode } from "./run-child.js";

const STUDY = fileURLToPath(new URL("../matrices/hauts-de-france-industrie-2040", import.meta.url));
const NUMPY = fileURLToPath(new URL("numpy-sensitivity.py", import.meta.url));

const POWER = 8;
const PROBABILITY = 0.1;

/** Rows give the time of so many samples, so that a millisecond reads as a microsecond a sample. */
const UNIT = 1000;

const OURS = "motrice, full output, one core";

type Sensitivity = (study: Study, options: object) => Promise<SensitivityResult>;

/**
 * Batches of the model `step` on the shipped study at the 8th power: classes, ranks and pairs of both planes, against numpy (matrix by vector,
 * batched) and against full powers with ml-matrix; one thread against two; memory.
 */
export const sensitivityBatches: Bench = async ({ quick, seed, python }) => {
  const { sensitivity }: { sensitivity: Sensitivity } = await import(pathToFileURL(builtFile("node.js")).href);
  const study = await readStudy(STUDY);
  const samples = quick ? 2000 : 1_000_000;
  const options = { samples, seed, power: POWER, perturbation: { kind: "step", probability: PROBABILITY } };
  const where = { case: `${UNIT} samples, n = 29, k = ${POWER}`, unit: "ms" } as const;
  const scaled = (found: Spread, counted: number): Spread => ({
    ...found,
    ...mapNumbers(found, (milliseconds) => (milliseconds / counted) * UNIT),
  });

  const powers = quick ? 20 : 200;
  const alternatives: Alternative[] = [
    { name: OURS, run: () => sensitivity(study, { ...options, workers: 0 }) },
    { name: "motrice, without the pairs", run: () => sensitivity(study, { ...options, workers: 0, pairwise: false }) },
    { name: "ml-matrix, full powers alone", run: () => multiplyPowers(study, powers) },
  ];
  const settings = quick ? { rounds: 1, sampleMs: 1, budgetMs: 100 } : { rounds: 9, sampleMs: 10, budgetMs: 8000 };
  const timings = await measure(alternatives, settings);
  const counted = [samples, samples, powers];
  const found = timings.map((timing, index) => scaled(timing, counted[index]!));
  const reference = found[0]!.median;
  const rows: Row[] = found.map((one, index) => {
    const ratio = one.median / reference;
    const budget = index === 0 ? atMost(1.5, "ms", one.median) : index === 2 ? atLeast(300, ratio) : null;
    return measuredRow({ ...where, way: timings[index]!.name }, one, { ratio, budget });
  });
  rows.push(...(await numpyRows(python, study, quick, where, reference)));
  // The first says how long a million takes; the second, where the start of the threads hardly counts, what a second core brings.
  rows.push(...(await threadRows(sensitivity, study, { ...options, samples: quick ? 20_000 : 1_000_000 }, quick)));
  if (!quick) rows.push(...(await threadRows(sensitivity, study, { ...options, samples: 5_000_000 }, quick)));
  rows.push(...(await memoryRows(quick)));
  return {
    name: "sensitivity",
    title: `Perturbed matrices: step of probability ${PROBABILITY}, power ${POWER}`,
    reference: `${OURS} (or one thread)`,
    rows,
    notes: [
      "full output: classes, ranks and pairs of the direct and the indirect plane; classes: of the indirect plane alone",
      `a time of ${UNIT} samples in ms is that of one sample in µs; numpy runs on one thread, in a process of its own just after`,
    ],
  };
};

function mapNumbers(
  { median, lowerQuartile, upperQuartile, ...rest }: Spread,
  map: (value: number) => number,
): Partial<Spread> {
  const least = "least" in rest && typeof rest.least === "number" ? { least: map(rest.least) } : {};
  return { median: map(median), lowerQuartile: map(lowerQuartile), upperQuartile: map(upperQuartile), ...least };
}

function atLeast(limit: number, ratio: number): Budget {
  return { text: `≥ ${limit} × the reference`, met: ratio >= limit };
}

/** What a sample costs by full powers: seven products and the sums, without any drawing. */
function multiplyPowers(study: Study, times: number): number {
  const { size, values } = influenceMatrix(study);
  const base = Matrix.from1DArray(size, size, Array.from(values));
  let sum = 0;
  for (let turn = 0; turn < times; turn++) {
    let power = base;
    for (let k = 1; k < POWER; k++) power = power.mmul(base);
    sum += power.sum("row")[0]! + power.sum("column")[0]!;
  }
  return sum;
}

interface NumpyTimes {
  readonly numpy: string;
  readonly ways: readonly { readonly way: string; readonly full: boolean; readonly samples: readonly number[] }[];
}

/** The best of numpy's forms, for the classes alone and for the full output. */
async function numpyRows(
  python: string,
  study: Study,
  quick: boolean,
  where: { readonly case: string; readonly unit: "ms" },
  reference: number,
): Promise<Row[]> {
  const single = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", VECLIB_MAXIMUM_THREADS: "1" };
  const { size, values } = influenceMatrix(study);
  const input = { size, values: Array.from(values), power: POWER, probability: PROBABILITY, seconds: quick ? 0.02 : 1 };
  let times: NumpyTimes;
  try {
    await promisify(execFile)(python, ["-c", "import numpy"], { timeout: 60_000 });
  } catch {
    return [emptyRow({ ...where, way: "numpy, matrix–vector" }, `skipped: ${python} with numpy is not found`)];
  }
  const child = promisify(execFile)(python, [NUMPY], { env: { ...process.env, ...single }, timeout: 120_000 });
  child.child.stdin!.end(JSON.stringify(input));
  times = JSON.parse((await child).stdout);
  return [false, true].map((full) => {
    const spreads = times.ways
      .filter((way) => way.full === full)
      .map(({ way, samples }) => ({ way, found: spread(samples) }));
    const best = spreads.reduce((least, one) => (one.found.median < least.found.median ? one : least));
    const ratio = best.found.median / reference;
    const way = `numpy, ${full ? "full output" : "classes"} (${best.way})`;
    return measuredRow({ ...where, way }, best.found, { ratio, budget: full ? atLeast(5, ratio) : null });
  });
}

async function threadRows(
  sensitivity: Sensitivity,
  study: Study,
  options: { readonly samples: number },
  quick: boolean,
): Promise<Row[]> {
  const ways = [1, 2].map((workers) => ({
    name: workers === 1 ? "one thread" : "two threads",
    run: () => sensitivity(study, { ...options, workers }),
  }));
  const timings = await measure(ways, { rounds: quick ? 1 : 5, sampleMs: 1, budgetMs: quick ? 100 : 12_000 });
  const gain = 1 / timings[1]!.ratio;
  const budgetOf = (timing: Spread): Budget =>
    options.samples > 1_000_000
      ? { text: `≥ 1.9 × faster (${gain.toFixed(2)} ×)`, met: gain >= 1.9 }
      : atMost(1000, "ms", timing.median);
  return timings.map((timing, index) => {
    const budget = index === 1 ? budgetOf(timing) : null;
    const where = {
      case: `${options.samples} samples, start of the threads included`,
      way: timing.name,
      unit: "ms",
    } as const;
    return measuredRow(where, timing, { ratio: timing.ratio, budget });
  });
}

/** Peak memory of a process of its own, after few samples and after many. */
async function memoryRows(quick: boolean): Promise<Row[]> {
  const sizes = quick ? [1000, 20_000] : [1000, 100_000, 3_000_000];
  const code = `
    import { readFileSync } from "node:fs";
    import { readStudy, sensitivity } from ${JSON.stringify(pathToFileURL(builtFile("node.js")).href)};
    const peakMb = () => {
      if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
      return Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
    };
    const study = await readStudy(${JSON.stringify(STUDY)});
    const peaks = [peakMb()];
    for (const samples of ${JSON.stringify(sizes)}) {
      await sensitivity(study, { samples, power: ${POWER}, workers: 2 });
      peaks.push(peakMb());
    }
    console.log(JSON.stringify(peaks));
  `;
  const [read, ...peaks] = JSON.parse(await runNode("--input-type=module", "-e", code)) as number[];
  const where = { case: "peak memory, two threads", unit: "MB" } as const;
  const rows = [measuredRow({ ...where, way: "study read" }, spread([read!]))];
  peaks.forEach((peak, index) => {
    const more = peak - read!;
    const budget = { text: "≤ 100 MB more than the study read", met: more <= 100 };
    rows.push(measuredRow({ ...where, way: `${sizes[index]} samples` }, spread([peak]), { budget }));
  });
  return rows;
}
