import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../src/experts/contribution.js";
import { roundStability } from "../../src/experts/round-stability.js";
import { listOf, ofOneCell, randomContributions } from "./contributions.js";

const pair = listOf(2);
const between = (before: readonly Answer[], after: readonly Answer[], options = {}) =>
  roundStability(pair, ofOneCell(before), ofOneCell(after), options);

test("five experts, one of whom draws nearer, by hand", () => {
  const { cells, experts, stability, options, ...overall } = between([0, 2, 2, 2, 3], [1, 2, 2, 2, 3]);
  expect(cells[0]).toEqual({
    from: "v1",
    to: "v2",
    answers: 5,
    unchanged: 0.8,
    meanAbsoluteChange: 0.2,
    medianBefore: 2,
    medianAfter: 2,
    interquartileRangeBefore: 0,
    interquartileRangeAfter: 0,
    interquartileRangeChange: 0,
    netChange: 0.2,
    stable: false,
  });
  expect(overall).toEqual({
    answers: 5,
    unchanged: 0.8,
    meanAbsoluteChange: 0.2,
    interquartileRangeChange: 0,
    cellsCompared: 1,
  });
  expect(stability).toBe(0);
  expect(options.stableBelow).toBe(0.15);
  expect(experts[0]).toEqual({ id: "e1", answers: 1, unchanged: 0, meanAbsoluteChange: 1 });
  expect(between([0, 2, 2, 2, 3], [1, 2, 2, 2, 3], { stableBelow: 0.21 }).stability).toBe(1);
});

test("two experts who change places move nothing, though both have moved", () => {
  expect(between([0, 3], [3, 0])).toMatchObject({ unchanged: 0, meanAbsoluteChange: 3, stability: 1 });
});

test("0 to P is a change without a distance; ? to a score is a change that is not measured; blanks are not compared", () => {
  expect(between([0], ["P"])).toMatchObject({ answers: 1, unchanged: 0, meanAbsoluteChange: 0, stability: 0 });
  expect(between(["?"], [2])).toMatchObject({ answers: 1, unchanged: 0, meanAbsoluteChange: null });
  expect(between([null, 1], [2, null])).toMatchObject({
    answers: 0,
    unchanged: null,
    meanAbsoluteChange: null,
    stability: null,
    cellsCompared: 0,
  });
});

test("who all move by the same step keep their spread: the range changes by exactly 0, cell by cell and over all", () => {
  for (const step of [0.1, 0.2, 0.7]) {
    const before = [0.1, 0.2, 0.4, 0.5, 0.9];
    const after = before.map((score) => Number((score + step).toFixed(1)));
    const found = between(before, after);
    expect(found.cells[0]!.interquartileRangeChange).toBe(0);
    expect(found.interquartileRangeChange).toBe(0);
    expect(found.cells[0]).toMatchObject({ interquartileRangeBefore: 0.3, interquartileRangeAfter: 0.3 });
  }
});

test("ranges that widen here by what they narrow there change by 0 over all", () => {
  const of = (scores: readonly (readonly number[])[]) =>
    [0, 1].map((expert) => ({
      id: `e${expert}`,
      answers: [0, 1, 2].map((from) =>
        [0, 1, 2].map((to) => (from === to ? null : (scores[3 * from + to]?.[expert] ?? 0))),
      ),
    }));
  // Half of the distance of two experts: 0.1 more and 0.2 more, then 0.3 less.
  const blank: number[] = [];
  const before = of([blank, [0, 0], [0, 0], [0.1, 0.9]]);
  const after = of([blank, [0, 0.2], [0.1, 0.5], [0.4, 0.6]]);
  const found = roundStability(listOf(3), before, after);
  expect(found.cells.slice(0, 3).map((cell) => cell.interquartileRangeChange)).toEqual([0.1, 0.2, -0.3]);
  expect(found.interquartileRangeChange).toBe(0);
});

test("the quartiles compare the same experts: who came in the second round is left out", () => {
  const found = roundStability(pair, ofOneCell([0, 3]), ofOneCell([1, 2, 3, 3, 3]));
  expect(found.cells[0]).toMatchObject({ interquartileRangeBefore: 1.5, interquartileRangeAfter: 0.5 });
  expect(found.interquartileRangeChange).toBe(-1);
  expect(found.experts.map(({ id }) => id)).toEqual(["e1", "e2"]);
});

test("a round against itself is wholly stable, and either way round the moves are as long", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), randomContributions(3, 4), (before, after) => {
      const still = roundStability(listOf(3), before, before);
      expect(still.cells.every(({ netChange }) => netChange === null || netChange === 0)).toBe(true);
      expect([1, null]).toContain(still.stability);
      const [there, back] = [roundStability(listOf(3), before, after), roundStability(listOf(3), after, before)];
      expect(back.unchanged).toBe(there.unchanged);
      expect(back.stability).toBe(there.stability);
      expect(back.cells.map(({ netChange }) => netChange)).toEqual(there.cells.map(({ netChange }) => netChange));
    }),
  ));

test("no round at all compares nothing, and options are checked", () => {
  expect(roundStability(pair, [], [])).toMatchObject({ stability: null, experts: [], unchanged: null });
  expect(() => between([], [], { stableBelow: 2 })).toThrow(/stableBelow: expected a number from 0 to 1/);
});
