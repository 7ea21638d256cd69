import type { WalkCounts } from "./walk-counts.js";

/** Room for the sums of a changed matrix, used again for every change. */
export interface ChangedSums {
  readonly influence: Float64Array;
  readonly dependence: Float64Array;
  /** Walks of t steps in the changed matrix from the head of the changed cell, and to its tail. */
  readonly fromHead: Float64Array;
  readonly toTail: Float64Array;
}

export function emptyChangedSums(size: number, power: number): ChangedSums {
  return {
    influence: new Float64Array(size),
    dependence: new Float64Array(size),
    fromHead: new Float64Array(power),
    toTail: new Float64Array(power),
  };
}

/**
 * The row and column sums of (M + δ·e(i)e(j)ᵀ)ᵏ from the walk counts of M, in place: no product of matrices, not even one with a vector.
 *
 * Split each walk of the changed matrix at its last use of the changed cell (i, j). With x(t) the walks of t steps from j,
 * x(t) = influence(t)(j) + δ Σₛ W(t − 1 − s)(j, i) x(s), and the sums are influence(k) + δ Σₛ W(k − 1 − s)(·, i) x(s); columns likewise, split at the
 * first use: y(t) = dependence(t)(i) + δ Σₛ W(t − 1 − s)(j, i) y(s) and dependence(k) + δ Σₛ W(k − 1 − s)(j, ·) y(s), s = 0 … t − 1.
 *
 * Cost: O(k² + k·n). For integer matrices exact as long as all sums of M and of M + |δ|·e(i)e(j)ᵀ stay below 2⁵³.
 */
export function changeSums(walks: WalkCounts, from: number, to: number, delta: number, sums: ChangedSums): void {
  const { size, power, rows, columns } = walks;
  const { influence, dependence, fromHead, toTail } = sums;
  const returns = from * power * size + to;
  for (let t = 0; t < power; t++) {
    let x = walks.influence[t * size + to]!;
    let y = walks.dependence[t * size + from]!;
    for (let s = 0; s < t; s++) {
      const back = delta * columns[returns + (t - 1 - s) * size]!;
      x += back * fromHead[s]!;
      y += back * toTail[s]!;
    }
    fromHead[t] = x;
    toTail[t] = y;
  }
  const last = power * size;
  for (let m = 0; m < size; m++) {
    influence[m] = walks.influence[last + m]!;
    dependence[m] = walks.dependence[last + m]!;
  }
  for (let s = 0; s < power; s++) {
    const x = delta * fromHead[s]!;
    const y = delta * toTail[s]!;
    const intoTail = (from * power + power - 1 - s) * size;
    const outOfHead = (to * power + power - 1 - s) * size;
    for (let m = 0; m < size; m++) {
      influence[m]! += x * columns[intoTail + m]!;
      dependence[m]! += y * rows[outOfHead + m]!;
    }
  }
}
