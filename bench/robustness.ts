/**
 * tsx bench/robustness.ts [rounds]
 *
 * Every two changes of one step of 29 variables, both planes, on one core: by walk counts, as `robustness` does it, and by the plain route,
 * which multiplies each changed matrix out. The plain route is timed on a part of the pairs, in the same rounds, and its time for all of them reckoned from that.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type InfluenceMatrix, influenceMatrix } from "../src/matrix/influence-matrix.js";
import { cellInfluence } from "../src/sensitivity/cell-influence.js";
import { withChange } from "../src/sensitivity/changed-plane.js";
import { oneStepChanges } from "../src/sensitivity/one-step-changes.js";
import { planeAtPower } from "../src/sensitivity/plane-at-power.js";
import { robustness } from "../src/sensitivity/robustness.js";
import { thresholdTable } from "../src/sensitivity/threshold-table.js";
import { variableRemoval } from "../src/sensitivity/variable-removal.js";
import { parseMatrixCsv } from "../src/study/matrix-csv.js";
import { randomMatrix } from "../tests/matrices.js";

/** Budget for all pairs of 29 variables on one core. */
const BUDGET_MS = 10_000;
/** Pairs the plain route is timed on. */
const PLAIN_PAIRS = 2_000;
const rounds = Number(process.argv[2] ?? 3);

const csv = fileURLToPath(new URL("../matrices/hauts-de-france-industrie-2040/direct.csv", import.meta.url));
const shipped = parseMatrixCsv(await readFile(csv, "utf8"));
const twoWays = randomMatrix(29, 1, 2040);
// Scores 1 and 2 alone move both ways: the most changes 29 variables can have.
twoWays.values.forEach((value, cell) => {
  if (value === 3) twoWays.values[cell] = 2;
});

/** The classes of the two planes of changed matrices, each multiplied out with exact sums. */
function plainPairs(matrix: InfluenceMatrix, power: number): number {
  const { changes } = oneStepChanges(matrix, "scale");
  for (let pair = 0; pair < PLAIN_PAIRS; pair++) {
    const first = changes[(pair * 7) % changes.length]!;
    const second = changes[(pair * 13 + 1) % changes.length]!;
    const changed = withChange(withChange(matrix, first), second);
    planeAtPower(changed, 1, "mean");
    planeAtPower(changed, power, "mean");
  }
  return PLAIN_PAIRS;
}

const elapsed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};
const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
const line = (...cells: (string | number)[]) => console.log(cells.map((cell) => String(cell).padEnd(26)).join(""));

line("case", "pairs", "all pairs (ms)", "a pair (µs)", "plain a pair (µs)", "plain ÷ walk counts", "budget");
for (const [name, input, matrix, power] of [
  ["shipped study", shipped, influenceMatrix(shipped), "stable"],
  ["every cell moves both ways", twoWays, twoWays, 8],
] as const) {
  const counted = robustness(input, { power, pairs: false });
  const times: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(elapsed(() => robustness(input, { power })));
    plain.push(elapsed(() => plainPairs(matrix, counted.power)) / PLAIN_PAIRS);
  }
  const { pairs } = counted.changes;
  const [all, each] = [middle(times), middle(plain)];
  const verdict = all <= BUDGET_MS ? `≤ ${BUDGET_MS} ms: met` : `≤ ${BUDGET_MS} ms: not met`;
  const perPair = all / pairs;
  line(
    name,
    pairs,
    all.toFixed(0),
    (1000 * perPair).toFixed(2),
    (1000 * each).toFixed(1),
    (each / perPair).toFixed(0),
    verdict,
  );
}

line("");
line("shipped study", "ms");
line("single changes", middle([0, 1, 2].map(() => elapsed(() => robustness(shipped, { pairs: false })))).toFixed(1));
line("cellInfluence", middle([0, 1, 2].map(() => elapsed(() => cellInfluence(shipped)))).toFixed(1));
line("variableRemoval", middle([0, 1, 2].map(() => elapsed(() => variableRemoval(shipped)))).toFixed(1));
line("thresholdTable", middle([0, 1, 2].map(() => elapsed(() => thresholdTable(shipped)))).toFixed(1));
