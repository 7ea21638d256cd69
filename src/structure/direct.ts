import { type InfluenceMatrix, transpose } from "../matrix/influence-matrix.js";
import { powerSums } from "../matrix/power-sums.js";
import { classify } from "./classification.js";
import type { Plane } from "./plane.js";
import type { Threshold } from "./threshold.js";

/**
 * The direct plane: who influences and who depends, by the scores themselves.
 *
 * Influence of i = Σⱼ m(i, j), its row sum; dependence of j = Σᵢ m(i, j), its column sum. Given the potential matrix
 * (`influenceMatrix(study, 3)`) it is the potential direct plane. Equal sums share a rank, exactly. An all-zero matrix has
 * ranks 1 throughout and no classes. Cost: O(n²).
 *
 * Source: Godet, Creating Futures, 2nd ed. 2006, chapter 3 (MICMAC).
 *
 * @example
 * direct(influenceMatrix(study)).classes; // ["motor", "relay", …]
 */
export function direct(matrix: InfluenceMatrix, options: { readonly threshold?: Threshold } = {}): Plane {
  const influence = powerSums(matrix).next().value.sums();
  const dependence = powerSums(transpose(matrix)).next().value.sums();
  return classify(influence, dependence, options.threshold ?? "mean");
}
