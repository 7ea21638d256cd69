import { toDecimal } from "../matrix/exact-sums.js";

/** What is known of the sums of all samples before any is drawn. */
export interface ValueScale {
  /** What every cell is multiplied by. */
  readonly factor: number;
  /** For the direct and the indirect plane: whether every sum is an integer that float64 holds. */
  readonly exact: readonly [boolean, boolean];
  /** For each plane: whether every sum is an integer below 2²¹. */
  readonly small: readonly [boolean, boolean];
}

/** Most decimals that cells are rid of by multiplying. */
const MAX_DIGITS = 6;

/** Largest sum, as a power of two, that is left as it is. */
const MAX_EXPONENT = 900;

/**
 * A factor for all cells, which changes no rank and no class. A power of ten where it makes all values integers, whose sums are then exact
 * in float64 below 2⁵³, ties included; a power of two where sums could pass the range of float64.
 *
 * `largestSum` is the largest row or column sum that any sample may have: no sum of the k-th power passes its k-th power.
 */
export function valueScale(values: Iterable<number>, largestSum: number, size: number, power: number): ValueScale {
  let digits = 0;
  for (const value of values) digits = Math.max(digits, toDecimal(value).digits);
  const whole = digits <= MAX_DIGITS ? 10 ** digits : 1;
  const range = Math.log2(Math.max(1, largestSum * whole));
  if (range * power + Math.log2(size) > MAX_EXPONENT) {
    const factor = 2 ** -Math.ceil(Math.log2(Math.max(1, largestSum)));
    return { factor, exact: [false, false], small: [false, false] };
  }
  const below = (bits: number): [boolean, boolean] =>
    [range < bits, range * power < bits].map((fits) => fits && digits <= MAX_DIGITS) as [boolean, boolean];
  return { factor: whole, exact: below(53 - Math.log2(size)), small: below(21) };
}

/** The value times the factor; where the factor is to give an integer, exactly that integer. */
export function scaleValue(value: number, factor: number): number {
  return factor > 1 ? Math.round(value * factor) : value * factor;
}
