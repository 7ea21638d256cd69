import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import { powerSums } from "../matrix/power-sums.js";
import { sparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";
import { completeOptions } from "../options.js";
import type { Study } from "../study/study.js";
import { classify } from "./classification.js";
import type { Plane } from "./plane.js";
import { THRESHOLD_RULE, type Threshold } from "./threshold.js";

export interface DirectOptions {
  /** Line between low and high: a name, a number or a formula. @default "mean" */
  readonly threshold?: Threshold;
}

/**
 * The direct plane: who influences and who depends, by the scores themselves.
 *
 * Influence of i = Σⱼ m(i, j), its row sum; dependence of j = Σᵢ m(i, j), its column sum; P counts 0. Equal sums share a rank, exactly. An all-zero matrix has
 * ranks 1 throughout and no classes. Cost: O(n²).
 *
 * Source: Godet, Creating Futures, 2nd ed. 2006, chapter 3 (MICMAC).
 *
 * @example
 * direct(study, { threshold: "median" }).classes; // ["motor", "autonomous", "motor", …]
 */
export function direct(input: Study | InfluenceMatrix, options: DirectOptions = {}): Plane {
  const { threshold } = completeOptions<DirectOptions>({ threshold: "mean" }, { threshold: THRESHOLD_RULE }, options);
  const matrix = sparseMatrix(matrixOf(input));
  const influence = powerSums(matrix).next().value.sums();
  const dependence = powerSums(transposeSparse(matrix)).next().value.sums();
  return classify(influence, dependence, threshold);
}
