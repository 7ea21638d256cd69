import type { Cell } from "../../study/study.js";
import type { CellModel, CellPlace, Outcome } from "./cell-model.js";

/**
 * The product of several models, one after the other: each outcome of one goes through the next, and equal cells are put
 * together. Exact, as every model treats each cell on its own.
 */
export function productModel(models: readonly CellModel[]): CellModel {
  return {
    outcomes: (cell: Cell, place: CellPlace): readonly Outcome[] => {
      let current = new Map<Cell, number>([[cell, 1]]);
      for (const model of models) {
        const next = new Map<Cell, number>();
        for (const [before, weight] of current) {
          for (const { cell: after, probability } of model.outcomes(before, place)) {
            if (probability > 0) next.set(after, (next.get(after) ?? 0) + weight * probability);
          }
        }
        current = next;
      }
      return Array.from(current, ([outcome, probability]) => ({ cell: outcome, probability }));
    },
  };
}
