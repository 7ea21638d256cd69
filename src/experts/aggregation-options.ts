import { choiceRule, completeOptions, integerRule, type Rules } from "../options.js";
import { POTENTIAL_VALUE_RULE, type PotentialOptions } from "./potential-options.js";

export const AGGREGATION_METHODS = ["median", "mean", "mode", "confidence", "expert"] as const;

export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

export interface AggregationOptions {
  /**
   * How the scores of a cell become one: their median, mean or mode, their mean weighted by `confidence` (1 to 3, 2 where the expert did not say), or by
   * the weight of each `expert` (1 where there is none). @default "median"
   */
  readonly method?: AggregationMethod;
  /**
   * What a P does. `majority`: the cell is P where more than half say so, by their weight where the method has weights, elsewhere a P counts `potentialValue`; `value`: it
   * always counts `potentialValue`; `ignore`: it is no answer. @default "majority"
   */
  readonly potential?: "majority" | "value" | "ignore";
  /** What a P counts among scores: 0, as in the direct matrix, to 1000. @default 0 */
  readonly potentialValue?: number;
  /** What `?` does. `ignore`: nothing; `blank-when-majority`: the cell stays blank where more than half, as above, do not know. @default "ignore" */
  readonly dontKnow?: "ignore" | "blank-when-majority";
  /** Fewest answers a cell takes to get a value, from 1 to 1000; blank and `?` are none. @default 1 */
  readonly minimumAnswers?: number;
}

export type ResolvedAggregationOptions = Required<AggregationOptions>;

export const AGGREGATION_DEFAULTS: Readonly<ResolvedAggregationOptions> = Object.freeze({
  method: "median",
  potential: "majority",
  potentialValue: 0,
  dontKnow: "ignore",
  minimumAnswers: 1,
});

const RULES: Rules<AggregationOptions> = {
  method: choiceRule(AGGREGATION_METHODS),
  potential: choiceRule(["majority", "value", "ignore"]),
  potentialValue: POTENTIAL_VALUE_RULE,
  dontKnow: choiceRule(["ignore", "blank-when-majority"]),
  minimumAnswers: integerRule(1, 1000),
};

/** Completes the options with the defaults. Throws `OptionsError` with every unknown or invalid one. */
export function resolveAggregationOptions(options?: AggregationOptions): ResolvedAggregationOptions {
  return completeOptions(AGGREGATION_DEFAULTS, RULES, options);
}

/**
 * How the measures of agreement read a P where it counts as in an aggregate: left out, or `potentialValue`.
 *
 * @example
 * potentialOf({ potentialValue: 2 }); // { potential: "value", potentialValue: 2 }
 */
export function potentialOf(aggregation: AggregationOptions): Required<PotentialOptions> {
  const { potential, potentialValue } = resolveAggregationOptions(aggregation);
  return { potential: potential === "ignore" ? "ignore" : "value", potentialValue };
}
