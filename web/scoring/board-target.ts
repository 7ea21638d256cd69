import type { Text } from "../../src/index.js";
import type { CellValue, Confidence, DecidedBeside, ScoredCell } from "./cell.js";

/** A cell as the server holds it. */
export interface StoredCell extends ScoredCell {
  readonly from: string;
  readonly to: string;
}

export interface TargetChange {
  readonly from: string;
  readonly to: string;
  readonly cell: ScoredCell;
  /** What was changed, as it was seen. */
  readonly was: ScoredCell;
}

interface TargetConflict {
  readonly from: string;
  readonly to: string;
  readonly theirs: ScoredCell;
}

/** What became of changes that were sent. */
export interface Sent {
  readonly conflicts: readonly TargetConflict[];
  /** Whether some of the cells hold something else than was sent: they are read again. */
  readonly isStale: boolean;
}

/** Where the cells of a board come from and go to. */
export interface BoardTarget {
  /** Names it among the drafts of this browser. */
  readonly id: string;
  /** Whether the cells are one's own to change, in an open round at least. */
  readonly isOwn: boolean;
  /** Number of the round that answers are given in; null where there are no rounds. */
  readonly round: number | null;
  /** Every cell there is; those that are left out are blank. */
  readonly read: () => Promise<readonly StoredCell[]>;
  /** Sends changes and tells those that conflict; a request sent again with its key changes nothing twice. Null where cells are only read. */
  readonly send: ((key: string, changes: readonly TargetChange[], closing: boolean) => Promise<Sent>) | null;
  /** What a cell becomes when a person makes it `cell`. */
  readonly edited: (before: ScoredCell, cell: ScoredCell) => ScoredCell;
  /** Whether two states of a cell are the same to those who change it. */
  readonly isSame: (a: ScoredCell, b: ScoredCell) => boolean;
  /** The changed cells that an event of the study tells of, null where it tells of others; `unsaid` where it does not say what they hold now. */
  readonly changedBy: (event: {
    readonly kind: string;
    readonly after: unknown;
  }) => readonly StoredCell[] | "unsaid" | null;
}

/** A cell of an answer, whatever it leaves out. */
export function storedCell(cell: {
  readonly from: string;
  readonly to: string;
  readonly value: CellValue;
  readonly confidence?: number | null;
  readonly note?: Text | null;
  readonly decided?: DecidedBeside;
}): StoredCell {
  const { from, to, value, confidence = null, note = null, decided } = cell;
  return { from, to, value, confidence: confidence as Confidence | null, note, ...(decided && { decided }) };
}

/** What an answer holds of a cell, without the place. */
export function contentOf({ value, confidence, note, decided }: ScoredCell): ScoredCell {
  return { value, confidence, note, ...(decided && { decided }) };
}

/** Names a cell by its two variables. */
export function placeName({ from, to }: { readonly from: string; readonly to: string }): string {
  return JSON.stringify([from, to]);
}
