import { multiplyVector, type SparseMatrix } from "../matrix/sparse-matrix.js";

const MAX_ITERATIONS = 10_000;

/** Edges looked at before the iteration is given up. */
const MAX_WORK = 2e8;

const TOLERANCE = 1e-13;

export interface HitsResult {
  /** How much a variable influences strong authorities; sums to 1. */
  readonly hubs: readonly number[];
  /** How much strong hubs influence a variable; sums to 1. */
  readonly authorities: readonly number[];
}

/**
 * Hubs and authorities: who influences the most influenced, who is influenced by the most influential?
 *
 * a = Mᵀh and h = Ma, each scaled to sum 1, from all equal until the changes of h sum to less than 1e-13. Hubs look at
 * **outgoing**, authorities at **incoming** influences: transposing the matrix swaps them. Kleinberg (doi:10.1145/324133.324140);
 * normalised as networkx does. Where several solutions exist (parts of the graph of equal strength) this is the one that
 * starting from all equal leads to.
 *
 * null without any influence, and where 10 000 steps or 2·10⁸ edges were not enough. Cost: O(steps · edges).
 * `incoming` is the reversed graph.
 */
export function hits(edges: SparseMatrix, incoming: SparseMatrix): HitsResult | null {
  const { size, columns } = edges;
  if (columns.length === 0) return null;
  let hubs = new Float64Array(size).fill(1 / size);
  let next = new Float64Array(size);
  const authorities = new Float64Array(size);
  const steps = Math.min(MAX_ITERATIONS, Math.ceil(MAX_WORK / (2 * columns.length)));
  for (let step = 0; step < steps; step++) {
    multiplyVector(incoming, hubs, authorities);
    scaleToSumOne(authorities);
    multiplyVector(edges, authorities, next);
    scaleToSumOne(next);
    let change = 0;
    for (let i = 0; i < size; i++) change += Math.abs(next[i]! - hubs[i]!);
    [hubs, next] = [next, hubs];
    if (change < TOLERANCE) return { hubs: Array.from(hubs), authorities: Array.from(authorities) };
  }
  return null;
}

function scaleToSumOne(vector: Float64Array): void {
  const sum = vector.reduce((total, value) => total + value, 0);
  for (let i = 0; i < vector.length; i++) vector[i]! /= sum;
}
