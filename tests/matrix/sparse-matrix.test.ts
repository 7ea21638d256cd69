import fc from "fast-check";
import { expect, test } from "vitest";
import { transpose } from "../../src/matrix/influence-matrix.js";
import { multiplyVector, type SparseMatrix, sparseMatrix, transposeSparse } from "../../src/matrix/sparse-matrix.js";
import { matrixFrom, scoreRows } from "../matrices.js";

/** The whole matrix again, from its cells. */
function dense({ size, starts, columns, values }: SparseMatrix): number[][] {
  return Array.from({ length: size }, (_, row) => {
    const cells = new Array<number>(size).fill(0);
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) cells[columns[cell]!] = values[cell]!;
    return cells;
  });
}

test("the non-zero cells are those of the matrix, none more, in index order", () => {
  fc.assert(
    fc.property(scoreRows(1, 9), (rows) => {
      const sparse = sparseMatrix(matrixFrom(rows));
      expect(dense(sparse)).toEqual(rows);
      expect(sparse.values.length).toBe(rows.flat().filter((value) => value !== 0).length);
      expect(sparse.columns.length).toBe(sparse.values.length);
    }),
  );
});

test("cells turned round are the cells of the turned matrix", () => {
  fc.assert(
    fc.property(scoreRows(1, 9), (rows) => {
      const matrix = matrixFrom(rows);
      expect(transposeSparse(sparseMatrix(matrix))).toEqual(sparseMatrix(transpose(matrix)));
    }),
  );
});

test("a product with a vector is the sum over each row", () => {
  fc.assert(
    fc.property(scoreRows(1, 9), (rows) => {
      const vector = Float64Array.from(rows, (_, i) => i + 1);
      const expected = rows.map((row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));
      expect(Array.from(multiplyVector(sparseMatrix(matrixFrom(rows)), vector))).toEqual(expected);
    }),
  );
});
