import { performance } from "node:perf_hooks";
import { parentPort } from "node:worker_threads";
import {
  type ErrorCode,
  type Issue,
  MotriceError,
  type RobustnessOptions,
  robustnessSlices,
  type SensitivityOptions,
  toRobustnessCsv,
  toSensitivityCsv,
} from "../../src/index.js";
import { sensitivity } from "../../src/node.js";
import { readSource } from "../engine/read-source.js";
import type { JobInput, JobProgress, JobResult } from "./job.js";
import type { JobKind } from "./job-kind.js";
import { awaitTurn } from "./turn.js";

/** What a job's thread is told. */
export interface JobOrder {
  readonly kind: JobKind;
  readonly input: JobInput;
  readonly turn: Int32Array<SharedArrayBuffer>;
}

/** What it says: how far it is, then what it found or why it failed. */
export type JobMessage =
  | { readonly progress: JobProgress }
  | { readonly result: JobResult }
  | {
      readonly failure: {
        readonly code: ErrorCode | null;
        readonly message: string;
        readonly issues: readonly Issue[];
      };
    };

/** Time between two words on progress, in ms. */
const PROGRESS_MS = 100;

function say(message: JobMessage): void {
  parentPort?.postMessage(message);
}

/** Says how far a job is, waits for its turn, and returns whether it goes on. */
function pacer({ turn }: JobOrder): (progress: JobProgress) => boolean {
  let lastWord = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - lastWord >= PROGRESS_MS || progress.done === progress.total) {
      lastWord = now;
      say({ progress });
    }
    return awaitTurn(turn);
  };
}

async function batch({ input }: JobOrder, goesOn: (progress: JobProgress) => boolean): Promise<JobResult> {
  const { study, options } = readSource(input.source, input.options);
  const stop = new AbortController();
  const result = await sensitivity(study, {
    ...(options as SensitivityOptions),
    workers: 0,
    signal: stop.signal,
    onProgress: ({ samples, total }) => {
      if (!goesOn({ done: samples, total })) stop.abort();
    },
  });
  return { json: JSON.stringify(result), csv: toSensitivityCsv(study, result), complete: result.complete };
}

function search({ input }: JobOrder, goesOn: (progress: JobProgress) => boolean): JobResult {
  const { study, options } = readSource(input.source, input.options);
  const slices = robustnessSlices(study, options as RobustnessOptions);
  let slice = slices.next();
  while (slice.done !== true) {
    const { tried, total } = slice.value;
    slice = slices.next(!goesOn({ done: tried, total }));
  }
  const result = slice.value;
  return { json: JSON.stringify(result), csv: toRobustnessCsv(study, result), complete: result.complete };
}

async function answerTo(order: JobOrder): Promise<JobMessage> {
  try {
    const goesOn = pacer(order);
    return { result: order.kind === "sensitivity" ? await batch(order, goesOn) : search(order, goesOn) };
  } catch (error) {
    if (error instanceof MotriceError) {
      return { failure: { code: error.code, message: error.message, issues: error.issues } };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: { code: null, message, issues: [] } };
  }
}

parentPort?.on("message", async (order: JobOrder) => say(await answerTo(order)));
