import type { Contribution } from "../../src/index.js";
import { ApiProblem } from "../api/problem.js";
import type {
  AnswerTo,
  EngineBatch,
  EngineMessage,
  EngineReply,
  EngineWork,
  LongWork,
  WorkProgress,
} from "./engine-work.js";

/** A study as the engine takes it, as the API gives it; another state of it has another key. */
export interface EngineStudy {
  readonly key: string;
  readonly source: unknown;
  /** What its experts answered, for work on groups of them. @default none */
  readonly contributions?: readonly Contribution[];
}

/** What some work is on besides its study. */
export interface WorkBeside {
  /** Another study. */
  readonly beside?: EngineStudy | null;
  /** A batch of the study. */
  readonly batch?: EngineBatch | null;
}

export interface WorkOptions extends WorkBeside {
  /** Stops long work, which then gives what it has, or is refused as `stopped`. */
  readonly signal?: AbortSignal;
  /** Called with how far long work is. */
  readonly onProgress?: (progress: WorkProgress) => void;
}

interface Waiting {
  readonly done: (answer: never) => void;
  readonly refused: (problem: ApiProblem) => void;
  readonly onProgress: WorkOptions["onProgress"];
}

interface Thread {
  readonly worker: Worker;
  /** Keys of the studies that it holds, the one used last at the end. */
  readonly studies: Set<string>;
  /** Key of the batch that it holds. */
  batch: string | null;
  readonly waiting: Map<number, Waiting>;
}

/** Long work has threads of its own: pictures do not wait for it. */
type ThreadName = "pictures" | "batches" | "judgements";

const THREAD_OF: Readonly<Record<LongWork["kind"], ThreadName>> = {
  batch: "batches",
  "cell-influence": "judgements",
  robustness: "judgements",
};

/** Studies that a thread holds: two that are compared, what they are made of, and some to come back to. */
const MOST_HELD = 6;

const threads = new Map<ThreadName, Thread>();
let lastId = 0;

/**
 * Has the engine work on a study, or on two of them, in a thread of its own. The engine's code is loaded with the first work. Throws {@link ApiProblem} with the
 * engine's own code and issues where it refuses.
 *
 * @example
 * const svg = await work({ key: "abc 1", source: study }, { kind: "picture", name: "map-direct", options: {}, plot: {} });
 */
export function work<Work extends EngineWork>(
  study: EngineStudy,
  asked: Work,
  { beside = null, batch = null, signal, onProgress }: WorkOptions = {},
): Promise<AnswerTo<Work>> {
  const name = (THREAD_OF as Partial<Record<EngineWork["kind"], ThreadName>>)[asked.kind] ?? "pictures";
  const thread = threads.get(name) ?? openThread(name);
  const send = (message: EngineMessage) => thread.worker.postMessage(message);
  if (beside !== null) hold(thread, beside, send);
  hold(thread, study, send);
  if (batch !== null && thread.batch !== batch.key) {
    thread.batch = batch.key;
    send({ kind: "hold-batch", batch });
  }
  lastId += 1;
  const id = lastId;
  const stop = () => send({ kind: "stop", id });
  signal?.addEventListener("abort", stop);
  const answered = new Promise<AnswerTo<Work>>((done, refused) => {
    thread.waiting.set(id, { done: done as Waiting["done"], refused, onProgress });
    send({ kind: "work", id, key: study.key, beside: beside?.key ?? null, work: asked });
    if (signal?.aborted) stop();
  });
  return answered.finally(() => signal?.removeEventListener("abort", stop));
}

/** Sends a study that a thread does not hold yet, and has it forget the one that was not used for longest. */
function hold(
  { studies }: Thread,
  { key, source, contributions = [] }: EngineStudy,
  send: (message: EngineMessage) => void,
): void {
  const isHeld = studies.delete(key);
  studies.add(key);
  if (isHeld) return;
  send({ kind: "study", key, study: source, contributions });
  if (studies.size <= MOST_HELD) return;
  const [oldest] = studies;
  studies.delete(oldest!);
  send({ kind: "forget", key: oldest! });
}

function openThread(name: ThreadName): Thread {
  const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });
  const thread: Thread = { worker, studies: new Set(), batch: null, waiting: new Map() };
  threads.set(name, thread);
  worker.addEventListener("message", ({ data }: MessageEvent<EngineReply>) => {
    const asker = thread.waiting.get(data.id);
    if (asker === undefined) return;
    if ("progress" in data) return asker.onProgress?.(data.progress);
    thread.waiting.delete(data.id);
    if ("answer" in data) return asker.done(data.answer as never);
    const { code, message, issues } = data.refusal;
    asker.refused(new ApiProblem(0, { code, title: message, detail: message, issues }));
  });
  // A worker whose code could not be loaded answers nothing: the next work opens another.
  worker.addEventListener("error", ({ message }) => {
    const problem = new ApiProblem(0, { code: "page-fault", title: message || "The engine could not be loaded" });
    for (const { refused } of thread.waiting.values()) refused(problem);
    thread.waiting.clear();
    worker.terminate();
    threads.delete(name);
  });
  return thread;
}
