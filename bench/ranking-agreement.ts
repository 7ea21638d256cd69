/** Relative rounding of a float64 sum after a few powers of a matrix of a thousand variables. */
const ROUNDING = 1e-11;

/**
 * Throws where float64 sums order the variables otherwise than the exact ranks do: going down the ranks, a sum may only
 * rise, and tied ones may only differ, by rounding.
 */
export function checkRanking(way: string, ranks: ArrayLike<number>, sums: ArrayLike<number>): void {
  if (sums.length !== ranks.length) throw new Error(`${way}: ${sums.length} sums for ${ranks.length} variables`);
  const order = Array.from(ranks, (_, i) => i).sort((i, j) => ranks[i]! - ranks[j]!);
  order.slice(1).forEach((here, place) => {
    const above = order[place]!;
    const rise = (sums[here]! - sums[above]!) / (Math.abs(sums[above]!) || 1);
    const tied = ranks[here] === ranks[above];
    if (rise <= ROUNDING && (!tied || rise >= -ROUNDING)) return;
    const places = `ranks ${ranks[above]} and ${ranks[here]}`;
    throw new Error(`${way}: the sums of ${places} are ${sums[above]} and ${sums[here]}, against the exact ranking`);
  });
}
