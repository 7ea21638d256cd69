import { type CellInfluence, cellInfluence } from "../sensitivity/cell-influence.js";
import type { Robustness } from "../sensitivity/robustness.js";
import type { Study } from "../study/study.js";

/** Variables up to which every judgement is tried: the limit of `cellInfluence`. */
const MOST_VARIABLES = 300;

/** The judgements to discuss first, at the power and the line of an enumeration; null for studies too large for it. */
export function discussFirst(study: Study, { options }: Robustness): CellInfluence | null {
  if (study.variables.length > MOST_VARIABLES) return null;
  const { power, maxPower, threshold, largestScore } = options;
  return cellInfluence(study, { power, maxPower, threshold, largestScore });
}
