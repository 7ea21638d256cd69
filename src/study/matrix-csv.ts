import { StudyError } from "../errors.js";
import { type Language, localize, type Text } from "../language/text.js";
import { type ReadCsvOptions, readCsvRecords } from "./csv-records.js";
import type { CsvSeparator } from "./cut-csv.js";
import { guardFormula, unguardFormula } from "./formula-guard.js";
import { type MatrixTable, type MatrixTableOptions, readMatrixTable, type TableField } from "./matrix-table.js";
import { parseStudy } from "./parse-study.js";
import type { Cell, Study } from "./study.js";
import { writeCsv } from "./write-csv.js";

/** What a bare matrix does not say itself. */
export interface BareMatrixOptions {
  /** @default "study" */
  readonly id?: string;
  /** @default the id */
  readonly title?: Text;
  /** @default "en" */
  readonly language?: Language;
}

export interface ParseMatrixCsvOptions extends BareMatrixOptions, ReadCsvOptions {}

export interface WriteMatrixCsvOptions {
  /** With `;`, numbers take a decimal comma. @default "," */
  readonly separator?: CsvSeparator;
  /** What names the rows and columns: `id` reads back to the same ids, `label` is in the study's language. @default "id" */
  readonly names?: "id" | "code" | "label";
  /** Whether the text begins with a byte order mark: spreadsheets then know that it is UTF-8. @default false */
  readonly byteOrderMark?: boolean;
}

/**
 * Reads a bare matrix as CSV: names in the first row and, in the same order, in the first column. They become ids and labels.
 *
 * Taken as spreadsheets write it: comma, semicolon or tab (found outside quotes in the first line, or named by a line
 * `sep=;`), byte order mark or not, LF, CRLF or CR, quoted names, a decimal comma where the separator is no comma,
 * `P` or `p`, blanks for what is not scored, blank lines and columns around. One apostrophe that guards a name from
 * being run as a formula falls.
 *
 * Cost: O(n²). Throws {@link StudyError} with every name and cell at fault (row, column, value), `study-too-large` above
 * 2 000 variables, `study-unreadable` where a quote does not close.
 *
 * @example
 * parseMatrixCsv(";Price;Demand\nPrice;;1,5\nDemand;P;").direct; // [[null, 1.5], ["P", null]]
 */
export function parseMatrixCsv(text: string, options: ParseMatrixCsvOptions = {}): Study {
  const { separator, name, ...rest } = options;
  const reading = { ...(separator !== undefined && { separator }), ...(name !== undefined && { name }) };
  return studyOfTable(readMatrixCsvTable(text, reading), rest);
}

/** The names and cells of a matrix as CSV, with what is wrong with them, before they are a study. */
export function readMatrixCsvTable(
  text: string,
  options: ReadCsvOptions = {},
  tableOptions: MatrixTableOptions = {},
): MatrixTable {
  const csv = readCsvRecords(text, options);
  const table = csv.records.map((record, index) =>
    index === 0 ? record.map(unguardFormula) : [unguardFormula(record[0]!), ...record.slice(1)],
  );
  return readMatrixTable(table, csv.separator !== ",", tableOptions);
}

/** A study whose variables have nothing but the names in the table. */
function studyOfTable(table: MatrixTable, options: BareMatrixOptions): Study {
  if (table.issues.length > 0) throw new StudyError(table.issues);
  const variables = table.names.map((name) => ({ id: name, label: name }));
  return parseStudy({ ...options, variables, direct: table.direct });
}

/**
 * The matrix of a study as CSV, for {@link parseMatrixCsv} and for spreadsheets: one line a variable, LF, blanks left blank.
 *
 * Reading it back gives the same cells and, as names, the same ids (the default), codes or labels,
 * whatever they hold. A name that a spreadsheet would run as a formula gets an apostrophe before it.
 *
 * Cost: O(n²).
 *
 * @example
 * writeMatrixCsv(parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 3], ["P", 0]] }));
 * // ",a,b\na,,3\nb,P,0\n"
 */
export function writeMatrixCsv(study: Study, options: WriteMatrixCsvOptions = {}): string {
  const { separator = ",", names: naming = "id", byteOrderMark = false } = options;
  const names = matrixNames(study, naming).map(guardFormula);
  const decimal = separator === ";" ? "," : ".";
  const field = (cell: Cell) => (typeof cell === "number" ? String(cell).replace(".", decimal) : cell);
  const rows = study.direct.map((row, from) => [names[from]!, ...row.map(field)]);
  return `${byteOrderMark ? "\uFEFF" : ""}${writeCsv([["", ...names], ...rows], separator)}`;
}

/** The matrix of a study as a table, names first: what a spreadsheet shows. */
export function matrixTable(study: Study, naming: "id" | "code" | "label" = "id"): TableField[][] {
  const names = matrixNames(study, naming);
  return [["", ...names], ...study.direct.map((row, from) => [names[from]!, ...row])];
}

function matrixNames(study: Study, naming: "id" | "code" | "label"): string[] {
  return study.variables.map((variable) =>
    naming === "label" ? localize(variable.label, study.language) : variable[naming],
  );
}
