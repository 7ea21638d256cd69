import type { Class } from "../structure/plane.js";
import type { CellAgreement } from "./cell-agreement.js";

/** A class that changes if a cell takes an answer some expert gave. */
export interface AnswerFlip {
  /** What the cell would hold. */
  readonly answer: number;
  readonly plane: "direct" | "indirect";
  /** Id of the variable. */
  readonly id: string;
  readonly from: Class;
  /** null where the changed plane has no classes. */
  readonly to: Class | null;
}

/** What a disputed cell can do to the planes: from exact changes of one judgement. */
export interface CellEffect {
  readonly from: string;
  readonly to: string;
  /** (n − 1) × classes changed + places moved over both planes, for the answer that moves most. */
  readonly effect: number;
  readonly flips: readonly AnswerFlip[];
}

/** A cell to talk about. */
export interface Disagreement extends CellAgreement, CellEffect {
  /** Dispersion × effect. */
  readonly weight: number;
}

/**
 * Which disagreements matter? The cells by dispersion × effect, the heaviest first.
 *
 * Only cells with a dispersion above 0 are disputed. A wide disagreement that changes nothing weighs 0 and stands behind all that change something, as does
 * a cell without a stated effect; equal weights stand by dispersion, then in the order of the cells. Cost: O(d log d) for d disputed cells.
 *
 * @example
 * const list = { variables: [{ id: "a" }, { id: "b" }] };
 * const of = (id, first, second) => ({ id, answers: [[null, first], [second, null]] });
 * const { cells } = agreement(list, [of("e1", 3, 0), of("e2", 2, 3)]);
 * rankDisagreements(cells, [{ from: "a", to: "b", effect: 4, flips: [] }]).map((each) => each.weight); // [4, 0]
 */
export function rankDisagreements(cells: readonly CellAgreement[], effects: readonly CellEffect[]): Disagreement[] {
  const byCell = new Map(effects.map((each) => [`${each.from}\n${each.to}`, each]));
  return cells
    .flatMap((cell) => {
      if (cell.dispersion === null || cell.dispersion === 0) return [];
      const { effect, flips } = byCell.get(`${cell.from}\n${cell.to}`) ?? { effect: 0, flips: [] };
      return [{ ...cell, effect, flips, weight: cell.dispersion * effect }];
    })
    .sort((a, b) => b.weight - a.weight || b.dispersion! - a.dispersion!);
}
