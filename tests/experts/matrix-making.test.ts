import { expect, test } from "vitest";
import { aggregate } from "../../src/experts/aggregate.js";
import { agreement } from "../../src/experts/agreement.js";
import { matrixMaking } from "../../src/experts/matrix-making.js";

const LIST = { variables: [{ id: "a" }, { id: "b" }, { id: "c" }] };
const EXPERTS = [
  {
    id: "e1",
    answers: [
      [null, 3, "P"],
      [1, null, "?"],
      [null, 0, null],
    ],
  },
  {
    id: "e2",
    answers: [
      [null, 2, "P"],
      [1, null, null],
      [null, 1, null],
    ],
  },
  { id: "silent", answers: LIST.variables.map(() => LIST.variables.map(() => null)) },
] as const;

test("experts, answers and answered cells are counted; one who answered nothing is no expert of the matrix", () => {
  const made = matrixMaking(aggregate(LIST, EXPERTS), EXPERTS, []);
  expect(made).toMatchObject({ experts: 2, answers: 9, answered: 5, cells: 6, decisions: 0, departing: [] });
  expect(made.alpha).toBe(agreement(LIST, EXPERTS.slice(0, 2)).alpha.alpha);
});

test("a decision departs where the cell was answered and the answers make something else of it", () => {
  const decisions = [
    { from: "c", to: "a", value: 3, reason: "nobody answered" },
    { from: "b", to: "c", value: 0, reason: "all doubted" },
    { from: "b", to: "a", value: 1, reason: "the same" },
    { from: "a", to: "c", value: 2, reason: { fr: "débattu", en: "argued" } },
    { from: "a", to: "b", value: null, reason: "left open" },
  ];
  const made = matrixMaking(aggregate(LIST, EXPERTS), EXPERTS, decisions);
  expect(made.decisions).toBe(5);
  expect(made.departing.map(({ from, to, aggregate, value }) => [from, to, aggregate, value])).toEqual([
    ["a", "b", 2.5, null],
    ["a", "c", "P", 2],
    ["b", "c", null, 0],
  ]);
});

test("with one expert or none there is no agreement to tell, nor where all answers are the same, each for its reason", () => {
  for (const count of [0, 1]) {
    const few = EXPERTS.slice(0, count);
    expect(matrixMaking(aggregate(LIST, few), few, [])).toMatchObject({ alpha: null, alphaReason: "no-overlap" });
  }
  const alike = ["e1", "e2"].map((id) => ({
    id,
    answers: LIST.variables.map((_, i) => [0, 1, 2].map((j) => (i === j ? null : 2))),
  }));
  const made = matrixMaking(aggregate(LIST, alike), alike, []);
  expect(made).toMatchObject({ alpha: null, alphaReason: "no-variation" });
  expect(matrixMaking(aggregate(LIST, EXPERTS), EXPERTS, []).alphaReason).toBeNull();
});
