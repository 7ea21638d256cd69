import { greatestCommonDivisor } from "../matrix/period.js";

/** Lengths of edges, 1 ÷ strength, in a unit that makes sums of them exact wherever possible. */
export interface EdgeLengths {
  readonly lengths: Float64Array;
  /** A length of `unit` is a distance of 1. */
  readonly unit: number;
  /** Whether every length, and every sum along a path, is a whole number that float64 holds. */
  readonly exact: boolean;
  /** Two distances closer than this, relative to either, are the same: 0 where `exact`. */
  readonly tolerance: number;
}

/** Largest common denominator looked for in the strengths: thirds, tenths, hundredths. */
const MAX_DENOMINATOR = 1000;

/** More different strengths than this have no useful common multiple. */
const MAX_DISTINCT = 1000;

/** A path has at most 2 000 edges, so two equal sums of lengths differ by less than 2 000 × 2⁻⁵², 4.5e-13, in relative terms. */
const FLOAT_TOLERANCE = 1e-12;

/**
 * The length of each edge, 1 ÷ strength: the stronger an influence, the shorter the way.
 *
 * 1/3 + 1/3 + 1/3 and 1/2 + 1/2 are the same distance, but not in float64. So the strengths are read as fractions p/q with one
 * q ≤ 1 000 (each float64 must be the nearest to its fraction), and lengths are counted in units of 1 ÷ lcm(p): strengths 1, 2
 * and 3 get the lengths 6, 3 and 2. Where there is no such q, or a path of n − 1 edges could pass 2⁵³, lengths stay float64
 * and distances within a relative 1e-12 count as equal. An edge too weak for 1 ÷ strength to be finite has length Infinity.
 *
 * Cost: O(edges + 1 000 · distinct strengths).
 */
export function edgeLengths(strengths: Float64Array, size: number): EdgeLengths {
  const distinct = new Set(strengths);
  const exact = distinct.size <= MAX_DISTINCT ? wholeLengths([...distinct], size) : null;
  if (exact !== null) {
    const { unit, lengthOf } = exact;
    return { lengths: strengths.map((strength) => lengthOf.get(strength)!), unit, exact: true, tolerance: 0 };
  }
  return { lengths: strengths.map((strength) => 1 / strength), unit: 1, exact: false, tolerance: FLOAT_TOLERANCE };
}

function wholeLengths(
  strengths: readonly number[],
  size: number,
): { unit: number; lengthOf: ReadonlyMap<number, number> } | null {
  const denominator = commonDenominator(strengths);
  if (denominator === null) return null;
  const fractions = strengths.map((strength) => {
    const numerator = Math.round(strength * denominator);
    const divisor = greatestCommonDivisor(numerator, denominator);
    return { strength, numerator: numerator / divisor, denominator: denominator / divisor };
  });
  let unit = 1;
  for (const { numerator } of fractions) {
    unit *= numerator / greatestCommonDivisor(unit, numerator);
    if (unit > Number.MAX_SAFE_INTEGER) return null;
  }
  const lengthOf = new Map(fractions.map((each) => [each.strength, (unit / each.numerator) * each.denominator]));
  const longest = Math.max(0, ...lengthOf.values());
  return longest * Math.max(1, size - 1) <= Number.MAX_SAFE_INTEGER ? { unit, lengthOf } : null;
}

function commonDenominator(strengths: readonly number[]): number | null {
  if (strengths.some((strength) => strength > Number.MAX_SAFE_INTEGER / MAX_DENOMINATOR)) return null;
  for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
    const fits = (strength: number) => {
      const numerator = Math.round(strength * denominator);
      return numerator >= 1 && numerator / denominator === strength;
    };
    if (strengths.every(fits)) return denominator;
  }
  return null;
}
