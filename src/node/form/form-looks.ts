import { DIAGONAL_FILL, POTENTIAL_FILL, scoreFill, scoreInk } from "../../plots/drawing/score-colours.js";
import type { CellBorder, CellStyle, ConditionalLook } from "../write-workbook.js";

/** Cells that wait for an answer. */
export const OPEN_FILL = "#fdf3df";
const HATCH = { fill: "#f4f4f4", hatch: "#b5b5b5" };
const DIAGONAL = "#2b2b2b";
const DONT_KNOW_FILL = "#e2d9ee";
/** Header of every other block. */
const BLOCK_FILLS = ["#dde6ef", "#eef2f6"];
const THIN: CellBorder = { line: "thin", colour: "#cfcfcf" };
const SEPARATOR: CellBorder = { line: "medium", colour: "#5f6b78" };

export const TITLE: CellStyle = { bold: true, size: 14, vertical: "middle" };
export const QUESTION: CellStyle = { bold: true, size: 12 };
export const NOTE: CellStyle = { size: 9, ink: "#4a4a4a" };

/** Looks of a cell beside others: a thick line where a block begins. */
export interface CellPlaceLooks {
  readonly blockStartsLeft: boolean;
  readonly blockStartsAbove: boolean;
}

function borders({ blockStartsLeft, blockStartsAbove }: CellPlaceLooks): NonNullable<CellStyle["borders"]> {
  return {
    left: blockStartsLeft ? SEPARATOR : THIN,
    top: blockStartsAbove ? SEPARATOR : THIN,
    right: THIN,
    bottom: THIN,
  };
}

/** A cell of the matrix. */
export function matrixCell(kind: "open" | "locked" | "diagonal", place: CellPlaceLooks): CellStyle {
  const common = { align: "center", borders: borders(place) } as const;
  if (kind === "open") return { ...common, fill: OPEN_FILL, unlocked: true };
  if (kind === "locked") return { ...common, ...HATCH, ink: "#6f6f6f" };
  return { ...common, fill: DIAGONAL, ink: DIAGONAL_FILL };
}

/** A header of rows or columns, tinted by the parity of its block. */
export function header(block: number, place: CellPlaceLooks, looks: Partial<CellStyle> = {}): CellStyle {
  return { size: 10, fill: BLOCK_FILLS[block % 2]!, borders: borders(place), ...looks };
}

export interface ValueLook {
  readonly fill: string;
  readonly ink: string;
}

/** Fill and ink of an answer; white for 0. */
export function answerLook(value: number | "P" | "?", largest: number): ValueLook {
  if (value === "P") return { fill: POTENTIAL_FILL, ink: "#1a1a1a" };
  if (value === "?") return { fill: DONT_KNOW_FILL, ink: "#1a1a1a" };
  return { fill: scoreFill(value, largest), ink: scoreInk(value, largest) };
}

/** Fill and ink of a confidence: in other colours than the scores, so that nobody takes one sheet for the other. */
export const CONFIDENCE_LOOKS: Readonly<Record<1 | 2 | 3, ValueLook>> = {
  1: { fill: "#e6f0e3", ink: "#1a1a1a" },
  2: { fill: "#a8cf9f", ink: "#1a1a1a" },
  3: { fill: "#2f6b3c", ink: "#ffffff" },
};

/** Colours of the filled cells, by conditions on the cell at `address`; what is filled with anything else is white. */
export function lookRules(
  looks: readonly (ValueLook & { readonly value: number | string })[],
  address: string,
): ConditionalLook[] {
  const rules = looks.map(({ value, fill, ink }) => ({
    // A blank equals 0 to a spreadsheet.
    condition: typeof value === "number" ? `AND(ISNUMBER(${address}),${address}=${value})` : `${address}="${value}"`,
    fill,
    ink,
  }));
  return [...rules, { condition: `LEN(TRIM(${address}))>0`, fill: "#ffffff" }];
}
