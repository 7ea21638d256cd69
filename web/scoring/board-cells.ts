import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { contentOf, type StoredCell } from "./board-target.js";
import { BLANK, type ScoredCell, sameCell } from "./cell.js";
import type { OutboxEntry } from "./outbox-entry.js";

/** A cell that holds something else on the server than what was changed here. */
interface Conflict {
  readonly index: number;
  readonly yours: ScoredCell;
  readonly theirs: ScoredCell;
}

/** The variables of a cell, by their ids. */
interface Place {
  readonly from: string;
  readonly to: string;
}

/** What the cells of a board hold: what the server is known to hold, and over it what it has not acknowledged. Has identity. */
export interface BoardCells {
  readonly size: number;
  /** Cells by their index: row × size + column. */
  readonly at: (index: number) => ScoredCell;
  readonly storedAt: (index: number) => ScoredCell;
  readonly entryAt: (index: number) => OutboxEntry | undefined;
  readonly entries: () => readonly OutboxEntry[];
  /** The index of a cell; undefined where a variable is not in the matrix. */
  readonly indexOf: (place: Place) => number | undefined;
  readonly placeOf: (index: number) => Place;
  readonly setStored: (index: number, cell: ScoredCell) => void;
  readonly setEntry: (index: number, entry: OutboxEntry) => void;
  readonly removeEntry: (index: number) => void;
  /** A moment, to say since when cells have changed. */
  readonly now: () => number;
  /** Takes what the server told of some cells; those that it told something later of, after `since`, stay. */
  readonly takeStored: (told: readonly StoredCell[], since?: number) => void;
  /** Paints, and brings the signals up to date. */
  readonly tell: (indices: readonly number[]) => void;
  /** Calls back with the cells to paint, at once on every change. Returns what ends it. */
  readonly listen: (paint: (indices: readonly number[]) => void) => () => void;
  readonly forgetListeners: () => void;
  /** How many cells hold an answer, don't know included. */
  readonly answered: ReadonlySignal<number>;
  readonly unsaved: ReadonlySignal<number>;
  readonly conflicts: ReadonlySignal<readonly Conflict[]>;
  /** Grows with every change: who reads it draws again. */
  readonly version: ReadonlySignal<number>;
}

/** All cells of a square matrix, blank. `ids`: the variables in the order of rows and columns. */
export function boardCells(ids: readonly string[]): BoardCells {
  const size = ids.length;
  const position = new Map(ids.map((id, index) => [id, index]));
  const stored = new Array<ScoredCell>(size * size).fill(BLANK);
  const outbox = new Map<number, OutboxEntry>();
  const listeners = new Set<(indices: readonly number[]) => void>();
  const toldAt = new Float64Array(size * size);
  let clock = 0;
  let count = 0;
  const answered = signal(0);
  const unsaved = signal(0);
  const conflicts = signal<readonly Conflict[]>([]);
  const version = signal(0);

  const at = (index: number): ScoredCell => outbox.get(index)?.cell ?? stored[index]!;

  function changing(index: number, change: () => void): void {
    const before = at(index).value !== null;
    change();
    count += Number(at(index).value !== null) - Number(before);
  }

  function indexOf({ from, to }: Place): number | undefined {
    const [row, column] = [position.get(from), position.get(to)];
    return row === undefined || column === undefined ? undefined : row * size + column;
  }

  function setStored(index: number, cell: ScoredCell): void {
    clock += 1;
    toldAt[index] = clock;
    changing(index, () => {
      stored[index] = contentOf(cell);
    });
  }

  function tell(indices: readonly number[]): void {
    for (const paint of listeners) paint(indices);
    batch(() => {
      version.value += 1;
      answered.value = count;
      unsaved.value = outbox.size;
      const open = [...outbox].flatMap(([index, { cell, theirs }]): Conflict[] =>
        theirs === undefined ? [] : [{ index, yours: cell, theirs }],
      );
      if (open.length > 0 || conflicts.value.length > 0) conflicts.value = open;
    });
  }

  return {
    size,
    at,
    storedAt: (index) => stored[index]!,
    entryAt: (index) => outbox.get(index),
    entries: () => [...outbox.values()],
    indexOf,
    placeOf: (index) => ({ from: ids[Math.floor(index / size)]!, to: ids[index % size]! }),
    setStored,
    setEntry: (index, entry) =>
      changing(index, () => {
        outbox.set(index, entry);
      }),
    removeEntry: (index) =>
      changing(index, () => {
        outbox.delete(index);
      }),
    now: () => clock,
    takeStored(told, since = Number.POSITIVE_INFINITY) {
      const painted: number[] = [];
      for (const cell of told) {
        const index = indexOf(cell);
        if (index === undefined || toldAt[index]! > since) continue;
        const isNews = !sameCell(stored[index]!, cell);
        setStored(index, cell);
        if (isNews && !outbox.has(index)) painted.push(index);
      }
      tell(painted);
    },
    tell,
    listen(paint) {
      listeners.add(paint);
      return () => listeners.delete(paint);
    },
    forgetListeners: () => listeners.clear(),
    answered,
    unsaved,
    conflicts,
    version,
  };
}
