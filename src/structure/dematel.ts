import { Matrix, solve } from "ml-matrix";
import { MotriceError } from "../errors.js";
import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import type { Study } from "../study/study.js";

export interface TotalRelation {
  /** T = N(I − N)⁻¹, row-major n × n. */
  readonly total: readonly number[];
  /** Row sums of T (r). */
  readonly influence: readonly number[];
  /** Column sums of T (c). */
  readonly dependence: readonly number[];
  /** r + c: how much a variable takes part. */
  readonly prominence: readonly number[];
  /** r − c: above 0 a cause, below 0 an effect. */
  readonly relation: readonly number[];
}

/**
 * DEMATEL's total relations: direct and indirect influences of every length in one matrix.
 *
 * T = N + N² + N³ … = N(I − N)⁻¹, with N = M ÷ max(largest row sum, largest column sum). An all-zero matrix has T = 0.
 * Where influences never fade (the radius of N is 1, as in a single closed ring) T does not exist: `analysis-undefined`.
 *
 * Source: Gabus and Fontela 1972, World Problems, an Invitation to Further Thought within the Framework of DEMATEL; normaliser as in
 * Si et al. 2018, doi:10.1155/2018/3696457. Cost: O(n³), through ml-matrix.
 *
 * @example
 * dematel(study).relation;
 */
export function dematel(input: Study | InfluenceMatrix): TotalRelation {
  const { size, values } = matrixOf(input);
  const direct = Matrix.from1DArray(size, size, Array.from(values));
  const largest = Math.max(...direct.sum("row"), ...direct.sum("column"));
  const normal = largest === 0 ? direct : Matrix.div(direct, largest);
  const total = solveTotal(normal);
  const influence = total.sum("row");
  const dependence = total.sum("column");
  return {
    total: total.to1DArray(),
    influence,
    dependence,
    prominence: influence.map((value, i) => value + dependence[i]!),
    relation: influence.map((value, i) => value - dependence[i]!),
  };
}

/** T·(I − N) = N, solved in its transposed form. A residual or an entry out of proportion shows that I − N has no inverse. */
function solveTotal(normal: Matrix): Matrix {
  const size = normal.rows;
  const rest = Matrix.sub(Matrix.eye(size), normal);
  try {
    const total = solve(rest.transpose(), normal.transpose()).transpose();
    if (total.to1DArray().every((value) => value >= -1e-6 && value < 1e9)) return total;
  } catch {
    // ml-matrix throws on an exactly singular matrix: the same case as below.
  }
  const message =
    "dematel has no value on this study: its influences run in closed rings and never fade, so N(I − N)⁻¹ does not exist";
  throw new MotriceError("analysis-undefined", message, [
    { path: "measure", expected: "power or attenuated for this study", received: '"dematel"' },
  ]);
}
