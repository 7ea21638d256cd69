import type { Options, Source } from "../engine/task.js";
import type { Problem } from "../problems.js";
import type { JobKind } from "./job-kind.js";

export const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job is to compute: a study with its options, as they were sent. */
export interface JobInput {
  readonly source: Source;
  /** Options of the query; those of the body are with the study. */
  readonly options: Options;
}

/** How many samples, or changed studies, are counted of those there are. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
}

/** What a job found: the bytes of the library. */
export interface JobResult {
  readonly json: string;
  readonly csv: string;
  /** false where the job was cancelled: the result is that of the samples, or changes, counted until then. */
  readonly complete: boolean;
}

/** A job, as a store keeps it: plain data. */
export interface Job {
  /** 128 random bits: whoever has it may see the result. */
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly input: JobInput;
  /** Times, in ISO 8601. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** null until the first samples are counted. */
  readonly progress: JobProgress | null;
  /** Who ended a cancelled job. */
  readonly cancelledBy: "caller" | "server" | null;
  /** Of a job done, and of a cancelled one that had counted something. */
  readonly result: JobResult | null;
  /** Why a job failed. */
  readonly problem: Problem | null;
}

export function isEnded({ state }: Pick<Job, "state">): boolean {
  return state !== "queued" && state !== "running";
}
