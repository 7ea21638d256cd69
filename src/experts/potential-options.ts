import { choiceRule, rangeRule } from "../options.js";
import type { Answer } from "./contribution.js";

/** How the measures of agreement read a P. */
export interface PotentialOptions {
  /** Whether a P counts `potentialValue` or is left out. @default "value" */
  readonly potential?: "value" | "ignore";
  /** What a P counts: 0, as in the direct matrix, to 1000. @default 0 */
  readonly potentialValue?: number;
}

export const POTENTIAL_DEFAULTS: Readonly<Required<PotentialOptions>> = Object.freeze({
  potential: "value",
  potentialValue: 0,
});

export const POTENTIAL_VALUE_RULE = rangeRule(0, 1000);

export const POTENTIAL_RULES = {
  potential: choiceRule(["value", "ignore"]),
  potentialValue: POTENTIAL_VALUE_RULE,
};

/** The number an answer counts; null where it counts none: blank, `?`, and P where it is left out. */
export function numberOf(answer: Answer, { potential, potentialValue }: Required<PotentialOptions>): number | null {
  if (typeof answer === "number") return answer;
  return answer === "P" && potential === "value" ? potentialValue : null;
}
