import { performance } from "node:perf_hooks";
import { parentPort } from "node:worker_threads";
import {
  type Chunk,
  type ChunkedComputation,
  type ChunkPlan,
  type CountedChunk,
  type ErrorCode,
  type Issue,
  MotriceError,
  type Robustness,
  type RobustnessOptions,
  robustnessChunks,
  type SensitivityOptions,
  type SensitivityResult,
  sensitivityChunks,
  toRobustnessCsv,
  toSensitivityCsv,
} from "../../src/index.js";
import { readSource } from "../engine/read-source.js";
import type { Findings } from "./executor.js";
import type { JobInput, JobResult } from "./job.js";
import type { JobKind } from "./job-kind.js";
import { isStopped } from "./stop-flag.js";

/** What a thread is asked: one thing at a time. */
export type Question =
  | { readonly ask: "plan" }
  | { readonly ask: "count"; readonly chunk: Chunk }
  | { readonly ask: "merge"; readonly chunks: readonly CountedChunk[] }
  | { readonly ask: "findings"; readonly chunks: readonly CountedChunk[] };

export interface ThreadRequest {
  readonly job: string;
  /** What the job computes, where the thread does not hold it. */
  readonly work: { readonly kind: JobKind; readonly input: JobInput } | null;
  /** Jobs it need not hold any more. */
  readonly forget: readonly string[];
  readonly question: Question;
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** The answer to each question. */
export interface Answers {
  readonly plan: ChunkPlan;
  readonly count: CountedChunk;
  readonly merge: { readonly merged: CountedChunk; readonly finished: boolean };
  readonly findings: Findings;
}

/** What it says: how far a chunk is, then the answer or why there is none. */
export type ThreadMessage =
  | { readonly done: number }
  | { readonly answer: Answers[keyof Answers] }
  | {
      readonly failure: {
        readonly code: ErrorCode | null;
        readonly message: string;
        readonly issues: readonly Issue[];
      };
    };

/** A job's computation, with how its result is told. */
interface HeldJob {
  readonly chunks: ChunkedComputation<unknown>;
  readonly render: (result: unknown) => JobResult;
}

/** Time between two words on progress, in ms. */
const PROGRESS_MS = 100;

const held = new Map<string, HeldJob>();

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

async function holdJob(kind: JobKind, { source, options: given }: JobInput): Promise<HeldJob> {
  const { study, options } = readSource(source, given);
  if (kind === "robustness") {
    return {
      chunks: robustnessChunks(study, options as RobustnessOptions),
      render: (found) => {
        const result = found as Robustness;
        return { json: JSON.stringify(result), csv: toRobustnessCsv(study, result), complete: result.complete };
      },
    };
  }
  return {
    chunks: await sensitivityChunks(study, options as SensitivityOptions),
    render: (found) => {
      const result = found as SensitivityResult;
      return { json: JSON.stringify(result), csv: toSensitivityCsv(study, result), complete: result.complete };
    },
  };
}

function count({ chunks }: HeldJob, chunk: Chunk, stop: Int32Array<SharedArrayBuffer>): CountedChunk {
  let lastWord = performance.now();
  const slices = chunks.count(chunk);
  let slice = slices.next();
  while (slice.done !== true) {
    const now = performance.now();
    if (now - lastWord >= PROGRESS_MS) {
      lastWord = now;
      say({ done: slice.value });
    }
    slice = slices.next(isStopped(stop));
  }
  return slice.value;
}

function answerOf(job: HeldJob, question: Question, stop: Int32Array<SharedArrayBuffer>): Answers[keyof Answers] {
  const { chunks, render } = job;
  switch (question.ask) {
    case "plan":
      return chunks.plan;
    case "count":
      return count(job, question.chunk, stop);
    case "merge": {
      const merged = chunks.merge(question.chunks);
      return { merged, finished: chunks.isComplete(merged) };
    }
    case "findings": {
      const merged = chunks.merge(question.chunks);
      const finished = chunks.isComplete(merged);
      const result = merged.last === 0 && !finished ? null : chunks.result(merged);
      return { result: result === null ? null : render(result), done: merged.done, finished };
    }
  }
}

async function answerTo({ job, work, forget, question, stop }: ThreadRequest): Promise<ThreadMessage> {
  try {
    for (const id of forget) held.delete(id);
    if (work !== null) held.set(job, await holdJob(work.kind, work.input));
    return { answer: answerOf(held.get(job)!, question, stop) };
  } catch (error) {
    held.delete(job);
    if (error instanceof MotriceError) {
      return { failure: { code: error.code, message: error.message, issues: error.issues } };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: { code: null, message, issues: [] } };
  }
}

parentPort?.on("message", async (request: ThreadRequest) => say(await answerTo(request)));
