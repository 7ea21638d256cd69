import type { SheetCell, SheetDescription } from "../write-workbook.js";
import { CONFIDENCE_LETTERS, type FormOrigin, OPEN_LETTERS, ORIGIN_COLUMNS, ORIGIN_SHEET } from "./form-origin.js";
import { FORM_FORMAT } from "./scoring-form.js";

/**
 * The sheet that is not shown: a name and a value a row, the values of the scale, then for each variable its id, its code, which of its cells may
 * be filled in, their confidence, a letter a cell, and their answers. Texts that are not Motrice's own stand as JSON strings, which nothing alters.
 */
export function originSheet(origin: FormOrigin): SheetDescription {
  const rows: Record<string, readonly SheetCell[]> = {
    "motrice-form": [FORM_FORMAT],
    study: [quoted(origin.studyId)],
    revision: [origin.revision],
    round: [origin.round],
    participant: [quoted(origin.participantId)],
    scores: [origin.scoresSheet],
    confidence: [origin.confidenceSheet],
    values: origin.values,
  };
  return {
    name: ORIGIN_SHEET,
    visibility: "veryHidden",
    rows: [
      ...Object.entries(rows).map(([name, cells]) => [name, ...cells]),
      ORIGIN_COLUMNS,
      ...origin.variables.map(({ id, code }, index) => [
        quoted(id),
        quoted(code),
        letters(origin.open[index]!, OPEN_LETTERS),
        letters(origin.confidence[index]!, CONFIDENCE_LETTERS),
        ...origin.answers[index]!,
      ]),
    ],
  };
}

/** A text as a JSON string of plain ASCII without `_x`, which the format would take for a character by number. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /_(?=x)|[^ -~]/gi,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function letters<Value>(row: readonly Value[], alphabet: readonly (readonly [string, Value])[]): string {
  const letterOf = new Map(alphabet.map(([letter, value]) => [value, letter]));
  return row.map((value) => letterOf.get(value)).join("");
}
