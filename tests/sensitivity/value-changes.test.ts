import fc from "fast-check";
import { expect, test } from "vitest";
import { cellInfluence } from "../../src/sensitivity/cell-influence.js";
import { valueChanges } from "../../src/sensitivity/value-changes.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import { studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";

test("a step of one judgement is that of cellInfluence, score and class changes", async () => {
  const study = await shippedStudy();
  const { details, cells, power } = cellInfluence(study, { limit: 10_000 });
  const asked = details.slice(0, 300);
  const found = valueChanges(study, asked);
  expect(found.power).toBe(power);
  found.changes.forEach((change, index) => {
    const step = asked[index]!;
    expect(change).toMatchObject({ from: step.from, to: step.to, value: step.value, changedTo: step.changedTo });
    expect(change.direct.classChanges).toEqual(step.direct.classChanges);
    expect(change.indirect.classChanges).toEqual(step.indirect.classChanges);
    const row = cells.find(({ from, to }) => from === step.from && to === step.to)!;
    const effect = [row.down, row.up].find((each) => each?.changedTo === step.changedTo)!;
    expect(change.score).toBe(effect.score);
    expect(change.direct.rankMoves).toBe(effect.direct.rankMoves);
    expect(change.indirect.rankMoves).toBe(effect.indirect.rankMoves);
  });
});

/** Row and column sums that tie, decimals that do not add up in float64, and more decimals than a hundredth. */
const decimals = fc.constantFrom(0, 0.1, 0.2, 0.3, 0.5, 1, 1.13, 2, 2.005, 2.33, 3);

test("any other value, decimals included, gives the classes and the moves of the changed study", () =>
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 5 })
        .chain((size) =>
          fc.array(fc.array(decimals, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
        ),
      fc.nat(4),
      fc.nat(4),
      decimals,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom("mean", "median", "midrange", 1.3, "mean + std / 4"),
      (given, i, j, changedTo, power, threshold) => {
        const size = given.length;
        fc.pre(i < size && j < size && i !== j);
        const rows = given.map((row, from) => row.map((cell, to) => (from === to ? 0 : cell)));
        const changed = rows.map((row, from) => row.map((cell, to) => (from === i && to === j ? changedTo : cell)));
        const [before, after] = [studyFrom(rows), studyFrom(changed)];
        const asked = [{ from: `v${i + 1}`, to: `v${j + 1}`, changedTo }];
        const [change] = valueChanges(before, asked, { power, threshold }).changes;
        for (const plane of ["direct", "indirect"] as const) {
          const of = (study: typeof before) =>
            plane === "direct" ? direct(study, { threshold }) : indirect(study, { power, threshold });
          const [was, is] = [of(before), of(after)];
          expect(change![plane].classChanges).toEqual(
            before.variables.flatMap(({ id }, v) =>
              was.classes[v] === null || was.classes[v] === is.classes[v]
                ? []
                : [{ id, from: was.classes[v], to: is.classes[v] }],
            ),
          );
          const moves = (["influenceRank", "dependenceRank"] as const).flatMap((rank) =>
            was[rank].map((place, v) => Math.abs(place - is[rank][v]!)),
          );
          expect(change![plane].rankMoves).toBe(moves.reduce((sum, places) => sum + places, 0));
        }
      },
    ),
    { numRuns: 400 },
  ));

test("unknown variables, the diagonal and values out of range are refused together; none asks for nothing", () => {
  const study = studyFrom([
    [0, 1],
    [1, 0],
  ]);
  expect(valueChanges(study, []).changes).toEqual([]);
  const wrong = [
    { from: "v9", to: "v1", changedTo: 1 },
    { from: "v1", to: "v1", changedTo: 1 },
    { from: "v1", to: "v2", changedTo: Number.NaN },
  ];
  expect(() => valueChanges(study, wrong)).toThrow(
    /changes\/0\/from.*\n.*changes\/1: expected a cell off the diagonal.*\n.*changes\/2\/changedTo: .* received NaN/,
  );
});
