import { dictionary } from "./dictionary.js";
import type { Language } from "./text.js";

const MINUS = "\u2212";
const FRENCH_GROUP = "\u00A0";

/**
 * A number as a reader of the language writes it: grouped thousands (`12,345.6`, `12 345,6`), at most `decimals` decimals,
 * trailing zeros dropped, a true minus sign; from 10¹⁵ on with an exponent (`1.2e20`).
 *
 * @example
 * formatNumber(1234.56, "fr"); // "1 234,56", with a no-break space
 */
export function formatNumber(value: number, language: Language, decimals = 2): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "?" : value > 0 ? "∞" : `${MINUS}∞`;
  const { decimalMark } = dictionary(language).common;
  const size = Math.abs(value);
  if (size >= 1e15) return size.toExponential(2).replace("+", "").replace(".", decimalMark);
  const [whole, fraction = ""] = size.toFixed(decimals).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? FRENCH_GROUP : ",");
  const trimmed = fraction.replace(/0+$/, "");
  const sign = value < 0 && Number(size.toFixed(decimals)) !== 0 ? MINUS : "";
  return `${sign}${grouped}${trimmed === "" ? "" : decimalMark + trimmed}`;
}
