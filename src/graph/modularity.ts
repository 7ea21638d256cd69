import type { SparseMatrix } from "../matrix/sparse-matrix.js";
import { strength } from "./strength.js";

/**
 * How much more weight lies inside the communities than chance would put there, from −1/2 to 1.
 *
 * Q = 1/m · Σ (w(i, j) − out(i)·in(j) ÷ m) over ordered pairs in one community, m the sum of all weights: directed modularity, Leicht &
 * Newman (doi:10.1103/PhysRevLett.100.118703). NaN without edges. Cost: O(n + edges).
 */
export function modularity(edges: SparseMatrix, communities: ArrayLike<number>): number {
  const { inStrength, outStrength } = strength(edges);
  const total = outStrength.reduce((sum, value) => sum + value, 0);
  const insides = new Map<number, { within: number; into: number; outOf: number }>();
  for (let from = 0; from < edges.size; from++) {
    const community = communities[from]!;
    const inside = insides.get(community) ?? { within: 0, into: 0, outOf: 0 };
    insides.set(community, inside);
    inside.into += inStrength[from]!;
    inside.outOf += outStrength[from]!;
    for (let edge = edges.starts[from]!; edge < edges.starts[from + 1]!; edge++) {
      if (communities[edges.columns[edge]!] === community) inside.within += edges.values[edge]!;
    }
  }
  let sum = 0;
  for (const { within, into, outOf } of insides.values()) sum += within / total - (into / total) * (outOf / total);
  return sum;
}
