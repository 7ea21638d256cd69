import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { MotriceError } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import type { ServerSettings } from "../settings.js";
import type { Rendering, Task } from "./task.js";
import type { TaskAnswer } from "./task-worker.js";

export type PoolSettings = Pick<ServerSettings, "workers" | "queueLimit" | "taskTimeoutMs" | "workerMemoryMb">;

/** Who asks for a task. */
export interface TaskCaller {
  /** Aborts once nobody waits for the answer. */
  readonly signal?: AbortSignal;
  /** Whose tasks share half of the queue, such as an address; without one, the whole. */
  readonly address?: string;
}

interface Job {
  readonly task: Task;
  readonly address: string | undefined;
  readonly resolve: (rendering: Rendering) => void;
  readonly reject: (error: unknown) => void;
}

/** Worker threads that compute tasks beside the event loop. Has identity: it owns threads. */
export interface TaskPool {
  /** Rejects with the task's own error, or with a RequestProblem where it was stopped or refused. */
  readonly run: (task: Task, caller?: TaskCaller) => Promise<Rendering>;
  readonly running: () => number;
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A pool of worker threads, each started when first needed and computing one task at a time.
 *
 * A task that passes the time or memory limit, or whose caller has gone, is stopped with its thread; the next task gets another
 * thread. Beyond `queueLimit` waiting tasks, or half of that from one address, more are refused as `server-busy`.
 */
export function createTaskPool(settings: PoolSettings): TaskPool {
  const idle: Worker[] = [];
  const busy = new Map<Worker, Job>();
  const queue: Job[] = [];
  let closed = false;

  function startWorker(): Worker {
    const worker = new Worker(workerAddress(), {
      resourceLimits: { maxOldGenerationSizeMb: settings.workerMemoryMb },
    });
    worker.on("message", (answer: TaskAnswer) => {
      const job = release(worker);
      if (!closed) idle.push(worker);
      if (answer.ok) job?.resolve(answer.rendering);
      else job?.reject(toError(answer));
      next();
    });
    worker.on("error", (error) => {
      const outOfMemory = (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
      drop(
        worker,
        outOfMemory ? new RequestProblem("task-too-large", "The computation needs too much memory.") : error,
      );
    });
    worker.on("exit", (code) => drop(worker, new Error(`a worker thread ended with code ${code}`)));
    return worker;
  }

  function release(worker: Worker): Job | undefined {
    const job = busy.get(worker);
    busy.delete(worker);
    worker.unref();
    return job;
  }

  function drop(worker: Worker, reason: unknown): void {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    release(worker)?.reject(reason);
    next();
  }

  function next(): void {
    while (!closed && queue.length > 0 && busy.size < settings.workers) {
      const job = queue.shift()!;
      const worker = idle.pop() ?? startWorker();
      busy.set(worker, job);
      worker.ref();
      worker.postMessage(job.task);
    }
  }

  function stop(job: Job, reason: unknown): void {
    const place = queue.indexOf(job);
    if (place >= 0) queue.splice(place, 1);
    job.reject(reason);
    for (const [worker, current] of busy) if (current === job) void worker.terminate();
  }

  function isFull(address: string | undefined): boolean {
    if (busy.size < settings.workers) return false;
    if (queue.length >= settings.queueLimit) return true;
    const own = address === undefined ? 0 : queue.filter((job) => job.address === address).length;
    return own >= Math.ceil(settings.queueLimit / 2);
  }

  async function run(task: Task, { signal, address }: TaskCaller = {}): Promise<Rendering> {
    signal?.throwIfAborted();
    if (closed || isFull(address)) {
      const detail = "As many computations as this server takes are under way or waiting. Ask again in a few seconds.";
      throw new RequestProblem("server-busy", detail, { headers: { "retry-after": "5" } });
    }
    let timer: NodeJS.Timeout | undefined;
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<Rendering>((resolve, reject) => {
        const job: Job = { task, address, resolve, reject };
        timer = setTimeout(() => stop(job, tooLong(settings.taskTimeoutMs)), settings.taskTimeoutMs);
        onAbort = () => stop(job, signal?.reason);
        signal?.addEventListener("abort", onAbort, { once: true });
        queue.push(job);
        next();
      });
    } finally {
      clearTimeout(timer);
      if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
    }
  }

  async function close(): Promise<void> {
    closed = true;
    const stopped = new RequestProblem("server-busy", "The server is stopping.");
    for (const job of queue.splice(0)) job.reject(stopped);
    for (const job of busy.values()) job.reject(stopped);
    await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
  }

  return { run, running: () => busy.size, waiting: () => queue.length, close };
}

function tooLong(taskTimeoutMs: number): RequestProblem {
  const detail = `The answer was not ready after ${taskTimeoutMs / 1000} s, waiting for a worker included. A smaller study, a smaller maxPower or shorter loops take less time; the library and the command line have no such limit.`;
  return new RequestProblem("task-timeout", detail, { headers: { "retry-after": "30" } });
}

function toError(answer: Extract<TaskAnswer, { ok: false }>): Error {
  if (answer.code === null) return new Error(answer.message);
  return new MotriceError(answer.code, answer.message, answer.issues);
}

/** The worker's file: beside or above the bundle in `dist/`; in the sources, an entry that can load TypeScript. */
function workerAddress(): URL {
  const places = ["./task-worker.js", "../task-worker.js", "./task-worker-from-sources.mjs"];
  const found = places.map((place) => new URL(place, import.meta.url)).find((address) => existsSync(address));
  if (found === undefined) throw new Error("the worker file of the server is missing");
  return found;
}
