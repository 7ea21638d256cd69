import { positiveRule, type Rules } from "../../options.js";
import { type CellModel, unchanged } from "./cell-model.js";
import { completeModel, PROBABILITY_RULE } from "./model-options.js";

export interface PotentialOptions {
  readonly kind: "potential";
  /** Probability that a P comes true. @default 0.5 */
  readonly probability?: number;
  /** Score of a P that came true, 0 < value ≤ 1000. @default 3 */
  readonly value?: number;
}

export type ResolvedPotential = Required<PotentialOptions>;

const DEFAULTS: ResolvedPotential = Object.freeze({ kind: "potential", probability: 0.5, value: 3 });

const RULES: Rules<PotentialOptions> = {
  kind: { expected: "potential", test: (kind) => kind === "potential" },
  probability: PROBABILITY_RULE,
  value: positiveRule(1000),
};

/** Checks the options of a `potential`. Throws {@link OptionsError}. */
export function resolvePotential(path: string, given: PotentialOptions): ResolvedPotential {
  return completeModel(path, DEFAULTS, RULES, given);
}

/** `potential`: each P comes true with a probability and then has a score; else it stays P, which counts 0. */
export function potentialModel({ probability, value }: ResolvedPotential): CellModel {
  return {
    outcomes: (cell) =>
      cell === "P"
        ? [
            { cell, probability: 1 - probability },
            { cell: value, probability },
          ]
        : unchanged(cell),
  };
}
