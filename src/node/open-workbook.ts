import type { CellObject, Range, WorkBook } from "@e965/xlsx";
import { StudyError } from "../errors.js";
import type { TableField } from "../study/matrix-table.js";
import { unzip } from "./unzip.js";

type Xlsx = typeof import("@e965/xlsx");

export interface WorkbookLimits {
  /** The most bytes of all parts together, unpacked. */
  readonly maxUnpackedBytes: number;
  /** The most XML tags of a sheet, four a cell. */
  readonly maxSheetTags: number;
}

/** What a sheet holds; rows and columns count from 0, and what is not there is blank. */
export interface OpenedSheet {
  readonly rows: readonly (readonly (OpenedCell | undefined)[] | undefined)[];
  readonly merges: readonly Range[];
}

interface OpenedCell {
  /** A number, or a text; what is no score (a date, an error, a formula never computed) as a text that says so; null where it is blank. */
  readonly field: TableField;
  /** The formula behind the value, without its `=`. */
  readonly formula: string | null;
}

export interface OpenedWorkbook {
  readonly sheetNames: readonly string[];
  /** The sheets of these names. */
  readonly read: (names: readonly string[]) => Map<string, OpenedSheet>;
}

/** The most bytes of any part but a sheet: strings, styles, the list of sheets. */
const MAX_SHARED_BYTES = 16 * 2 ** 20;

/** The parts that hold values; pictures, links, comments and macros are never looked at. */
const VALUE_PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/)?[^/]+\.(?:xml|rels)|xl\/worksheets\/[^/]+\.xml)$/i;
// No expression here looks past the next `<` or `>`: one that did would begin anew at each of a hundred thousand open tags.

/** A formula that no program has computed. The library would make it 0; with a blank for value it becomes NaN. */
const UNCOMPUTED =
  /(<\/(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*\/>)(?:<(?:\w+:)?v>\s*<\/(?:\w+:)?v>|<(?:\w+:)?v\s*\/>)?<\/((?:\w+:)?)c>/g;
const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']/g;
const SHEET_PART = /^xl\/worksheets\//i;

/**
 * Opens an .xlsx workbook that may mean harm: nothing but values, formulas and merges of the sheets asked for is read, what size a sheet declares is not
 * looked at, and how much there is to read is known before it is read.
 *
 * Throws {@link StudyError}: `study-unreadable` for what is no .xlsx, `study-too-large` above the limits.
 */
export async function openWorkbook(bytes: Uint8Array, name: string, limits: WorkbookLimits): Promise<OpenedWorkbook> {
  const parts = valueParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, limits);
  const xlsx = await import("@e965/xlsx");
  const archive = repack(xlsx, parts);
  return {
    sheetNames: parseWorkbook(xlsx, archive, { bookSheets: true }, name).SheetNames,
    read: (names) => {
      const options = {
        dense: true,
        cellFormula: true,
        cellNF: true,
        cellText: false,
        cellHTML: false,
        sheetStubs: true,
      };
      const { Sheets } = parseWorkbook(xlsx, archive, { ...options, sheets: [...names] }, name);
      return new Map(
        names.map((sheet) => {
          const rows = (Sheets[sheet]?.["!data"] ?? []) as (CellObject | undefined)[][];
          return [
            sheet,
            {
              rows: rows.map((cells) => cells?.map((cell) => openCell(xlsx, cell))),
              merges: Sheets[sheet]?.["!merges"] ?? [],
            },
          ];
        }),
      );
    },
  };
}

function valueParts(bytes: Buffer, name: string, limits: WorkbookLimits): Map<string, Buffer> {
  const refuse = (received: string, code: "study-unreadable" | "study-too-large" = "study-unreadable") =>
    new StudyError([{ path: name, expected: "an .xlsx workbook", received }], code);
  if (bytes.length === 0) throw refuse("an empty file");
  if (bytes.toString("hex", 0, 4) === "d0cf11e0")
    throw refuse("an older .xls workbook, or one with a password: save it as .xlsx without");
  if (bytes.toString("latin1", 0, 2) !== "PK") throw refuse("a file of another kind");
  const parts = unzip(bytes, {
    select: (path) => VALUE_PARTS.test(path),
    maxTotalBytes: limits.maxUnpackedBytes,
    name,
  });
  if (![...parts.keys()].some((path) => path.toLowerCase() === "xl/workbook.xml"))
    throw refuse("a zip archive without a workbook");
  const shared = [...parts].find(([path, part]) => !SHEET_PART.test(path) && part.length > MAX_SHARED_BYTES);
  if (shared !== undefined) throw refuse(`${shared[1].length} bytes in ${shared[0]}`, "study-too-large");
  return new Map(
    [...parts].map(([path, part]) => [path, SHEET_PART.test(path) ? onlyCells(part, name, limits.maxSheetTags) : part]),
  );
}

/**
 * A worksheet with its cells and merges alone. A link over `A1:XFD1048576` in the rest would have the library make 17 thousand
 * million cells.
 */
function onlyCells(part: Buffer, name: string, maxTags: number): Buffer {
  const text = part.toString("latin1");
  const root = /<(?:\w+:)?worksheet\b[^<>]*>/.exec(text)?.[0] ?? "<worksheet>";
  const start = text.search(/<(?:\w+:)?sheetData\b/);
  const end = Math.max(text.lastIndexOf("sheetData>") + "sheetData>".length, start);
  const prefix = /^<(\w+:)?/.exec(root)?.[1] ?? "";
  const data = start < 0 || end <= start ? "" : text.slice(start, end);
  const merges = Array.from(text.slice(Math.max(end, 0)).matchAll(MERGE), ([, ref]) => `<mergeCell ref="${ref}"/>`);
  let tags = merges.length;
  for (let at = data.indexOf("<"); at >= 0; at = data.indexOf("<", at + 1)) tags += 1;
  if (tags > maxTags) {
    const expected = `at most ${maxTags} XML tags in a sheet, about ${Math.floor(Math.sqrt(maxTags / 4))} variables`;
    throw new StudyError([{ path: name, expected, received: `${tags}` }], "study-too-large");
  }
  const cells = data.replace(UNCOMPUTED, "$1<$2v> </$2v></$2c>");
  const kept = `${cells}<mergeCells>${merges.join("")}</mergeCells>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${root}${kept}</${prefix}worksheet>`, "latin1");
}

/** The checked parts as an archive of their own: the library trusts other headers of the original than those checked. */
function repack(xlsx: Xlsx, parts: ReadonlyMap<string, Buffer>): Buffer {
  const archive = xlsx.CFB.utils.cfb_new();
  for (const [path, part] of parts) xlsx.CFB.utils.cfb_add(archive, path, part);
  return xlsx.CFB.write(archive, { fileType: "zip", type: "buffer" }) as Buffer;
}

function parseWorkbook(xlsx: Xlsx, archive: Buffer, options: object, name: string): WorkBook {
  try {
    return xlsx.read(archive, { type: "buffer", ...options });
  } catch (cause) {
    const issue = { path: name, expected: "an .xlsx workbook", received: "one that cannot be read" };
    throw new StudyError([issue], "study-unreadable", cause);
  }
}

/** A cell that holds something; the cells of an array formula bear its range. */
function openCell(xlsx: Xlsx, cell: CellObject | undefined): OpenedCell | undefined {
  if (cell === undefined) return undefined;
  const field = fieldOf(xlsx, cell);
  const formula = cell.f ?? cell.F ?? null;
  return field === null && formula === null ? undefined : { field, formula };
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

function fieldOf(xlsx: Xlsx, cell: CellObject): TableField {
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
