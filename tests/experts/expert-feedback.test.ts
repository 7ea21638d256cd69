import fc from "fast-check";
import { expect, test } from "vitest";
import type { Contribution } from "../../src/experts/contribution.js";
import { expertFeedback, feedbackRow } from "../../src/experts/expert-feedback.js";
import { groupFeedback } from "../../src/experts/group-feedback.js";
import { confidenceOfOneCell, listOf, ofOneCell, randomContributions } from "./contributions.js";

const pair = listOf(2);
const noted = (note: string | null): Partial<Contribution> => ({
  notes: [
    [null, note],
    [null, null],
  ],
});
const group = ofOneCell(
  [0, 3, 3, "P", "?"],
  [{ ...noted("mine"), ...confidenceOfOneCell(1) }, noted("b"), noted("a"), noted(" "), noted(null)],
);

test("one cell as its expert sees it, by hand", () => {
  // 0, 0 (P), 3, 3
  expect(expertFeedback(pair, group, "e1").cells[0]).toEqual({
    from: "v1",
    to: "v2",
    own: 0,
    confidence: 1,
    note: "mine",
    answers: 4,
    potential: 1,
    dontKnow: 1,
    median: 1.5,
    lowerQuartile: 0,
    upperQuartile: 3,
    interquartileRange: 3,
    outside: false,
    notes: ["a", "b"],
  });
});

test("who stands outside the quartiles is told so", () => {
  const cellOf = (expert: string) => expertFeedback(pair, ofOneCell([0, 3, 3, 3, 3, "?"]), expert).cells[0]!;
  expect(cellOf("e1").outside).toBe(true);
  expect(cellOf("e2").outside).toBe(false);
  expect(cellOf("e6").outside).toBeNull();
});

const wordThatNamesNobody = fc.string({ maxLength: 3 }).filter((word) => !/^e[2-5]$/.test(word));

test("nobody is named, and the others' notes stand alike whoever wrote them", () =>
  fc.assert(
    fc.property(
      randomContributions(2, 5),
      fc.array(fc.option(wordThatNamesNobody), { minLength: 5, maxLength: 5 }),
      fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }),
      (given, notes, order) => {
        const written = given.map((each, i) => ({ ...each, ...noted(notes[i]!) }));
        // The same words and scores, put into the mouths of others: the first expert sees no difference.
        const swapped = [written[0]!, ...order.map((from, i) => ({ ...written[from]!, id: written[i + 1]!.id }))];
        const [seen, seenSwapped] = [expertFeedback(pair, written, "e1"), expertFeedback(pair, swapped, "e1")];
        expect(seenSwapped).toEqual(seen);
        expect(JSON.stringify({ ...seen, expert: null })).not.toMatch(/"e[2-5]"/);
      },
    ),
  ));

test("below the minimum of answers nothing of the group is shown, the own answer is", () => {
  const found = expertFeedback(pair, group, "e1", { minimumAnswers: 5 }).cells[0]!;
  expect(found).toMatchObject({
    own: 0,
    note: "mine",
    answers: 0,
    potential: 0,
    dontKnow: 0,
    median: null,
    outside: null,
    notes: [],
  });
});

test("an expert who did not contribute is refused", () => {
  expect(() => expertFeedback(pair, group, "e9")).toThrow(/expert: expected the id of an expert who contributed/);
});

test("who is not of the group is shown what one who said nothing is", () =>
  fc.assert(
    fc.property(randomContributions(3, 4), (given) => {
      const list = listOf(3);
      const blank = list.variables.map(() => list.variables.map(() => null));
      const { options, rows } = groupFeedback(list, given);
      const shown = rows.flatMap((cells, row) => feedbackRow(cells, row, null, options));
      expect(shown).toEqual(expertFeedback(list, [...given, { id: "e9", answers: blank }], "e9").cells);
    }),
  ));
