import fc from "fast-check";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { transpose } from "../../src/matrix/influence-matrix.js";
import { type VariableRemovalOptions, variableRemoval } from "../../src/sensitivity/variable-removal.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import { matrixFrom, permuted, randomMatrix, scoreRows, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";

test("three variables worked by hand", () => {
  // Influence 3, 2, 1 on a line of 2; dependence 1, 3, 2 on a line of 2: v1 motor, v2 relay, v3 dependent.
  const study = studyFrom([
    [null, 2, 1],
    [1, null, 1],
    [0, 1, null],
  ]);
  const { removals, mostDecisive } = variableRemoval(study, { power: 1 });
  const [first, second, third] = removals;
  // Without v1: v2 → v3 1, v3 → v2 1. A tie: both relays; v3 gains a place in influence and one in dependence.
  expect(first).toMatchObject({
    id: "v1",
    remaining: ["v2", "v3"],
    score: 2 * (1 + 2),
    direct: {
      classes: ["relay", "relay"],
      classChanges: [{ id: "v3", from: "dependent", to: "relay" }],
      influenceRank: [1, 1],
      dependenceRank: [1, 1],
      influenceRankChange: [0, 1],
      dependenceRankChange: [0, 1],
      rankMoves: 2,
    },
  });
  // Without v2: v1 → v3 1 alone: motor and dependent still, ranks as they were.
  expect(second).toMatchObject({ id: "v2", score: 0, direct: { classes: ["motor", "dependent"], classChanges: [] } });
  // Without v3: v1 → v2 2, v2 → v1 1: v2 is relay no more.
  expect(third!.direct.classChanges).toEqual([{ id: "v2", from: "relay", to: "dependent" }]);
  expect(third!.score).toBe(2);
  expect(mostDecisive).toEqual(["v1", "v3", "v2"]);
});

test("what remains is analysed as a study of its own, at the power of the whole", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), fc.constantFrom("mean", "median", "midrange"), (rows, threshold) => {
      const result = variableRemoval(matrixFrom(rows), { threshold });
      const { power } = result;
      expect(power).toBe(indirect(matrixFrom(rows)).power);
      result.removals.forEach((removal, removed) => {
        const others = rows.map((_, i) => i).filter((i) => i !== removed);
        const rest = matrixFrom(permuted(rows, others));
        const planes = {
          direct: direct(rest, { threshold }),
          indirect: indirect(rest, { power, maxPower: power, threshold }),
        };
        const before = { direct: direct(matrixFrom(rows)), indirect: indirect(matrixFrom(rows)) };
        for (const name of ["direct", "indirect"] as const) {
          const { classes, influenceRank, dependenceRank } = planes[name];
          expect(removal[name]).toMatchObject({ classes, influenceRank, dependenceRank });
          // Ranks among the remaining, counted: 1 + how many of them are stronger.
          const sums = others.map((i) => before[name].influenceRank[i]!);
          const ranks = sums.map((sum) => 1 + sums.filter((other) => other < sum).length);
          expect(removal[name].influenceRankChange).toEqual(ranks.map((rank, i) => rank - influenceRank[i]!));
        }
      });
    }),
    { numRuns: 60 },
  );
});

test("a variable without any influence or dependence leaves the rankings as they are", () => {
  const rows = [
    [0, 2, 1, 0],
    [1, 0, 3, 0],
    [2, 1, 0, 0],
    [0, 0, 0, 0],
  ];
  const last = variableRemoval(matrixFrom(rows)).removals[3]!;
  expect([last.direct.rankMoves, last.indirect.rankMoves]).toEqual([0, 0]);
});

test("transposing keeps every score; reordering permutes the removals", () => {
  fc.assert(
    fc.property(scoreRows(4, 4), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, order) => {
      const matrix = matrixFrom(rows);
      const scores = (result: ReturnType<typeof variableRemoval>) =>
        new Map(result.removals.map((r) => [r.id, r.score]));
      const expected = scores(variableRemoval(matrix));
      expect(scores(variableRemoval(transpose(matrix)))).toEqual(expected);
      const moved = { ...matrixFrom(permuted(rows, order)), labels: order.map((from) => matrix.labels[from]!) };
      expect(scores(variableRemoval(moved))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test("the most decisive variables of the shipped study come first, and the result survives JSON", async () => {
  const result = variableRemoval(await shippedStudy());
  expect(result.removals).toHaveLength(29);
  const scores = new Map(result.removals.map((removal) => [removal.id, removal.score]));
  const ordered = result.mostDecisive.map((id) => scores.get(id)!);
  expect(ordered).toEqual([...scores.values()].sort((a, b) => b - a));
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test("removing one of two variables empties the planes; one variable cannot be removed; zeros have no class to lose", () => {
  const two = variableRemoval(
    matrixFrom([
      [0, 2],
      [1, 0],
    ]),
  );
  expect(two.removals[0]!.direct.classChanges).toEqual([{ id: "v2", from: "dependent", to: null }]);
  expect(variableRemoval(matrixFrom([[0]]))).toMatchObject({ removals: [], mostDecisive: [] });
  const zeros = variableRemoval(
    matrixFrom([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]),
  );
  expect(zeros.removals.map((removal) => removal.score)).toEqual([0, 0, 0]);
  expect(zeros.removals[0]!.direct.classes).toEqual([null, null]);
});

test("bad options are refused", () => {
  const bad = { power: 1.5, refit: true } as unknown as VariableRemovalOptions;
  expect(() => variableRemoval(randomMatrix(3, 0.5, 1), bad)).toThrow(OptionsError);
  expect(() => variableRemoval(randomMatrix(3, 0.5, 1), bad)).toThrow(/refit[\s\S]*power/);
});
