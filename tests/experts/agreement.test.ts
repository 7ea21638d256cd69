import fc from "fast-check";
import * as math from "mathjs";
import { expect, test } from "vitest";
import { type AgreementOptions, agreement } from "../../src/experts/agreement.js";
import type { Answer, Contribution } from "../../src/experts/contribution.js";
import { kendallW } from "../../src/experts/kendall-w.js";
import { krippendorffAlpha } from "../../src/experts/krippendorff-alpha.js";
import { spreadOf } from "../../src/experts/spread.js";
import { pythonWith, runPython } from "../graph/python-reference.js";
import { scoreRows } from "../matrices.js";
import { listOf, ofOneCell, randomContributions } from "./contributions.js";

/** Both routes sum up some dozen numbers. */
const DIGITS = 12;

const pair = listOf(2);
const cellOf = (answers: readonly Answer[], options?: AgreementOptions) =>
  agreement(pair, ofOneCell(answers), options).cells[0]!;

test("a cell of 0, 1, 3, 3, P, ? and a blank, by hand", () => {
  expect(cellOf([3, 0, "P", 1, "?", 3, null])).toEqual({
    from: "v1",
    to: "v2",
    answers: 5,
    dontKnow: 1,
    distribution: [
      { answer: 0, count: 1 },
      { answer: 1, count: 1 },
      { answer: 3, count: 2 },
      { answer: "P", count: 1 },
      { answer: "?", count: 1 },
    ],
    // 0, 0 (P), 1, 3, 3
    median: 1,
    lowerQuartile: 0,
    upperQuartile: 3,
    interquartileRange: 3,
    exactAgreement: 1 / 10,
    // |0−0| + |0−1| × 2 + |0−3| × 4 + |1−3| × 2 + |3−3| over 10 pairs
    dispersion: 18 / 10,
  });
  expect(cellOf([3, 0, "P", 1, 3], { potential: "ignore" })).toMatchObject({
    answers: 5,
    median: 2,
    dispersion: 11 / 6,
  });
  expect(cellOf([3, "P", "P"], { potentialValue: 3 })).toMatchObject({ dispersion: 0, exactAgreement: 1 / 3 });
});

test("the dispersion is 0 exactly where all say the same, to whatever decimal, above 0 elsewhere", () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0.1, 0.3, 0.7, 1.13, 2.9), { minLength: 2, maxLength: 9 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (scores, common) => {
        const { dispersion } = cellOf(scores);
        if (new Set(scores).size === 1) expect(dispersion).toBe(0);
        else expect(dispersion).toBeGreaterThan(0);
        expect(cellOf(scores.map(() => common)).dispersion).toBe(0);
      },
    ),
  ));

test("half 0 and half 3 among m differ by 1.5 m ÷ (m − 1): 3 with two, 1.5 in the limit", () => {
  for (const m of [2, 4, 10, 100]) {
    const scores = Array.from({ length: m }, (_, i) => (i < m / 2 ? 0 : 3));
    expect(cellOf(scores).dispersion).toBeCloseTo((1.5 * m) / (m - 1), DIGITS);
  }
});

test("the interquartile range is 0 where four of five agree, not yet where three of four do", () => {
  expect(cellOf([0, 3, 3, 3, 3]).interquartileRange).toBe(0);
  expect(cellOf([0, 3, 3, 3]).interquartileRange).toBe(0.75);
});

test("P and 0 count alike but are no exact agreement", () => {
  expect(cellOf(["P", 0])).toMatchObject({ dispersion: 0, exactAgreement: 0, interquartileRange: 0 });
});

test("a single answer has a median and no agreement; none has nothing", () => {
  expect(cellOf([2, "?"])).toMatchObject({ median: 2, interquartileRange: 0, exactAgreement: null, dispersion: null });
  expect(cellOf(["?", null])).toMatchObject({
    answers: 0,
    median: null,
    interquartileRange: null,
    exactAgreement: null,
  });
});

test("quartiles are those of numpy, and the dispersion is the mean over all pairs", () => {
  const python = pythonWith("numpy");
  if (python === null) return;
  const lists = fc.sample(fc.array(fc.constantFrom(0, 0.5, 1, 2, 3), { minLength: 1, maxLength: 9 }), {
    numRuns: 80,
    seed: 20_403,
  });
  const script = `
import json, sys
import numpy as np
def of(values):
    mean = [abs(a - b) for i, a in enumerate(values) for b in values[i + 1:]]
    return [*map(float, np.quantile(values, [0.25, 0.5, 0.75])), float(np.mean(mean)) if mean else None]
print(json.dumps([of(values) for values in json.load(open(sys.argv[1]))]))
`;
  const reference = runPython(python, script, lists) as [number, number, number, number | null][];
  lists.forEach((values, index) => {
    const [low, middle, high, difference] = reference[index]!;
    const cell = cellOf(values);
    expect(cell.lowerQuartile).toBeCloseTo(low, DIGITS);
    expect(cell.median).toBeCloseTo(middle, DIGITS);
    expect(cell.upperQuartile).toBeCloseTo(high, DIGITS);
    if (difference === null) expect(cell.dispersion).toBeNull();
    else expect(cell.dispersion).toBeCloseTo(difference, DIGITS);
  });
  expect(spreadOf([]).median).toBeNull();
});

test("alpha has the cells for units: blank, ? and the diagonal are missing", () => {
  const two = [
    {
      id: "e1",
      answers: [
        [0, 1, 2],
        [3, 0, "?"],
        [1, 1, 0],
      ],
    },
    {
      id: "e2",
      answers: [
        [0, 1, 3],
        [3, 0, 2],
        [null, 0, 0],
      ],
    },
  ] as const;
  const ratings = [
    [1, 2, 3, null, 1, 1],
    [1, 3, 3, 2, null, 0],
  ];
  expect(agreement(listOf(3), two).alpha).toEqual(krippendorffAlpha(ratings));
});

test("W of complete matrices is that of the row sums and of the column sums", () =>
  fc.assert(
    fc.property(fc.array(scoreRows(4, 4), { minLength: 2, maxLength: 5 }), (matrices) => {
      const given = matrices.map((answers, index) => ({ id: `e${index}`, answers }));
      const { influence, dependence } = agreement(listOf(4), given).concordance;
      const sums = (matrix: number[][]) => matrix.map((row) => row.reduce((sum, value) => sum + value, 0));
      const columns = (matrix: number[][]) => sums(matrix.map((_, i) => matrix.map((row) => row[i]!)));
      expect(influence).toEqual({ ...kendallW(matrices.map(sums)), experts: given.map(({ id }) => id) });
      expect(dependence).toEqual({ ...kendallW(matrices.map(columns)), experts: given.map(({ id }) => id) });
    }),
  ));

test("a ? here and there does not push a variable down, and who scored too little has no ranking", () => {
  const whole = [
    [0, 3, 3],
    [2, 0, 2],
    [1, 1, 0],
  ];
  const doubtful = [
    [0, 3, "?"],
    [2, 0, 2],
    [1, 1, 0],
  ] as const;
  const few = [
    [0, 3, null],
    [null, 0, 2],
    [null, null, 0],
  ];
  const given = [whole, doubtful, few].map((answers, i) => ({ id: `e${i + 1}`, answers }));
  const { influence, dependence } = agreement(listOf(3), given).concordance;
  expect(influence).toMatchObject({ w: 1, experts: ["e1", "e2"] });
  expect(dependence.experts).toEqual(["e1", "e2"]);
  expect(agreement(listOf(3), given, { completeness: 1 }).concordance.influence).toMatchObject({
    w: null,
    reason: "one-expert",
    experts: ["e1"],
  });
  // Even where little is asked, a variable that an expert did not look at has no place in his ranking.
  expect(agreement(listOf(3), given, { completeness: 0 }).concordance.influence.experts).toEqual(["e1", "e2"]);
});

/** Whole contributions with every number divided. */
const divided = (given: readonly Contribution[], by: number): Contribution[] =>
  given.map(({ id, answers }) => ({
    id,
    answers: answers.map((row) => row.map((cell) => (typeof cell === "number" ? cell / by : cell))),
  }));

test("rankings of tenths are those of the same answers times ten, blanks and all", () =>
  fc.assert(
    fc.property(
      randomContributions(5, 4, fc.constantFrom<Answer[]>(null, "?", 1, 2, 3, 4, 6, 7)),
      fc.constantFrom(10, 100, 1000),
      (given, by) => {
        const [whole, tenths] = [given, divided(given, by)].map(
          (each) => agreement(listOf(5), each, { completeness: 0.5 }).concordance,
        );
        expect(tenths).toEqual(whole);
      },
    ),
  ));

test("a row of 0.1 and 0.2 ties with one of 0 and 0.3", () => {
  const of = (id: string, rows: readonly (readonly [number, number])[]) => ({
    id,
    answers: rows.map((row, at) => [...row.slice(0, at), null, ...row.slice(at)]),
  });
  const tied = of("e1", [
    [0.1, 0.2],
    [0, 0.3],
    [0, 0.1],
  ]);
  const apart = of("e2", [
    [0, 0.3],
    [0, 0.4],
    [0, 0],
  ]);
  const { w } = agreement(listOf(3), [tied, apart]).concordance.influence;
  expect(w).toBe(
    kendallW([
      [3, 3, 1],
      [3, 4, 0],
    ]).w,
  );
});

test("who scored just the share that is asked has a ranking: 209 of 380 cells are 0.55", () => {
  const size = 20;
  const answers = Array.from({ length: size }, (_, from) =>
    Array.from({ length: size }, (_, to) => {
      const place = (to - from + size) % size;
      return place > 0 && place <= (from < 9 ? 11 : 10) ? from : null;
    }),
  );
  expect(answers.flat().filter((answer) => answer !== null)).toHaveLength(209);
  const given = ["e1", "e2"].map((id) => ({ id, answers }));
  expect(agreement(listOf(size), given, { completeness: 0.55 }).concordance.influence.experts).toEqual(["e1", "e2"]);
});

test("distances and severity, by hand", () => {
  const of = (id: string, first: Answer, second: Answer) => ({
    id,
    answers: [
      [null, first],
      [second, null],
    ],
  });
  const { distances, severity } = agreement(pair, [
    of("low", 0, 1),
    of("high", 3, 2),
    of("half", 3, "?"),
    of("mute", null, null),
  ]);
  expect(distances.distances).toEqual([
    [0, 2, 3, null],
    [2, 0, 0, null],
    [3, 0, 0, null],
    [null, null, null, null],
  ]);
  expect(distances.cells[0]).toEqual([2, 2, 1, 0]);
  expect(severity).toEqual([
    { id: "low", answers: 2, dontKnow: 0, cells: 2, mean: 0.5, others: 2.5, severity: -2 },
    { id: "high", answers: 2, dontKnow: 0, cells: 2, mean: 2.5, others: 1.25, severity: 1.25 },
    { id: "half", answers: 1, dontKnow: 1, cells: 1, mean: 3, others: 1.5, severity: 1.5 },
    { id: "mute", answers: 0, dontKnow: 0, cells: 0, mean: null, others: null, severity: null },
  ]);
});

test("one expert, or none, is no error: what has no value is null with its reason", () => {
  for (const given of [[], ofOneCell([2])]) {
    const found = agreement(pair, given);
    expect(found.exactAgreement).toBeNull();
    expect(found.alpha).toMatchObject({ alpha: null, reason: "no-overlap" });
    expect(found.concordance.influence).toMatchObject({ w: null, reason: "one-expert", experts: [] });
    expect(found.severity.map(({ severity }) => severity)).toEqual(given.map(() => null));
  }
  expect(agreement(listOf(1), [{ id: "e1", answers: [[null]] }])).toMatchObject({ cells: [], exactAgreement: null });
});

test("a single variable has no cells, and no ranking", () => {
  const alone = ["e1", "e2"].map((id) => ({ id, answers: [[null]] }));
  expect(agreement(listOf(1), alone).concordance.influence.w).toBeNull();
});

test("the order of the experts turns rows and columns of the distances, and changes nothing else", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), (given) => {
      const [there, back] = [agreement(listOf(3), given), agreement(listOf(3), [...given].reverse())];
      expect(back.cells).toEqual(there.cells);
      expect(back.exactAgreement).toBe(there.exactAgreement);
      expect(back.distances.distances).toEqual(
        [...there.distances.distances].reverse().map((row) => [...row].reverse()),
      );
      expect(back.severity.map(({ id }) => id)).toEqual([...there.severity.map(({ id }) => id)].reverse());
    }),
  ));

test("who scores as the others do has a severity of exactly 0, whatever the decimals", () => {
  const alike = [1, 2, 3].map((expert) => ({
    id: `e${expert}`,
    answers: Array.from({ length: 4 }, (_, i) => [0, 1, 2, 3].map((j) => (i === j ? null : 0.1))),
  }));
  expect(agreement(listOf(4), alike).severity.map(({ mean, severity }) => [mean, severity])).toEqual(
    alike.map(() => [0.1, 0]),
  );
  // A tenth above the other one here, a tenth below there.
  const answers = [
    [0.3, 0.1],
    [0.2, 0.2],
  ].map(([first, second], at) => ({
    id: `e${at}`,
    answers: [
      [null, first!],
      [second!, null],
    ],
  }));
  expect(agreement(pair, answers).severity).toMatchObject([
    { mean: 0.2, others: 0.2, severity: 0 },
    { mean: 0.2, others: 0.2, severity: 0 },
  ]);
});

test("the severity of tenths is a tenth of that of the same answers times ten, by fractions of mathjs", () =>
  fc.assert(
    fc.property(randomContributions(3, 5, fc.constantFrom<Answer[]>(null, "?", 1, 2, 3, 7)), (given) => {
      const whole = agreement(listOf(3), given).severity;
      agreement(listOf(3), divided(given, 10)).severity.forEach(({ severity }, expert) => {
        const exact = severityByFractions(given, expert);
        expect(whole[expert]!.severity).toBe(exact === null ? null : Number(exact));
        expect(severity).toBe(exact === null ? null : Number(math.divide(exact, 10) as math.Fraction));
      });
    }),
  ));

/** A route of its own: Σ over the cells that he and others scored of (score − mean of theirs), ÷ cells, in fractions. */
function severityByFractions(given: readonly Contribution[], expert: number): math.Fraction | null {
  const differences = given[expert]!.answers.flatMap((row, from) =>
    row.flatMap((score, to) => {
      const others = given
        .filter((_, other) => other !== expert)
        .map(({ answers }) => answers[from]![to])
        .filter((each) => typeof each === "number");
      if (typeof score !== "number" || others.length === 0) return [];
      const sum = others.reduce((total, each) => total + each, 0);
      return [math.subtract(math.fraction(score), math.fraction(sum, others.length)) as math.Fraction];
    }),
  );
  if (differences.length === 0) return null;
  const total = differences.reduce((sum, each) => math.add(sum, each) as math.Fraction, math.fraction(0));
  return math.divide(total, differences.length) as math.Fraction;
}

test("severities of experts who all scored everything add up to 0", () =>
  fc.assert(
    fc.property(randomContributions(3, 4, fc.nat(3)), (given) => {
      const total = agreement(listOf(3), given).severity.reduce((sum, { severity }) => sum + severity!, 0);
      expect(total).toBeCloseTo(0, DIGITS);
    }),
  ));

test("the overall exact agreement is the share of equal pairs, pair by pair", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), (given) => {
      let [same, pairs] = [0, 0];
      for (let a = 0; a < given.length; a++)
        for (let b = 0; b < a; b++)
          for (let i = 0; i < 3; i++)
            for (let j = 0; j < 3; j++) {
              const [one, other] = [given[a]!.answers[i]![j]!, given[b]!.answers[i]![j]!];
              if (i === j || [one, other].some((each) => each === null || each === "?")) continue;
              pairs++;
              if (one === other) same++;
            }
      expect(agreement(listOf(3), given).exactAgreement).toBe(pairs === 0 ? null : same / pairs);
    }),
  ));

test("unknown options and those out of range are refused", () => {
  expect(() => agreement(pair, [], { completeness: 1.1 })).toThrow(/completeness: expected a number from 0 to 1/);
  expect(() => agreement(pair, [], { potential: "majority" as "value" })).toThrow(
    /potential: expected one of value, ignore/,
  );
});
