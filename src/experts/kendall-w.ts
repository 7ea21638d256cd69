import { chiSquareTail } from "./chi-square.js";

export interface KendallW {
  /** 0 (no agreement) to 1 (the same ranking); null where it has no value. */
  readonly w: number | null;
  /** Why it has none: fewer than two rankings (`one-expert`), fewer than two things ranked (`one-variable`), or nothing but ties (`no-variation`). */
  readonly reason: "one-expert" | "one-variable" | "no-variation" | null;
  readonly chiSquare: number | null;
  readonly degreesOfFreedom: number | null;
  /** Probability of a chi-square at least this large among rankings at random; rough up to seven things ranked. */
  readonly pValue: number | null;
}

/**
 * Kendall's coefficient of concordance, corrected for ties: do m judges rank n things alike?
 *
 * `scores[judge][thing]`; larger scores come first, equal ones share the mean of their places. With R(i) the sum of the ranks of thing i and S = Σ (R(i) − mean)²,
 * W = 12 S ÷ (m² (n³ − n) − m Σ (t³ − t)), t over every group of ties of every judge. χ² = m (n − 1) W has n − 1 degrees of freedom for rankings at random; it is
 * the statistic of Friedman's test.
 *
 * One judge, one thing, or judges who all tie everything leave nothing to compare: null with the reason. Cost: O(m · n log n). Throws RangeError where the judges scored
 * different numbers of things, and for scores that are NaN or infinite.
 *
 * Source: Kendall and Babington Smith 1939, doi:10.1214/aoms/1177732186; ties: Siegel and Castellan, Nonparametric Statistics for the Behavioral Sciences, 2nd ed. 1988, section 9.6.
 *
 * @example
 * kendallW([[3, 2, 1], [9, 5, 1]]).w; // 1
 * kendallW([[3, 2, 1], [1, 2, 3]]).w; // 0
 */
export function kendallW(scores: readonly (readonly number[])[]): KendallW {
  const judges = scores.length;
  const size = scores[0]?.length ?? 0;
  if (scores.some((row) => row.length !== size)) {
    throw new RangeError("kendallW requires as many scores from every judge");
  }
  const odd = scores.flat().find((score) => !Number.isFinite(score));
  if (odd !== undefined) throw new RangeError(`kendallW requires finite scores, got ${odd}`);
  const none = (reason: KendallW["reason"]) => ({
    w: null,
    reason,
    chiSquare: null,
    degreesOfFreedom: null,
    pValue: null,
  });
  if (judges < 2) return none("one-expert");
  if (size < 2) return none("one-variable");
  const ranked = scores.map(meanRanks);
  const sums = Array.from({ length: size }, (_, i) => ranked.reduce((sum, { ranks }) => sum + ranks[i]!, 0));
  const mean = (judges * (size + 1)) / 2;
  const spread = sums.reduce((total, sum) => total + (sum - mean) ** 2, 0);
  const ties = ranked.reduce((sum, each) => sum + each.ties, 0);
  const most = judges ** 2 * (size ** 3 - size) - judges * ties;
  if (most === 0) return none("no-variation");
  const w = (12 * spread) / most;
  const chiSquare = judges * (size - 1) * w;
  return { w, reason: null, chiSquare, degreesOfFreedom: size - 1, pValue: chiSquareTail(chiSquare, size - 1) };
}

/** Ranks from the largest score on, ties at the mean of their places, with Σ (t³ − t) over the groups of ties. */
function meanRanks(scores: readonly number[]): { readonly ranks: readonly number[]; readonly ties: number } {
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const ranks = new Array<number>(scores.length);
  let ties = 0;
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && scores[order[end]!] === scores[order[first]!]) end++;
    for (let place = first; place < end; place++) ranks[order[place]!] = (first + 1 + end) / 2;
    ties += (end - first) ** 3 - (end - first);
    first = end;
  }
  return { ranks, ties };
}
