import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { MotriceError } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import type { Job, JobProgress, JobResult } from "./job.js";
import type { JobMessage, JobOrder } from "./job-worker.js";
import { endTurn, giveTurn, holdTurn, newTurn } from "./turn.js";

/** How long a thread that is to end may take over what it has begun, in ms: then it is ended without a result. */
const END_MS = 2000;

/** The thread of one job. Has identity: it owns a thread. */
export interface JobThread {
  /** Lets it wait for its next turn, and go on. */
  readonly hold: () => void;
  readonly goOn: () => void;
  /** Ends it: with what it has found so far, or without a result where it does not come to that in time. */
  readonly end: () => void;
  /** Resolves with the result, null where it was ended without one; rejects with the job's own error. */
  readonly ended: Promise<JobResult | null>;
}

export function startJobThread(
  { kind, input }: Pick<Job, "kind" | "input">,
  workerMemoryMb: number,
  onProgress: (progress: JobProgress) => void,
): JobThread {
  const turn = newTurn();
  const workerData: JobOrder = { kind, input, turn };
  const worker = new Worker(workerAddress(), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: workerMemoryMb },
  });
  let deadline: NodeJS.Timeout | undefined;
  let toEnd = false;
  const ended = new Promise<JobResult | null>((resolve, reject) => {
    worker.on("message", (message: JobMessage) => {
      if ("progress" in message) onProgress(message.progress);
      else if ("result" in message) resolve(message.result);
      else reject(toError(message.failure));
    });
    worker.on("error", (error) => {
      const outOfMemory = (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
      reject(outOfMemory ? new RequestProblem("task-too-large", "The job needs too much memory.") : error);
    });
    worker.on("exit", (code) => {
      clearTimeout(deadline);
      if (toEnd) resolve(null);
      else reject(new Error(`the thread of a job ended with code ${code}`));
    });
  });
  return {
    hold: () => holdTurn(turn),
    goOn: () => giveTurn(turn),
    end: () => {
      if (toEnd) return;
      toEnd = true;
      endTurn(turn);
      deadline = setTimeout(() => void worker.terminate(), END_MS);
    },
    ended,
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
