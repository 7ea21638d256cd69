import { multiplyVector, type SparseMatrix } from "../matrix/sparse-matrix.js";
import { strength } from "./strength.js";

/** Share of the safe bound that α takes. */
const SHARE = 0.85;

/** Each step shrinks the error by 0.85 at least. */
const TOLERANCE = 1e-14;

export interface KatzResult {
  /** Euclidean norm 1. */
  readonly values: readonly number[];
  /** The α that was used. */
  readonly alpha: number;
}

/**
 * Katz centrality: how much influence comes in over chains of any length, longer chains counting less?
 *
 * x = α·Mᵀx + 1, scaled to Euclidean norm 1. **Incoming**, as in networkx: each chain that ends at a variable adds αˡ times the
 * product of its strengths. Katz (doi:10.1007/BF02289026).
 *
 * α = 0.85 ÷ b, where b is the smaller of the largest row sum and the largest column sum. The spectral radius never passes b, so
 * α is always below 1 ÷ radius, the solution always exists, for graphs without loops too, and the iteration converges; and b,
 * unlike the radius, is exact. Without any influence α is 0 and all values are equal.
 *
 * Cost: O(200 · edges). `incoming` is the reversed graph.
 */
export function katz(edges: SparseMatrix, incoming: SparseMatrix): KatzResult {
  const { size } = incoming;
  const { inStrength, outStrength } = strength(edges);
  const largest = (sums: readonly number[]) => sums.reduce((most, sum) => Math.max(most, sum), 0);
  const bound = Math.min(largest(inStrength), largest(outStrength));
  const alpha = bound === 0 ? 0 : SHARE / bound;
  let values = new Float64Array(size).fill(1);
  let next = new Float64Array(size);
  for (let change = Number.POSITIVE_INFINITY; change > TOLERANCE; ) {
    multiplyVector(incoming, values, next);
    change = 0;
    for (let i = 0; i < size; i++) {
      next[i] = 1 + alpha * next[i]!;
      change = Math.max(change, (next[i]! - values[i]!) / next[i]!);
    }
    [values, next] = [next, values];
  }
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { values: Array.from(values, (value) => value / norm), alpha };
}
