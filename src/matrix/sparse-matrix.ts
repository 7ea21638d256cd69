import type { InfluenceMatrix } from "./influence-matrix.js";

/** The non-zero cells row by row (compressed sparse rows): row i holds the cells `starts[i]` to `starts[i + 1] − 1`. */
export interface SparseMatrix {
  readonly size: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** The non-zero cells of a matrix, in row-major order. Cost: O(n²). */
export function sparseMatrix(matrix: InfluenceMatrix): SparseMatrix {
  const { size, values } = matrix;
  let count = 0;
  for (const value of values) if (value !== 0) count++;
  const starts = new Int32Array(size + 1);
  const columns = new Int32Array(count);
  const cells = new Float64Array(count);
  let next = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values[row * size + column]!;
      if (value === 0) continue;
      columns[next] = column;
      cells[next++] = value;
    }
    starts[row + 1] = next;
  }
  return { size, starts, columns, values: cells };
}

/** M·x in float64. Cost: O(non-zero cells). */
export function multiplyVector(
  matrix: SparseMatrix,
  vector: Float64Array,
  product = new Float64Array(matrix.size),
): Float64Array {
  const { size, starts, columns, values } = matrix;
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) sum += values[cell]! * vector[columns[cell]!]!;
    product[row] = sum;
  }
  return product;
}
