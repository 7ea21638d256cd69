import type { Rules } from "../../options.js";
import { type CellModel, unchanged } from "./cell-model.js";
import { completeModel, PROBABILITY_RULE } from "./model-options.js";

export interface OmissionOptions {
  readonly kind: "omission";
  /** Probability that a cell is forgotten. @default 0.05 */
  readonly probability?: number;
}

export type ResolvedOmission = Required<OmissionOptions>;

const DEFAULTS: ResolvedOmission = Object.freeze({ kind: "omission", probability: 0.05 });

const RULES: Rules<OmissionOptions> = {
  kind: { expected: "omission", test: (kind) => kind === "omission" },
  probability: PROBABILITY_RULE,
};

/** Checks the options of an `omission`. Throws {@link OptionsError}. */
export function resolveOmission(path: string, given: OmissionOptions): ResolvedOmission {
  return completeModel(path, DEFAULTS, RULES, given);
}

/** `omission`: each scored cell, P included, is forgotten with a probability, and then blank, which counts 0. */
export function omissionModel({ probability }: ResolvedOmission): CellModel {
  return {
    outcomes: (cell) =>
      cell === null
        ? unchanged(cell)
        : [
            { cell: null, probability },
            { cell, probability: 1 - probability },
          ],
  };
}
