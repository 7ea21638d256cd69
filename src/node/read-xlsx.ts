import type { CellObject, WorkBook } from "@e965/xlsx";
import { describeValue, StudyError } from "../errors.js";
import { type BareMatrixOptions, studyOfTable } from "../study/matrix-csv.js";
import { readMatrixTable, type TableField } from "../study/matrix-table.js";
import { MAX_VARIABLES } from "../study/schema.js";
import type { Study } from "../study/study.js";
import { unzip } from "./unzip.js";

type Xlsx = typeof import("@e965/xlsx");

export interface ParseMatrixXlsxOptions extends BareMatrixOptions {
  /** Name of the sheet that holds the matrix. @default the first sheet */
  readonly sheet?: string;
  /** What the workbook is called in an error, such as the path of the file. @default "workbook" */
  readonly name?: string;
}

/** A workbook of 2 000 variables unpacks to about 130 MB. */
const MAX_UNPACKED_BYTES = 200 * 2 ** 20;
/** The most bytes of any other part: strings, styles, the list of sheets. */
const MAX_SHARED_BYTES = 16 * 2 ** 20;
/** The most XML tags of a sheet, four a cell: two million cells take the library about 1 GB. */
const MAX_SHEET_TAGS = 8_000_000;

/** The parts that hold values; pictures, links, comments and macros are never looked at. */
const VALUE_PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/)?[^/]+\.(?:xml|rels)|xl\/worksheets\/[^/]+\.xml)$/i;
/** A formula that no program has computed. The library would make it 0; with a blank for value it becomes NaN. */
const UNCOMPUTED =
  /(<\/(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*\/>)(?:<(?:\w+:)?v>\s*<\/(?:\w+:)?v>|<(?:\w+:)?v\s*\/>)?<\/((?:\w+:)?)c>/g;
const SHEET_PART = /^xl\/worksheets\//i;

/**
 * Reads a bare matrix from an .xlsx workbook, laid out as in CSV: names in the first row and column, `P`, blanks. Formulas
 * count by the value stored with them. The matrix may start at any cell; what size the sheet declares is not looked at.
 *
 * Cost: O(cells). Throws {@link StudyError}: `study-unreadable` for what is no .xlsx, or has no sheet of this name (all
 * names are listed); `study-too-large` for an archive above 200 MiB unpacked or a sheet of more than two million cells; else every
 * name and cell at fault: errors such as `#REF!`, dates, and formulas without a stored value are.
 */
export async function parseMatrixXlsx(bytes: Buffer, options: ParseMatrixXlsxOptions = {}): Promise<Study> {
  const { sheet, name = "workbook", ...rest } = options;
  const parts = valueParts(bytes, name);
  const xlsx = await import("@e965/xlsx");
  const archive = repack(xlsx, parts);
  const names = openWorkbook(xlsx, archive, { bookSheets: true }, name).SheetNames;
  const chosen = sheet ?? names[0];
  if (chosen === undefined || !names.includes(chosen)) {
    const list = names.map((each) => describeValue(each)).join(", ");
    const issue = { path: name, expected: `a sheet among ${list || "none"}`, received: describeValue(sheet) };
    throw new StudyError([issue], "study-unreadable");
  }
  const workbook = openWorkbook(
    xlsx,
    archive,
    {
      sheets: chosen,
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetStubs: true,
    },
    name,
  );
  const rows = workbook.Sheets[chosen]?.["!data"] ?? [];
  return studyOfTable(readMatrixTable(fields(xlsx, rows), false), rest);
}

function valueParts(bytes: Buffer, name: string): Map<string, Buffer> {
  const refuse = (received: string, code: "study-unreadable" | "study-too-large" = "study-unreadable") =>
    new StudyError([{ path: name, expected: "an .xlsx workbook", received }], code);
  if (bytes.length === 0) throw refuse("an empty file");
  if (bytes.toString("hex", 0, 4) === "d0cf11e0")
    throw refuse("an older .xls workbook, or one with a password: save it as .xlsx without");
  if (bytes.toString("latin1", 0, 2) !== "PK") throw refuse("a file of another kind");
  const parts = unzip(bytes, { select: (path) => VALUE_PARTS.test(path), maxTotalBytes: MAX_UNPACKED_BYTES, name });
  if (![...parts.keys()].some((path) => path.toLowerCase() === "xl/workbook.xml"))
    throw refuse("a zip archive without a workbook");
  const shared = [...parts].find(([path, part]) => !SHEET_PART.test(path) && part.length > MAX_SHARED_BYTES);
  if (shared !== undefined) throw refuse(`${shared[1].length} bytes in ${shared[0]}`, "study-too-large");
  return new Map([...parts].map(([path, part]) => [path, SHEET_PART.test(path) ? onlyCells(part, name) : part]));
}

/**
 * A worksheet with its cells alone. A link over `A1:XFD1048576` in the rest would have the library make 17 thousand
 * million cells.
 */
function onlyCells(part: Buffer, name: string): Buffer {
  const text = part.toString("latin1");
  const root = /<(?:\w+:)?worksheet\b[^>]*>/.exec(text)?.[0] ?? "<worksheet>";
  const start = text.search(/<(?:\w+:)?sheetData\b/);
  const end = Math.max(text.lastIndexOf("sheetData>") + "sheetData>".length, start);
  const prefix = /^<(\w+:)?/.exec(root)?.[1] ?? "";
  const cells = start < 0 || end <= start ? "" : text.slice(start, end).replace(UNCOMPUTED, "$1<$2v> </$2v></$2c>");
  let tags = 0;
  for (let at = cells.indexOf("<"); at >= 0; at = cells.indexOf("<", at + 1)) tags += 1;
  if (tags > MAX_SHEET_TAGS) {
    const expected = `at most ${MAX_SHEET_TAGS} XML tags in a sheet, about 1 400 variables; save it as CSV instead`;
    throw new StudyError([{ path: name, expected, received: `${tags}` }], "study-too-large");
  }
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${root}${cells}</${prefix}worksheet>`, "latin1");
}

/** The checked parts as an archive of their own: the library trusts other headers of the original than those checked. */
function repack(xlsx: Xlsx, parts: ReadonlyMap<string, Buffer>): Buffer {
  const archive = xlsx.CFB.utils.cfb_new();
  for (const [path, part] of parts) xlsx.CFB.utils.cfb_add(archive, path, part);
  return xlsx.CFB.write(archive, { fileType: "zip", type: "buffer" }) as Buffer;
}

function openWorkbook(xlsx: Xlsx, archive: Buffer, options: object, name: string): WorkBook {
  try {
    return xlsx.read(archive, { type: "buffer", ...options });
  } catch (cause) {
    const issue = { path: name, expected: "an .xlsx workbook", received: "one that cannot be read" };
    throw new StudyError([issue], "study-unreadable", cause);
  }
}

/** The cells that hold something, as rows of equal length from the first of them on. */
function fields(xlsx: Xlsx, rows: readonly (readonly (CellObject | undefined)[] | undefined)[]): TableField[][] {
  const filled: { row: number; column: number; field: TableField }[] = [];
  const box = { top: Number.POSITIVE_INFINITY, left: Number.POSITIVE_INFINITY, bottom: -1, right: -1 };
  rows.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      const field = fieldOf(xlsx, cell);
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
    const range = xlsx.utils.encode_range({ s: { r: box.top, c: box.left }, e: { r: box.bottom, c: box.right } });
    throw new StudyError(
      [{ path: "/variables", expected: `at most ${MAX_VARIABLES} variables`, received: `values over ${range}` }],
      "study-too-large",
    );
  }
  const table = Array.from({ length: height }, () => new Array<TableField>(width).fill(null));
  for (const { row, column, field } of filled) table[row - box.top]![column - box.left] = field;
  return table;
}

/** Error values by their number in the file format ([MS-XLS] 2.5.10, BErr). */
const ERRORS: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
};

/** What a cell says: a number, or a text; what is no score (a date, an error, a formula never computed) as a text that says so. */
function fieldOf(xlsx: Xlsx, cell: CellObject | undefined): TableField {
  if (cell === undefined) return null;
  if (cell.v === undefined) return null;
  if (Number.isNaN(cell.v)) return `=${cell.f ?? ""} (a formula without a stored value)`;
  if (cell.t === "e") return ERRORS[Number(cell.v)] ?? "#ERROR!";
  if (cell.t === "b") return cell.v ? "TRUE" : "FALSE";
  if (typeof cell.v === "number") {
    return cell.z !== undefined && xlsx.SSF.is_date(String(cell.z))
      ? `${xlsx.SSF.format(cell.z, cell.v)} (a date)`
      : cell.v;
  }
  const text = String(cell.v);
  return text.trim() === "" ? null : text;
}
