import { choiceRule } from "../../options.js";
import type { Cell, Study } from "../../study/study.js";
import { type Contributions, checkContributions } from "./contributions.js";
import { completeModel } from "./model-options.js";

export interface ExpertsOptions {
  readonly kind: "experts";
  /** The experts' matrices, in the order of the study's variables. */
  readonly contributions: Contributions;
  /** How the drawn scores of a cell become one. @default "mean" */
  readonly aggregation?: "mean" | "median";
}

/**
 * `experts`: would another panel have found the same? As many contributions as there are, drawn with replacement, whole (Efron
 * 1979, doi:10.1214/aos/1176344552), and aggregated again, cell by cell, by the mean or the median of those who scored the cell.
 *
 * A P counts 0 among scores; a cell where all who scored it said P is P. A cell that none of the drawn experts scored is blank.
 * The models that follow act on the aggregated score.
 */
export interface ResolvedExperts {
  readonly kind: "experts";
  readonly contributions: readonly (readonly (readonly Cell[])[])[];
  readonly aggregation: "mean" | "median";
}

/** Checks the options of `experts`. Throws {@link OptionsError}. */
export function resolveExperts(path: string, given: ExpertsOptions, study: Study): ResolvedExperts {
  const rules = {
    kind: { expected: "experts", test: (kind: unknown) => kind === "experts" },
    contributions: { expected: "matrices", test: () => true },
    aggregation: choiceRule(["mean", "median"]),
  };
  const defaults = { kind: "experts", contributions: [], aggregation: "mean" } as const;
  const { contributions, aggregation } = completeModel<ExpertsOptions>(path, defaults, rules, given);
  return { kind: "experts", contributions: checkContributions(path, study, contributions), aggregation };
}
