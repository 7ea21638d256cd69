import { isFormula, type Threshold } from "../structure/threshold.js";
import { formulaEvaluator } from "../structure/threshold-formula.js";

/** Where the line stands among the sums of one axis: a sum is high where `factor` × sum ≥ `line`. */
export interface AxisLine {
  readonly factor: number;
  readonly line: number;
  readonly total: number;
}

/** Decides which sums are high, writes 1 or 0 for each into `high`; null where rounding could decide otherwise. */
export type HighSums = (sums: Float64Array, error: number, high: Uint8Array) => AxisLine | null;

/** Rounding allowed where a line comes from a formula, as in the classes of a plane. */
const FORMULA_TOLERANCE = 1e-12;

/** Error up to which an axis is decided, in mean sums: the margins told from it are right to six decimals. */
const MOST_ERROR = 1e-7;

/**
 * Which sums of one axis are high, decided for sure from float64 sums, for many planes of one size.
 *
 * `error` bounds the rounding of every sum: 0 for exact integers, whose products with n or 2 stay below 2⁵³. n·sum ≥ total (mean),
 * 2·sum ≥ the two middle sums or the two extremes (median, midrange) are then compared exactly. With an error above 0, a sum closer to the
 * line than both may be wrong leaves the axis undecided, and so does an error above 10⁻⁷ of the mean sum; only the middle sum of an odd number, which is the median, may lie on it.
 * Formulas are decided for exact sums alone. Cost: O(n); for the median O(n) where the order hardly changes from one plane to the next.
 */
export function highSums(size: number, threshold: Threshold): HighSums {
  const lineOf = lineFinder(size, threshold);
  const factor = threshold === "mean" ? size : threshold === "median" || threshold === "midrange" ? 2 : 1;
  const formula = isFormula(threshold);
  const oddMedian = threshold === "median" && size % 2 === 1;
  return (sums, error, high) => {
    if (formula && error !== 0) return null;
    let total = 0;
    for (let i = 0; i < size; i++) total += sums[i]!;
    // Too little is left of the sums to tell distances by, or nothing at all: a plane of zeros has no classes.
    if (error !== 0 && !(MOST_ERROR * total > size * error)) return null;
    const line = lineOf(sums, total);
    const slack = formula ? FORMULA_TOLERANCE * Math.abs(line) : 0;
    const doubt = 4 * factor * error;
    let undecided = 0;
    let onLine = 0;
    for (let i = 0; i < size; i++) {
      const beyond = factor * sums[i]! - line;
      high[i] = beyond >= -slack ? 1 : 0;
      // Written so that NaN and infinities leave the axis undecided.
      if (error !== 0 && !(Math.abs(beyond) > doubt)) {
        undecided++;
        if (beyond === 0) onLine++;
      }
    }
    const middleAlone = oddMedian && undecided === 1 && onLine === 1;
    return undecided === 0 || middleAlone ? { factor, line, total } : null;
  };
}

/** The line, times its factor, from the sums and their total. */
function lineFinder(size: number, threshold: Threshold): (sums: Float64Array, total: number) => number {
  if (threshold === "mean") return (_, total) => total;
  if (threshold === "median") return middleFinder(size);
  if (threshold === "midrange") return (sums) => extremes(sums);
  if (typeof threshold === "number") return () => threshold;
  const evaluate = formulaEvaluator(threshold);
  return (sums) => evaluate(Array.from(sums));
}

/** The two middle sums added. Sorted by insertion into the order of the plane before, which one change hardly disturbs. */
function middleFinder(size: number): (sums: Float64Array) => number {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  return (sums) => {
    for (let place = 1; place < size; place++) {
      const item = order[place]!;
      const value = sums[item]!;
      let free = place;
      while (free > 0 && sums[order[free - 1]!]! > value) {
        order[free] = order[free - 1]!;
        free--;
      }
      order[free] = item;
    }
    return sums[order[(size - 1) >> 1]!]! + sums[order[size >> 1]!]!;
  };
}

function extremes(sums: Float64Array): number {
  let least = sums[0]!;
  let most = sums[0]!;
  for (let i = 1; i < sums.length; i++) {
    if (sums[i]! < least) least = sums[i]!;
    if (sums[i]! > most) most = sums[i]!;
  }
  return least + most;
}
