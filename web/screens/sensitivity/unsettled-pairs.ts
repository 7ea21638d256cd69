/** Two variables, by their places, and how often the first ranks above the second, and below. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly above: number;
  readonly below: number;
}

/** Share of the samples from which on one of two variables is told to rank above the other. */
const TOLD_APART = 0.95;

export interface PairCounts {
  readonly pairs: number;
  /** Those that are not told apart, the least settled first. */
  readonly unsettled: readonly Pair[];
}

/** Which pairs of variables are not told apart? `above[i][j]` is the share of samples with i above j; ties count for neither. */
export function unsettledPairs(above: readonly (readonly number[])[]): PairCounts {
  const unsettled: Pair[] = [];
  above.forEach((row, first) => {
    for (let second = first + 1; second < above.length; second++) {
      const pair = { first, second, above: row[second]!, below: above[second]![first]! };
      if (Math.max(pair.above, pair.below) < TOLD_APART) unsettled.push(pair);
    }
  });
  unsettled.sort((a, b) => Math.abs(a.above - a.below) - Math.abs(b.above - b.below));
  return { pairs: (above.length * (above.length - 1)) / 2, unsettled };
}
