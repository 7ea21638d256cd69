import { expect, test } from "vitest";
import { measure, spread } from "../../bench/measure.js";
import { checkRanking } from "../../bench/ranking-agreement.js";
import { resultTable, shortNumber } from "../../bench/result-table.js";

test("median and quartiles are those of the sorted samples, between two where need be", () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ least: 1, median: 3, lowerQuartile: 2, upperQuartile: 4, samples: 5 });
  expect(spread([4, 1])).toEqual({ least: 1, median: 2.5, lowerQuartile: 1.75, upperQuartile: 3.25, samples: 2 });
  expect(spread([7])).toEqual({ least: 7, median: 7, lowerQuartile: 7, upperQuartile: 7, samples: 1 });
});

test("alternatives take turns, each round another one first", async () => {
  const calls: string[] = [];
  const waiting = (name: string) => ({
    name,
    run: async () => {
      calls.push(name);
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  });
  const timings = await measure([waiting("a"), waiting("b"), waiting("c")], {
    rounds: 3,
    sampleMs: 0.1,
    budgetMs: 1000,
  });
  expect(calls.slice(-9).join("")).toBe("abcbcacab");
  expect(timings.map(({ name, samples }) => [name, samples])).toEqual([
    ["a", 3],
    ["b", 3],
    ["c", 3],
  ]);
  expect(timings[0]!.ratio).toBe(1);
  for (const { median, lowerQuartile, upperQuartile, ratio } of timings) {
    expect(lowerQuartile).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(upperQuartile);
    expect(ratio).toBeGreaterThan(0);
  }
});

test("an alternative without time for more has three samples", async () => {
  const slow = { name: "slow", run: () => new Promise((resolve) => setTimeout(resolve, 5)) };
  const [timing] = await measure([slow], { rounds: 20, sampleMs: 1, budgetMs: 1 });
  expect(timing!.samples).toBe(3);
});

test("sums that order the variables as the ranks do agree, up to rounding", () => {
  const ranks = [3, 1, 1, 4];
  expect(() => checkRanking("x", ranks, [5, 9, 9 * (1 + 1e-15), 1])).not.toThrow();
  expect(() => checkRanking("x", ranks, [5, 9, 9.001, 1])).toThrow("against the exact ranking");
  expect(() => checkRanking("x", ranks, [0.5, 9, 9, 1])).toThrow("x: the sums of ranks 3 and 4 are 0.5 and 1");
  expect(() => checkRanking("x", ranks, [5, 9, 9])).toThrow("3 sums for 4 variables");
  expect(() => checkRanking("x", [1, 2], [Number.NaN, 1])).toThrow("against the exact ranking");
});

test("numbers have three digits, and whole ones above a thousand", () => {
  const shown = [0, 1234.56, 123.456, 1.23456, 0.0123456, 0.0000012].map(shortNumber);
  expect(shown).toEqual(["0", "1235", "123", "1.23", "0.0123", "0.000001"]);
});

test("a table says whether a budget is met, and why a number is missing", () => {
  const numbers = { least: 0.5, median: 2, lowerQuartile: 1, upperQuartile: 3, samples: 5, ratio: 1 };
  const nothing = {
    least: null,
    median: null,
    lowerQuartile: null,
    upperQuartile: null,
    samples: 0,
    ratio: null,
    budget: null,
  };
  const row = (met: boolean) => ({ ...numbers, budget: { text: "≤ 5 ms", met }, note: null });
  const rows = [
    { case: "n = 10", way: "one", unit: "ms", ...row(true) },
    { case: "n = 10", way: "two", unit: "ms", ...row(false) },
    { case: "n = 10", way: "three", unit: "ms", ...nothing, note: "not run: would take about 120 s a call" },
  ] as const;
  const table = resultTable({ name: "x", title: "A title", reference: "one", rows, notes: ["a note"] });
  expect(table.split("\n").slice(4, -1)).toEqual([
    "n = 10  one    2.00 ms  1.00 – 3.00  0.500        5   1.00  ≤ 5 ms: met",
    expect.stringContaining("≤ 5 ms: NOT MET"),
    expect.stringContaining("not run: would take about 120 s a call"),
    "ratio: times as long as one",
    "a note",
  ]);
});
