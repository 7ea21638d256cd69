import type { Text } from "../../src/index.js";
import type { CellPlace } from "../store/cells.js";
import type { StoredDecision } from "../store/decisions.js";

/** What a decision says of its cell. */
export type DecisionContent = Omit<StoredDecision, keyof CellPlace | "decidedBy" | "decidedAt">;

/** What is decided of a cell, as a facilitator last saw it: null where nothing was. What it leaves out may be anything. */
export type SeenDecision = (Pick<DecisionContent, "value"> & Partial<DecisionContent>) | null;

/** A cell of which neither what was seen nor what is wanted is decided. */
export interface DecisionConflict extends CellPlace {
  readonly was: SeenDecision;
  /** Null where nothing is to be decided, or nothing is. */
  readonly yours: DecisionContent | null;
  readonly theirs: DecisionContent | null;
}

/** Whether what is decided is what was seen, in all that is told of it. */
export function isAsSeen(decision: DecisionContent | null, seen: SeenDecision): boolean {
  if (decision === null || seen === null) return decision === seen;
  const { reason = decision.reason, ...rest } = seen;
  const others = Object.entries(rest) as [Exclude<keyof DecisionContent, "reason">, unknown][];
  return sameText(reason, decision.reason) && others.every(([part, value]) => value === decision[part]);
}

/** What a decision says, without the cell and without who took it. */
export function contentOf({ value, reason, confidence, sign, source }: DecisionContent): DecisionContent {
  return { value, reason, confidence, sign, source };
}

function sameText(one: Text, other: Text): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.fr === other.fr && one.en === other.en;
}
