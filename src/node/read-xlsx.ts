import { describeValue, StudyError } from "../errors.js";
import type { BareMatrixOptions } from "../study/matrix-csv.js";
import { type MatrixTable, type MatrixTableOptions, readMatrixTable, type TableField } from "../study/matrix-table.js";
import { parseStudy } from "../study/parse-study.js";
import { MAX_VARIABLES } from "../study/schema.js";
import type { Study } from "../study/study.js";
import { cellAddress } from "./cell-address.js";
import { type OpenedSheet, type OpenedWorkbook, openWorkbook } from "./open-workbook.js";
import { readStudySheets, STUDY_SHEETS } from "./read-study-sheets.js";

export interface ParseMatrixXlsxOptions extends BareMatrixOptions {
  /** Name of the sheet that holds the matrix. @default the first sheet */
  readonly sheet?: string;
  /** What the workbook is called in an error, such as the path of the file. @default "workbook" */
  readonly name?: string;
}

/** A workbook of 2 000 variables unpacks to about 130 MB; two million cells take the library about 1 GB. */
const LIMITS = { maxUnpackedBytes: 200 * 2 ** 20, maxSheetTags: 8_000_000 };

/**
 * Reads a study from an .xlsx workbook. Its matrix is laid out as in CSV: names in the first row and column, `P`, blanks. Formulas
 * count by the value stored with them. The matrix may start at any cell; what size the sheet declares is not looked at.
 *
 * A workbook of `writeStudyXlsx` comes back whole: title, language, names, blocks and definitions are on its sheets `study`, `variables` and `blocks`. Of a
 * bare matrix, the names are all there is; what it does not say itself is in the options, and its title is `study` without them.
 *
 * Cost: O(cells). Throws {@link StudyError}: `study-unreadable` for what is no .xlsx, or has no sheet of this name (all
 * names are listed); `study-too-large` for an archive above 200 MiB unpacked or a sheet of more than two million cells; else every
 * name and cell at fault: errors such as `#REF!`, dates, and formulas without a stored value are.
 */
export async function parseMatrixXlsx(bytes: Uint8Array, options: ParseMatrixXlsxOptions = {}): Promise<Study> {
  const { sheet, name = "workbook", ...defaults } = options;
  const workbook = await openWorkbook(bytes, name, LIMITS);
  const chosen = sheetOf(workbook, sheet, name);
  const beside = STUDY_SHEETS.filter((each) => each !== chosen && workbook.sheetNames.includes(each));
  const sheets = workbook.read([chosen, ...beside]);
  const table = readMatrixTable(fields(sheets.get(chosen)!.rows), false);
  if (table.issues.length > 0) throw new StudyError(table.issues);
  sheets.delete(chosen);
  const { frame, variables, issues } = readStudySheets(table.names, sheets, defaults);
  if (issues.length > 0) throw new StudyError(issues);
  return parseStudy({ ...frame, variables, direct: table.direct });
}

/** The names and cells of a matrix in a workbook, with what is wrong with them, before they are a study. */
export async function readMatrixXlsxTable(
  bytes: Uint8Array,
  { sheet, name = "workbook" }: Pick<ParseMatrixXlsxOptions, "sheet" | "name"> = {},
  tableOptions: MatrixTableOptions = {},
): Promise<MatrixTable> {
  const workbook = await openWorkbook(bytes, name, LIMITS);
  const chosen = sheetOf(workbook, sheet, name);
  return readMatrixTable(fields(workbook.read([chosen]).get(chosen)!.rows), false, tableOptions);
}

/** The name of the sheet asked for, or of the first one. */
function sheetOf({ sheetNames }: OpenedWorkbook, sheet: string | undefined, name: string): string {
  const chosen = sheet ?? sheetNames[0];
  if (chosen !== undefined && sheetNames.includes(chosen)) return chosen;
  const list = sheetNames.map((each) => describeValue(each)).join(", ");
  const issue = { path: name, expected: `a sheet among ${list || "none"}`, received: describeValue(sheet) };
  throw new StudyError([issue], "study-unreadable");
}

/** The cells that hold something, as rows of equal length from the first of them on. */
function fields(rows: OpenedSheet["rows"]): TableField[][] {
  const filled: { row: number; column: number; field: TableField }[] = [];
  const box = { top: Number.POSITIVE_INFINITY, left: Number.POSITIVE_INFINITY, bottom: -1, right: -1 };
  rows.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      const field = cell?.field ?? null;
      if (field === null) return;
      filled.push({ row, column, field });
      box.top = Math.min(box.top, row);
      box.left = Math.min(box.left, column);
      box.bottom = Math.max(box.bottom, row);
      box.right = Math.max(box.right, column);
    });
  });
  if (filled.length === 0) return [];
  const [height, width] = [box.bottom - box.top + 1, box.right - box.left + 1];
  if (Math.max(height, width) > MAX_VARIABLES + 1) {
    const range = `${cellAddress(box.top + 1, box.left + 1)}:${cellAddress(box.bottom + 1, box.right + 1)}`;
    throw new StudyError(
      [{ path: "/variables", expected: `at most ${MAX_VARIABLES} variables`, received: `values over ${range}` }],
      "study-too-large",
    );
  }
  const table = Array.from({ length: height }, () => new Array<TableField>(width).fill(null));
  for (const { row, column, field } of filled) table[row - box.top]![column - box.left] = field;
  return table;
}
