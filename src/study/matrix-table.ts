import { describeValue, type Issue, StudyError } from "../errors.js";
import { compareNames } from "./compare-names.js";
import { expectedScore } from "./parse-matrix.js";
import { MAX_VARIABLES } from "./schema.js";
import type { Cell } from "./study.js";

/** A field of a table: a text as in CSV, or a number as in a spreadsheet. */
export type TableField = string | number | null | undefined;

/** A matrix read from a table, with all that is wrong with it. `direct` is only to be used without issues. */
export interface MatrixTable {
  /** Names of the variables, from the first row. */
  readonly names: readonly string[];
  readonly direct: readonly (readonly (Cell | "?")[])[];
  readonly issues: readonly Issue[];
}

export interface MatrixTableOptions {
  /** Whether a cell may be `?`, what an expert says who does not know. @default false */
  readonly dontKnow?: boolean;
}

/** Issues listed before the rest is summed up. */
const MAX_CELL_ISSUES = 1000;

/**
 * Reads a bare matrix: names in the first row and, in the same order, in the first column; the corner may hold anything.
 * Rows and columns that are blank throughout, before or after the matrix or between its rows, do not count.
 *
 * A field is a number ≥ 0 (`1.5`; `1,5` too with `decimalComma`), `P` or `p`, or blank; the diagonal is blank or 0.
 * Every row has a field, even a blank one, for each name.
 *
 * Cost: O(n²). Throws {@link StudyError} `study-too-large` above 2 000 variables; everything else is in `issues`.
 *
 * @example
 * readMatrixTable([["", "A", "B"], ["A", "", "2"], ["B", "p", 0]], false).direct; // [[null, 2], ["P", 0]]
 */
export function readMatrixTable(
  table: readonly (readonly TableField[])[],
  decimalComma: boolean,
  { dontKnow = false }: MatrixTableOptions = {},
): MatrixTable {
  const filled = table.filter((row) => row.some((field) => !isBlank(field)));
  const left = Math.min(...filled.map((row) => row.findIndex((field) => !isBlank(field))), Number.MAX_SAFE_INTEGER);
  const [header, ...rows] = filled.map((row) => row.slice(left));
  if (header === undefined) return refuse("nothing but blanks");
  const end = header.findLastIndex((field) => !isBlank(field)) + 1;
  const shifted = !isBlank(header[0]) && nameOf(header[0]) === nameOf(rows[0]?.[0]) && end === rows.length;
  const columnNames = header.slice(shifted ? 0 : 1, end).map(nameOf);
  const rowNames = rows.map((row) => nameOf(row[0]));
  const size = columnNames.length;
  if (size === 0) return refuse(`one column, ${describeValue(nameOf(header[0]))} at its top`);
  refuseTooLarge(size, rows.length);
  const { names, issues } = compareNames(columnNames, rowNames);
  const faults = [...issues];
  let unlisted = 0;
  const direct = rows.map((row, from) => {
    checkLength(row, from, rowNames[from]!, size, faults);
    return columnNames.map((column, to) => {
      const cell = readScore(row[to + 1], decimalComma);
      const diagonal = issues.length === 0 && from === to;
      const expected = dontKnow && cell === "?" && !diagonal ? null : expectedScore(cell, diagonal, null);
      if (expected === null) return cell as Cell | "?";
      if (faults.length >= MAX_CELL_ISSUES) unlisted += 1;
      else
        faults.push({
          path: `/direct/${from}/${to}`,
          row: rowNames[from]!,
          column,
          expected,
          received: describeValue(cell),
        });
      return null;
    });
  });
  if (unlisted > 0)
    faults.push({
      path: "/direct",
      expected: "scores in the other cells too",
      received: `${unlisted} more that are not`,
    });
  return { names, direct, issues: faults };
}

/** A field as a score where it is one, else as it stands. */
export function readScore(field: TableField, decimalComma: boolean): Cell | string {
  if (typeof field === "number") return field;
  if (field === "" || field === undefined || field === null) return null;
  if (/^\d$/.test(field)) return Number(field);
  const text = field.trim();
  if (text === "") return null;
  if (text === "P" || text === "p") return "P";
  const number = decimalComma ? text.replace(",", ".") : text;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(number)) return text;
  return Number.isFinite(Number(number)) ? Number(number) + 0 : text;
}

function isBlank(field: TableField): boolean {
  return field === null || field === undefined || (typeof field === "string" && field.trim() === "");
}

function nameOf(field: TableField): string {
  return isBlank(field) ? "" : String(field);
}

function refuse(received: string): MatrixTable {
  const expected = "a matrix: the names of the variables in the first row and in the first column";
  return { names: [], direct: [], issues: [{ path: "/direct", expected, received }] };
}

function refuseTooLarge(columns: number, rows: number): void {
  const size = Math.max(columns, rows);
  if (size <= MAX_VARIABLES) return;
  throw new StudyError(
    [{ path: "/variables", expected: `at most ${MAX_VARIABLES} variables`, received: String(size) }],
    "study-too-large",
  );
}

function checkLength(row: readonly TableField[], from: number, name: string, size: number, issues: Issue[]): void {
  const past = row.slice(size + 1).findIndex((field) => !isBlank(field));
  const extra = past < 0 ? -1 : past + size + 1;
  const path = `/direct/${from}`;
  if (extra >= 0) {
    issues.push({
      path,
      row: name,
      column: `${extra + 1}`,
      expected: "no value past the last name of the first row",
      received: describeValue(row[extra]),
    });
  }
  if (row.length <= size) {
    issues.push({
      path,
      expected: `${size} cells in the row ${describeValue(name)}, blank ones included`,
      received: `${row.length - 1}`,
    });
  }
}
