import { toDecimal } from "../matrix/exact-sums.js";

/** What is known of the sums of all samples before any is drawn. */
export interface ValueScale {
  /** What every cell is multiplied by. */
  readonly factor: number;
  /** For the direct and the indirect plane: whether every sum is an integer that float64 holds, times the number of variables too. */
  readonly exact: readonly [boolean, boolean];
  /** For each plane: whether every sum is an integer below 2²¹. */
  readonly small: readonly [boolean, boolean];
  /** Powers, from the first, all of whose sums are integers below 2³¹. */
  readonly wholePowers: number;
}

/** Most decimals that cells are rid of by multiplying. */
const MAX_DIGITS = 6;

/** Largest sum, as a power of two, that is left as it is. */
const MAX_EXPONENT = 900;

/** Room for the rounding of the bounds themselves, as a power of two. */
const MARGIN = 1e-6;

/**
 * A factor for all cells, which changes no rank and no class. A power of ten where it makes all values integers, whose sums are then exact
 * in float64 below 2⁵³, ties included; a power of two where sums could pass the range of float64.
 *
 * `largestSums` holds the largest row or column sum that any sample may have, power by power.
 */
export function valueScale(values: Iterable<number>, largestSums: readonly number[], size: number): ValueScale {
  let digits = 0;
  for (const value of values) digits = Math.max(digits, toDecimal(value).digits);
  const whole = digits <= MAX_DIGITS;
  const unit = whole ? 10 ** digits : 1;
  const bits = largestSums.map((sum, index) =>
    sum === 0 ? 0 : Math.log2(sum) + (index + 1) * Math.log2(unit) + MARGIN,
  );
  const most = bits.reduce((larger, value) => Math.max(larger, value), 0);
  if (most + Math.log2(size) > MAX_EXPONENT) {
    const factor = 2 ** -Math.ceil(Math.log2(Math.max(1, largestSums[0]!)));
    return { factor, exact: [false, false], small: [false, false], wholePowers: 0 };
  }
  const below = (limit: number): [boolean, boolean] => [whole && bits[0]! < limit, whole && most < limit];
  const tooLarge = bits.findIndex((value) => value >= 31);
  const wholePowers = whole ? (tooLarge < 0 ? bits.length : tooLarge) : 0;
  return { factor: unit, exact: below(53 - Math.log2(size)), small: below(21), wholePowers };
}

/** The value times the factor; where the factor is to give an integer, exactly that integer. */
export function scaleValue(value: number, factor: number): number {
  return factor > 1 ? Math.round(value * factor) : value * factor;
}
