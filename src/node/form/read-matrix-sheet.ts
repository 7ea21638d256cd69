import { describeValue, type Issue } from "../../errors.js";
import { cellAddress } from "../cell-address.js";
import type { OpenedSheet } from "../open-workbook.js";
import type { FormOrigin } from "./form-origin.js";
import { readAnswer } from "./read-answer.js";
import { FORM_CORNER } from "./scoring-form.js";

/** A cell that holds something else than when the form was written; `from` and `to` are places of variables in the origin. */
interface ChangedCell<Value> {
  readonly from: number;
  readonly to: number;
  readonly value: Value;
  readonly was: Value;
  readonly address: string;
}

interface MatrixSheetReading<Value> {
  readonly name: string;
  /** What the cells held when the form was written, in the order of the variables. */
  readonly baseline: readonly (readonly Value[])[];
  /** The values a cell may take beside a blank, and in words. */
  readonly values: ReadonlySet<unknown>;
  readonly expected: string;
}

/**
 * What was changed in a matrix that was filled in, and all that is wrong with it. Rows and columns are told by their codes, so that they may have been sorted;
 * names, blocks and what stands over the codes are not looked at. Cost: O(cells).
 */
export function readMatrixSheet<Value>(
  sheet: OpenedSheet,
  { variables, open }: FormOrigin,
  { name, baseline, values, expected }: MatrixSheetReading<Value>,
): { changes: ChangedCell<Value>[]; issues: Issue[] } {
  const places = codePlaces(variables.map(({ code }) => code));
  const corner = findCorner(sheet, places);
  if (corner === null) {
    const wanted = `the codes of the variables to the right of ${FORM_CORNER} and below it`;
    return { changes: [], issues: [{ path: name, expected: wanted, received: `no ${FORM_CORNER} in the sheet` }] };
  }
  const field = (row: number, column: number) => sheet.rows[row]?.[column]?.field ?? null;
  const place = (row: number, column: number) => `${name}!${cellAddress(row + 1, column + 1)}`;
  const issues: Issue[] = [];

  /** The variable that heads each row or column; null for a header that names none, or one named before. */
  const headers = (side: "row" | "column") => {
    const found = new Map<number, number | null>();
    const seen = new Map<number, string>();
    const end = side === "row" ? sheet.rows.length : (sheet.rows[corner.row]?.length ?? 0);
    for (let at = (side === "row" ? corner.row : corner.column) + 1; at < end; at++) {
      const code = side === "row" ? field(at, corner.column) : field(corner.row, at);
      if (code === null) continue;
      const path = side === "row" ? place(at, corner.column) : place(corner.row, at);
      const index = places(String(code));
      const first = index === undefined ? undefined : seen.get(index);
      found.set(at, index === undefined || first !== undefined ? null : index);
      if (index === undefined) {
        issues.push({
          path,
          expected: "the code of a variable, as the form was written",
          received: describeValue(code),
        });
      } else if (first !== undefined) {
        issues.push({ path, expected: `each ${side} once`, received: `${describeValue(code)}, as in ${first}` });
      } else seen.set(index, path);
    }
    variables.forEach(({ code }, index) => {
      if (!seen.has(index))
        issues.push({ path: name, expected: `a ${side} headed ${describeValue(code)}`, received: "none" });
    });
    return found;
  };
  const columns = headers("column");
  const rows = headers("row");

  const bottom = Math.max(corner.row, ...rows.keys());
  const right = Math.max(corner.column, ...columns.keys());
  for (const { s, e } of sheet.merges) {
    const apart = e.r < corner.row || e.c < corner.column || s.r > bottom || s.c > right;
    if (apart || (s.r === e.r && s.c === e.c)) continue;
    const path = `${place(s.r, s.c)}:${cellAddress(e.r + 1, e.c + 1)}`;
    issues.push({ path, expected: "cells that are not merged", received: "merged cells" });
  }

  const changes: ChangedCell<Value>[] = [];
  const readCell = (row: number, column: number, from: number, to: number): void => {
    const cell = sheet.rows[row]?.[column];
    const was = baseline[from]![to]!;
    const address = place(row, column);
    const refuse = (wanted: string, received: unknown) =>
      issues.push({
        path: address,
        row: variables[from]!.code,
        column: variables[to]!.code,
        expected: wanted,
        received: received === undefined ? "a blank" : describeValue(received),
      });
    if (cell !== undefined && cell.formula !== null) return void refuse("a value, not a formula", `=${cell.formula}`);
    const value = readAnswer(cell?.field);
    if (from === to) {
      if (value !== null && value !== 0) refuse("a blank on the diagonal", cell?.field);
    } else if (value !== undefined && (value as unknown) === was) {
      // As it was written, on the scale of today or not.
    } else if (!open[from]![to]!) {
      refuse(`${was === null ? "a blank" : String(was)}, as it was: the cell is not yours to score`, cell?.field);
    } else if (value === undefined || (value !== null && !values.has(value))) {
      refuse(expected, cell?.field);
    } else {
      changes.push({ from, to, value: value as Value, was, address });
    }
  };
  for (const [row, from] of rows) {
    if (from === null) continue;
    for (const [column, to] of columns) if (to !== null) readCell(row, column, from, to);
  }
  sheet.rows.forEach((cells, row) => {
    if (row <= corner.row) return;
    cells?.forEach((cell, column) => {
      if (cell === undefined || column <= corner.column || (rows.has(row) && columns.has(column))) return;
      const head = rows.has(row) ? "column" : "row";
      const wanted = `nothing where no variable heads the ${head}`;
      issues.push({ path: place(row, column), expected: wanted, received: describeValue(cell.field) });
    });
  });
  changes.sort((a, b) => a.from - b.from || a.to - b.to);
  return { changes, issues };
}

/** Where the codes of the rows meet those of the columns. A variable may be named like the corner: of several such cells, the one with the most codes to its right. */
function findCorner(
  sheet: OpenedSheet,
  places: (code: string) => number | undefined,
): { readonly row: number; readonly column: number } | null {
  let best: { row: number; column: number; codes: number } | null = null;
  for (const [row, cells] of sheet.rows.entries()) {
    const corners = (cells ?? []).flatMap((cell, column) => (cell?.field === FORM_CORNER ? [column] : []));
    for (const column of corners) {
      const codes = cells!.slice(column + 1).filter((cell) => places(String(cell?.field)) !== undefined).length;
      if (best === null || codes > best.codes) best = { row, column, codes };
    }
  }
  return best;
}

/** The place of the variable with a code: with the very code, else with one that differs in nothing that programs keep. */
function codePlaces(codes: readonly string[]): (code: string) => number | undefined {
  const exact = new Map(codes.map((code, index) => [code, index]));
  const kept = new Map(codes.map((code, index) => [keptByPrograms(code), index]));
  return (code) => exact.get(code) ?? kept.get(keptByPrograms(code));
}

/** Programs that save a form make one line end of CR LF, lose control characters, or take `_x0041_` for A. */
function keptByPrograms(code: string): string {
  return code
    .replace(/_x([\da-f]{4})_/gi, (_, number: string) => String.fromCharCode(Number.parseInt(number, 16)))
    .replaceAll("\r\n", "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cn}\p{Cs}\uFFFD]/gu, "");
}
