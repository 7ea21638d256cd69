import { type InfluenceMatrix, influenceMatrix } from "../matrix/influence-matrix.js";
import { completeOptions, positiveRule } from "../options.js";
import type { Study } from "../study/study.js";
import { type DirectOptions, direct } from "./direct.js";
import { type IndirectOptions, type IndirectPlane, indirect } from "./indirect.js";
import type { Plane } from "./plane.js";

/** Value of a P when it comes true: a strong influence. */
export const POTENTIAL_VALUE = 3;

export const POTENTIAL_VALUE_RULE = positiveRule(1000);

/**
 * The potential direct plane: who would influence and who would depend if every P came true.
 *
 * The direct plane of the matrix with each P replaced by `potentialValue` (0 < value ≤ 1000). null for a study without any P. Cost: O(n²).
 *
 * @example
 * potentialDirect(study, { potentialValue: 2 })?.classes;
 */
export function potentialDirect(
  study: Study,
  options: DirectOptions & { readonly potentialValue?: number } = {},
): Plane | null {
  const { potentialValue, ...rest } = options;
  const matrix = potentialMatrix(study, potentialValue);
  return matrix && direct(matrix, rest);
}

/**
 * The potential indirect plane: chains of influences counted, every P come true.
 *
 * The indirect plane of the same matrix as {@link potentialDirect}, with its own stable power. null for a study without any P.
 *
 * @example
 * potentialIndirect(study)?.power;
 */
export function potentialIndirect(
  study: Study,
  options: IndirectOptions & { readonly potentialValue?: number } = {},
): IndirectPlane | null {
  const { potentialValue, ...rest } = options;
  const matrix = potentialMatrix(study, potentialValue);
  return matrix && indirect(matrix, rest);
}

function potentialMatrix(study: Study, potentialValue = POTENTIAL_VALUE): InfluenceMatrix | null {
  completeOptions({ potentialValue: POTENTIAL_VALUE }, { potentialValue: POTENTIAL_VALUE_RULE }, { potentialValue });
  return study.direct.some((row) => row.includes("P")) ? influenceMatrix(study, potentialValue) : null;
}
