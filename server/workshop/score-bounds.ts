import { answerValues, type Cell, type Study } from "../../src/index.js";

type Scaled = Pick<Study, "scale">;

/** The smallest score but 0: studies are read by it, and so are bundles. */
export const SMALLEST_SCORE = 0.000001;

/** Whether a decision may hold a value: blank, P where the scale has it, or a number that may lie between two of the scale, never above the largest. */
export function fitsScale(value: Cell, study: Scaled): boolean {
  if (value === null) return true;
  if (value === "P") return answerValues(study).includes("P");
  return value === 0 || (value >= SMALLEST_SCORE && value <= largestScore(study));
}

/** What a decision may hold, in words. */
export function describeScale(study: Scaled): string {
  const potential = answerValues(study).includes("P") ? ", P" : "";
  return `0, a number from ${SMALLEST_SCORE.toFixed(6)} to ${largestScore(study)}${potential} or null`;
}

/** What a study whose scale names no number is scored by at most. */
const USUAL_LARGEST = 3;

/** The largest number of the scale: an aggregate of its scores is no larger, as long as a P counts no more. */
export function largestScore(study: Scaled): number {
  const numbers = answerValues(study).filter((value) => typeof value === "number");
  return numbers.length === 0 ? USUAL_LARGEST : Math.max(...numbers);
}
