import fc from "fast-check";
import { expect, test } from "vitest";
import { MotriceError, OptionsError } from "../../src/errors.js";
import { transpose } from "../../src/matrix/influence-matrix.js";
import { type CellInfluenceOptions, cellInfluence } from "../../src/sensitivity/cell-influence.js";
import { robustness } from "../../src/sensitivity/robustness.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import type { Plane } from "../../src/structure/plane.js";
import { matrixFrom, permuted, randomMatrix, scoreRows, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";
import { oneStepAway } from "./changed-matrices.js";

/** Distances are told to nine decimals. */
const DISTANCE_DIGITS = 8;

const ALL = 10_000;

const inMeans = (distances: readonly number[], sums: readonly number[]) => {
  const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length;
  return distances.map((distance) => (mean === 0 ? 0 : distance / mean));
};

test("a pair worked by hand: a step to a tie moves ranks and classes, no other step does", () => {
  // Sums (2, 1) and (1, 2), lines 1.5: a motor, b dependent, a third of the mean from the lines.
  // a → b to 1, or b → a to 2, is a tie: all sums on the line, both relays, ranks 1 and 1.
  // a → b to 3: (3, 1), half a mean away. b → a to 0: (2, 0), a whole mean away, the farther move: it stands first.
  const study = studyFrom([
    [null, 2],
    [1, null],
  ]);
  const { cells, details, power } = cellInfluence(study, { power: 1 });
  expect(power).toBe(1);
  // A tie on one plane: 2 classes change; b gains a place in influence, a one in dependence. Twice, as power 1 is the direct plane.
  const tie = { classChanges: 2, rankMoves: 2, distanceMove: 0.333333333 };
  expect(cells.map((cell) => [cell.from, cell.score])).toEqual([
    ["v2", 8],
    ["v1", 8],
  ]);
  expect(cells[1]!.down).toEqual({ changedTo: 1, score: 8, direct: tie, indirect: tie });
  expect(cells[1]!.up).toMatchObject({ changedTo: 3, score: 0, direct: { distanceMove: 0.166666667 } });
  expect(cells[0]!.down).toMatchObject({ changedTo: 0, score: 0, direct: { distanceMove: 0.666666667 } });
  expect(details.map(({ from, changedTo }) => [from, changedTo])).toEqual([
    ["v2", 0],
    ["v2", 2],
    ["v1", 1],
    ["v1", 3],
  ]);
  expect(details[2]!.direct).toEqual({
    classChanges: [
      { id: "v1", from: "motor", to: "relay" },
      { id: "v2", from: "dependent", to: "relay" },
    ],
    influenceRankChange: [0, 1],
    dependenceRankChange: [1, 0],
    influenceDistanceChange: [-0.333333333, 0.333333333],
    dependenceDistanceChange: [0.333333333, -0.333333333],
  });
});

test("ranks, classes and distances after each change are those of a whole analysis", () => {
  const settings = fc.record({
    power: fc.constantFrom<number | "stable">("stable", 1, 2, 4, 60),
    maxPower: fc.constant(60),
    threshold: fc.constantFrom<number | string>("mean", "median", "midrange", 2.5, "mean + std / 4"),
  });
  fc.assert(
    fc.property(scoreRows(2, 5), settings, (rows, options) => {
      const matrix = matrixFrom(rows);
      const result = cellInfluence(matrix, { ...options, limit: ALL });
      const { threshold } = options;
      const routes = {
        direct: (changed: typeof matrix) => direct(changed, { threshold }),
        indirect: (changed: typeof matrix) =>
          indirect(changed, { power: result.power, maxPower: result.power, threshold }),
      };
      const changed = oneStepAway(matrix);
      expect(result.details).toHaveLength(changed.length);
      for (const step of result.details) {
        const cell = matrix.labels.indexOf(step.from) * matrix.size + matrix.labels.indexOf(step.to);
        const after = changed.find(({ moved }) => moved[0]!.cell === cell && moved[0]!.changedTo === step.changedTo)!;
        for (const name of ["direct", "indirect"] as const) {
          expectEffect(step[name], routes[name](matrix), routes[name](after.matrix), matrix.labels);
        }
      }
    }),
    { numRuns: 60 },
  );
});

function expectEffect(
  effect: ReturnType<typeof cellInfluence>["details"][number]["direct"],
  before: Plane,
  after: Plane,
  ids: readonly string[],
): void {
  for (const axis of ["influence", "dependence"] as const) {
    expect(effect[`${axis}RankChange`]).toEqual(
      before[`${axis}Rank`].map((rank, i) => rank - after[`${axis}Rank`][i]!),
    );
    const [was, is] = [before, after].map((plane) => inMeans(plane[`${axis}Distance`], plane[axis]));
    effect[`${axis}DistanceChange`].forEach((change, i) => {
      expect(change).toBeCloseTo(is![i]! - was![i]!, DISTANCE_DIGITS);
    });
  }
  const moved = ids.flatMap((id, i) => {
    const [from, to] = [before.classes[i], after.classes[i]];
    return from === null || from === to ? [] : [{ id, from, to }];
  });
  expect(effect.classChanges).toEqual(moved);
}

test("every class that a judgement changes is a flip of the robustness, and every flip is there", async () => {
  const study = await shippedStudy();
  const { cells } = cellInfluence(study);
  const flips = robustness(study, { pairs: false });
  expect(cells).toHaveLength(795);
  for (const plane of ["direct", "indirect"] as const) {
    const changes = cells.flatMap((cell) => [cell.down, cell.up]).map((step) => step?.[plane].classChanges ?? 0);
    const counts = flips[plane].variables.map((variable) => variable.single.count);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(changes)).toBe(sum(counts));
  }
});

test("scores follow their formula and descend", async () => {
  const { cells } = cellInfluence(await shippedStudy());
  cells.forEach((cell, place) => {
    const steps = [cell.down, cell.up].filter((step) => step !== null);
    expect(cell.score).toBe(Math.max(...steps.map((step) => step.score)));
    for (const { score, direct: first, indirect: second } of steps) {
      expect(score).toBe(28 * (first.classChanges + second.classChanges) + first.rankMoves + second.rankMoves);
    }
    if (place > 0) expect(cell.score).toBeLessThanOrEqual(cells[place - 1]!.score);
  });
});

test("the transposed matrix has the same scores at the mirrored cells, and reordering permutes them", () => {
  fc.assert(
    fc.property(scoreRows(4, 4), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, order) => {
      const matrix = matrixFrom(rows);
      const named = (cells: ReturnType<typeof cellInfluence>["cells"], mirrored = false) =>
        cells
          .map((cell) => (mirrored ? [cell.to, cell.from, cell.score] : [cell.from, cell.to, cell.score]).join())
          .sort();
      const expected = named(cellInfluence(matrix, { power: 3 }).cells);
      expect(named(cellInfluence(transpose(matrix), { power: 3 }).cells, true)).toEqual(expected);
      const moved = { ...matrixFrom(permuted(rows, order)), labels: order.map((from) => matrix.labels[from]!) };
      expect(named(cellInfluence(moved, { power: 3 }).cells)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test("an all-zero matrix has judgements that move ranks but no classes; a single variable has none", () => {
  const empty = cellInfluence(
    matrixFrom([
      [0, 0],
      [0, 0],
    ]),
    { power: 1 },
  );
  // 0 to 1: one variable leads in influence, the other in dependence; each loses a place where it does not, on both planes.
  expect(empty.cells.map((cell) => [cell.score, cell.up?.direct.classChanges])).toEqual([
    [4, 0],
    [4, 0],
  ]);
  expect(cellInfluence(matrixFrom([[0]]))).toMatchObject({ cells: [], details: [] });
});

test("blanks and P are no judgements", () => {
  const study = studyFrom([
    [null, "P", 1],
    [null, null, 2],
    [0, 3, null],
  ]);
  expect(
    cellInfluence(study)
      .cells.map((cell) => `${cell.from} ${cell.to}`)
      .sort(),
  ).toEqual(["v1 v3", "v2 v3", "v3 v1", "v3 v2"]);
});

test("the result survives JSON; bad options and too many variables are refused", () => {
  const result = cellInfluence(randomMatrix(5, 0.6, 2), { limit: 3 });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(new Set(result.details.map((step) => `${step.from} ${step.to}`)).size).toBe(3);
  const bad = { limit: 0.5, threshold: "mean ^ 2", pairs: true } as unknown as CellInfluenceOptions;
  expect(() => cellInfluence(randomMatrix(3, 0.5, 1), bad)).toThrow(OptionsError);
  expect(() => cellInfluence(randomMatrix(3, 0.5, 1), bad)).toThrow(/pairs.*\n.*threshold.*\n.*limit/);
  expect(() => cellInfluence(randomMatrix(301, 0.001, 1), { power: 1 })).toThrow(MotriceError);
});
