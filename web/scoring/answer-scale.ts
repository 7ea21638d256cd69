import type { Scale, Text } from "../../src/index.js";
import { SCORING_WORDS } from "../../src/index.js";
import { textOf, wordsOf } from "../language/language.js";
import { type CellValue, valueText } from "./cell.js";

/** A value that can be chosen, with its meaning. */
export interface ScaleValue {
  readonly value: number | "P";
  /** Null where the study says nothing: the usual words are used. */
  readonly label: Text | null;
}

const USUAL: readonly ScaleValue[] = ([0, 1, 2, 3, "P"] as const).map((value) => ({ value, label: null }));

/** The values that a study is scored by: those it names, or 0, 1, 2, 3 and P. */
export function scaleValues(scale: Scale | undefined): readonly ScaleValue[] {
  const named = scale?.values ?? [];
  if (named.length === 0) return USUAL;
  return named.map(({ value, label }) => ({ value: value.trim() === "P" ? "P" : Number(value), label }));
}

/** What a value means, in the language of the page. */
export function meaningOf(value: CellValue, scale: Scale | undefined): string {
  const words = wordsOf(SCORING_WORDS);
  if (value === null) return words.values.blank;
  if (value === "?") return words.values.unknown;
  const label = scaleValues(scale).find((known) => known.value === value)?.label ?? null;
  if (label !== null) return textOf(label);
  return words.values[value as 0 | 1 | 2 | 3 | "P"] ?? valueText(value);
}

/** A value with what it means; a number between those of the scale stands alone. */
export function valueAndMeaning(value: CellValue, scale: Scale | undefined): string {
  const [text, meaning] = [valueText(value), meaningOf(value, scale)];
  return value === null || value === "?" || text === meaning ? meaning : `${text}, ${meaning}`;
}

/** Which of the colours a value has: that of the nearest of the four steps from none to the largest of the scale; only 0 is the first. */
export function colourOf(value: CellValue, scale: Scale | undefined): CellValue {
  if (typeof value !== "number") return value;
  const largest = Math.max(...scaleValues(scale).map(({ value: known }) => (known === "P" ? 0 : known)));
  return value > 0 ? Math.min(3, Math.max(1, Math.round((value / (largest || 1)) * 3))) : 0;
}

/**
 * A text as a value of the scale: `2`, `1,5`, `p`, `?`, nothing for blank; undefined where it is none.
 *
 * @example
 * readValue(" p ", undefined); // "P"
 */
export function readValue(text: string, scale: Scale | undefined): CellValue | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed === "?") return "?";
  const value = /^p$/i.test(trimmed) ? "P" : /^\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : null;
  if (value === null) return undefined;
  return scaleValues(scale).some((known) => known.value === value) ? value : undefined;
}
