import type { CellValue } from "./cell.js";

/** A cell of a paste that was left out, and why. */
export interface Rejection {
  readonly kind: "value" | "diagonal" | "locked" | "outside" | "unknown";
  /** Row and column of the matrix where it would have gone; null outside it. */
  readonly row: number | null;
  readonly column: number | null;
  readonly text: string;
}

export interface PasteInput {
  readonly text: string;
  /** Where the first pasted cell goes. */
  readonly row: number;
  readonly column: number;
  readonly size: number;
  /** Every name that a variable goes by, in small letters, with its position. */
  readonly names: ReadonlyMap<string, number>;
  /** Undefined for what is no value of the scale. */
  readonly read: (text: string) => CellValue | undefined;
  readonly isLocked: (row: number, column: number) => boolean;
}

export interface PasteResult {
  readonly values: readonly { readonly row: number; readonly column: number; readonly value: CellValue }[];
  /** How many cells were left out. */
  readonly rejected: number;
  /** The first of them, {@link MAX_REJECTIONS} at most. */
  readonly rejections: readonly Rejection[];
}

/** The longest text that is looked at: a matrix of 500 variables with its names is smaller. */
export const MAX_PASTE = 2_000_000;

/** How many cells that were left out are told one by one. */
export const MAX_REJECTIONS = 100;

/**
 * What a pasted text puts where. Cells come as a spreadsheet copies them, parted by tabs, or as CSV with semicolons. A first row and a first column that name variables say
 * where the cells go; otherwise they begin at a cell; a square as large as the matrix with nothing on its diagonal is the matrix. A blank changes nothing. On the diagonal blanks, zeros and marks without a digit go by in silence.
 * Of a text that is larger than the matrix, what lies far outside is only counted.
 *
 * @example
 * readPaste({ text: "1\t2", row: 0, column: 1, size: 3, names: new Map(), read: Number, isLocked: () => false }).values.length; // 2
 */
export function readPaste(input: PasteInput): PasteResult {
  const { text, size, names, read, isLocked } = input;
  // Twice the matrix and its names leave room for sums and remarks among them.
  const { table, beyond } = readTable(text, 2 * (size + 1));
  const heads = (table[0] ?? []).slice(1);
  const sides = table.slice(1).map((cells) => cells[0] ?? "");
  const isNamed = areNames(heads, names) && areNames(sides, names) && !couldBeScores(input, table, heads, sides);
  const positionOf = (name: string) => names.get(name.trim().toLowerCase()) ?? null;
  const [top, left] = isWhole(table, size) ? [0, 0] : [input.row, input.column];
  const rows = isNamed ? sides.map(positionOf) : table.map((_, down) => top + down);
  const columns = isNamed ? heads.map(positionOf) : null;
  const body = isNamed ? table.slice(1).map((cells) => cells.slice(1)) : table;
  const values: { row: number; column: number; value: CellValue }[] = [];
  const rejections: Rejection[] = [];
  let rejected = beyond;
  body.forEach((cells, down) => {
    const row = rows[down]!;
    cells.forEach((cell, across) => {
      if (cell.trim() === "") return;
      const column = columns === null ? left + across : (columns[across] ?? null);
      const reject = (kind: Rejection["kind"], what = cell) => {
        rejected += 1;
        if (rejections.length < MAX_REJECTIONS) rejections.push({ kind, row, column, text: what.trim() });
      };
      if (row === null || column === null) reject("unknown", row === null ? sides[down] : heads[across]);
      else if (row >= size || column >= size) reject("outside");
      else if (row === column) {
        if (/[1-9P?]/i.test(cell)) reject("diagonal");
      } else {
        const value = read(cell);
        if (value === undefined || value === null) reject("value");
        else if (isLocked(row, column)) reject("locked");
        else values.push({ row, column, value });
      }
    });
  });
  return { values, rejected, rejections };
}

/** Whether cells may be a whole matrix: a square as large, with blanks, zeros or marks without a digit on its diagonal. */
function isWhole(table: readonly (readonly string[])[], size: number): boolean {
  return table.length === size && table.every((cells, row) => cells.length === size && !/[1-9P?]/i.test(cells[row]!));
}

/** Whether texts may be names: at least half of them are known. */
function areNames(texts: readonly string[], names: ReadonlyMap<string, number>): boolean {
  const filled = texts.filter((text) => text.trim() !== "");
  const known = filled.filter((text) => names.has(text.trim().toLowerCase()));
  return known.length > 0 && known.length * 2 >= filled.length;
}

/**
 * Whether texts that may be names may be scores as well, where variables are called by numbers. They are names where the corner is empty and each of them is known and
 * stands once; a block that begins on the diagonal has an empty corner too, unless it is larger than the matrix.
 */
function couldBeScores(
  { row, column, size, names, read }: PasteInput,
  table: readonly (readonly string[])[],
  heads: readonly string[],
  sides: readonly string[],
): boolean {
  if ([...heads, ...sides].some((text) => text.trim() !== "" && read(text) === undefined)) return false;
  if (isWhole(table, size)) return true;
  const isEmptyCorner = (table[0]?.[0] ?? "").trim() === "";
  const isLarger = table.length > size || heads.length >= size;
  const areDistinct = [heads, sides].every(
    (texts) => new Set(texts).size === texts.length && texts.every((text) => names.has(text.trim().toLowerCase())),
  );
  return !(isEmptyCorner && areDistinct && (isLarger || row !== column));
}

/**
 * Lines and cells of a text; cells in quotes may hold tabs, ends of lines and doubled quotes, as spreadsheets write them. At most so many lines, of so many cells: those beyond
 * that are not empty are counted.
 */
function readTable(text: string, most: number): { readonly table: string[][]; readonly beyond: number } {
  const separator = text.includes("\t") ? "\t" : text.includes(";") ? ";" : "\t";
  const table: string[][] = [];
  let beyond = 0;
  let cells: string[] = [];
  let line = 0;
  let at = 0;
  const add = (cell: string) => {
    if (line < most && cells.length < most) cells.push(cell);
    else if (cell.trim() !== "") beyond += 1;
  };
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const start = at;
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
    add(cell + text.slice(start, at));
    if (at >= text.length) break;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) add("");
      continue;
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (line < most) table.push(cells);
    line += 1;
    cells = [];
  }
  if (cells.length > 0) table.push(cells);
  return { table, beyond };
}
