import type { Cell, Text } from "../../src/index.js";
import { type CellPlace, cellKey } from "../store/cells.js";
import type { StoredDecision } from "../store/decisions.js";
import type { Happening } from "../store/store.js";
import {
  contentOf,
  type DecisionConflict,
  type DecisionContent,
  isAsSeen,
  type SeenDecision,
} from "./seen-decision.js";

/** What is decided of a cell. But for the value, what is left out stays as it is decided; of a cell that is not, it is empty. */
export interface NewDecision {
  readonly value: Cell;
  readonly reason?: Text;
  readonly confidence?: StoredDecision["confidence"];
  readonly sign?: StoredDecision["sign"];
  readonly source?: string | null;
  /** What it replaces, as last seen. Left out: whatever is decided. */
  readonly was?: SeenDecision;
}

/** What is decided, and of which cell. */
interface CellDecision extends CellPlace, NewDecision {}

/** A cell of which nothing is to be decided. */
interface UndecidedCell extends CellPlace, Pick<NewDecision, "was"> {}

/** What becomes of several cells, each in one of the lists. */
export interface DecisionChanges {
  readonly decisions: readonly CellDecision[];
  readonly undecided: readonly UndecidedCell[];
}

/** What a list of changes comes to. */
export interface DecisionPlan {
  readonly conflicts: readonly DecisionConflict[];
  /** What is decided then of the cells of `decisions`, in their order; those that already were as they should be included. */
  readonly decided: readonly StoredDecision[];
  /** What is to be written. */
  readonly put: readonly StoredDecision[];
  readonly removed: readonly CellPlace[];
  /** One for each decision that is written or removed. */
  readonly events: readonly Happening[];
}

/**
 * Compares changes of the consensus with what is decided.
 *
 * A cell of which neither what should be replaced nor what should replace it is decided conflicts, where the change says what it replaces.
 * `changes` name each cell at most once. Cost: O(changes).
 *
 * @param known what is decided, by `cellKey`
 * @param who decides, and when: ISO 8601, UTC
 */
export function planDecisions(
  { decisions, undecided }: DecisionChanges,
  known: ReadonlyMap<string, StoredDecision>,
  who: Pick<StoredDecision, "decidedBy" | "decidedAt">,
): DecisionPlan {
  const conflicts: DecisionConflict[] = [];
  const decided: StoredDecision[] = [];
  const put: StoredDecision[] = [];
  const removed: CellPlace[] = [];
  const events: Happening[] = [];
  for (const { from, to, was, ...decision } of decisions) {
    const before = known.get(cellKey({ from, to })) ?? null;
    const content = decidedOver(before, decision);
    if (before !== null && sameContent(before, content)) {
      decided.push(before);
    } else if (was === undefined || isAsSeen(before, was)) {
      const after = { from, to, ...content, ...who };
      decided.push(after);
      put.push(after);
      events.push({ kind: "decision-set", before, after });
    } else conflicts.push({ from, to, was, yours: content, theirs: before && contentOf(before) });
  }
  for (const { from, to, was } of undecided) {
    const before = known.get(cellKey({ from, to }));
    if (before === undefined) continue;
    if (was === undefined || isAsSeen(before, was)) {
      removed.push({ from, to });
      events.push({ kind: "decision-removed", before });
    } else conflicts.push({ from, to, was, yours: null, theirs: contentOf(before) });
  }
  return { conflicts, decided, put, removed, events };
}

/** What is decided with what stays of the decision before. */
function decidedOver(before: StoredDecision | null, decision: NewDecision): DecisionContent {
  const { reason = "", confidence = null, sign = null, source = null } = { ...before, ...decision };
  return { value: decision.value, reason, confidence, sign, source };
}

function sameContent(one: DecisionContent, other: DecisionContent): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}
