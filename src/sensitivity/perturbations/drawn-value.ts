import type { Outcome } from "./cell-model.js";

/**
 * What a cell counts in a sample, as a function of one 32-bit number read as a signed integer: the value of the last limit
 * that the number passes, the first value where it passes none.
 */
export interface DrawnValue {
  /** Rising; one more than `limits`. P and blanks count 0. */
  readonly values: readonly number[];
  /** Rising integers of 32 bits, signed: the number must be greater. */
  readonly limits: readonly number[];
}

const NUMBERS = 2 ** 32;

/**
 * The inverse distribution function of a cell's value in 2³² equal parts: probabilities 0 and 1 are exact, others are met within
 * 2⁻³³. A cell that always counts the same has no limit.
 */
export function drawnValue(outcomes: readonly Outcome[]): DrawnValue {
  const weights = new Map<number, number>();
  for (const { cell, probability } of outcomes) {
    if (!(probability > 0)) continue;
    const value = typeof cell === "number" ? cell : 0;
    weights.set(value, (weights.get(value) ?? 0) + probability);
  }
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const values: number[] = [];
  const limits: number[] = [];
  let below = 0;
  for (const [value, probability] of sorted) {
    const start = Math.round(below * NUMBERS);
    below += probability;
    if (start >= NUMBERS) break;
    const previous = limits.length === 0 ? 0 : limits.at(-1)! + NUMBERS / 2 + 1;
    if (values.length > 0 && start === previous) {
      values[values.length - 1] = value;
      continue;
    }
    if (values.length > 0) limits.push(start - NUMBERS / 2 - 1);
    values.push(value);
  }
  return { values, limits };
}
