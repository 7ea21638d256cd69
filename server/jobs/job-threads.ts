import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { MotriceError } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import type { Job, JobProgress, JobResult } from "./job.js";
import type { JobMessage, JobOrder } from "./job-worker.js";
import { endTurn, giveTurn, holdTurn, newTurn } from "./turn.js";

/** How long a thread that is to end may take over what it has begun, in ms: then it is ended without a result. */
const END_MS = 2000;

/** A job on its thread. */
export interface JobRun {
  /** Lets it wait for its next turn, and go on. */
  readonly hold: () => void;
  readonly goOn: () => void;
  /** Ends it: with what it has found so far, or without a result where it does not come to that in time. */
  readonly end: () => void;
  /** Resolves with the result, null where it was ended without one; rejects with the job's own error. */
  readonly ended: Promise<JobResult | null>;
}

/** Threads for jobs. Has identity: it owns them. */
export interface JobThreads {
  /** Starts a job on a thread of its own. */
  readonly run: (job: Pick<Job, "kind" | "input">, onProgress: (progress: JobProgress) => void) => JobRun;
  /** Ends the threads without a job. */
  readonly close: () => Promise<void>;
}

/** A thread is started when there is none without a job; up to `idleLimit` are kept for the next one. */
export function jobThreads({ idleLimit, memoryMb }: { idleLimit: number; memoryMb: number }): JobThreads {
  const idle: Worker[] = [];

  function rest(worker: Worker): void {
    worker.removeAllListeners();
    const leave = () => {
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
    };
    worker.on("error", leave);
    worker.on("exit", leave);
    worker.unref();
    idle.push(worker);
    if (idle.length > idleLimit) void idle.shift()!.terminate();
  }

  function run({ kind, input }: Pick<Job, "kind" | "input">, onProgress: (progress: JobProgress) => void): JobRun {
    const turn = newTurn();
    const worker = idle.pop() ?? new Worker(workerAddress(), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    worker.removeAllListeners();
    worker.ref();
    let deadline: NodeJS.Timeout | undefined;
    const ended = new Promise<JobResult | null>((resolve, reject) => {
      worker.on("message", (message: JobMessage) => {
        if ("progress" in message) return onProgress(message.progress);
        clearTimeout(deadline);
        rest(worker);
        if ("result" in message) resolve(message.result);
        else reject(toError(message.failure));
      });
      worker.on("error", (error) => {
        const outOfMemory = (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
        reject(outOfMemory ? new RequestProblem("task-too-large", "The job needs too much memory.") : error);
      });
      worker.on("exit", (code) => {
        clearTimeout(deadline);
        if (deadline !== undefined) resolve(null);
        else reject(new Error(`the thread of a job ended with code ${code}`));
      });
    });
    worker.postMessage({ kind, input, turn } satisfies JobOrder);
    return {
      hold: () => holdTurn(turn),
      goOn: () => giveTurn(turn),
      end: () => {
        endTurn(turn);
        deadline ??= setTimeout(() => void worker.terminate(), END_MS);
      },
      ended,
    };
  }

  return {
    run,
    close: async () => {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

function toError({ code, message, issues }: Extract<JobMessage, { failure: unknown }>["failure"]): Error {
  return code === null ? new Error(message) : new MotriceError(code, message, issues);
}

/** The worker's file: beside or above the bundle in `dist/`; in the sources, an entry that can load TypeScript. */
function workerAddress(): URL {
  const places = ["./job-worker.js", "../job-worker.js", "./job-worker-from-sources.mjs"];
  const found = places.map((place) => new URL(place, import.meta.url)).find((address) => existsSync(address));
  if (found === undefined) throw new Error("the worker file of the jobs is missing");
  return found;
}
