import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { type ApiProblem, asProblem } from "../api/problem.js";
import type { BoardTarget, Sent } from "./board-target.js";
import { newName, type OutboxEntry } from "./outbox-entry.js";

/**
 * Where what was typed is: on the server (`saved`), on its way (`sending`), kept here until the server answers (`waiting`), or held back with a problem that
 * waiting does not solve (`held`).
 */
type SaveState = "saved" | "sending" | "waiting" | "held";

export interface SenderInput {
  readonly target: BoardTarget;
  /** All that is not on the server, and of it what may go there. */
  readonly unsaved: () => readonly OutboxEntry[];
  readonly sendable: () => readonly OutboxEntry[];
  readonly onSent: (entries: readonly OutboxEntry[], sent: Sent) => void;
  readonly onRefused: (entries: readonly OutboxEntry[], why: ApiProblem) => void;
  /** Tells the other tabs until when this one is sending. */
  readonly onSending: (untilMs: number) => void;
}

/** Sends what is typed a little later, again and again until it has arrived. */
export interface Sender {
  readonly schedule: (afterMs: number) => void;
  /** Sends what there is as the page is closed or hidden. */
  readonly sendLast: () => void;
  /** Another tab is sending: this one waits. */
  readonly waitFor: (untilMs: number) => void;
  /** Brings the state up to date with what is not yet on the server. */
  readonly update: () => void;
  /** What was typed may go where the last did not. */
  readonly forgetProblem: () => void;
  readonly close: () => void;
  readonly saveState: ReadonlySignal<SaveState>;
  readonly problem: ReadonlySignal<ApiProblem | null>;
}

const MAX_BATCH = 5000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** Problems that go away by waiting. */
const PASSING = new Set([
  "offline",
  "request-timeout",
  "server-busy",
  "storage-unavailable",
  "storage-full",
  "store-unusable",
  "rate-limited",
  "internal",
]);

/** Problems of some entries of a request, which its issues name; the others may go without them. */
const OF_ENTRIES = new Set(["cell-locked", "body-invalid"]);

export function outboxSender(input: SenderInput): Sender {
  const { target, unsaved, sendable, onSent, onRefused, onSending } = input;
  const saveState = signal<SaveState>("saved");
  const problem = signal<ApiProblem | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  let othersSendUntil = 0;
  let retryMs = FIRST_RETRY_MS;
  let lastRequest: { readonly body: string; readonly key: string } | null = null;
  let isClosed = false;

  function schedule(afterMs: number): void {
    if (isClosed || target.send === null) return;
    clearTimeout(timer);
    timer = setTimeout(() => void send(false), afterMs);
  }

  async function send(closing: boolean): Promise<void> {
    if (isSending || target.send === null) return;
    const waitMs = othersSendUntil - Date.now();
    if (waitMs > 0 && waitMs < MAX_RETRY_MS) return schedule(waitMs);
    const entries = sendable().slice(0, MAX_BATCH);
    if (entries.length === 0) return update();
    isSending = true;
    saveState.value = "sending";
    onSending(Date.now() + 10_000);
    const body = JSON.stringify(entries);
    // The same changes after an answer that was lost go out by the same name.
    const key: string = lastRequest?.body === body ? lastRequest.key : newName();
    lastRequest = { body, key };
    try {
      const sent = await target.send(key, entries, closing);
      lastRequest = null;
      retryMs = FIRST_RETRY_MS;
      isSending = false;
      problem.value = null;
      onSent(entries, sent);
      if (sendable().length > 0) schedule(0);
    } catch (error) {
      isSending = false;
      onSending(0);
      fail(asProblem(error), entries);
    }
  }

  function fail(why: ApiProblem, entries: readonly OutboxEntry[]): void {
    const named = OF_ENTRIES.has(why.code) ? refusedEntries(why, entries) : [];
    if (named.length > 0) {
      onRefused(named, why);
      if (sendable().length > 0) schedule(0);
      return;
    }
    const isPassing = PASSING.has(why.code);
    batch(() => {
      problem.value = why;
      saveState.value = isPassing ? "waiting" : "held";
    });
    if (!isPassing) return;
    schedule(retryMs);
    retryMs = Math.min(MAX_RETRY_MS, retryMs * 2);
  }

  function update(): void {
    batch(() => {
      if (unsaved().length === 0) {
        saveState.value = "saved";
        problem.value = null;
      } else if (sendable().length === 0) saveState.value = "held";
      else if (problem.value === null) saveState.value = "sending";
    });
  }

  function onOnline(): void {
    retryMs = FIRST_RETRY_MS;
    schedule(0);
  }

  function sendLast(): void {
    if (sendable().length > 0) void send(true);
  }

  function onVisibility(): void {
    if (document.visibilityState === "hidden") sendLast();
    else if (sendable().length > 0) schedule(0);
  }

  window.addEventListener("online", onOnline);
  document.addEventListener("visibilitychange", onVisibility);

  return {
    schedule,
    sendLast,
    waitFor: (untilMs) => {
      othersSendUntil = untilMs;
    },
    update,
    forgetProblem() {
      if (problem.value !== null && !PASSING.has(problem.value.code)) problem.value = null;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      window.removeEventListener("online", onOnline);
      document.removeEventListener("visibilitychange", onVisibility);
    },
    saveState,
    problem,
  };
}

/** The entries that the issues of a refusal name, by their place in the request: `/changes/3/value`. */
function refusedEntries({ issues }: ApiProblem, entries: readonly OutboxEntry[]): OutboxEntry[] {
  const places = new Set(issues.map(({ path }) => Number(/^\/?changes\/(\d+)/.exec(path)?.[1] ?? -1)));
  return entries.filter((_, index) => places.has(index));
}
