import { type Language, localize } from "../language/text.js";
import type { Study } from "../study/study.js";

/** A variable as a node of the influence graph. */
export interface InfluenceNode {
  readonly code: string;
  readonly label: string;
  readonly short: string;
  /** Id of the block. */
  readonly block: string | null;
  readonly class: string | null;
}

/** A cell as an edge of the influence graph. */
export interface InfluenceEdge {
  /** Strength of the influence; 0 for a P. */
  readonly weight: number;
  /** Whether the cell is a P. */
  readonly potential: boolean;
}

/** A node per variable, in the order of the study. */
export function influenceNodes(study: Study, classes: readonly (string | null)[], lang: Language): InfluenceNode[] {
  return study.variables.map(({ code, label, short, block }, i) => ({
    code,
    label: localize(label, lang),
    short: localize(short, lang),
    block,
    class: classes[i] ?? null,
  }));
}

/** Calls back for every cell that is neither blank nor 0, row by row, with the indices of its variables. */
export function forEachInfluence(study: Study, visit: (from: number, to: number, edge: InfluenceEdge) => void): void {
  study.direct.forEach((row, from) => {
    row.forEach((cell, to) => {
      if (cell === "P") visit(from, to, { weight: 0, potential: true });
      else if (cell !== null && cell !== 0) visit(from, to, { weight: cell, potential: false });
    });
  });
}
