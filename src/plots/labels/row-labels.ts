import { textWidth } from "../drawing/text-width.js";
import { shortenText } from "../drawing/wrap-text.js";
import type { LabelStyle } from "../plot-options.js";
import type { VariableName } from "./variable-names.js";

/** One label for each row of a picture, on one line. */
export interface RowLabels {
  readonly texts: readonly string[];
  /** Width of the widest. */
  readonly width: number;
}

/** Codes with labels; where one is wider than `most`, with its short name, cut where that is too. */
export function rowLabels(names: readonly VariableName[], wanted: LabelStyle, size: number, most: number): RowLabels {
  const texts = names.map((name) => {
    const { code, long, short } = name;
    const full = (label: string) => (label === code ? code : `${code} ${label}`);
    if (wanted === "code") return shortenText(code, size, most);
    const whole = full(wanted === "short" ? short : long);
    return textWidth(whole, size) <= most ? whole : shortenText(full(short), size, most);
  });
  return { texts, width: Math.max(0, ...texts.map((text) => textWidth(text, size))) };
}

/** Height of a row so that a few rows are not fat and many still hold a line of type. */
export function rowHeightOf(rows: number): number {
  return Math.min(26, Math.max(13, 760 / rows));
}
