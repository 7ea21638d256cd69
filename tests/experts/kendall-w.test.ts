import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquareTail } from "../../src/experts/chi-square.js";
import { kendallW } from "../../src/experts/kendall-w.js";
import { pythonWith, runPython } from "../graph/python-reference.js";

/** Both routes round sums of some dozen numbers. */
const DIGITS = 12;

const columns = (...texts: string[]) => texts.map((text) => [...text].map(Number));

test("the published W of three raters with ties: R package DescTools, KendallW(anxiety, TRUE) = 0.5396569", () => {
  const anxiety = columns("33345523522615221243", "36462424332333221334", "21443216111233113322");
  expect(kendallW(anxiety).w).toBeCloseTo(0.5396569, 7);
});

test("the published W of three executives without ties: Siegel, Nonparametric Statistics, 1956, p. 230, W = 0.16", () => {
  const { w, chiSquare, degreesOfFreedom } = kendallW(columns("163254", "156423", "632541"));
  expect(w).toBeCloseTo(0.16, 2);
  expect(w).toBeCloseTo((12 * 25.5) / (9 * 210), DIGITS);
  expect(chiSquare).toBeCloseTo(3 * 5 * w!, DIGITS);
  expect(degreesOfFreedom).toBe(5);
});

const judged = fc
  .tuple(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 3, max: 12 }))
  .chain(([judges, things]) =>
    fc.array(fc.array(fc.nat(9), { minLength: things, maxLength: things }), { minLength: judges, maxLength: judges }),
  )
  .filter((scores) => scores.some((row) => new Set(row).size > 1));

test("χ² and p are those of Friedman's test in scipy, ties and all", () => {
  const python = pythonWith("scipy");
  if (python === null) return;
  const cases = fc.sample(judged, { numRuns: 60, seed: 20_402 });
  const script = `
import json, sys
from scipy.stats import friedmanchisquare
found = [friedmanchisquare(*zip(*scores)) for scores in json.load(open(sys.argv[1]))]
print(json.dumps([[float(each.statistic), float(each.pvalue)] for each in found]))
`;
  const reference = runPython(python, script, cases) as [number, number][];
  cases.forEach((scores, index) => {
    const { w, chiSquare, pValue } = kendallW(scores);
    const [statistic, probability] = reference[index]!;
    expect(chiSquare).toBeCloseTo(statistic, 9);
    expect(w).toBeCloseTo(statistic / (scores.length * (scores[0]!.length - 1)), DIGITS);
    expect(pValue).toBeCloseTo(probability, 9);
  });
});

/** What the docstring says of the relative error, up to a thousand degrees of freedom. */
const tailError = (df: number) => (df <= 500 ? 1e-12 : 1e-11);

test("the tail of chi-square is scipy's, to the error that is stated", () => {
  const python = pythonWith("scipy");
  if (python === null) return;
  const cases = [1, 2, 3, 5, 28, 99, 300, 500, 700, 999, 1000].flatMap((df) =>
    [1e-6, 0.01, 0.3, 0.9, 0.97, 1, 1.03, 1.1, 1.3, 1.7, 1.9].map((times) => [times * df, df] as const),
  );
  const script = `
import json, sys
from scipy.stats import chi2
print(json.dumps([float(chi2.sf(x, df)) for x, df in json.load(open(sys.argv[1]))]))
`;
  const reference = runPython(python, script, cases) as number[];
  cases.forEach(([x, df], index) => {
    const expected = reference[index]!;
    expect(Math.abs(chiSquareTail(x, df) - expected), `${x}, ${df}`).toBeLessThanOrEqual(tailError(df) * expected);
  });
});

test("two degrees of freedom have a tail that is known: exp(−x ÷ 2)", () => {
  for (const x of [0, 0.1, 1, 4, 5.99, 40]) expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 14);
  expect(() => chiSquareTail(Number.NaN, 2)).toThrow(RangeError);
  expect(() => chiSquareTail(1, 0)).toThrow(RangeError);
});

test("nothing is as large as infinity, and degrees of freedom are whole", () => {
  for (const df of [1, 2, 1000]) {
    expect(chiSquareTail(Number.POSITIVE_INFINITY, df)).toBe(0);
    expect(chiSquareTail(Number.MAX_VALUE, df)).toBe(0);
  }
  for (const df of [1.5, 2.000001, Number.NaN, Number.POSITIVE_INFINITY, -2]) {
    expect(() => chiSquareTail(1, df), String(df)).toThrow(RangeError);
  }
  expect(() => chiSquareTail(-1e-300, 2)).toThrow(RangeError);
});

test("W lies between 0 and 1, whatever the order of judges and things and whatever keeps the rankings", () =>
  fc.assert(
    fc.property(judged, (scores) => {
      const { w } = kendallW(scores);
      expect(w).toBeGreaterThanOrEqual(0);
      expect(w).toBeLessThanOrEqual(1 + 1e-12);
      const turned = [...scores].reverse().map((row) => [...row].reverse().map((score) => score ** 3 + 1));
      expect(kendallW(turned).w).toBeCloseTo(w!, DIGITS);
    }),
  ));

test("the same ranking is 1, opposite ones 0, and what cannot be compared is null with its reason", () => {
  expect(
    kendallW([
      [3, 2, 1],
      [30, 20, 10],
    ]).w,
  ).toBe(1);
  expect(
    kendallW([
      [3, 2, 1],
      [1, 2, 3],
    ]).w,
  ).toBe(0);
  const empty = { w: null, chiSquare: null, degreesOfFreedom: null, pValue: null };
  expect(kendallW([[1, 2]])).toEqual({ ...empty, reason: "one-expert" });
  expect(kendallW([])).toEqual({ ...empty, reason: "one-expert" });
  expect(kendallW([[1], [2]])).toEqual({ ...empty, reason: "one-variable" });
  expect(
    kendallW([
      [1, 1],
      [2, 2],
    ]),
  ).toEqual({ ...empty, reason: "no-variation" });
  expect(() => kendallW([[1, 2], [1]])).toThrow(RangeError);
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const scores = [
      [1, none],
      [1, 2],
    ];
    expect(() => kendallW(scores), String(none)).toThrow(RangeError);
    expect(() => kendallW([[none]]), String(none)).toThrow(RangeError);
  }
});
