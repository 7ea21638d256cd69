import { type InfluenceMatrix, transpose } from "../matrix/influence-matrix.js";
import { powerSums } from "../matrix/power-sums.js";
import { classify } from "../structure/classification.js";
import type { Plane } from "../structure/plane.js";
import type { Threshold } from "../structure/threshold.js";

/** The plane of Mᵏ, exact; power 1 is the direct plane. Cost: O(k × non-zero cells). Throws `analysis-undefined` where sums pass float64. */
export function planeAtPower(matrix: InfluenceMatrix, power: number, threshold: Threshold): Plane {
  return classify(sumsAtPower(matrix, power), sumsAtPower(transpose(matrix), power), threshold);
}

function sumsAtPower(matrix: InfluenceMatrix, power: number) {
  const sequence = powerSums(matrix);
  let sums = sequence.next().value;
  while (sums.power < power) sums = sequence.next().value;
  return sums.sums();
}
