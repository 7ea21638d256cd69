import { expect, test } from "vitest";
import type { FormError, Issue } from "../../src/errors.js";
import { checkForm, type FormPlace } from "../../src/node/form/check-form.js";
import type { ScoringForm } from "../../src/node/form/scoring-form.js";

const FORM: ScoringForm = {
  studyId: "abcdefghijklmnop",
  revision: 7,
  round: 2,
  participantId: "p1",
  variables: ["price", "demand", "supply"],
  codes: ["V1", "V2", "V3"],
  changes: [
    { from: "price", to: "demand", value: 2, was: 3 },
    { from: "supply", to: "demand", value: null, was: 1 },
  ],
};
const HERE: FormPlace = {
  studyId: "abcdefghijklmnop",
  participantId: "p1",
  revision: 7,
  variables: ["price", "demand", "supply"],
};

function issues(form: Partial<ScoringForm>, place: Partial<FormPlace> = {}): readonly Issue[] {
  try {
    checkForm({ ...FORM, ...form }, { ...HERE, ...place });
    return [];
  } catch (error) {
    expect(error).toMatchObject({ name: "FormError", code: "form-invalid" });
    return (error as FormError).issues;
  }
}

test("a form that comes back where it was written is let in", () => {
  expect(issues({})).toEqual([]);
});

test("a form of another study is refused, and nothing is told of this one", () => {
  expect(issues({ studyId: "qrstuvwxyzabcdef", participantId: "p2", revision: 9 })).toEqual([
    { path: "study", expected: "a form of this study", received: 'a form of the study "qrstuvwxyzabcdef"' },
  ]);
});

test("a form of another expert, or of a later state than there is, is refused", () => {
  expect(issues({ participantId: "p2", revision: 9 })).toEqual([
    { path: "participant", expected: "the form of this participant", received: 'a form of the participant "p2"' },
    { path: "revision", expected: "a form of revision 7 or before", received: "a form of revision 9" },
  ]);
});

test("variables added, moved or renamed since do no harm, nor do those gone whose cells are as they were", () => {
  expect(issues({}, { revision: 12, variables: ["supply", "new", "demand", "price"] })).toEqual([]);
  expect(issues({ changes: [FORM.changes[0]!] }, { revision: 12, variables: ["price", "demand"] })).toEqual([]);
});

test("a change in a row or column that is gone is refused by its codes", () => {
  expect(issues({}, { revision: 12, variables: ["price"] })).toEqual([
    {
      path: "/changes/price/demand",
      row: "V1",
      column: "V2",
      expected: 'the cell as it was: the study no longer has "V2"',
      received: "2",
    },
    {
      path: "/changes/supply/demand",
      row: "V3",
      column: "V2",
      expected: 'the cell as it was: the study no longer has "V3" and "V2"',
      received: "a blank",
    },
  ]);
});
