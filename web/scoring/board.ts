import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { ApiProblem } from "../api/problem.js";
import { issueTexts } from "../language/problem-text.js";
import { type BoardCells, boardCells } from "./board-cells.js";
import { type BoardTarget, placeName, type Sent } from "./board-target.js";
import { type ScoredCell, sameCell } from "./cell.js";
import type { EntryChange } from "./draft-database.js";
import { type BoardChange, changeDraft, type Keeping, readDraft } from "./draft-store.js";
import {
  type CellChange,
  type EditHistory,
  type EditStep,
  type HistoryTurn,
  NO_HISTORY,
  redone,
  turned,
  undone,
} from "./edit-history.js";
import { newName, type OutboxEntry } from "./outbox-entry.js";
import { outboxSender, type Sender } from "./outbox-sender.js";
import { openTabChannel } from "./tab-channel.js";

/** An edit of one cell, by its index (row × size + column). */
interface CellEdit {
  readonly index: number;
  readonly cell: ScoredCell;
}

/** What undo or redo did. */
export interface HistoryMove {
  readonly indices: readonly number[];
  /** Cells of the step that had changed since and stayed. */
  readonly skipped: number;
}

/** Why an answer stays here until the person says what becomes of it. */
type HeldReason = "round-closed" | "earlier-round" | "refused";

/** An answer that is not sent until the person says so. */
export interface HeldAnswer {
  readonly index: number;
  readonly cell: ScoredCell;
  readonly why: HeldReason;
}

/** The cells of one matrix as they are typed, kept, sent and undone. Has identity: one board a tab for each open matrix. */
export interface Board
  extends Pick<BoardCells, "size" | "listen" | "answered" | "unsaved" | "conflicts" | "version">,
    Pick<Sender, "saveState" | "problem"> {
  readonly canEdit: boolean;
  readonly cellAt: (index: number) => ScoredCell;
  /** Whether the cell is not yet on the server. */
  readonly isUnsaved: (index: number) => boolean;
  /** Changes cells as one step; those that already are as they should be are left out. Null where none changes. */
  readonly edit: (edits: readonly CellEdit[]) => EditStep | null;
  /** Undoes the last step; cells that have changed since by other hands stay. Null where there is none. */
  readonly undo: () => HistoryMove | null;
  readonly redo: () => HistoryMove | null;
  /** Undoes one step, whatever was done after it; null where it is undone already. */
  readonly takeBack: (step: EditStep) => HistoryMove | null;
  /** Undoes one step as if it had never been: where it is the last there is nothing to redo. */
  readonly forget: (step: EditStep) => void;
  /** Chooses between the two values of a cell that conflicts. */
  readonly settle: (index: number, choice: "yours" | "theirs") => void;
  /** Sends the answers that are held, or gives them up. */
  readonly release: (choice: "send" | "drop") => void;
  /** Takes in what an event of the study tells. */
  readonly receive: (event: { readonly kind: string; readonly after: unknown }) => void;
  readonly close: () => void;
  readonly keeping: ReadonlySignal<Keeping>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  readonly held: ReadonlySignal<readonly HeldAnswer[]>;
  /** Cells that the server refused to take, each once, and why. */
  readonly refused: ReadonlySignal<readonly string[]>;
}

export interface BoardInput {
  readonly target: BoardTarget;
  /** Ids of the variables, in the order of rows and columns. */
  readonly ids: readonly string[];
}

const SEND_AFTER_MS = 300;
/** Other hands change cells in swarms: one reading serves a swarm. */
const READ_AFTER_MS = 1000;

/** Reads the cells and the draft of this browser, and opens the board. Throws ApiProblem where the cells cannot be read. */
export async function openBoard({ target, ids }: BoardInput): Promise<Board> {
  const cells = boardCells(ids);
  const keeping = signal<Keeping>("browser");
  const canUndo = signal(false);
  const canRedo = signal(false);
  const held = signal<readonly HeldAnswer[]>([]);
  const refused = signal<readonly string[]>([]);
  let history: EditHistory = NO_HISTORY;
  let readTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** What other tabs say before the board is ready. */
  let early: TabMessage[] | null = [];

  const tabs = openTabChannel<TabMessage>(`motrice ${target.id}`, (message) => {
    if (early === null) hearTab(message);
    else early.push(message);
  });
  const [draft, read] = await Promise.all([
    target.isOwn ? readDraft(target.id) : { entries: [], history: NO_HISTORY, keeping: "browser" as const },
    target.read(),
  ]).catch((error: unknown) => {
    tabs.close();
    throw error;
  });
  const sender = outboxSender({
    target,
    unsaved: cells.entries,
    sendable: () => cells.entries().filter(isSendable),
    onSent,
    onRefused,
    onSending: (untilMs) => tabs.post({ kind: "sending", untilMs }),
  });
  history = draft.history;
  keeping.value = draft.keeping;
  cells.takeStored(read);
  for (const entry of draft.entries) place(entry, (index) => cells.setEntry(index, entry));
  tell([]);
  for (const message of early) hearTab(message);
  early = null;
  if (cells.unsaved.value > 0) sender.schedule(0);

  return {
    size: cells.size,
    canEdit: target.send !== null,
    cellAt: cells.at,
    isUnsaved: (index) => cells.entryAt(index) !== undefined,
    edit,
    undo: () => move("undid"),
    redo: () => move("redid"),
    takeBack,
    forget,
    listen: cells.listen,
    settle,
    release,
    receive,
    close,
    answered: cells.answered,
    unsaved: cells.unsaved,
    conflicts: cells.conflicts,
    version: cells.version,
    saveState: sender.saveState,
    problem: sender.problem,
    keeping,
    canUndo,
    canRedo,
    held,
    refused,
  };

  function place(at: { readonly from: string; readonly to: string }, put: (index: number) => void): void {
    const index = cells.indexOf(at);
    if (index !== undefined) put(index);
  }

  function isSendable({ theirs, refused: isRefused, round }: OutboxEntry): boolean {
    return target.send !== null && theirs === undefined && isRefused === undefined && round === target.round;
  }

  function heldReason(entry: OutboxEntry): HeldReason | null {
    if (entry.theirs !== undefined || isSendable(entry)) return null;
    if (target.send === null) return "round-closed";
    return entry.refused === undefined ? "earlier-round" : "refused";
  }

  /** Paints, and brings the signals up to date. */
  function tell(indices: readonly number[]): void {
    batch(() => {
      cells.tell(indices);
      canUndo.value = target.send !== null && history.done > 0;
      canRedo.value = target.send !== null && history.done < history.steps.length;
      const back = cells.entries().flatMap((entry): HeldAnswer[] => {
        const [index, why] = [cells.indexOf(entry), heldReason(entry)];
        return index === undefined || why === null ? [] : [{ index, cell: entry.cell, why }];
      });
      if (back.length > 0 || held.value.length > 0) held.value = back;
      sender.update();
    });
  }

  function keep(change: BoardChange): void {
    void changeDraft(target.id, change).then((where) => {
      keeping.value = where;
    });
  }

  function edit(edits: readonly CellEdit[]): EditStep | null {
    const changes = edits.flatMap(({ index, cell }): CellChange[] => {
      const before = cells.at(index);
      const after = target.edited(before, cell);
      return sameCell(before, after) ? [] : [{ ...cells.placeOf(index), before, after }];
    });
    if (changes.length === 0) return null;
    const step = { changes };
    carryOut(changes, "after", { kind: "did", step });
    return step;
  }

  function move(kind: "undid" | "redid"): HistoryMove | null {
    const found = kind === "undid" ? undone(history) : redone(history);
    if (found === null) return null;
    const [to, from] = kind === "undid" ? (["before", "after"] as const) : (["after", "before"] as const);
    const kept = found.step.changes.filter((change) => holds(change, change[from]));
    return { indices: carryOut(kept, to, { kind }), skipped: found.step.changes.length - kept.length };
  }

  function takeBack(step: EditStep): HistoryMove | null {
    const at = history.steps.indexOf(step);
    if (closed || at < 0 || at >= history.done) return null;
    if (at === history.done - 1) return move("undid");
    const back = step.changes
      .filter((change) => holds(change, change.after))
      .map(({ before, after, ...where }) => ({ ...where, before: after, after: before }));
    const indices = back.length === 0 ? [] : carryOut(back, "after", { kind: "did", step: { changes: back } });
    return { indices, skipped: step.changes.length - back.length };
  }

  function forget(step: EditStep): void {
    const isLast = history.steps[history.done - 1] === step && history.done === history.steps.length;
    if (!isLast) takeBack(step);
    else
      carryOut(
        step.changes.filter((change) => holds(change, change.after)),
        "before",
        { kind: "forgot" },
      );
  }

  function holds(change: CellChange, cell: ScoredCell): boolean {
    const index = cells.indexOf(change);
    return index !== undefined && target.isSame(cells.at(index), cell);
  }

  /** Carries changes out: shows them, keeps them, tells the other tabs, and has them sent. */
  function carryOut(changes: readonly CellChange[], side: "before" | "after", turn: HistoryTurn): number[] {
    const indices: number[] = [];
    const entries: OutboxEntry[] = [];
    for (const change of changes) {
      place(change, (index) => {
        const earlier = cells.entryAt(index);
        const was = earlier?.theirs ?? earlier?.was ?? cells.storedAt(index);
        const { from, to } = change;
        const entry = { from, to, cell: change[side], was, edit: newName(), round: target.round };
        cells.setEntry(index, entry);
        indices.push(index);
        entries.push(entry);
      });
    }
    history = turned(history, turn);
    sender.forgetProblem();
    tell(indices);
    keep({ entries: entries.map(put), history, isNewStep: turn.kind === "did" });
    tabs.post({ kind: "edited", entries, turn });
    sender.schedule(SEND_AFTER_MS);
    return indices;
  }

  function onSent(entries: readonly OutboxEntry[], { conflicts, isStale }: Sent): void {
    const theirs = conflicts.map((conflict) => [placeName(conflict), conflict.theirs] as const);
    keep({ entries: acknowledge(entries, new Map(theirs)) });
    tabs.post({ kind: "sent", entries, conflicts: theirs });
    if (isStale) readLater();
  }

  /** Entries that have arrived are out of the box; an edit made meanwhile replaces what arrived. Tells what changes in the draft. */
  function acknowledge(entries: readonly OutboxEntry[], found: ReadonlyMap<string, ScoredCell>): EntryChange[] {
    const painted: number[] = [];
    const changes: EntryChange[] = [];
    for (const entry of entries) {
      place(entry, (index) => {
        painted.push(index);
        const current = cells.entryAt(index);
        const theirs = found.get(placeName(entry));
        cells.setStored(index, theirs ?? entry.cell);
        if (theirs === undefined && (current === undefined || current.edit === entry.edit)) {
          cells.removeEntry(index);
          changes.push({ kind: "remove", entry });
        } else if (current !== undefined) {
          const later = theirs === undefined ? { ...current, was: entry.cell } : { ...current, theirs };
          cells.setEntry(index, later);
          changes.push({ kind: "revise", entry: later });
        }
      });
    }
    tell(painted);
    return changes;
  }

  /** What the server will not take stays here, marked, until the person says what becomes of it. */
  function onRefused(entries: readonly OutboxEntry[], why: ApiProblem): void {
    const painted: number[] = [];
    const changes: EntryChange[] = [];
    for (const entry of entries) {
      place(entry, (index) => {
        const current = cells.entryAt(index);
        if (current === undefined) return;
        const marked = { ...current, refused: true as const };
        cells.setEntry(index, marked);
        changes.push({ kind: "revise", entry: marked });
        painted.push(index);
      });
    }
    keep({ entries: changes });
    refused.value = issueTexts(why);
    tell(painted);
  }

  function settle(index: number, choice: "yours" | "theirs"): void {
    const entry = cells.entryAt(index);
    if (entry?.theirs === undefined) return;
    const { theirs, refused: _, ...rest } = entry;
    if (choice === "theirs") giveUp([{ index, entry, stored: theirs }]);
    else sendAnew([{ index, entry: { ...rest, was: theirs } }]);
  }

  function release(choice: "send" | "drop"): void {
    const found = held.value.flatMap(({ index }) => {
      const entry = cells.entryAt(index);
      return entry === undefined ? [] : [{ index, entry }];
    });
    if (choice === "drop") giveUp(found.map((each) => ({ ...each, stored: cells.storedAt(each.index) })));
    else sendAnew(found.map(({ index, entry: { refused: _, ...entry } }) => ({ index, entry })));
  }

  function giveUp(
    given: readonly { readonly index: number; readonly entry: OutboxEntry; readonly stored: ScoredCell }[],
  ): void {
    for (const { index, stored } of given) {
      cells.removeEntry(index);
      cells.setStored(index, stored);
    }
    keep({ entries: given.map(({ entry }) => ({ kind: "delete", entry })) });
    tabs.post({ kind: "given-up", cells: given.map(({ entry: { from, to }, stored }) => ({ from, to, stored })) });
    tell(given.map(({ index }) => index));
  }

  function sendAnew(given: readonly { readonly index: number; readonly entry: OutboxEntry }[]): void {
    const entries = given.map(({ index, entry }) => {
      const anew = { ...entry, round: target.round, edit: newName() };
      cells.setEntry(index, anew);
      return anew;
    });
    keep({ entries: entries.map(put) });
    tabs.post({ kind: "edited", entries, turn: null });
    sender.forgetProblem();
    tell(given.map(({ index }) => index));
    sender.schedule(0);
  }

  function receive(event: { readonly kind: string; readonly after: unknown }): void {
    const changed = target.changedBy(event);
    if (changed === "unsaid") readLater();
    else if (changed !== null) cells.takeStored(changed);
  }

  /** Reads the cells soon; without an answer they are read after the next event, or when the board is opened again. */
  function readLater(): void {
    if (closed) return;
    readTimer ??= setTimeout(() => {
      readTimer = undefined;
      const since = cells.now();
      target.read().then(
        (told) => cells.takeStored(told, since),
        () => {},
      );
    }, READ_AFTER_MS);
  }

  function hearTab(message: TabMessage): void {
    switch (message.kind) {
      case "sending":
        sender.waitFor(message.untilMs);
        return;
      case "sent":
        sender.waitFor(0);
        acknowledge(message.entries, new Map(message.conflicts));
        return;
      case "given-up":
        for (const { stored, ...at } of message.cells)
          place(at, (index) => {
            cells.removeEntry(index);
            cells.setStored(index, stored);
            tell([index]);
          });
        return;
      case "edited":
        hearEdit(message);
    }
  }

  function hearEdit({ entries, turn }: Extract<TabMessage, { readonly kind: "edited" }>): void {
    const painted: number[] = [];
    for (const entry of entries) {
      place(entry, (index) => {
        // The draft that was just read may tell it already, with its step.
        if (cells.entryAt(index)?.edit === entry.edit) return;
        cells.setEntry(index, entry);
        painted.push(index);
      });
    }
    if (turn !== null && painted.length > 0) history = turned(history, turn);
    tell(painted);
    // The tab that was typed in sends first.
    sender.schedule(SEND_AFTER_MS * 10);
  }

  function close(): void {
    sender.sendLast();
    closed = true;
    clearTimeout(readTimer);
    sender.close();
    tabs.close();
    cells.forgetListeners();
  }
}

function put(entry: OutboxEntry): EntryChange {
  return { kind: "put", entry };
}

type TabMessage =
  | { readonly kind: "edited"; readonly entries: readonly OutboxEntry[]; readonly turn: HistoryTurn | null }
  | { readonly kind: "sending"; readonly untilMs: number }
  | {
      readonly kind: "sent";
      readonly entries: readonly OutboxEntry[];
      readonly conflicts: readonly (readonly [string, ScoredCell])[];
    }
  | {
      readonly kind: "given-up";
      readonly cells: readonly { readonly from: string; readonly to: string; readonly stored: ScoredCell }[];
    };
