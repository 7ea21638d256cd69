import { toIntegers } from "../matrix/exact-sums.js";

/** Decimals as whole multiples of one unit: number i is `units[i] / scale`. */
export interface WholeDecimals {
  readonly units: readonly bigint[];
  /** A power of ten. */
  readonly scale: bigint;
}

/**
 * Numbers ≥ 0 as the decimals they are written as: 0.1 is one tenth, not the binary fraction next to it. Sums and comparisons of them are exact, in whatever
 * order. Cost: O(numbers).
 *
 * @example
 * const { units } = wholeDecimals([0.1, 0.2, 0.3]);
 * units[0] + units[1] === units[2]; // true
 */
export function wholeDecimals(numbers: readonly number[]): WholeDecimals {
  if (numbers.every(Number.isSafeInteger)) return { units: numbers.map(BigInt), scale: 1n };
  const { integers, digits } = toIntegers(Float64Array.from(numbers));
  return { units: integers, scale: 10n ** BigInt(digits) };
}

/** A quotient of whole numbers ≥ 0 to two decimals, halves up. */
export function hundredths(numerator: bigint, denominator: bigint): number {
  return Number((200n * numerator + denominator) / (2n * denominator)) / 100;
}
