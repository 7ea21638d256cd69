import type { Text } from "../../src/index.js";
import { figure } from "../language/figure.js";

/** What a cell may hold: a number of the scale, `P` (potential), `?` (don't know), null (blank). */
export type CellValue = number | "P" | "?" | null;

export type Confidence = 1 | 2 | 3;

/** What a decision says of its cell beside value, reason and confidence. */
export interface DecidedBeside {
  readonly sign: "+" | "-" | "~" | null;
  readonly source: string | null;
}

/** One cell of a contribution, or of the consensus. */
export interface ScoredCell {
  readonly value: CellValue;
  readonly confidence: Confidence | null;
  /** An expert's note, one text; the reason of a decision may be given per language. */
  readonly note: Text | null;
  /** Only in a cell of the consensus that is decided. */
  readonly decided?: DecidedBeside;
}

export const BLANK: ScoredCell = Object.freeze({ value: null, confidence: null, note: null });

export function sameCell(a: ScoredCell, b: ScoredCell): boolean {
  return (
    a.value === b.value &&
    a.confidence === b.confidence &&
    sameNote(a.note, b.note) &&
    a.decided?.sign === b.decided?.sign &&
    a.decided?.source === b.decided?.source
  );
}

/** Whether two notes say the same, in each language. */
export function sameNote(a: Text | null, b: Text | null): boolean {
  if (a === null || b === null || typeof a === "string" || typeof b === "string") return a === b;
  return a.fr === b.fr && a.en === b.en;
}

/** A value as it stands in a cell, a number as the page's language writes it; blank is empty. */
export function valueText(value: CellValue): string {
  return value === null ? "" : typeof value === "number" ? figure(value) : value;
}
