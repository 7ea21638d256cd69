import { effect, signal } from "@preact/signals";
import { EVENT_KINDS } from "../api/event-kinds.js";
import { studyPath } from "../api/request.js";
import { refreshStudy, watchedStudy } from "./study.js";

/** What happened in the study that is open. */
interface LiveEvent {
  readonly seq: number;
  readonly at: string;
  /** A participant's id, `admin` or `server`. */
  readonly actor: string;
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();

/** Whether events of the study arrive, as a signal; null while no study is open. */
export const liveState = signal<"connected" | "waiting" | null>(null);

/** Calls back with each event of the open study, in order. Returns what ends it. */
export function listenToStudy(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes of the study itself: it is read again. */
const REFRESHING = new Set([
  "study-changed",
  "study-deleted",
  "study-restored",
  "variables-changed",
  "blocks-changed",
  "assignments-changed",
  "round-opened",
  "round-closed",
  "participant-changed",
  "participant-removed",
  "link-revoked",
]);

const RETRY_MS = 5000;

let source: EventSource | null = null;
let following = "";
let lastSeq = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Follows the open study as long as it is open. */
effect(() => {
  const watched = watchedStudy.value;
  const name = watched === null ? "" : `${watched.id} ${watched.participant}`;
  if (name === following) return;
  following = name;
  stop();
  if (watched === null) return;
  lastSeq = watched.seq;
  start(watched.id);
});

function start(study: string): void {
  liveState.value = "waiting";
  source = new EventSource(`/api/v1${studyPath(study, `/events?after=${lastSeq}`)}`);
  source.onopen = () => {
    liveState.value = "connected";
  };
  source.onmessage = (message) => hear(message);
  for (const kind of EVENT_KINDS) source.addEventListener(kind, (message) => hear(message as MessageEvent<string>));
  source.onerror = () => {
    liveState.value = "waiting";
    // The browser tries again by itself unless the server refused.
    if (source?.readyState !== EventSource.CLOSED) return;
    stop();
    retry = setTimeout(() => void startAgain(study, following), RETRY_MS);
  };
}

/** After a refusal: reading the study says why, if it is for good. */
async function startAgain(study: string, name: string): Promise<void> {
  await refreshStudy();
  // Meanwhile another study may have been opened, or this one anew: it is then followed already.
  if (source === null && following === name) start(study);
}

function stop(): void {
  clearTimeout(retry);
  source?.close();
  source = null;
  liveState.value = null;
}

function hear(message: MessageEvent<string>): void {
  let event: LiveEvent;
  try {
    event = JSON.parse(message.data) as LiveEvent;
  } catch {
    return;
  }
  if (typeof event.seq !== "number" || event.seq <= lastSeq) return;
  lastSeq = event.seq;
  for (const listener of listeners) listener(event);
  if (REFRESHING.has(event.kind)) void refreshStudy();
}
