import { formatNumber } from "./format-number.js";
import type { Language } from "./text.js";

/**
 * A share as a percentage without its sign. What is neither none nor all never reads 0 or 100: `< 0.1`, `> 99.9`.
 *
 * @example
 * formatShare(0.99999, "en"); // "> 99.9", with a no-break space
 */
export function formatShare(share: number, language: Language, decimals = 1): string {
  const percent = 100 * share;
  const least = 10 ** -decimals;
  if (percent > 0 && percent < least / 2) return `<\u00A0${formatNumber(least, language, decimals)}`;
  if (percent < 100 && percent > 100 - least / 2) return `>\u00A0${formatNumber(100 - least, language, decimals)}`;
  return formatNumber(percent, language, decimals);
}
