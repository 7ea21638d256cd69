import type { SparseMatrix } from "../matrix/sparse-matrix.js";

/** Every edge turned round: row i then holds who influences i, in index order. Cost: O(n + edges). */
export function reverseEdges(edges: SparseMatrix): SparseMatrix {
  const { size, starts, columns, values } = edges;
  const reversed = new Int32Array(size + 1);
  for (const to of columns) reversed[to + 1]!++;
  for (let i = 0; i < size; i++) reversed[i + 1]! += reversed[i]!;
  const next = Int32Array.from(reversed);
  const sources = new Int32Array(columns.length);
  const weights = new Float64Array(columns.length);
  for (let from = 0; from < size; from++) {
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) {
      const slot = next[columns[edge]!]!++;
      sources[slot] = from;
      weights[slot] = values[edge]!;
    }
  }
  return { size, starts: reversed, columns: sources, values: weights };
}
