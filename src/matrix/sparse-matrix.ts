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
  for (let cell = 0; cell < values.length; cell++) count += Number(values[cell] !== 0);
  const starts = new Int32Array(size + 1);
  // Every cell is written, and overwritten by the next one where it is 0: a branch that zeros at random places make
  // unforeseeable would cost four times as much. The place to spare is for zeros after the last cell kept.
  const columns = new Int32Array(count + 1);
  const cells = new Float64Array(count + 1);
  let next = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values[row * size + column]!;
      columns[next] = column;
      cells[next] = value;
      next += Number(value !== 0);
    }
    starts[row + 1] = next;
  }
  return { size, starts, columns: columns.subarray(0, count), values: cells.subarray(0, count) };
}

/** A matrix, or its non-zero cells at hand. */
export function sparseOf(input: InfluenceMatrix | SparseMatrix): SparseMatrix {
  return "starts" in input ? input : sparseMatrix(input);
}

/** The matrix read the other way: row i then holds who influences i, in index order. Cost: O(n + non-zero cells). */
export function transposeSparse({ size, starts, columns, values }: SparseMatrix): SparseMatrix {
  const turnedStarts = new Int32Array(size + 1);
  for (const column of columns) turnedStarts[column + 1]!++;
  for (let i = 0; i < size; i++) turnedStarts[i + 1]! += turnedStarts[i]!;
  const next = Int32Array.from(turnedStarts);
  const rows = new Int32Array(columns.length);
  const cells = new Float64Array(columns.length);
  for (let row = 0; row < size; row++) {
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      const place = next[columns[cell]!]!++;
      rows[place] = row;
      cells[place] = values[cell]!;
    }
  }
  return { size, starts: turnedStarts, columns: rows, values: cells };
}

/** M·x in float64. Cost: O(non-zero cells). */
export function multiplyVector(
  matrix: SparseMatrix,
  vector: Float64Array,
  product = new Float64Array(matrix.size),
): Float64Array {
  const { size, starts, columns, values } = matrix;
  for (let row = 0; row < size; row++) {
    const end = starts[row + 1]!;
    let sum = 0;
    for (let cell = starts[row]!; cell < end; cell++) sum += values[cell]! * vector[columns[cell]!]!;
    product[row] = sum;
  }
  return product;
}
