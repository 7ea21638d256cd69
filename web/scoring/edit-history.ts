import type { ScoredCell } from "./cell.js";

/** One cell of a step. */
export interface CellChange {
  /** Ids of the variables: a step outlives a change of their order. */
  readonly from: string;
  readonly to: string;
  readonly before: ScoredCell;
  readonly after: ScoredCell;
}

/** What one action did: a key, a paste. It is undone as one. */
export interface EditStep {
  readonly changes: readonly CellChange[];
}

/** Steps, and how many of them are done: those after are redone by redo. */
export interface EditHistory {
  /** How many older steps have been forgotten: the number of the first that is kept. */
  readonly first: number;
  readonly steps: readonly EditStep[];
  readonly done: number;
}

export const NO_HISTORY: EditHistory = Object.freeze({ first: 0, steps: [], done: 0 });

/** Steps that are kept, and cells in all of them together; older ones are forgotten. */
const MAX_STEPS = 500;
const MAX_CELLS = 200_000;

/** The history with a new step; what had been undone is gone. The new step is kept whatever its size. */
function withStep({ first, steps, done }: EditHistory, step: EditStep): EditHistory {
  const all = [...steps.slice(0, done), step];
  let cells = step.changes.length;
  let from = all.length - 1;
  while (from > 0 && all.length - from < MAX_STEPS && cells + all[from - 1]!.changes.length <= MAX_CELLS) {
    from -= 1;
    cells += all[from]!.changes.length;
  }
  const kept = all.slice(from);
  return { first: first + from, steps: kept, done: kept.length };
}

/** The step to undo, and the history after; null where there is none. */
export function undone(history: EditHistory): { readonly step: EditStep; readonly history: EditHistory } | null {
  const step = history.steps[history.done - 1];
  return step === undefined ? null : { step, history: { ...history, done: history.done - 1 } };
}

/** The step to redo, and the history after; null where there is none. */
export function redone(history: EditHistory): { readonly step: EditStep; readonly history: EditHistory } | null {
  const step = history.steps[history.done];
  return step === undefined ? null : { step, history: { ...history, done: history.done + 1 } };
}

/** What happens to a history: a step is done, undone, redone, or forgotten as if it had never been. Small enough to tell other tabs at every key. */
export type HistoryTurn =
  | { readonly kind: "did"; readonly step: EditStep }
  | { readonly kind: "undid" | "redid" | "forgot" };

/** The history after a turn; one that cannot be taken leaves it as it is. */
export function turned(history: EditHistory, turn: HistoryTurn): EditHistory {
  if (turn.kind === "did") return withStep(history, turn.step);
  if (turn.kind === "redid") return redone(history)?.history ?? history;
  const before = undone(history)?.history ?? history;
  return turn.kind === "undid" ? before : { ...before, steps: before.steps.slice(0, before.done) };
}
