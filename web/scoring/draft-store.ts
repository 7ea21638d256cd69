import { placeName } from "./board-target.js";
import { type Draft, type EntryChange, readStoredDraft, writeDraft } from "./draft-database.js";
import { type EditHistory, NO_HISTORY } from "./edit-history.js";
import type { OutboxEntry } from "./outbox-entry.js";

/** Where a draft is kept: in this browser for good, or in memory only, where it forbids storage or is full. */
export type Keeping = "browser" | "memory";

/** What changes in the draft of a board. */
export interface BoardChange {
  readonly entries: readonly EntryChange[];
  /** The history after a step was done, undone or redone. */
  readonly history?: EditHistory;
  /** Whether the last step of the history is a new one. @default false */
  readonly isNewStep?: boolean;
}

/** What storage has not taken yet of the draft of one board. */
interface Unstored {
  /** By the name of the cell. */
  readonly entries: Map<string, EntryChange>;
  history: EditHistory | null;
  unwritten: number;
  keeping: Keeping;
  /** Writings follow one another. */
  writing: Promise<Keeping>;
}

/** By board. It outlives the boards: what storage does not take is there when one is opened again on this page. */
const unstored = new Map<string, Unstored>();

function unstoredOf(board: string): Unstored {
  const known = unstored.get(board);
  if (known !== undefined) return known;
  const none: Unstored = {
    entries: new Map(),
    history: null,
    unwritten: 0,
    keeping: "browser",
    writing: Promise.resolve("browser"),
  };
  unstored.set(board, none);
  return none;
}

/** The draft of a board, from storage and memory together. */
export async function readDraft(board: string): Promise<Draft & { readonly keeping: Keeping }> {
  const memory = unstoredOf(board);
  let stored: Draft = { entries: [], history: NO_HISTORY };
  try {
    stored = await readStoredDraft(board);
  } catch {
    memory.keeping = "memory";
  }
  const entries = new Map(stored.entries.map((entry) => [placeName(entry), entry]));
  for (const [place, change] of memory.entries) carryOut(entries, place, change);
  return { entries: [...entries.values()], history: memory.history ?? stored.history, keeping: memory.keeping };
}

/** Changes the draft of a board, in memory at once and then in storage with all that it has not taken before. Tells where the whole draft is then. */
export function changeDraft(board: string, { entries, history, isNewStep = false }: BoardChange): Promise<Keeping> {
  const memory = unstoredOf(board);
  for (const change of entries) {
    const place = placeName(change.entry);
    memory.entries.set(place, combined(memory.entries.get(place), change));
  }
  if (history !== undefined) memory.history = history;
  if (isNewStep) memory.unwritten += 1;
  memory.writing = memory.writing.then(() => write(board, memory));
  return memory.writing;
}

async function write(board: string, memory: Unstored): Promise<Keeping> {
  const { history, unwritten } = memory;
  const entries = [...memory.entries];
  if (entries.length === 0 && history === null) return memory.keeping;
  try {
    await writeDraft(board, { entries: entries.map(([, change]) => change), history, unwritten });
  } catch {
    memory.keeping = "memory";
    return memory.keeping;
  }
  for (const [place, change] of entries) if (memory.entries.get(place) === change) memory.entries.delete(place);
  if (memory.history === history) memory.history = null;
  memory.unwritten -= unwritten;
  memory.keeping = "browser";
  return memory.keeping;
}

/** Two changes of one cell as one. An answer that comes late changes nothing that was typed since. */
function combined(earlier: EntryChange | undefined, later: EntryChange): EntryChange {
  if (earlier === undefined || later.kind === "put" || later.kind === "delete") return later;
  const isGone = earlier.kind === "delete" || earlier.kind === "remove";
  if (isGone || earlier.entry.edit !== later.entry.edit) return earlier;
  if (later.kind === "revise") return { kind: earlier.kind, entry: later.entry };
  // Storage may hold an older edit, which the one that arrived has replaced.
  return earlier.kind === "put" ? { kind: "delete", entry: later.entry } : later;
}

function carryOut(entries: Map<string, OutboxEntry>, place: string, { kind, entry }: EntryChange): void {
  const isSameEdit = entries.get(place)?.edit === entry.edit;
  if (kind === "put" || (kind === "revise" && isSameEdit)) entries.set(place, entry);
  else if (kind === "delete" || (kind === "remove" && isSameEdit)) entries.delete(place);
}

/** Asks before leaving the page only where that would lose something. */
window.addEventListener("beforeunload", (event) => {
  const isLost = [...unstored.values()].some(
    ({ keeping, entries }) => keeping === "memory" && [...entries.values()].some(({ kind }) => kind === "put"),
  );
  if (isLost) event.preventDefault();
});
