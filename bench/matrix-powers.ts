import { type Bench, type Budget, emptyRow, measuredRow, type Row } from "./bench.js";
import { compileEngine } from "./compile-engine.js";
import { type MeasureOptions, measure, spread, type Timing } from "./measure.js";
import { timeNumpy } from "./numpy-powers.js";
import { checkRanking } from "./ranking-agreement.js";
import { MATRIX_FILLS, seededMatrix } from "./seeded-inputs.js";
import { EXACT_WAY, ML_MATRIX_POWER, type Rankings, type Way, waysToRank } from "./ways-to-rank.js";

const POWER = 8;

/** A call that would take longer than this is not made. */
const LONGEST_CALL_MS = 20_000;

/** How many times as long as our rankings by matrix–vector the full powers of ml-matrix should take, at this size. */
const TARGET = { size: 200, ratio: 100 };

/**
 * Rankings of influence and dependence at the 8th power: by matrix–vector products and by the full power, our own code and
 * other libraries. A way is only timed once its ranking has been found to agree with the exact one.
 */
export const matrixPowers: Bench = async ({ quick, seed, python }) => {
  const engine = await compileEngine();
  const sizes = [...MATRIX_FILLS.keys()].filter((size) => !quick || size <= 29);
  const options: MeasureOptions = quick
    ? { rounds: 1, sampleMs: 0.1, budgetMs: 100 }
    : { rounds: 25, sampleMs: 10, budgetMs: 1500 };
  const matrices = sizes.map((size) => seededMatrix(size, MATRIX_FILLS.get(size)!, seed));
  const numpy = await timeNumpy(python, matrices, POWER, options);

  const rows: Row[] = [];
  /** Time of each cubic way, measured or expected, at the size before. */
  let before = new Map<string, number>();
  let sizeBefore = 1;
  for (const matrix of matrices) {
    const { size } = matrix;
    const label = `n = ${size}, ${100 * MATRIX_FILLS.get(size)!} % filled, k = ${POWER}`;
    const expectedMs = ({ name, cubic }: Way) => (cubic ? (before.get(name) ?? 0) * (size / sizeBefore) ** 3 : 0);
    const ways = waysToRank(engine, matrix, POWER);
    const run = ways.filter((way) => expectedMs(way) <= LONGEST_CALL_MS);
    const exact = run[0]!.run();
    const check = (way: string, sums: Rankings["sums"]) => {
      if (sums === null) return;
      checkRanking(`${way}, ${label}, influence`, exact.influenceRank, sums.influence);
      checkRanking(`${way}, ${label}, dependence`, exact.dependenceRank, sums.dependence);
    };
    for (const way of run) check(way.name, way.run().sums);

    const timings = await measure(run, options);
    for (const way of ways) {
      const timing = timings.find(({ name }) => name === way.name);
      const where = { case: label, way: way.name, unit: "ms" } as const;
      const seconds = Math.round(expectedMs(way) / 1000);
      rows.push(
        timing === undefined
          ? emptyRow(where, `not run: would take about ${seconds} s a call`)
          : measuredRow(where, timing, { ratio: timing.ratio, budget: budgetOf(size, timing) }),
      );
    }
    if (typeof numpy === "string") rows.push(emptyRow({ case: label, way: "numpy", unit: "ms" }, `skipped: ${numpy}`));
    else {
      for (const { way, samples, ...sums } of numpy.matrices.find((each) => each.size === size)!.ways) {
        check(way, sums);
        const found = spread(samples);
        const ratio = found.median / timings[0]!.median;
        rows.push(measuredRow({ case: label, way, unit: "ms" }, found, { ratio }));
      }
    }
    before = new Map(ways.map((way) => [way.name, expectedMs(way)]));
    for (const { name, median } of timings) before.set(name, median);
    sizeBefore = size;
  }
  return {
    name: "matrix-powers",
    title: `Rankings by the power ${POWER} of a matrix, both ways`,
    reference: EXACT_WAY,
    rows,
    notes: [
      "every way starts from a matrix of its own library and ends with both rankings; all agree with the exact one",
      typeof numpy === "string"
        ? `numpy skipped: ${numpy}`
        : `numpy ${numpy.numpy} on one thread, timed in a process of its own just before; its ratios are of medians`,
    ],
  };
};

function budgetOf(size: number, { name, ratio }: Timing): Budget | null {
  if (size !== TARGET.size || name !== ML_MATRIX_POWER) return null;
  return { text: `≥ ${TARGET.ratio} × the reference`, met: ratio >= TARGET.ratio };
}
