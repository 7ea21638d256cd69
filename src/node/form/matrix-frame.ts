import { type Language, localize } from "../../language/text.js";
import { wrapText } from "../../plots/drawing/wrap-text.js";
import type { Block, Study } from "../../study/study.js";
import type { CellStyle, SheetCell } from "../write-workbook.js";
import { type BlockRun, blockRuns } from "./block-runs.js";
import { type CellPlaceLooks, header, matrixCell } from "./form-looks.js";
import { FORM_CORNER } from "./scoring-form.js";

/** Where blocks, names and codes stand; the cells begin after the codes. */
export const BLOCK_ROW = 4;
export const NAME_ROW = 5;
export const CODE_ROW = 6;
const BLOCK_COLUMN = 1;
export const CODE_COLUMN = 3;
/** Width of a column of scores, in characters, and height of their rows, in points. */
export const CELL_WIDTH = 4.3;
export const CELL_HEIGHT = 17;
/** Width of a character that widths are counted in, and size of the blocks' names, in points. */
const CHARACTER_WIDTH = 5.25;
const BLOCK_SIZE = 8;
/** Longest name of a row and of a column, in characters. */
const ROW_NAME = 40;
const COLUMN_NAME = 26;

/** What stands around the cells of a matrix, blocks, names and codes, and how all of it looks. */
export function matrixFrame(study: Study, language: Language) {
  const { variables } = study;
  const runs = blockRuns(variables, study.blocks);
  const names = variables.map(({ short }) => localize(short, language));
  const codeLength = Math.max(...variables.map(({ code }) => code.length));
  const codeWidth = Math.min(14, Math.max(5, codeLength + 2));
  /** Codes wider than a column of scores stand upright. */
  const uprightCodes = codeLength > 4;
  const blockOf = new Map(
    runs.flatMap((run, index) => Array.from({ length: run.length }, (_, step) => [run.start + step, index] as const)),
  );
  const starts = new Set(runs.map(({ start }) => start));
  const style = stylesByKey();
  const headStyle = (index: number, side: "row" | "column", looks: Partial<CellStyle>) => {
    const place = {
      blockStartsLeft: side === "column" && starts.has(index),
      blockStartsAbove: side === "row" && starts.has(index),
    };
    const block = blockOf.get(index)!;
    return style(`${side} ${block % 2} ${starts.has(index)} ${JSON.stringify(looks)}`, () =>
      header(block, place, looks),
    );
  };
  const across = (looks: Partial<CellStyle>, value: (index: number) => string | null): SheetCell[] =>
    variables.map((_, index) => ({ value: value(index), style: headStyle(index, "column", looks) }));
  const blockAt = (index: number, fits: (label: string) => boolean) => {
    const run = runs.find(({ start }) => start === index);
    return run === undefined ? null : blockText(run, language, fits);
  };
  const hasBlocks = runs.some(({ block }) => block !== null);
  return {
    blockWidth: hasBlocks ? 5.5 : 2,
    blockHeight: hasBlocks ? 27 : 6,
    nameWidth: Math.min(36, Math.max(14, ...names.map((name) => shorten(name, ROW_NAME).length)) + 1),
    codeWidth,
    nameHeight: Math.min(140, 14 + 5.3 * Math.max(8, ...names.map((name) => shorten(name, COLUMN_NAME).length))),
    codeHeight: uprightCodes ? Math.min(100, 14 + 6 * codeLength) : CELL_HEIGHT,
    headRows: (axis: string): SheetCell[][] => [
      [
        ...blanks(CODE_COLUMN),
        ...across({ size: BLOCK_SIZE, align: "center", wrap: true, bold: true }, (index) =>
          blockAt(index, (label) => fitsTwoLines(label, CELL_WIDTH * CHARACTER_WIDTH * runLength(runs, index))),
        ),
      ],
      [
        ...blanks(CODE_COLUMN),
        ...across({ upright: true, align: "center", vertical: "bottom" }, (index) =>
          shorten(names[index]!, COLUMN_NAME),
        ),
      ],
      [
        ...blanks(CODE_COLUMN - 2),
        { value: axis, style: AXIS },
        { value: FORM_CORNER, style: CORNER },
        ...across({ bold: true, align: "center", upright: uprightCodes }, (index) => variables[index]!.code),
      ],
    ],
    rowHead: (index: number): SheetCell[] => [
      {
        value: blockAt(index, (label) => fitsTwoLines(label, CELL_HEIGHT * runLength(runs, index))),
        style: headStyle(index, "row", {
          size: BLOCK_SIZE,
          align: "center",
          wrap: true,
          upright: runLength(runs, index) > 1,
          bold: true,
        }),
      },
      { value: shorten(names[index]!, ROW_NAME), style: headStyle(index, "row", {}) },
      { value: variables[index]!.code, style: headStyle(index, "row", { bold: true, align: "center" }) },
    ],
    cellStyle: (kind: "open" | "locked" | "diagonal", from: number, to: number): CellStyle => {
      const place: CellPlaceLooks = { blockStartsLeft: starts.has(to), blockStartsAbove: starts.has(from) };
      return style(`${kind} ${place.blockStartsLeft} ${place.blockStartsAbove}`, () => matrixCell(kind, place));
    },
    merges: runs
      .filter(({ length }) => length > 1)
      .flatMap(({ start, length }) => [
        {
          top: BLOCK_ROW,
          bottom: BLOCK_ROW,
          left: CODE_COLUMN + 1 + start,
          right: CODE_COLUMN + start + length,
        },
        {
          top: CODE_ROW + 1 + start,
          bottom: CODE_ROW + start + length,
          left: BLOCK_COLUMN,
          right: BLOCK_COLUMN,
        },
      ]),
  };
}

const AXIS: CellStyle = { size: 9, italic: true, align: "right" };
const CORNER: CellStyle = { size: 9, align: "center" };

/** One object for all cells that look alike. */
function stylesByKey(): (key: string, make: () => CellStyle) => CellStyle {
  const made = new Map<string, CellStyle>();
  return (key, make) => {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  };
}

/** Whether the name of a block fits two lines of a length in points. */
function fitsTwoLines(label: string, length: number): boolean {
  return wrapText(label, BLOCK_SIZE, length - 4, "bold").length <= 2;
}

/** The name of a block with its number, which stands alone where there is no room for both. */
export function blockName({ number, label }: Block, language: Language): string {
  return number === undefined ? localize(label, language) : `${number} · ${localize(label, language)}`;
}

/** The name of a block where it fits, else its number or what there is room for. */
function blockText({ block, length }: BlockRun, language: Language, fits: (label: string) => boolean): string | null {
  if (block === null) return null;
  const label = blockName(block, language);
  if (length > 1 && fits(label)) return label;
  if (block.number !== undefined) return String(block.number);
  return shorten(label, Math.max(4, 3 * length));
}

function runLength(runs: readonly BlockRun[], index: number): number {
  return runs.find(({ start }) => start === index)?.length ?? 1;
}

function blanks(count: number): null[] {
  return new Array<null>(count).fill(null);
}

/** At most `length` characters of a text on one line, none of them cut in two. */
function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join("")}…`;
}
