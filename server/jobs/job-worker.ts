import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
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
import type { JobInput, JobKind, JobProgress, JobResult } from "./job.js";
import { awaitTurn } from "./turn.js";

/** What a job's thread starts with. */
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

const order = workerData as JobOrder;
let lastWord = Number.NEGATIVE_INFINITY;

function say(message: JobMessage): void {
  parentPort?.postMessage(message);
}

/** Says how far the job is, waits for its turn, and returns whether it goes on. */
function goesOn(progress: JobProgress): boolean {
  const now = performance.now();
  if (now - lastWord >= PROGRESS_MS) {
    lastWord = now;
    say({ progress });
  }
  return awaitTurn(order.turn);
}

async function batch(): Promise<JobResult> {
  const { study, options } = readSource(order.input.source, order.input.options);
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

function search(): JobResult {
  const { study, options } = readSource(order.input.source, order.input.options);
  const slices = robustnessSlices(study, options as RobustnessOptions);
  let slice = slices.next();
  while (slice.done !== true) {
    const { tried, total } = slice.value;
    slice = slices.next(!goesOn({ done: tried, total }));
  }
  const result = slice.value;
  return { json: JSON.stringify(result), csv: toRobustnessCsv(study, result), complete: result.complete };
}

async function run(): Promise<void> {
  try {
    say({ result: order.kind === "sensitivity" ? await batch() : search() });
  } catch (error) {
    if (error instanceof MotriceError) {
      say({ failure: { code: error.code, message: error.message, issues: error.issues } });
      return;
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ failure: { code: null, message, issues: [] } });
  }
}

await run();
