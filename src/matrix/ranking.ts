/**
 * Competition ranks of n items: rank 1 is the strongest, equal items share a rank (1, 2, 2, 4).
 *
 * `compare(i, j)` is negative, 0 or positive as item i is weaker than, equal to or stronger than item j. Cost: O(n log n) comparisons.
 *
 * @example
 * const sums = [5, 9, 9, 1];
 * rank(4, (i, j) => sums[i] - sums[j]); // Int32Array [3, 1, 1, 4]
 */
export function rank(size: number, compare: (i: number, j: number) => number): Int32Array {
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) order[i] = i;
  order.sort((i, j) => compare(j, i));
  const ranks = new Int32Array(size);
  for (let place = 0; place < size; place++) {
    const item = order[place]!;
    const tied = place > 0 && compare(order[place - 1]!, item) === 0;
    ranks[item] = tied ? ranks[order[place - 1]!]! : place + 1;
  }
  return ranks;
}

/** Competition ranks of exact integers. */
export function rankIntegers(values: readonly bigint[]): Int32Array {
  return rank(values.length, (i, j) => (values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : 0));
}

/**
 * Competition ranks of floating-point values, equal where they differ by less than `tolerance` × the larger one.
 *
 * For values that are real numbers, not sums of integers: eigenvectors and inverses. Values are grouped from the strongest
 * down, each compared with the first of its group, so that a chain of near-equals does not drift.
 */
export function rankReals(values: ArrayLike<number>, tolerance = 1e-9): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[j]! - values[i]! || i - j,
  );
  const ranks = new Int32Array(values.length);
  let first = 0;
  order.forEach((item, place) => {
    const lead = values[order[first]!]!;
    if (lead - values[item]! > tolerance * Math.abs(lead)) first = place;
    ranks[item] = first + 1;
  });
  return ranks;
}
