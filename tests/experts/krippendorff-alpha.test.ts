import fc from "fast-check";
import { expect, test } from "vitest";
import { krippendorffAlpha } from "../../src/experts/krippendorff-alpha.js";
import { pythonWith, runPython } from "../graph/python-reference.js";

/** Sums of some hundred quotients round at 1e-15 each. */
const DIGITS = 12;

const numbers = (text: string) => [...text].map((each) => (each === "." ? null : Number(each)));

/** Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, sections A to D; letters as numbers, « . » where an observer left a unit out. */
const BINARY = ["0100000010", "1110010000"].map(numbers);
const FIVE_CATEGORIES = ["112243335441", "212223335444"].map(numbers);
const FOUR_OBSERVERS = ["12332141 2...", "12332241 25.3", ".33323422 51.", "12332441 251."].map((row) =>
  numbers(row.replaceAll(" ", "")),
);

test.each([
  ["binary, two observers", BINARY, "nominal", 0.095],
  ["nominal, two observers", FIVE_CATEGORIES, "nominal", 0.692],
  ["nominal, four observers, missing data", FOUR_OBSERVERS, "nominal", 0.743],
  ["ordinal, four observers, missing data", FOUR_OBSERVERS, "ordinal", 0.815],
  ["interval, four observers, missing data", FOUR_OBSERVERS, "interval", 0.849],
] as const)("the published value of %s", (_, ratings, metric, published) => {
  const { alpha, reason } = krippendorffAlpha(ratings, { metric });
  expect(alpha).toBeCloseTo(published, 3);
  expect(reason).toBeNull();
});

test("a unit that one observer rated counts nowhere: 11 units and 40 values of 41", () => {
  expect(krippendorffAlpha(FOUR_OBSERVERS)).toMatchObject({ units: 11, values: 40 });
});

const rating = fc.constantFrom(null, 0, 1, 2, 3, 1.5);
const someRatings = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 }))
  .chain(([observers, units]) =>
    fc.array(fc.array(rating, { minLength: units, maxLength: units }), { minLength: observers, maxLength: observers }),
  );

test("pair by pair with numpy, by the definition and without coincidences, it is the same", () => {
  const python = pythonWith("numpy");
  if (python === null) return;
  const cases = fc.sample(someRatings, { numRuns: 60, seed: 20_401 });
  const script = `
import json, sys, itertools
import numpy as np
def alpha(rows, metric):
    table = np.array([[np.nan if x is None else x for x in row] for row in rows], dtype=float)
    table = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    pool = table[~np.isnan(table)]
    if pool.size == 0 or np.all(pool == pool[0]): return None
    def delta(a, b):
        if metric == "nominal": return float(a != b)
        if metric == "interval": return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        between = ((pool >= low) & (pool <= high)).sum()
        return (between - ((pool == a).sum() + (pool == b).sum()) / 2) ** 2
    observed = 0.0
    for column in table.T:
        given = column[~np.isnan(column)]
        observed += sum(delta(a, b) for a, b in itertools.permutations(given, 2)) / (len(given) - 1)
    expected = sum(delta(a, b) for a, b in itertools.permutations(pool, 2))
    return 1 - (observed / pool.size) / (expected / (pool.size * (pool.size - 1)))
print(json.dumps([[alpha(rows, m) for m in ("ordinal", "nominal", "interval")] for rows in json.load(open(sys.argv[1]))]))
`;
  const reference = runPython(python, script, cases) as (number | null)[][];
  let compared = 0;
  cases.forEach((ratings, index) => {
    (["ordinal", "nominal", "interval"] as const).forEach((metric, at) => {
      const expected = reference[index]![at]!;
      const { alpha } = krippendorffAlpha(ratings, { metric });
      if (expected === null) expect(alpha).toBeNull();
      else expect(alpha).toBeCloseTo(expected, DIGITS);
      if (expected !== null) compared++;
    });
  });
  expect(compared).toBeGreaterThan(60);
});

test("observers and units may stand in any order, and an observer who rated nothing changes nothing", () =>
  fc.assert(
    fc.property(someRatings, (ratings) => {
      const { alpha } = krippendorffAlpha(ratings);
      const turned = [...ratings].reverse().map((row) => [...row].reverse());
      const silent = [...turned, turned[0]!.map(() => null)];
      if (alpha === null) expect(krippendorffAlpha(silent).alpha).toBeNull();
      else expect(krippendorffAlpha(silent).alpha).toBeCloseTo(alpha, DIGITS);
    }),
  ));

test("the ordinal measure knows the order of the values alone", () =>
  fc.assert(
    fc.property(someRatings, (ratings) => {
      const stretched = ratings.map((row) => row.map((value) => (value === null ? null : value ** 3 * 100)));
      expect(krippendorffAlpha(stretched)).toEqual(krippendorffAlpha(ratings));
    }),
  ));

test("perfect agreement is 1, and what cannot be compared is null with its reason", () => {
  expect(
    krippendorffAlpha([
      [1, 2, 0],
      [1, 2, 0],
    ]).alpha,
  ).toBe(1);
  expect(krippendorffAlpha([[1, 2, 3]])).toEqual({ alpha: null, reason: "no-overlap", units: 0, values: 0 });
  expect(
    krippendorffAlpha([
      [1, null],
      [null, 2],
    ]).reason,
  ).toBe("no-overlap");
  expect(
    krippendorffAlpha([
      [2, 2],
      [2, 2],
    ]),
  ).toEqual({ alpha: null, reason: "no-variation", units: 2, values: 4 });
  expect(krippendorffAlpha([]).reason).toBe("no-overlap");
  expect(() => krippendorffAlpha([[1], [1, 2]])).toThrow(RangeError);
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const metric of ["ordinal", "nominal", "interval"] as const) {
      const ratings = [
        [1, none],
        [1, 2],
      ];
      expect(() => krippendorffAlpha(ratings, { metric }), `${none} ${metric}`).toThrow(RangeError);
    }
    expect(() => krippendorffAlpha([[none]]), String(none)).toThrow(RangeError);
  }
  expect(() => krippendorffAlpha([], { metric: "ratio" as "ordinal" })).toThrow(/metric: expected one of/);
});
