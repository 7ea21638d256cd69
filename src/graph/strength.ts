import type { SparseMatrix } from "../matrix/sparse-matrix.js";

/**
 * In and out strength: the sums of the influences a variable receives and exerts.
 *
 * Out strength is the direct influence (row sum, P as 0), in strength the direct dependence (column sum). Not normalised;
 * a sum beyond float64 is its largest number.
 * Barrat et al. (doi:10.1073/pnas.0400087101). Cost: O(edges).
 */
export function strength(edges: SparseMatrix): { readonly inStrength: number[]; readonly outStrength: number[] } {
  const { size, starts, columns, values } = edges;
  const inStrength = new Array<number>(size).fill(0);
  const outStrength = new Array<number>(size).fill(0);
  for (let from = 0; from < size; from++) {
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
      inStrength[columns[edge]!]! += values[edge]!;
      outStrength[from]! += values[edge]!;
    }
  }
  const finite = (sums: number[]) => sums.map((sum) => Math.min(sum, Number.MAX_VALUE));
  return { inStrength: finite(inStrength), outStrength: finite(outStrength) };
}
