import fc from "fast-check";
import { expect, test } from "vitest";
import { rankFrom, rankIntegers, rankReals } from "../../src/matrix/ranking.js";

test("equal values share a rank and the next rank is left out", () => {
  expect(Array.from(rankIntegers([5n, 9n, 9n, 1n]))).toEqual([3, 1, 1, 4]);
  expect(Array.from(rankReals([5, 9, 9 * (1 + 1e-12), 1]))).toEqual([3, 1, 1, 4]);
});

test("a rank is one more than the number of stronger items", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 1, maxLength: 30 }), (values) => {
      const expected = values.map((value) => 1 + values.filter((other) => other > value).length);
      expect(Array.from(rankIntegers(values))).toEqual(expected);
      expect(Array.from(rankReals(values.map(Number)))).toEqual(expected);
    }),
  );
});

test("near-equals do not drift into one long tie", () => {
  const chain = Array.from({ length: 5 }, (_, i) => 1 - i * 0.8e-9);
  expect(Array.from(rankReals(chain))).toEqual([1, 1, 3, 3, 5]);
});

test("ranking from any earlier ranks gives the ranks from scratch, and the same record where nothing changed", () => {
  const list = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const near = rankIntegers(before);
      expect(rankIntegers(after, near)).toEqual(rankIntegers(after));
      expect(rankFrom(near, (i, j) => Number(before[i]! - before[j]!))).toBe(near);
    }),
  );
});
