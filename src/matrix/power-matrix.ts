import { Matrix } from "ml-matrix";
import type { Study } from "../study/study.js";
import { type InfluenceMatrix, matrixOf } from "./influence-matrix.js";

/**
 * The k-th power of a matrix, whole: how strongly each variable influences each other one through all chains of k steps.
 *
 * Entry (i, j) is the sum over all walks of k steps from i to j of the product of their strengths, diagonal kept; float64.
 * For sums and rankings alone `powerSums` is exact and far cheaper. Cost: O(n³ log k). `power` ≥ 1.
 *
 * @example
 * powerMatrix(study, 2).values;
 */
export function powerMatrix(input: Study | InfluenceMatrix, power: number): InfluenceMatrix {
  if (!Number.isInteger(power) || power < 1)
    throw new RangeError(`powerMatrix requires an integer power ≥ 1, got ${power}`);
  const { size, values, labels } = matrixOf(input);
  const base = Matrix.from1DArray(size, size, Array.from(values));
  return { size, values: Float64Array.from(base.mpow(power).to1DArray()), labels };
}
