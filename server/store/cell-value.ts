import type { Answer } from "../../src/index.js";

/** An answer or a score as the tables hold it: `0`, `1.5`, `P`, `?`. A blank has no row. */
export function toCellText(value: NonNullable<Answer>): string {
  return String(value);
}

export function fromCellText(text: string): NonNullable<Answer> {
  return text === "P" || text === "?" ? text : Number(text);
}
