import { type InfluenceMatrix, influenceMatrix } from "../matrix/influence-matrix.js";
import { type SparseMatrix, sparseMatrix } from "../matrix/sparse-matrix.js";
import type { Study } from "../study/study.js";

/** What the analyses of the graph read: a study (its direct influences, P as 0) or any matrix of influences, such as an indirect one. */
export type Influences = Study | InfluenceMatrix;

/** The influences that are there, with the ids of the variables. */
export interface InfluenceEdges {
  readonly ids: readonly string[];
  readonly edges: SparseMatrix;
}

/** The non-zero off-diagonal influences of a study or matrix. Cost: O(n²). */
export function influenceEdges(source: Influences): InfluenceEdges {
  const matrix = "direct" in source ? influenceMatrix(source) : source;
  return { ids: matrix.labels, edges: sparseMatrix(withoutDiagonal(matrix)) };
}

/** A power of the matrix has a diagonal; no measure of the graph looks at what a variable does to itself. */
function withoutDiagonal(matrix: InfluenceMatrix): InfluenceMatrix {
  const { size, values } = matrix;
  const empty = (index: number) => values[index * (size + 1)] === 0;
  if (Array.from({ length: size }, (_, index) => index).every(empty)) return matrix;
  const copy = Float64Array.from(values);
  for (let index = 0; index < size; index++) copy[index * (size + 1)] = 0;
  return { ...matrix, values: copy };
}
