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
  return ranksOf(order, compare);
}

/**
 * {@link rank}, from ranks that are nearly right: O(n + pairs that changed order) comparisons by insertion.
 * Where nothing has changed it returns `near` itself.
 */
export function rankFrom(near: Int32Array, compare: (i: number, j: number) => number): Int32Array {
  const size = near.length;
  const order = orderOf(near);
  for (let place = 1; place < size; place++) {
    const item = order[place]!;
    let to = place;
    while (to > 0 && compare(order[to - 1]!, item) < 0) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = item;
  }
  const ranks = ranksOf(order, compare);
  return ranks.every((value, i) => value === near[i]) ? near : ranks;
}

/** Items from the strongest to the weakest, ties by index: each rank has room for all items that share it. */
function orderOf(ranks: Int32Array): Int32Array {
  const order = new Int32Array(ranks.length);
  const next = new Int32Array(ranks.length + 1);
  ranks.forEach((value, item) => {
    order[value - 1 + next[value]!++] = item;
  });
  return order;
}

function ranksOf(order: Int32Array, compare: (i: number, j: number) => number): Int32Array {
  const ranks = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) {
    const item = order[place]!;
    const tied = place > 0 && compare(order[place - 1]!, item) === 0;
    ranks[item] = tied ? ranks[order[place - 1]!]! : place + 1;
  }
  return ranks;
}

/** Competition ranks of exact integers; `near`, where given, holds ranks that are nearly right. */
export function rankIntegers(values: readonly bigint[], near?: Int32Array): Int32Array {
  const compare = (i: number, j: number) => (values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : 0);
  return near === undefined ? rank(values.length, compare) : rankFrom(near, compare);
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
