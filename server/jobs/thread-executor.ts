import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { MotriceError } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import type { Assembly, Executor } from "./executor.js";
import type { JobOrder } from "./job.js";
import type { Answers, Question, ThreadMessage, ThreadRequest } from "./job-worker.js";
import { newStopFlag, raiseStop } from "./stop-flag.js";

/** How long a thread that is to stop may take over what it has begun, in ms: then it is ended without an answer. */
const STOP_MS = 2000;

/** Jobs that a thread holds ready, studies read and compiled. */
const HELD_JOBS = 4;

interface Thread {
  readonly worker: Worker;
  /** Ids of the jobs it holds, the last one asked for at the end. */
  held: string[];
}

interface ThreadSettings {
  /** Threads at most, and chunks counted at a time. */
  readonly width: number;
  /** Memory of a thread, in MB. */
  readonly memoryMb: number;
}

/**
 * Worker threads that count chunks and put them together. Has identity: it owns them. They are started when first needed; each does one thing at a time, and what is
 * put together goes before what is counted.
 */
export function threadExecutor({ width, memoryMb }: ThreadSettings): Executor & Assembly {
  const idle: Thread[] = [];
  const waiting: Record<"soon" | "later", (() => void)[]> = { soon: [], later: [] };
  let started = 0;

  /** A thread that holds the job, any other that is idle, a new one, or the next that comes free. */
  async function takeThread(job: string, order: "soon" | "later"): Promise<Thread> {
    while (idle.length === 0 && started >= width) {
      await new Promise<void>((resolve) => waiting[order].push(resolve));
    }
    const [thread] = idle.splice(
      idle.findLastIndex(({ held }) => held.includes(job)),
      1,
    );
    const taken = thread ?? startThread();
    taken.worker.removeAllListeners();
    taken.worker.ref();
    return taken;
  }

  function startThread(): Thread {
    started += 1;
    const worker = new Worker(workerAddress(), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    return { worker, held: [] };
  }

  function letNextGo(): void {
    (waiting.soon.shift() ?? waiting.later.shift())?.();
  }

  function rest(thread: Thread): void {
    const { worker } = thread;
    worker.removeAllListeners();
    const leave = () => {
      const place = idle.indexOf(thread);
      if (place < 0) return;
      idle.splice(place, 1);
      lose();
    };
    worker.on("error", leave);
    worker.on("exit", leave);
    worker.unref();
    idle.push(thread);
    letNextGo();
  }

  /** A thread is gone: there is room for another. */
  function lose(): void {
    started -= 1;
    letNextGo();
  }

  function requestFor(thread: Thread, { id, kind, input }: JobOrder): Pick<ThreadRequest, "job" | "work" | "forget"> {
    const others = thread.held.filter((job) => job !== id);
    const work = others.length < thread.held.length ? null : { kind, input };
    const forget = others.slice(0, Math.max(0, others.length + 1 - HELD_JOBS));
    thread.held = [...others.slice(forget.length), id];
    return { job: id, work, forget };
  }

  /** Null where the signal came and no answer in time. */
  async function ask<Asked extends Question["ask"]>(
    order: JobOrder,
    question: Extract<Question, { ask: Asked }>,
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: ((done: number) => void) | undefined } = {},
  ): Promise<Answers[Asked] | null> {
    const thread = await takeThread(order.id, question.ask === "count" ? "later" : "soon");
    if (signal?.aborted) {
      rest(thread);
      return null;
    }
    const { worker } = thread;
    const stop = newStopFlag();
    let deadline: NodeJS.Timeout | undefined;
    const onAbort = () => {
      raiseStop(stop);
      deadline = setTimeout(() => void worker.terminate(), STOP_MS);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      return await new Promise<Answers[Asked] | null>((resolve, reject) => {
        worker.on("message", (message: ThreadMessage) => {
          if ("done" in message) return onProgress?.(message.done);
          if ("failure" in message) thread.held = thread.held.filter((job) => job !== order.id);
          rest(thread);
          if ("answer" in message) resolve(message.answer as Answers[Asked]);
          else reject(toError(message.failure));
        });
        worker.on("error", (error) => {
          const outOfMemory = (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
          reject(outOfMemory ? new RequestProblem("task-too-large", "The job needs too much memory.") : error);
        });
        worker.on("exit", (code) => {
          lose();
          if (deadline !== undefined) resolve(null);
          else reject(new Error(`the thread of a job ended with code ${code}`));
        });
        worker.postMessage({ ...requestFor(thread, order), question, stop } satisfies ThreadRequest);
      });
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  return {
    width,
    run: (order, chunk, signal, onProgress) => ask(order, { ask: "count", chunk }, { signal, onProgress }),
    plan: (order, signal) => ask(order, { ask: "plan" }, { signal }),
    merge: async (order, chunks) => (await ask(order, { ask: "merge", chunks }))!,
    findings: async (order, chunks) => (await ask(order, { ask: "findings", chunks }))!,
    close: async () => {
      await Promise.all(idle.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function toError({ code, message, issues }: Extract<ThreadMessage, { failure: unknown }>["failure"]): Error {
  return code === null ? new Error(message) : new MotriceError(code, message, issues);
}

/** The worker's file: beside or above the bundle in `dist/`; in the sources, an entry that can load TypeScript. */
function workerAddress(): URL {
  const places = ["./job-worker.js", "../job-worker.js", "./job-worker-from-sources.mjs"];
  const found = places.map((place) => new URL(place, import.meta.url)).find((address) => existsSync(address));
  if (found === undefined) throw new Error("the worker file of the jobs is missing");
  return found;
}
