import fc from "fast-check";
import { expect, test } from "vitest";
import { packContribution, packedIssues, unpackContribution } from "../../../server/workshop/packed-contributions.js";
import { snapshotContent } from "../../../server/workshop/snapshot-content.js";
import { EXAMPLE_STUDY, parseStudy } from "../../../src/index.js";
import { randomContributions } from "../../experts/contributions.js";

test("a contribution that was packed comes back as it was, with notes and confidence where there is an answer", () => {
  fc.assert(
    fc.property(
      randomContributions(4, 1),
      fc.array(fc.option(fc.string()), { minLength: 16, maxLength: 16 }),
      ([given], texts) => {
        const { answers, confidence, ...expert } = given!;
        const where = <Value>(matrix: (row: number, column: number) => Value | null) =>
          answers.map((line, row) => line.map((answer, column) => (answer === null ? null : matrix(row, column))));
        const whole = {
          ...expert,
          answers,
          confidence: where((row, column) => confidence![row]![column]!),
          notes: where((row, column) => texts[4 * row + column]!),
        };
        const packed = JSON.parse(JSON.stringify(packContribution(whole)));
        expect(packedIssues([packed], 4, "")).toEqual([]);
        expect(unpackContribution(packed, 4)).toEqual(whole);
      },
    ),
  );
});

test("the size of a packed contribution is that of its answers, not of the matrix", () => {
  const blank = Array.from({ length: 250 }, () => new Array<null>(250).fill(null));
  const answers = blank.map((row, place) => (place === 7 ? row.map((_, column) => (column === 9 ? 3 : null)) : row));
  expect(JSON.stringify(packContribution({ id: "e", answers, confidence: blank, notes: blank }))).toBe(
    '{"id":"e","cells":[[7,9,3]]}',
  );
});

test("a snapshot that was stored with whole matrices is still read", () => {
  const study = parseStudy(EXAMPLE_STUDY);
  const content = {
    version: 1,
    study,
    aggregate: study.direct,
    settings: {},
    experts: [],
    contributions: [{ id: "e", answers: study.direct }],
    decisions: [],
  };
  expect(snapshotContent({ content: JSON.stringify(content) })).toEqual(content);
});
