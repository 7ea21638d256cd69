import { type EditHistory, type EditStep, NO_HISTORY } from "./edit-history.js";
import type { OutboxEntry } from "./outbox-entry.js";

/** What this browser keeps of one board: cells not yet acknowledged, and the steps that can be undone. */
export interface Draft {
  readonly entries: readonly OutboxEntry[];
  readonly history: EditHistory;
}

/**
 * What is to be done to the entry of one cell: `put` over what is there, `delete` it, or, for an answer that comes late, `revise` or `remove` it where it is still the same edit.
 */
export interface EntryChange {
  readonly kind: "put" | "delete" | "revise" | "remove";
  readonly entry: OutboxEntry;
}

/** What is written in one go: all of it or nothing. */
export interface DraftChange {
  readonly entries: readonly EntryChange[];
  /** Null: as it is. */
  readonly history: EditHistory | null;
  /** How many of the last steps of the history have not been written. */
  readonly unwritten: number;
}

const ENTRIES = "entries";
/** The steps of histories, a row each: a key writes its own step and no other. */
const STEPS = "steps";
/** How many steps of each history are done, and the number of its first. */
const HISTORIES = "histories";

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= openDatabase().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** The draft of a board in IndexedDB. Rejects where the browser forbids storage. */
export async function readStoredDraft(board: string): Promise<Draft> {
  const transaction = (await open()).transaction([ENTRIES, STEPS, HISTORIES]);
  const range = IDBKeyRange.bound([board], [board, []]);
  const [entries, steps, place] = await Promise.all([
    answered<OutboxEntry[]>(transaction.objectStore(ENTRIES).getAll(range)),
    answered<EditStep[]>(transaction.objectStore(STEPS).getAll(range)),
    answered<Pick<EditHistory, "first" | "done"> | undefined>(transaction.objectStore(HISTORIES).get(board)),
  ]);
  const history = place && { first: place.first, steps, done: Math.min(place.done, steps.length) };
  return { entries, history: history ?? NO_HISTORY };
}

/** Writes a change of a draft. Rejects where the browser forbids storage or has no room left; nothing is written then. */
export async function writeDraft(board: string, change: DraftChange): Promise<void> {
  const transaction = (await open()).transaction([ENTRIES, STEPS, HISTORIES], "readwrite");
  const done = completed(transaction);
  try {
    writeEntries(transaction.objectStore(ENTRIES), board, change.entries);
    if (change.history !== null) writeHistory(transaction, board, change.history, change.unwritten);
  } catch {
    transaction.abort();
  }
  await done;
}

function writeEntries(store: IDBObjectStore, board: string, changes: readonly EntryChange[]): void {
  for (const { kind, entry } of changes) {
    const key = [board, entry.from, entry.to];
    if (kind === "put") store.put(entry, key);
    else if (kind === "delete") store.delete(key);
    else {
      const there = store.get(key) as IDBRequest<OutboxEntry | undefined>;
      there.onsuccess = () => {
        if (there.result?.edit !== entry.edit) return;
        if (kind === "revise") store.put(entry, key);
        else store.delete(key);
      };
    }
  }
}

/** Writes the last steps that have not been written, and deletes those that are forgotten or can no longer be redone. */
function writeHistory(
  transaction: IDBTransaction,
  board: string,
  { first, steps, done }: EditHistory,
  unwritten: number,
): void {
  const rows = transaction.objectStore(STEPS);
  rows.delete(IDBKeyRange.bound([board], [board, first], false, true));
  rows.delete(IDBKeyRange.bound([board, first + steps.length], [board, []]));
  for (let place = Math.max(0, steps.length - unwritten); place < steps.length; place += 1)
    rows.put(steps[place], [board, first + place]);
  transaction.objectStore(HISTORIES).put({ first, done }, board);
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Throws at once where storage is forbidden.
    const request = indexedDB.open("motrice", 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result } = request;
      if (oldVersion < 1) result.createObjectStore(ENTRIES);
      // The first form held each history in one row.
      else result.deleteObjectStore(HISTORIES);
      result.createObjectStore(HISTORIES);
      result.createObjectStore(STEPS);
    };
    request.onsuccess = () => {
      // Another tab brings a newer form: let it.
      request.result.onversionchange = () => {
        opening = undefined;
        request.result.close();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another tab holds an older form of the drafts"));
  });
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
