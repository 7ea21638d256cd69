import { type InfluenceMatrix, influenceMatrix } from "../src/matrix/influence-matrix.js";
import { readStudy } from "../src/node.js";
import { cellInfluence } from "../src/sensitivity/cell-influence.js";
import { withChange } from "../src/sensitivity/changed-plane.js";
import { oneStepChanges } from "../src/sensitivity/one-step-changes.js";
import { planeAtPower } from "../src/sensitivity/plane-at-power.js";
import { robustness } from "../src/sensitivity/robustness.js";
import { thresholdTable } from "../src/sensitivity/threshold-table.js";
import { variableRemoval } from "../src/sensitivity/variable-removal.js";
import { randomMatrix } from "../tests/matrices.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { measure } from "./measure.js";

/** Pairs the plain route is timed on. */
const PLAIN_PAIRS = 2000;

/**
 * Every two changes of one step of 29 variables, both planes, on one core: by walk counts, as `robustness` does it, and by the plain
 * route, which multiplies each changed matrix out. The plain route is timed on a part of the pairs; its ratio is a pair for a pair.
 */
export const robustnessOfClasses: Bench = async ({ quick, seed }) => {
  const shipped = await readStudy(SHIPPED_STUDY_PATH);
  const matrix = influenceMatrix(shipped);
  const cases = [
    { label: "the shipped study, n = 29", input: matrix, power: robustness(shipped, { pairs: false }).power },
    ...(quick ? [] : [{ label: "every cell moves both ways, n = 29, k = 8", input: movingBothWays(seed), power: 8 }]),
  ];
  const options = quick ? { rounds: 1, sampleMs: 0.1, budgetMs: 100 } : { rounds: 5, sampleMs: 20, budgetMs: 30_000 };
  const plain = quick ? 20 : PLAIN_PAIRS;
  const rows: Row[] = [];
  for (const { label, input, power } of cases) {
    const { pairs } = robustness(input, { power, pairs: false }).changes;
    const [all, part] = await measure(
      [
        { name: "all pairs", run: () => robustness(input, { power }) },
        { name: "plain", run: () => plainPairs(input, power, plain) },
      ],
      options,
    );
    const ratio = part!.median / plain / (all!.median / pairs);
    const budget = quick ? null : atMost(10_000, "ms", all!.median);
    rows.push(measuredRow({ case: label, way: `motrice, ${pairs} pairs`, unit: "ms" }, all!, { ratio: 1, budget }));
    const way = `whole planes multiplied out, ${plain} pairs`;
    rows.push(measuredRow({ case: label, way, unit: "ms" }, part!, { ratio }));
  }
  const others = await measure(
    [
      { name: "single changes", run: () => robustness(shipped, { pairs: false }) },
      { name: "cellInfluence", run: () => cellInfluence(shipped) },
      { name: "variableRemoval", run: () => variableRemoval(shipped) },
      { name: "thresholdTable", run: () => thresholdTable(shipped) },
    ],
    options,
  );
  for (const timing of others)
    rows.push(measuredRow({ case: "beside the pairs", way: timing.name, unit: "ms" }, timing));
  return {
    name: "robustness",
    title: "Every change of one judgement and of two, on one core",
    reference: "motrice, pair for pair",
    rows,
    notes: [],
  };
};

/** A full matrix of ones and twos: all its cells move both ways, the most changes 29 variables can have. */
function movingBothWays(seed: number): InfluenceMatrix {
  const matrix = randomMatrix(29, 1, seed);
  return { ...matrix, values: matrix.values.map((value) => Math.min(value, 2)) };
}

/** The classes of the two planes of changed matrices, each multiplied out with exact sums. */
function plainPairs(matrix: InfluenceMatrix, power: number, pairs: number): void {
  const { changes } = oneStepChanges(matrix, "scale");
  for (let pair = 0; pair < pairs; pair++) {
    const first = changes[(pair * 7) % changes.length]!;
    const second = changes[(pair * 13 + 1) % changes.length]!;
    const changed = withChange(withChange(matrix, first), second);
    planeAtPower(changed, 1, "mean");
    planeAtPower(changed, power, "mean");
  }
}
