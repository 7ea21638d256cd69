import { toNumber } from "../matrix/exact-sums.js";
import { wholeDecimals } from "./decimals.js";

/** Where the middle half of the numbers lies; all null where there are none. */
export interface Spread {
  readonly median: number | null;
  readonly lowerQuartile: number | null;
  readonly upperQuartile: number | null;
  readonly interquartileRange: number | null;
}

/**
 * Median and quartiles of numbers ≥ 0 in ascending order, interpolated linearly: for p = ¼, ½, ¾ and h = (m − 1) p, x(⌊h⌋) + (h − ⌊h⌋)(x(⌊h⌋ + 1) − x(⌊h⌋)), counted from 0.
 * They are those of the thresholds of the planes, of R and of numpy: Hyndman and Fan 1996, type 7, doi:10.2307/2684934.
 *
 * Computed from the decimals as they are written and divided once: where all numbers are shifted alike the range is the very same. Cost: O(1).
 *
 * @example
 * spreadOf([0, 1, 3, 3]).lowerQuartile; // 0.75
 */
export function spreadOf(ascending: readonly number[]): Spread {
  if (ascending.length === 0)
    return { median: null, lowerQuartile: null, upperQuartile: null, interquartileRange: null };
  const last = ascending.length - 1;
  const neighbours = QUARTERS.flatMap((quarter) => {
    const below = Math.floor((last * quarter) / 4);
    return [ascending[below]!, ascending[Math.min(below + 1, last)]!];
  });
  const { units, scale } = wholeDecimals(neighbours);
  /** Four times the quartiles, in units. */
  const [lower, middle, upper] = QUARTERS.map((quarter, at) => {
    const above = BigInt((last * quarter) % 4);
    return (4n - above) * units[2 * at]! + above * units[2 * at + 1]!;
  }) as [bigint, bigint, bigint];
  const number = (value: bigint) => toNumber(value, 4n * scale);
  return {
    median: number(middle),
    lowerQuartile: number(lower),
    upperQuartile: number(upper),
    interquartileRange: number(upper - lower),
  };
}

const QUARTERS = [1, 2, 3];
