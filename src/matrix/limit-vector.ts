import { multiplyVector, type SparseMatrix } from "./sparse-matrix.js";

const MAX_ITERATIONS = 20_000;

/** Relative change of every entry below which the iteration has settled: a few units in the last place. */
const TOLERANCE = 1e-14;

/**
 * The dominant right eigenvector, scaled to a largest entry of 1, by power iteration from (1, …, 1); `unreached` where some
 * variable does not reach the dominant component, so that its sums fall behind without end; `slow` where it does not settle.
 *
 * For a matrix whose radius belongs to one aperiodic component. Cost: O(iterations × non-zero cells).
 */
export function limitVector(matrix: SparseMatrix, dominant: readonly number[]): Float64Array | "unreached" | "slow" {
  let vector: Float64Array = new Float64Array(matrix.size).fill(1);
  if (!allReach(matrix, dominant)) return "unreached";
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = multiplyVector(matrix, vector);
    const largest = next.reduce((most, value) => Math.max(most, value), 0);
    let settled = true;
    for (let i = 0; i < next.length; i++) {
      next[i]! /= largest;
      if (!(Math.abs(next[i]! - vector[i]!) <= TOLERANCE * next[i]!)) settled = false;
    }
    vector = next;
    if (settled) return vector;
  }
  return "slow";
}

function allReach(matrix: SparseMatrix, targets: readonly number[]): boolean {
  const reaches = new Uint8Array(matrix.size);
  for (const target of targets) reaches[target] = 1;
  for (let grown = true; grown; ) {
    grown = false;
    for (let row = 0; row < matrix.size; row++) {
      if (reaches[row]) continue;
      for (let cell = matrix.starts[row]!; cell < matrix.starts[row + 1]!; cell++) {
        if (!reaches[matrix.columns[cell]!]) continue;
        reaches[row] = 1;
        grown = true;
        break;
      }
    }
  }
  return reaches.every(Boolean);
}
