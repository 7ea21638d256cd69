import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sensitivity } from "../../../src/node/sensitivity.js";
import { cellPlaces } from "../../../src/sensitivity/cell-places.js";
import type { SensitivityOptions } from "../../../src/sensitivity/options.js";
import { type DrawnValue, drawnValue } from "../../../src/sensitivity/perturbations/drawn-value.js";
import {
  cellModel,
  type Perturbation,
  type ResolvedCellModel,
  resolvePerturbation,
} from "../../../src/sensitivity/perturbations/perturbation.js";
import { parseStudy } from "../../../src/study/parse-study.js";
import type { Cell } from "../../../src/study/study.js";
import { studyFrom } from "../../matrices.js";

const study = studyFrom([
  [null, 2, "P"],
  [1, null, 0],
  [3, 0.5, null],
]);
const place = { from: 0, to: 1, confidence: 1, max: 3 } as const;

function outcomesOf(
  perturbation: Perturbation,
  cell: Cell,
  where: Parameters<ReturnType<typeof cellModel>["outcomes"]>[1] = place,
) {
  const found = cellModel(resolvePerturbation(study, perturbation) as ResolvedCellModel[]).outcomes(cell, where);
  return Object.fromEntries(
    found.map(({ cell: after, probability }) => [String(after), Number(probability.toFixed(12))]),
  );
}

describe("step", () => {
  const step = { kind: "step", probability: 0.2 } as const;
  test("moves half down and half up", () => expect(outcomesOf(step, 2)).toEqual({ 1: 0.1, 2: 0.8, 3: 0.1 }));
  test("stays at the top of the scale where it would rise", () =>
    expect(outcomesOf(step, 3)).toEqual({ 2: 0.1, 3: 0.9 }));
  test("stops at 0 where it would fall below", () =>
    expect(outcomesOf(step, 0.5)).toEqual({ 0: 0.1, 0.5: 0.8, 1.5: 0.1 }));
  test("leaves zeros, blanks and P", () => {
    expect(outcomesOf(step, 0)).toEqual({ 0: 1 });
    expect(outcomesOf(step, null)).toEqual({ null: 1 });
    expect(outcomesOf(step, "P")).toEqual({ P: 1 });
  });
  test("turns a zero into 1 with its own probability, a blank never", () => {
    expect(outcomesOf({ ...step, zeroProbability: 0.25 }, 0)).toEqual({ 0: 0.75, 1: 0.25 });
    expect(outcomesOf({ ...step, zeroProbability: 0.25 }, null)).toEqual({ null: 1 });
  });
  test("takes its probability from the confidence of the judgement", () => {
    const byConfidence = { kind: "step", probability: { 1: 0.6, 2: 0.4, 3: 0.2 } } as const;
    expect(outcomesOf(byConfidence, 2, { ...place, confidence: 3 })).toEqual({ 1: 0.1, 2: 0.8, 3: 0.1 });
    expect(outcomesOf(byConfidence, 2)).toEqual({ 1: 0.3, 2: 0.4, 3: 0.3 });
  });
  test("may lean one way", () => expect(outcomesOf({ kind: "step", down: 0.3 }, 2)).toEqual({ 1: 0.3, 2: 0.7 }));
});

test("a cell without a judgement, or without a confidence, counts as a conjecture; the scale's top is the study's", () => {
  const judged = parseStudy({
    variables: ["a", "b", "c"].map((id) => ({ id, label: `Variable ${id}` })),
    direct: [
      [null, 2, 1],
      [4, null, 0],
      [0, 0, null],
    ],
    judgements: [
      { from: "a", to: "b", value: 2, confidence: 3 },
      { from: "a", to: "c", value: 1 },
    ],
    scale: { values: ["0", "1", "2", "3", "4", "5", "P"].map((value) => ({ value, label: `${value}.` })) },
  });
  const placeOf = cellPlaces(judged);
  expect([placeOf(0, 1), placeOf(0, 2), placeOf(1, 0)].map(({ confidence }) => confidence)).toEqual([3, 1, 1]);
  expect(placeOf(0, 1).max).toBe(5);
  expect(cellPlaces(study)(0, 1).max).toBe(3);
  expect(
    cellPlaces(
      studyFrom([
        [null, 9],
        [0, null],
      ]),
    )(0, 1).max,
  ).toBe(9);
});

test("potential makes a P true with a probability, and nothing else", () => {
  const potential = { kind: "potential", probability: 0.25, value: 2 } as const;
  expect(outcomesOf(potential, "P")).toEqual({ P: 0.75, 2: 0.25 });
  expect(outcomesOf(potential, 1)).toEqual({ 1: 1 });
});

test("omission forgets any scored cell, P included", () => {
  const omission = { kind: "omission", probability: 0.25 } as const;
  expect(outcomesOf(omission, 3)).toEqual({ null: 0.25, 3: 0.75 });
  expect(outcomesOf(omission, "P")).toEqual({ null: 0.25, P: 0.75 });
  expect(outcomesOf(omission, null)).toEqual({ null: 1 });
});

test("spread takes each score as often as experts gave it, and the study's where none did", () => {
  const of = (cell: Cell): Cell[][] => [
    [null, cell, null],
    [0, null, 0],
    [0, 0, null],
  ];
  const spread = {
    kind: "spread",
    contributions: [of(1), { id: "second", answers: of(3) }, of(3), of(null), of("P")],
  } as const;
  expect(outcomesOf(spread, 2)).toEqual({ 1: 0.25, 3: 0.5, P: 0.25 });
  expect(outcomesOf(spread, 2, { ...place, to: 2 })).toEqual({ 2: 1 });
});

test("a product sends each outcome through the next model, in order", () => {
  const potential = { kind: "potential", probability: 0.5, value: 2 } as const;
  const step = { kind: "step", probability: 0.2 } as const;
  expect(outcomesOf([potential, step], "P")).toEqual({ P: 0.5, 1: 0.05, 2: 0.4, 3: 0.05 });
  expect(outcomesOf([step, potential], "P")).toEqual({ P: 0.5, 2: 0.5 });
});

describe("the drawn value", () => {
  const shareOf = ({ values, limits }: DrawnValue, value: number) => {
    const ends = [-(2 ** 31) - 1, ...limits, 2 ** 31 - 1];
    const index = values.indexOf(value);
    return index < 0 ? 0 : (ends[index + 1]! - ends[index]!) / 2 ** 32;
  };

  test("has its probabilities within 2⁻³², exactly for 0, 1 and halves", () => {
    const outcomes = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0.001, max: 1, noNaN: true })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(outcomes, (drawn) => {
        const total = drawn.reduce((sum, [, weight]) => sum + weight, 0);
        const weights = drawn.map(([cell, weight]) => ({ cell, probability: weight / total }));
        const value = drawnValue(weights);
        expect(value.values).toEqual([...value.values].sort((a, b) => a - b));
        for (const cell of [0, 1, 2, 3, 4, 5]) {
          const wanted = weights.reduce((sum, one) => sum + (one.cell === cell ? one.probability : 0), 0);
          expect(Math.abs(shareOf(value, cell) - wanted)).toBeLessThanOrEqual(2 ** -31);
        }
      }),
    );
    expect(
      drawnValue([
        { cell: 2, probability: 1 },
        { cell: 3, probability: 0 },
      ]),
    ).toEqual({ values: [2], limits: [] });
    expect(
      drawnValue([
        { cell: 3, probability: 0.5 },
        { cell: 1, probability: 0.5 },
      ]),
    ).toEqual({ values: [1, 3], limits: [-1] });
  });

  test("puts P and blanks together with 0, which they count", () => {
    const three = [
      { cell: null, probability: 0.25 },
      { cell: "P", probability: 0.25 },
      { cell: 0, probability: 0.5 },
    ] as const;
    expect(drawnValue(three)).toEqual({ values: [0], limits: [] });
  });
});

describe("bad input is one clear error", () => {
  const bad: [string, unknown, RegExp][] = [
    [
      "a probability above 1",
      { kind: "step", probability: 1.2 },
      /perturbation\/probability: expected a probability from 0 to 1.*received 1.2/,
    ],
    [
      "a probability below 0",
      { kind: "omission", probability: -0.1 },
      /perturbation\/probability: expected a probability from 0 to 1, received -0.1/,
    ],
    ["NaN", { kind: "potential", probability: Number.NaN }, /perturbation\/probability/],
    ["one confidence missing", { kind: "step", probability: { 1: 0.1, 2: 0.1 } }, /one for each confidence/],
    ["a confidence that is none", { kind: "step", probability: { 1: 0.1, 2: 0.1, 4: 0.1 } }, /one for each confidence/],
    ["down and up that sum over 1", { kind: "step", down: 0.6, up: 0.6 }, /sum to at most 1, received 1.2/],
    ["both ways of saying", { kind: "step", probability: 0.1, down: 0.1 }, /either probability, or down and up/],
    [
      "an unknown model",
      { kind: "gauss" },
      /perturbation\/kind: expected a model of the kind step, potential, omission, experts, spread, received "gauss"/,
    ],
    ["no model", null, /perturbation\/kind/],
    ["an empty list", [], /a model, or a list of 1 to 10/],
    ["a wrong model in a list", [{ kind: "step" }, { kind: "step", probability: 2 }], /perturbation\/1\/probability/],
    ["an unknown option", { kind: "step", chance: 0.1 }, /perturbation\/chance: expected no option of this name/],
    ["a value that is no score", { kind: "potential", value: 0 }, /perturbation\/value/],
    [
      "experts without contributions",
      { kind: "experts" },
      /perturbation\/contributions: expected the matrices of 1 to 1000 experts/,
    ],
    ["spread without contributions", { kind: "spread", contributions: [] }, /perturbation\/contributions/],
    [
      "a contribution of another size",
      { kind: "experts", contributions: [[[0]]] },
      /contributions\/0: expected a matrix of 3 × 3/,
    ],
    [
      "experts after another model",
      [{ kind: "step" }, { kind: "experts", contributions: [study.direct] }],
      /experts first in the list/,
    ],
    [
      "experts and spread",
      [
        { kind: "experts", contributions: [study.direct] },
        { kind: "spread", contributions: [study.direct] },
      ],
      /spread first in the list/,
    ],
    [
      "a cell that is no score",
      {
        kind: "spread",
        contributions: [
          [
            [null, -1, 0],
            [0, null, 0],
            [0, 0, null],
          ],
        ],
      },
      /row v1, column v2 \(perturbation\/contributions\/0\/0\/1\): expected a number ≥ 0, P, \? or blank, received -1/,
    ],
    [
      "a diagonal that is not empty",
      {
        kind: "spread",
        contributions: [
          [
            [2, 0, 0],
            [0, null, 0],
            [0, 0, null],
          ],
        ],
      },
      /row v1, column v1.*diagonal/,
    ],
  ];
  for (const [name, perturbation, message] of bad) {
    test(name, () =>
      expect(sensitivity(study, { perturbation: perturbation as Perturbation, workers: 0 })).rejects.toMatchObject({
        code: "options-invalid",
        message: expect.stringMatching(message),
      }),
    );
  }

  const options: [string, object, RegExp][] = [
    ["zero samples", { samples: 0 }, /samples: expected an integer from 1 to 1000000000000000, received 0/],
    ["half a sample", { samples: 1.5 }, /samples/],
    ["a seed below 0", { seed: -1 }, /seed: expected an integer from 0 to 4294967295/],
    ["a power of 0", { power: 0 }, /power: expected stable, or an integer from 1 to 200/],
    ["a formula as threshold", { threshold: "mean + std" }, /a batch takes no formula/],
    ["a target of 0", { targetError: 0 }, /targetError/],
    ["no first rank", { top: 0 }, /top/],
    ["a thousand threads", { workers: 1000 }, /workers: expected an integer from 0 to 256/],
    ["a signal that is none", { signal: true }, /signal: expected an AbortSignal/],
    ["an unknown option", { sample: 10 }, /sample: expected no option of this name/],
  ];
  for (const [name, given, message] of options) {
    test(name, () => expect(sensitivity(study, given as SensitivityOptions)).rejects.toThrow(message));
  }

  test("several wrong models are all named", () =>
    expect(
      sensitivity(study, {
        perturbation: [
          { kind: "step", probability: 2 },
          { kind: "omission", probability: 3 },
        ],
      }),
    ).rejects.toMatchObject({
      issues: [{ path: "perturbation/0/probability" }, { path: "perturbation/1/probability" }],
    }));
});
