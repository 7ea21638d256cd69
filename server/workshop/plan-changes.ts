import type { Answer, Confidence } from "../../src/index.js";
import { type CellPlace, cellKey, type StoredCell } from "../store/cells.js";

/** A change of one cell as its expert sends it. */
export interface CellChange extends CellPlace {
  readonly value: Answer;
  /** The value it replaces, as the expert last saw it; null for a blank. */
  readonly was: Answer;
  /** Left out: as it is. */
  readonly confidence?: Confidence | null;
  /** The confidence it replaces, as the expert last saw it. Left out: whatever it is. */
  readonly confidenceWas?: Confidence | null;
  /** Left out: as it is. */
  readonly note?: string | null;
  /** The note it replaces, as the expert last saw it. Left out: whatever it is. */
  readonly noteWas?: string | null;
}

/** A cell as the log tells it: blank where the value is null. */
interface CellState extends CellPlace {
  readonly value: Answer;
  readonly confidence: Confidence | null;
  readonly note: string | null;
}

/** A cell whose answer, confidence or note is neither what the expert saw nor what he wants. */
export interface CellConflict extends CellPlace {
  readonly was: Answer;
  readonly yours: Answer;
  readonly theirs: Answer;
  /** Where the confidence conflicts. */
  readonly confidence?: {
    readonly was: Confidence | null;
    readonly yours: Confidence | null;
    readonly theirs: Confidence | null;
  };
}

/** What a list of changes comes to. */
export interface ChangePlan {
  readonly conflicts: readonly CellConflict[];
  /** Cells without conflict, in the order of the changes; those that already were as they should be included. */
  readonly agreed: readonly CellState[];
  /** What is to be written. */
  readonly put: readonly StoredCell[];
  readonly removed: readonly CellPlace[];
  /** The cells that are written, before and after, in the same order. */
  readonly before: readonly CellState[];
  readonly after: readonly CellState[];
}

/**
 * Compares changes with the cells as they are.
 *
 * A cell that holds neither the value it should be changed from nor the one it should be changed to conflicts; so does one with such a confidence or such a note, where the change says which one it replaces.
 * A blank cell has neither confidence nor note.
 * `changes` name each cell at most once. Cost: O(changes).
 *
 * @param current cells by `cellKey`; those not in it are blank
 * @param at when the changes are made: ISO 8601, UTC
 */
export function planChanges(
  changes: readonly CellChange[],
  current: ReadonlyMap<string, StoredCell>,
  at: string,
): ChangePlan {
  const conflicts: CellConflict[] = [];
  const agreed: CellState[] = [];
  const put: StoredCell[] = [];
  const removed: CellPlace[] = [];
  const before: CellState[] = [];
  const after: CellState[] = [];
  for (const change of changes) {
    const { from, to, value, was, confidence, note } = change;
    const place = { from, to };
    const stored = current.get(cellKey(place));
    const old = stateOf(place, stored);
    const sureness = confidenceConflict(change, old);
    if ((old.value !== was && old.value !== value) || sureness !== null || notesConflict(change, old)) {
      conflicts.push({ ...place, was, yours: value, theirs: old.value, ...(sureness && { confidence: sureness }) });
      continue;
    }
    const wanted: CellState =
      value === null
        ? { ...place, value, confidence: null, note: null }
        : {
            ...place,
            value,
            confidence: confidence === undefined ? old.confidence : confidence,
            note: note === undefined ? old.note : note,
          };
    agreed.push(wanted);
    if (isSame(old, wanted)) continue;
    before.push(old);
    after.push(wanted);
    if (wanted.value === null) removed.push(place);
    else put.push({ ...wanted, value: wanted.value, updatedAt: at });
  }
  return { conflicts, agreed, put, removed, before, after };
}

/** The confidences of a change and its cell, where the cell has neither the one that is replaced nor the one that is brought; a cell that is cleared has none to bring. */
function confidenceConflict(
  { value, confidence, confidenceWas }: CellChange,
  { confidence: theirs }: CellState,
): CellConflict["confidence"] | null {
  const yours = value === null ? null : confidence;
  if (confidenceWas === undefined || yours === undefined || theirs === confidenceWas || theirs === yours) return null;
  return { was: confidenceWas, yours, theirs };
}

/** Whether the note is neither what the change replaces nor what it brings; a cell that is cleared has none to bring. */
function notesConflict({ value, note, noteWas }: CellChange, old: CellState): boolean {
  const wanted = value === null ? null : note;
  return noteWas !== undefined && wanted !== undefined && old.note !== noteWas && old.note !== wanted;
}

function stateOf(place: CellPlace, stored: StoredCell | undefined): CellState {
  const { value = null, confidence = null, note = null } = stored ?? {};
  return { ...place, value, confidence, note };
}

function isSame(one: CellState, other: CellState): boolean {
  return one.value === other.value && one.confidence === other.confidence && one.note === other.note;
}
