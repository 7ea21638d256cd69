import fc from "fast-check";
import * as math from "mathjs";
import { expect, test } from "vitest";
import { aggregate, aggregateRow } from "../../src/experts/aggregate.js";
import { aggregateCell, type WeighedAnswer } from "../../src/experts/aggregate-cell.js";
import {
  AGGREGATION_DEFAULTS,
  AGGREGATION_METHODS,
  type AggregationOptions,
  resolveAggregationOptions,
} from "../../src/experts/aggregation-options.js";
import type { Answer, Confidence, Contribution } from "../../src/experts/contribution.js";
import type { Cell } from "../../src/study/study.js";
import { confidenceOfOneCell, listOf, ofOneCell, randomContributions } from "./contributions.js";

const pair = listOf(2);
const cellOf = (answers: readonly Answer[], options: AggregationOptions = {}, more: Partial<Contribution>[] = []) =>
  aggregate(pair, ofOneCell(answers, more), options).direct[0]![1];

test.each<[string, readonly Answer[], AggregationOptions, number | "P" | null]>([
  ["the median of an odd number is the middle score", [0, 3, 2], {}, 2],
  ["the median of an even number is halfway", [0, 1, 2, 3], {}, 1.5],
  ["the mean has two decimals", [1, 1, 2], { method: "mean" }, 1.33],
  ["the common score of all is theirs, to its last decimal", [0.875, 0.875, 0.875], {}, 0.875],
  ["the smallest score of all is no 0", [0.004, 0.004], { method: "mean" }, 0.004],
  ["halves of a hundredth go up", [0, 0, 0, 0, 0, 0, 0, 1], { method: "mean" }, 0.13],
  ["the mode is the most frequent score", [0, 3, 3, 1], { method: "mode" }, 3],
  ["of two modes the one nearest to the median", [0, 0, 2, 3, 3], { method: "mode" }, 3],
  ["of two modes as near, the lower one", [1, 1, 3, 3], { method: "mode" }, 1],
  ["blank is no answer", [null, 3, null], { method: "mean" }, 3],
  ["? is no answer", ["?", 3, "?", "?"], {}, 3],
  ["0 is an answer", [0, 3, 0], { method: "mean" }, 1],
  ["more than half P is P", ["P", "P", 3], {}, "P"],
  ["half P is not, and a P counts 0", ["P", "P", 3, 3], {}, 1.5],
  ["a ? does not weaken the majority of P", ["P", "?", "?"], {}, "P"],
  ["a P counts what is asked", ["P", 3, 1], { method: "mean", potentialValue: 2 }, 2],
  ["by value P never wins", ["P", "P", "P"], { potential: "value" }, 0],
  ["by value P counts what is asked", ["P", "P", 0], { potential: "value", potentialValue: 3 }, 3],
  ["ignored, P is no answer", ["P", "P", 3], { potential: "ignore" }, 3],
  ["ignored, P alone leaves a blank", ["P", "P"], { potential: "ignore" }, null],
  ["more than half ? leaves a blank", ["?", "?", 3], { dontKnow: "blank-when-majority" }, null],
  ["half ? does not", ["?", 3], { dontKnow: "blank-when-majority" }, 3],
  ["blanks do not count towards that half", ["?", "?", 3, null, null], { dontKnow: "blank-when-majority" }, null],
  ["too few answers leave a blank", [3, 3, "?"], { minimumAnswers: 3 }, null],
  ["just enough do not", [3, 3, "P"], { minimumAnswers: 3 }, 3],
  ["nobody answered", [null, null], {}, null],
])("%s", (_, answers, options, expected) => {
  expect(cellOf(answers, options)).toBe(expected);
});

test("the confident weigh more: 3 × 3 and 1 × 0 is 2.25; without a confidence an answer weighs 2", () => {
  const [sure, doubtful, silent] = [3, 1, null].map((each) => confidenceOfOneCell(each as 1 | 3 | null));
  expect(cellOf([3, 0], { method: "confidence" }, [sure!, doubtful!])).toBe(2.25);
  expect(cellOf([3, 0], { method: "confidence" }, [silent!, doubtful!])).toBe(2);
  expect(cellOf([3, 0], { method: "confidence" }, [{}, doubtful!])).toBe(2);
  expect(cellOf([3, 0], { method: "mean" }, [sure!, doubtful!])).toBe(1.5);
});

test("the weight of an expert counts with the method expert alone, 1 where there is none, 0 as if silent", () => {
  expect(cellOf([3, 0], { method: "expert" }, [{ weight: 2 }, {}])).toBe(2);
  expect(cellOf([3, 0], { method: "mean" }, [{ weight: 2 }, {}])).toBe(1.5);
  expect(cellOf([3, 0], { method: "expert" }, [{ weight: 0 }, {}])).toBe(0);
  expect(cellOf([3, null], { method: "expert" }, [{ weight: 0 }, {}])).toBeNull();
});

test("majorities are of weights where the method has weights", () => {
  expect(cellOf(["P", 1, 1], { method: "expert" }, [{ weight: 3 }])).toBe("P");
  expect(cellOf(["P", 1, 1], { method: "mean" }, [{ weight: 3 }])).toBe(0.67);
  expect(cellOf(["?", 1, 1], { method: "expert", dontKnow: "blank-when-majority" }, [{ weight: 3 }])).toBeNull();
});

test("cells without enough answers are named, with why", () => {
  const result = aggregate(pair, ofOneCell(["?", "?", 2]), { dontKnow: "blank-when-majority" });
  expect(result.lacking).toEqual([
    { from: "v1", to: "v2", answers: 1, dontKnow: 2, reason: "dont-know" },
    { from: "v2", to: "v1", answers: 0, dontKnow: 0, reason: "few-answers" },
  ]);
  expect(result.answers).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

test("no contribution gives a blank matrix, and a single variable nothing to score", () => {
  expect(aggregate(pair, []).direct).toEqual([
    [null, null],
    [null, null],
  ]);
  const alone = aggregate(listOf(1), [{ id: "e1", answers: [[null]] }]);
  expect(alone).toMatchObject({ direct: [[null]], lacking: [], options: AGGREGATION_DEFAULTS });
});

/** Answers on scales that go below hundredths, often all the same. */
const finely = fc.constantFrom<Answer[]>(null, 0.004, 0.875, 0.875, 0.875, 1.001, 3, "P", "?");

const anyOptions = fc.record({
  method: fc.constantFrom(...AGGREGATION_METHODS),
  potential: fc.constantFrom("majority" as const, "value" as const, "ignore" as const),
  potentialValue: fc.constantFrom(0, 1, 3),
  dontKnow: fc.constantFrom("ignore" as const, "blank-when-majority" as const),
  minimumAnswers: fc.integer({ min: 1, max: 4 }),
});

test("the order of the experts does not matter, decimals included", () =>
  fc.assert(
    fc.property(
      randomContributions(3, 6, fc.constantFrom<Answer[]>(null, 0.1, 0.7, 1.13, 2.9, "P", "?")),
      anyOptions,
      (given, options) => {
        const [there, back] = [given, [...given].reverse()].map((each) => aggregate(listOf(3), each, options));
        expect(back!.direct).toEqual(there!.direct);
        expect(back!.lacking).toEqual(there!.lacking);
      },
    ),
  ));

test("an aggregate lies between the lowest and the highest score, and is their common value where all agree", () =>
  fc.assert(
    fc.property(randomContributions(2, 5, finely), anyOptions, (given, options) => {
      const value = aggregate(pair, given, options).direct[0]![1]!;
      const scores = given
        .filter(({ weight }) => options.method !== "expert" || weight! > 0)
        .map(({ answers }) => answers[0]![1]!)
        .filter((each) => each !== null && each !== "?" && !(each === "P" && options.potential === "ignore"))
        .map((each) => (each === "P" ? options.potentialValue : (each as number)));
      if (typeof value !== "number") return;
      expect(value).toBeGreaterThanOrEqual(Math.min(...scores));
      expect(value).toBeLessThanOrEqual(Math.max(...scores));
    }),
  ));

test("where all agree to whatever decimal, the aggregate is their score by every rule", () =>
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 9 }), (score, experts) => {
      for (const method of AGGREGATION_METHODS) {
        expect(cellOf(new Array<Answer>(experts).fill(score), { method })).toBe(score);
      }
    }),
  ));

test("a mean of whole scores is the exact quotient, rounded half up, by whole numbers alone", () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.nat(3), weight: fc.integer({ min: 1, max: 50 }) }), {
        minLength: 1,
        maxLength: 60,
      }),
      (list) => {
        const sum = list.reduce((total, { score, weight }) => total + BigInt(score * weight), 0n);
        const whole = list.reduce((total, { weight }) => total + BigInt(weight), 0n);
        const hundredths = (200n * sum + whole) / (2n * whole);
        const found = cellOf(
          list.map(({ score }) => score),
          { method: "expert" },
          list,
        );
        expect(found).toBe(Number(hundredths) / 100);
      },
    ),
  ));

test("where all weigh the same, the weighted means are the mean", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), fc.constantFrom(1 as const, 2 as const, 3 as const), (given, weight) => {
      const even = given.map((each) => ({
        ...each,
        weight,
        confidence: each.answers.map((row) => row.map(() => weight)),
      }));
      const [mean, ...others] = (["mean", "confidence", "expert"] as const).map(
        (method) => aggregate(listOf(3), even, { method }).direct,
      );
      for (const other of others) expect(other).toEqual(mean);
    }),
  ));

test.each<[string, unknown, unknown, RegExp]>([
  ["an unknown option", [], { methd: "mean" }, /methd: expected no option of this name/],
  ["a method that is none", [], { method: "max" }, /method: expected one of median, mean/],
  ["a minimum of none", [], { minimumAnswers: 0 }, /minimumAnswers: expected an integer from 1/],
  ["contributions that are none", {}, {}, /contributions: expected the contributions of at most 1000 experts/],
  ["an id twice", [...ofOneCell([1]), ...ofOneCell([2])], {}, /contributions\/1\/id: expected a text that names/],
  ["a matrix of another size", [{ id: "e", answers: [[null]] }], {}, /0\/answers: expected a matrix of 2 × 2/],
  ["a word", ofOneCell(["x" as Answer]), {}, /row V1, column V2 \(contributions\/0\/answers\/0\/1\): .* received "x"/],
  ["NaN", ofOneCell([Number.NaN]), {}, /expected a number ≥ 0, P, \? or blank, received NaN/],
  ["a negative score", ofOneCell([-1]), {}, /received -1/],
  [
    "a ? on the diagonal",
    [
      {
        id: "e",
        answers: [
          ["?", 1],
          [1, null],
        ],
      },
    ],
    {},
    /0 or a blank on the diagonal/,
  ],
  ["a confidence of 4", ofOneCell([1], [confidenceOfOneCell(4 as 3)]), {}, /expected 1, 2, 3 or null, received 4/],
  ["a weight below 0", ofOneCell([1], [{ weight: -1 }]), {}, /0\/weight: expected a number from 0 to 1000/],
  [
    "a note that is a number",
    ofOneCell(
      [1],
      [
        {
          notes: [
            [null, 7 as never],
            [null, null],
          ],
        },
      ],
    ),
    {},
    /a text or null/,
  ],
])("%s is refused, and named", (_, contributions, options, message) => {
  expect(() => aggregate(pair, contributions as Contribution[], options as AggregationOptions)).toThrow(message);
});

const say = (answer: Answer, weight = 1, confidence: Confidence | null = null) => ({ answer, weight, confidence });
const weighedCell = (answers: readonly WeighedAnswer[], options: AggregationOptions = {}) =>
  aggregateCell(answers, resolveAggregationOptions(options)).value;

test("the median and the mean of two hundredths are rounded half up, whatever the two", () => {
  const wrong: string[] = [];
  for (let a = 0; a <= 100; a++) {
    for (let b = a; b <= 100; b++) {
      // In whole hundredths: no decimal is summed.
      const exact = Math.floor((a + b + 1) / 2) / 100;
      for (const method of ["median", "mean"] as const) {
        if (weighedCell([say(a / 100), say(b / 100)], { method }) !== exact) wrong.push(`${method} ${a} ${b}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

/** A route of its own: fractions of mathjs, from the decimals as they are written. */
function byFractions(answers: readonly WeighedAnswer[], method: "median" | "mean" | "confidence" | "expert"): Cell {
  const exact = (value: number) => math.fraction(String(value)) as math.Fraction;
  const weightOf = ({ weight, confidence }: WeighedAnswer) =>
    exact(method === "expert" ? weight : method === "confidence" ? (confidence ?? 2) : 1);
  const sumOf = (list: readonly math.Fraction[]) => list.reduce((sum, next) => math.add(sum, next), exact(0));
  const total = sumOf(answers.map(weightOf));
  const potential = sumOf(answers.filter(({ answer }) => answer === "P").map(weightOf));
  if (math.larger(math.multiply(potential, 2) as math.Fraction, total)) return "P";
  const scores = answers.map(({ answer }) => exact(answer === "P" ? 0 : (answer as number)));
  const ascending = [...scores].sort((a, b) => Number(math.compare(a, b)));
  const [low, high] = [(scores.length - 1) >> 1, scores.length >> 1].map((place) => ascending[place]!);
  const value =
    method === "median"
      ? math.divide(math.add(low!, high!), exact(2))
      : math.divide(
          sumOf(scores.map((score, place) => math.multiply(score, weightOf(answers[place]!)) as math.Fraction)),
          total,
        );
  const hundred = math.floor(math.add(math.multiply(value as math.Fraction, 100), exact(0.5)) as math.Fraction);
  const [least, most] = [ascending[0]!, ascending.at(-1)!];
  const rounded = math.divide(hundred, exact(100)) as math.Fraction;
  return Number(math.larger(rounded, most) ? most : math.smaller(rounded, least) ? least : rounded);
}

const decimal = fc.oneof(
  fc.nat(30).map((tenths) => tenths / 10),
  fc.nat(300).map((hundredths) => hundredths / 100),
  fc.nat(21).map((sevenths) => sevenths / 7),
);
const weighedAnswer = fc.record({
  answer: fc.oneof({ weight: 4, arbitrary: decimal }, { weight: 1, arbitrary: fc.constant("P" as const) }),
  weight: fc.oneof(
    fc.integer({ min: 1, max: 20 }).map((tenths) => tenths / 10),
    fc.integer({ min: 1, max: 3000 }).map((thirds) => thirds / 3),
  ),
  confidence: fc.constantFrom<Confidence | null>(null, 1, 2, 3),
});

test("aggregates of decimals are those of exact fractions, in every order of the experts", () => {
  fc.assert(
    fc.property(
      fc
        .array(weighedAnswer, { minLength: 1, maxLength: 7 })
        .chain((answers) =>
          fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
        ),
      ([answers, shuffled]) => {
        for (const method of ["median", "mean", "confidence", "expert"] as const) {
          const exact = byFractions(answers, method);
          expect(weighedCell(answers, { method })).toEqual(exact);
          expect(weighedCell(shuffled, { method })).toEqual(exact);
        }
        expect(weighedCell(shuffled, { method: "mode" })).toEqual(weighedCell(answers, { method: "mode" }));
      },
    ),
    { numRuns: 200 },
  );
});

test("a half of decimal weights is a half in every order, and no majority", () => {
  const half = [say("P", 0.1), say("P", 0.2), say(1, 0.3)];
  for (const order of [half, [...half].reverse(), [half[1]!, half[2]!, half[0]!]]) {
    expect(weighedCell(order, { method: "expert" })).toBe(0.5);
  }
});

test("the rows of an aggregate, one by one, are the aggregate", () => {
  fc.assert(
    fc.property(randomContributions(4, 3), (contributions) => {
      const list = listOf(4);
      const whole = aggregate(list, contributions);
      const rows = list.variables.map((_, row) => aggregateRow(list, contributions, row, whole.options));
      expect(rows.map(({ direct }) => direct)).toEqual(whole.direct);
      expect(rows.flatMap(({ lacking }) => lacking)).toEqual(whole.lacking);
    }),
  );
});
