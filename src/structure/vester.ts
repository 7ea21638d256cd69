import { type InfluenceMatrix, matrixOf } from "../matrix/influence-matrix.js";
import type { Study } from "../study/study.js";

export interface VesterIndices {
  /** AS: row sum. */
  readonly activeSum: readonly number[];
  /** PS: column sum. */
  readonly passiveSum: readonly number[];
  /** AS × PS: critical when large, buffering when small. */
  readonly product: readonly number[];
  /** AS ÷ PS: active above 1, reactive below; null where PS is 0. */
  readonly quotient: readonly (number | null)[];
}

/**
 * Vester's paper computer: is a variable active or reactive, critical or buffering?
 *
 * AS = Σⱼ m(i, j), PS = Σᵢ m(i, j), product AS × PS, quotient AS ÷ PS. Source: Vester, The Art of Interconnected Thinking, 2007. Cost: O(n²).
 *
 * @example
 * vester(study).quotient;
 */
export function vester(input: Study | InfluenceMatrix): VesterIndices {
  const { size, values } = matrixOf(input);
  const activeSum = new Array<number>(size).fill(0);
  const passiveSum = new Array<number>(size).fill(0);
  values.forEach((value, cell) => {
    activeSum[Math.floor(cell / size)]! += value;
    passiveSum[cell % size]! += value;
  });
  return {
    activeSum,
    passiveSum,
    product: activeSum.map((active, i) => active * passiveSum[i]!),
    quotient: activeSum.map((active, i) => (passiveSum[i] === 0 ? null : active / passiveSum[i]!)),
  };
}
