import type { Cell, Study } from "../../study/study.js";
import { type CellModel, unchanged } from "./cell-model.js";
import { type Contributions, checkContributions } from "./contributions.js";
import { completeModel } from "./model-options.js";

export interface SpreadOptions {
  readonly kind: "spread";
  /** The experts' matrices, in the order of the study's variables. */
  readonly contributions: Contributions;
}

export interface ResolvedSpread {
  readonly kind: "spread";
  readonly contributions: readonly (readonly (readonly Cell[])[])[];
}

/** Checks the options of a `spread`. Throws {@link OptionsError}. */
export function resolveSpread(path: string, given: SpreadOptions, study: Study): ResolvedSpread {
  const anything = { expected: "matrices", test: () => true };
  const rules = { kind: { expected: "spread", test: (kind: unknown) => kind === "spread" }, contributions: anything };
  const { contributions } = completeModel<SpreadOptions>(path, { kind: "spread", contributions: [] }, rules, given);
  return { kind: "spread", contributions: checkContributions(path, study, contributions) };
}

/**
 * `spread`: each cell takes the score of one of the experts who scored it, all equally likely, and cell by cell another one's.
 * A cell that no expert scored keeps the study's score.
 */
export function spreadModel({ contributions }: ResolvedSpread): CellModel {
  return {
    outcomes: (cell, { from, to }) => {
      const scores = contributions.map((direct) => direct[from]![to]!).filter((score) => score !== null);
      return scores.length === 0
        ? unchanged(cell)
        : scores.map((score) => ({ cell: score, probability: 1 / scores.length }));
    },
  };
}
