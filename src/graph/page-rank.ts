import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import { strength } from "./strength.js";

/** Chance to follow an influence rather than to start again anywhere. */
const DAMPING = 0.85;

/** Each step shrinks the error by the damping, so 0.85ᵏ passes this after 180 steps at most. */
const TOLERANCE = 1e-13;

/**
 * PageRank: where does someone end up who follows influences at random, strong ones more often?
 *
 * p(v) = (1 − d) ÷ n + d · Σ over u of p(u) · w(u, v) ÷ out strength(u), d = 0.85; a variable that influences none passes its
 * share to all alike. **Incoming**: influenced by the influential. Sums to 1. Always exists, and always converges:
 * iterated until the sum of changes is below 1e-13. Page et al., The PageRank citation ranking (Stanford, 1999);
 * doi:10.1016/S0169-7552(98)00110-X. Same conventions as networkx.
 *
 * Cost: O(180 · edges).
 */
export function pageRank(edges: SparseMatrix): number[] {
  const { size, starts, columns, values } = edges;
  const { outStrength } = strength(edges);
  let ranks = new Float64Array(size).fill(1 / size);
  let next = new Float64Array(size);
  for (;;) {
    let idle = 0;
    next.fill(0);
    for (let from = 0; from < size; from++) {
      const rank = ranks[from]!;
      if (outStrength[from] === 0) {
        idle += rank;
        continue;
      }
      const share = rank / outStrength[from]!;
      for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) next[columns[edge]!]! += share * values[edge]!;
    }
    const base = (1 - DAMPING + DAMPING * idle) / size;
    let change = 0;
    for (let i = 0; i < size; i++) {
      next[i] = base + DAMPING * next[i]!;
      change += Math.abs(next[i]! - ranks[i]!);
    }
    [ranks, next] = [next, ranks];
    if (!(change > TOLERANCE)) return Array.from(ranks);
  }
}
