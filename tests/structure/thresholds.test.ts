import fc from "fast-check";
import { std } from "mathjs";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { direct } from "../../src/structure/direct.js";
import { evaluateFormula, parseFormula } from "../../src/structure/threshold-formula.js";
import { matrixFrom, scoreRows } from "../matrices.js";

/** Sums of a dozen small numbers: only the last bits may differ. */
const DIGITS = 9;

test("the names of a formula are the statistics of the sums", () => {
  const values = [4, 1, 3, 2, 10];
  const expected = { mean: 4, median: 3, min: 1, max: 10, q1: 2, q3: 4, n: 5, std: Math.sqrt(10) };
  for (const [name, value] of Object.entries(expected))
    expect(evaluateFormula(name, values)).toBeCloseTo(value, DIGITS);
});

test("std is the standard deviation of the population, as in mathjs", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }), (values) => {
      expect(evaluateFormula("std", values)).toBeCloseTo(Number(std(values, "uncorrected")), DIGITS);
    }),
  );
});

test("formulas follow the usual rules of precedence", () => {
  const values = [2, 4];
  expect(evaluateFormula("mean + std / 2", values)).toBe(3.5);
  expect(evaluateFormula("(mean + std) / 2", values)).toBe(2);
  expect(evaluateFormula("-mean - -2 * n", values)).toBe(1);
  expect(evaluateFormula("2 - 1 - 1", values)).toBe(0);
  expect(evaluateFormula("1.5e1", values)).toBe(15);
});

test("anything but names, numbers, + - * / and parentheses is refused and never evaluated", () => {
  const refused = [
    "mean ^ 2",
    "sqrt(mean)",
    "mean > 2",
    "import('fs')",
    "f(x) = x",
    "x = 1",
    "mean; max",
    "[mean, max]",
    "mean[1]",
    "{a: 1}",
    "'text'",
    '"a" + 1',
    "true",
    "null",
    "mean ? 1 : 2",
    "1:3",
    "mean!",
    "mean'",
    "2 mean",
    "mean max",
    "i",
    "pi",
    "e",
    "constructor",
    "__proto__",
    "mean.constructor",
    "mean % 2",
    "mean mod 2",
    "1e999",
    "not mean",
    "mean to max",
    "5 cm",
    "",
    " ",
    "mean +",
    "((mean)",
    "mean\nmax",
    'cos.constructor("return 1")()',
    "0x",
    "mean .* max",
    "a".repeat(500),
    "(".repeat(190),
    "5%",
    "0x10",
    "mean + 0b1",
    "\n",
  ];
  const matrix = matrixFrom([
    [0, 1],
    [2, 0],
  ]);
  for (const threshold of refused) {
    expect(parseFormula(threshold).formula, threshold).toBeNull();
    expect(() => direct(matrix, { threshold }), threshold).toThrow(OptionsError);
  }
});

test("no text whatever makes the parser throw anything but a refusal", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[mean+*/() .0-9x-]{1,40}$/)), (text) => {
      const { formula, refusal } = parseFormula(text);
      expect((formula === null) !== (refusal === null)).toBe(true);
    }),
  );
});

test("the refusal names the part that is refused", () => {
  expect(parseFormula("mean + sqrt(max)").refusal).toContain("sqrt(max)");
  expect(() =>
    direct(
      matrixFrom([
        [0, 1],
        [2, 0],
      ]),
      { threshold: "mean + median ^ 2" },
    ),
  ).toThrow("median ^ 2");
});

test("a formula without a finite value is an error, not a class", () => {
  expect(() =>
    direct(
      matrixFrom([
        [0, 1],
        [1, 0],
      ]),
      { threshold: "mean / (max - min)" },
    ),
  ).toThrow("no finite value");
});

test("thresholds are what they say: mean, median, midrange, a number, a formula", () => {
  // Influence 6 2 1 0.
  const matrix = matrixFrom([
    [0, 3, 3, 0],
    [1, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
  ]);
  const line = (threshold: string | number) => direct(matrix, { threshold }).influenceThreshold;
  expect(line("mean")).toBe(2.25);
  expect(line("median")).toBe(1.5);
  expect(line("midrange")).toBe(3);
  expect(line(2)).toBe(2);
  expect(line(0.1)).toBe(0.1);
  expect(line("q3 + 1")).toBe(4);
  expect(direct(matrix, { threshold: 2 }).influenceDistance).toEqual([4, 0, -1, -2]);
});

test("a named threshold and the same formula give the same classes", () => {
  fc.assert(
    fc.property(scoreRows(2, 7), (rows) => {
      const classes = (threshold: string) => direct(matrixFrom(rows), { threshold }).classes;
      expect(classes("mean * 1")).toEqual(classes("mean"));
      expect(classes("median + 0")).toEqual(classes("median"));
      expect(classes("(min + max) / 2")).toEqual(classes("midrange"));
    }),
  );
});

test("unknown and invalid options are refused, all at once", () => {
  const matrix = matrixFrom([
    [0, 1],
    [1, 0],
  ]);
  const wrong = { threshold: Number.NaN, thresold: "mean" } as { threshold: number };
  expect(() => direct(matrix, wrong)).toThrow(OptionsError);
  try {
    direct(matrix, wrong);
  } catch (error) {
    expect((error as OptionsError).issues.map((issue) => issue.path)).toEqual(["thresold", "threshold"]);
  }
});
