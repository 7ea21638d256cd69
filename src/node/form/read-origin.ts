import { describeValue, FormError } from "../../errors.js";
import type { Answer } from "../../experts/contribution.js";
import type { TableField } from "../../study/matrix-table.js";
import { cellAddress } from "../cell-address.js";
import type { OpenedSheet } from "../open-workbook.js";
import {
  CONFIDENCE_LETTERS,
  type FormOrigin,
  OPEN_LETTERS,
  ORIGIN_COLUMNS,
  ORIGIN_ROWS,
  ORIGIN_SHEET,
} from "./form-origin.js";
import { FORM_FORMAT, MAX_FORM_VARIABLES } from "./scoring-form.js";

/**
 * What a form was made from, from the sheet that is not shown. Nobody has a reason to change it: the first thing in it that is not as it was written
 * refuses the form.
 *
 * Throws {@link FormError} with the address of the cell.
 */
export function readOrigin(sheet: OpenedSheet): FormOrigin {
  const field = (row: number, column: number): TableField => sheet.rows[row]?.[column]?.field ?? null;
  const refuse = (row: number, column: number, expected: string) => {
    const path = `${ORIGIN_SHEET}!${cellAddress(row + 1, column + 1)}`;
    const received = describeValue(field(row, column) ?? "");
    return new FormError([{ path, expected: `${expected}, as the form was written; take a new form`, received }]);
  };
  const text = (row: number, column: number): string => {
    const value = field(row, column);
    if (typeof value !== "string") throw refuse(row, column, "a text");
    return value;
  };
  const quoted = (row: number, column: number): string => {
    const value = parseQuoted(text(row, column));
    if (value === null) throw refuse(row, column, "a text in quotes");
    return value;
  };
  const count = (row: number): number => {
    const value = field(row, 1);
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw refuse(row, 1, "a whole number");
    return value;
  };
  const answer = (row: number, column: number): Answer => {
    const value = field(row, column) ?? null;
    if (value === null || value === "P" || value === "?") return value;
    if (typeof value !== "number" || !(value >= 0)) throw refuse(row, column, "an answer");
    return value;
  };
  const letters = <Value>(
    row: number,
    column: number,
    size: number,
    alphabet: readonly (readonly [string, Value])[],
  ): Value[] => {
    const meanings = new Map(alphabet);
    const line = text(row, column);
    if (line.length !== size || [...line].some((letter) => !meanings.has(letter)))
      throw refuse(row, column, `${size} letters among ${[...meanings.keys()].join(", ")}`);
    return [...line].map((letter) => meanings.get(letter) as Value);
  };

  ORIGIN_ROWS.forEach((name, row) => {
    if (field(row, 0) !== name) throw refuse(row, 0, describeValue(name));
    if (row === 0 && field(0, 1) !== FORM_FORMAT) throw refuse(0, 1, `a form of format ${FORM_FORMAT}`);
  });
  const first = ORIGIN_ROWS.length;
  let size = 0;
  while (size <= MAX_FORM_VARIABLES && field(first + size, 0) !== null) size += 1;
  if (size < 1 || size > MAX_FORM_VARIABLES)
    throw refuse(first + size, 0, `the id of a variable, for 1 to ${MAX_FORM_VARIABLES} variables`);
  const places = Array.from({ length: size }, (_, index) => index);
  const variables = places.map((index) => ({ id: quoted(first + index, 0), code: quoted(first + index, 1) }));
  (["id", "code"] as const).forEach((name, column) => {
    const seen = new Set<string>();
    variables.forEach((variable, index) => {
      if (seen.has(variable[name])) throw refuse(first + index, column, `every ${name} once`);
      seen.add(variable[name]);
    });
  });
  const row = (name: (typeof ORIGIN_ROWS)[number]) => ORIGIN_ROWS.indexOf(name);
  const valuesRow = row("values");
  const values: (number | "P")[] = [];
  for (let column = 1; field(valuesRow, column) !== null; column++) {
    const value = answer(valuesRow, column);
    if (value === null || value === "?") throw refuse(valuesRow, column, "a value of a scale");
    values.push(value);
  }
  return {
    studyId: quoted(row("study"), 1),
    revision: count(row("revision")),
    round: count(row("round")),
    participantId: quoted(row("participant"), 1),
    scoresSheet: text(row("scores"), 1),
    confidenceSheet: field(row("confidence"), 1) === null ? null : text(row("confidence"), 1),
    values,
    variables,
    open: places.map((index) => letters(first + index, 2, size, OPEN_LETTERS)),
    confidence: places.map((index) => letters(first + index, 3, size, CONFIDENCE_LETTERS)),
    answers: places.map((from) => places.map((to) => answer(first + from, ORIGIN_COLUMNS.length - 1 + to))),
  };
}

/** The text of a JSON string; null where it is none. */
function parseQuoted(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
