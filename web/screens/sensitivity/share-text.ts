import { figure } from "../../language/figure.js";

/** A share as a percentage without its sign. What is neither none nor all never reads 0 or 100: `< 0.1`, `> 99.9`. */
export function shareText(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.05) return `<\u00A0${figure(0.1, 1)}`;
  if (percent < 100 && percent > 99.95) return `>\u00A0${figure(99.9, 1)}`;
  return figure(percent, 1);
}

/** Percentage points with two significant digits. */
export function pointsText(points: number): string {
  const decimals = points === 0 ? 0 : Math.min(6, Math.max(1, 1 - Math.floor(Math.log10(points))));
  return figure(points, decimals);
}
