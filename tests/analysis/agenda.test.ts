import fc from "fast-check";
import { expect, test } from "vitest";
import { type AgendaOptions, agenda } from "../../src/analysis/agenda.js";
import { aggregate } from "../../src/experts/aggregate.js";
import { agreement } from "../../src/experts/agreement.js";
import { consensusMatrix } from "../../src/experts/consensus-matrix.js";
import type { Contribution } from "../../src/experts/contribution.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import type { Plane } from "../../src/structure/plane.js";
import type { Cell, Study } from "../../src/study/study.js";
import { randomContributions } from "../experts/contributions.js";
import { seededRandom, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";

const blankStudy = (size: number) => studyFrom(Array.from({ length: size }, () => new Array<Cell>(size).fill(null)));

/** The planes of a matrix, anew. */
const planesOf = (study: Study, matrix: readonly (readonly Cell[])[], power: number) => {
  const { judgements: _, ...frame } = study;
  const changed = { ...frame, direct: matrix };
  return { direct: direct(changed), indirect: indirect(changed, { power }) };
};

/** The effect of every answer of every disputed cell by computing the planes of each changed matrix from nothing. */
function byBruteForce(study: Study, given: readonly Contribution[], power: number) {
  const ids = study.variables.map(({ id }) => id);
  const consensus = consensusMatrix(aggregate(study, given));
  const before = planesOf(study, consensus, power);
  const moved = (was: Plane, is: Plane) =>
    [
      was.influenceRank.map((rank, i) => Math.abs(rank - is.influenceRank[i]!)),
      was.dependenceRank.map((rank, i) => Math.abs(rank - is.dependenceRank[i]!)),
    ]
      .flat()
      .reduce((sum, places) => sum + places, 0);
  return agreement(study, given).cells.flatMap((cell) => {
    if (!cell.dispersion) return [];
    const [i, j] = [ids.indexOf(cell.from), ids.indexOf(cell.to)];
    const tried = [...new Set(cell.distribution.map(({ answer }) => (answer === "P" ? 0 : answer)))].filter(
      (answer) => typeof answer === "number" && answer !== (consensus[i]![j] === "P" ? 0 : (consensus[i]![j] ?? 0)),
    ) as number[];
    const effects = tried.map((answer) => {
      const matrix = consensus.map((row) => [...row]);
      matrix[i]![j] = answer;
      const after = planesOf(study, matrix, power);
      const flips = (["direct", "indirect"] as const).flatMap((plane) =>
        ids.flatMap((id, v) => {
          const [from, to] = [before[plane].classes[v]!, after[plane].classes[v]!];
          return from === null || from === to ? [] : [{ answer, plane, id, from, to }];
        }),
      );
      const places = moved(before.direct, after.direct) + moved(before.indirect, after.indirect);
      return { flips, effect: (ids.length - 1) * flips.length + places };
    });
    const effect = Math.max(0, ...effects.map((each) => each.effect));
    const flips = effects.flatMap((each) => each.flips);
    return [{ from: cell.from, to: cell.to, effect, flips, weight: cell.dispersion * effect }];
  });
}

const agendaMatches = (study: Study, given: readonly Contribution[], power: number) => {
  const found = agenda(study, given, { power, limit: 10_000 });
  const expected = byBruteForce(study, given, power);
  const byCell = new Map(expected.map((each) => [`${each.from} ${each.to}`, each]));
  expect(found.cells.length).toBe(expected.length);
  expect(found.disputed).toBe(expected.length);
  expect(found.decisive).toBe(expected.filter(({ flips }) => flips.length > 0).length);
  for (const { from, to, effect, flips, weight } of found.cells) {
    expect({ from, to, effect, flips, weight }).toEqual(byCell.get(`${from} ${to}`));
  }
  const weights = found.cells.map(({ weight }) => weight);
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
};

test("every effect and every flip is that of the planes computed from nothing", () =>
  fc.assert(
    fc.property(randomContributions(4, 4), fc.integer({ min: 1, max: 5 }), (given, power) => {
      agendaMatches(blankStudy(4), given, power);
    }),
    { numRuns: 60 },
  ));

test("so it is for five seeded experts of the shipped study", async () => {
  const study = await shippedStudy();
  const random = seededRandom(29);
  const given = Array.from({ length: 5 }, (_, expert) => ({
    id: `e${expert + 1}`,
    answers: study.direct.map((row, i) =>
      row.map((cell, j) => {
        const step = random() < 0.02 ? (random() < 0.5 ? -1 : 1) : 0;
        return i === j || typeof cell !== "number" ? cell : Math.min(3, Math.max(0, cell + step));
      }),
    ),
  }));
  agendaMatches(study, given, 4);
  const first = agenda(study, given);
  expect(first.cells.length).toBe(20);
  expect(first.decisive).toBeGreaterThan(0);
});

const pair = blankStudy(2);
const of = (id: string, first: number | "P" | "?" | null, second: number | null = 1) => ({
  id,
  answers: [
    [null, first],
    [second, null],
  ],
});

test("the flips name the variables, the answer, the plane and both classes", () => {
  const { cells } = agenda(pair, [of("e1", 1), of("e2", 1), of("e3", 2)], { power: 1 });
  expect(cells).toHaveLength(1);
  expect(cells[0]).toMatchObject({ from: "v1", to: "v2", value: 1, dispersion: 2 / 3, effect: 8 });
  expect(cells[0]!.flips[0]).toEqual({ answer: 2, plane: "direct", id: "v1", from: "relay", to: "motor" });
});

test("a decided cell is no longer disputed, and the planes hold what was decided", () => {
  const given = [of("e1", 1, 0), of("e2", 3, 2)];
  const options: AgendaOptions = { power: 1, decisions: [{ from: "v1", to: "v2", value: 1 }] };
  const found = agenda(pair, given, options);
  expect(found.cells.map(({ from, to }) => [from, to])).toEqual([["v2", "v1"]]);
  expect(found.disputed).toBe(1);
  // At 1 against 1 both are relays, at 1 against 0 or 2 they are not; were the cell still at its median of 2, an answer of 0 would change nothing.
  expect(new Set(found.cells[0]!.flips.map(({ answer }) => answer))).toEqual(new Set([0, 2]));
});

test("a blank consensus counts 0, and P against 0 is no dispute", () => {
  const few = agenda(pair, [of("e1", 1), of("e2", 2), of("e3", null)], {
    power: 1,
    aggregation: { minimumAnswers: 3 },
  });
  expect(few.cells[0]).toMatchObject({ from: "v1", to: "v2", value: null });
  expect(agenda(pair, [of("e1", "P"), of("e2", 0)]).disputed).toBe(0);
  expect(agenda(pair, [of("e1", "P"), of("e2", 3)], { aggregation: { potential: "ignore" } }).disputed).toBe(0);
});

test("where the consensus is P, a P is what the cell holds: only scores are tried, whatever a P counts elsewhere", () => {
  const aggregation = { potentialValue: 3 };
  const options = { power: 1, aggregation };
  expect(agenda(pair, [of("e1", "P"), of("e2", "P"), of("e3", 0)], options)).toMatchObject({ disputed: 0, cells: [] });
  const { cells } = agenda(pair, [of("e1", "P"), of("e2", "P"), of("e3", 2)], options);
  // 0 twice beside 2; and 2 in its place.
  expect(cells).toMatchObject([{ value: "P", dispersion: 4 / 3, median: 0 }]);
  expect(new Set(cells[0]!.flips.map(({ answer }) => answer))).toEqual(new Set([2]));
  // No majority: a P counts 3, beside 1 and 1.
  const few = agenda(pair, [of("e1", "P"), of("e2", 1), of("e3", 1)], options);
  expect(few.cells).toMatchObject([{ value: 1, dispersion: 4 / 3, median: 1 }]);
  expect(new Set(few.cells[0]!.flips.map(({ answer }) => answer))).toEqual(new Set([3]));
});

test("every flip is for a score that an expert gave, or for what a P counts where the cell holds none", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), fc.constantFrom(0, 1, 2.5), (given, potentialValue) => {
      for (const { value, distribution, flips } of agenda(blankStudy(3), given, { aggregation: { potentialValue } })
        .cells) {
        const scores = distribution.map(({ answer }) => (answer === "P" && value !== "P" ? potentialValue : answer));
        for (const { answer } of flips) expect(scores).toContain(answer);
      }
    }),
  ));

test("an expert who weighs nothing makes no dispute with the method expert, and does with the others", () => {
  const given = [{ ...of("e1", 1), weight: 0 }, of("e2", 3), of("e3", 3)];
  expect(agenda(pair, given, { aggregation: { method: "expert" } })).toMatchObject({ disputed: 0, cells: [] });
  expect(agenda(pair, given, { aggregation: { method: "mean" } }).disputed).toBe(1);
});

test("nobody, or all agreed: nothing to talk about", () => {
  const alike = (score: number) => [1, 2, 3, 4, 5].map((expert) => of(`e${expert}`, score, score));
  for (const given of [[], [of("e1", 2)], [of("e1", 2), of("e2", 2), of("e3", "?")], alike(0.3), alike(0.7)]) {
    expect(agenda(pair, given)).toMatchObject({ disputed: 0, decisive: 0, cells: [] });
  }
});

test("the limit cuts the list, not the count; options are checked, those of the aggregation too", () => {
  const given = [of("e1", 1, 0), of("e2", 3, 2)];
  expect(agenda(pair, given, { limit: 1 })).toMatchObject({ disputed: 2, cells: [expect.anything()] });
  expect(() => agenda(pair, given, { limit: -1 })).toThrow(/limit: expected an integer from 0/);
  expect(() => agenda(pair, given, { aggregation: { method: "max" as "mean" } })).toThrow(/method: expected one of/);
  expect(() => agenda(pair, given, { power: 0 })).toThrow(/power/);
});
