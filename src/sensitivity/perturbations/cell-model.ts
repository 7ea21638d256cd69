import type { Cell } from "../../study/study.js";

/** One thing a cell may become, and how likely that is. */
export interface Outcome {
  readonly cell: Cell;
  readonly probability: number;
}

/** What a model may know of a cell besides what it holds. */
export interface CellPlace {
  /** Indices of the variables, in the study's order. */
  readonly from: number;
  readonly to: number;
  /** How sure the judgement is; 1 for a cell without a judgement or a confidence. */
  readonly confidence: 1 | 2 | 3;
  /** Largest score of the scale. */
  readonly max: number;
}

/**
 * A perturbation model: what a cell may become, each cell on its own. The probabilities add up to 1. A blank stays blank.
 *
 * Such models compose exactly: the outcomes of one go through the next (see product.ts).
 */
export interface CellModel {
  outcomes(cell: Cell, place: CellPlace): readonly Outcome[];
}

/** The outcomes of a cell that is left alone. */
export function unchanged(cell: Cell): readonly Outcome[] {
  return [{ cell, probability: 1 }];
}
