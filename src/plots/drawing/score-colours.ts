/** Fill of a cell that holds a P. */
export const POTENTIAL_FILL = "#F0E442";
/** Fill of a cell that is not scored, crossed by a thin line. */
export const BLANK_FILL = "#ededed";
export const DIAGONAL_FILL = "#8a8a8a";

/** White to dark blue in four steps: on a scale of 0 to 3, one for each score. */
const STEPS: readonly (readonly [number, number, number])[] = [
  [255, 255, 255],
  [207, 225, 242],
  [106, 174, 214],
  [8, 81, 156],
];

/** The fill of a score, from white at 0 to dark blue at `largest`. */
export function scoreFill(score: number, largest: number): string {
  const at = Math.min(1, Math.max(0, score / (largest || 1))) * (STEPS.length - 1);
  const step = Math.min(Math.floor(at), STEPS.length - 2);
  const mixed = STEPS[step]!.map((low, channel) => Math.round(low + (STEPS[step + 1]![channel]! - low) * (at - step)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour of a digit that can be read on the fill of its score. */
export function scoreInk(score: number, largest: number): string {
  return score / (largest || 1) > 0.75 ? "#ffffff" : "#1a1a1a";
}
