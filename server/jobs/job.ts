import type { Options, Source } from "../engine/task.js";
import type { Problem } from "../problems.js";
import type { JobKind } from "./job-kind.js";

export const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job is to compute: a study with its options, as they were sent. */
export interface JobInput {
  readonly source: Exclude<Source, { kind: "xlsx" }>;
  /** Options of the query; those of the body are with the study. */
  readonly options: Options;
}

/** What is counted: the same wherever it is counted. */
export interface JobOrder {
  readonly id: string;
  readonly kind: JobKind;
  readonly input: JobInput;
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
  /** false where the result is that of the samples, or changes, counted until the job was cancelled, or of those that its limit let it try. */
  readonly complete: boolean;
}

/** The study whose matrix a job computes. */
export interface JobStudy {
  readonly id: string;
  /** Which matrix of it: `consensus`, `aggregate`, `contribution:ID`, `snapshot:ID`. */
  readonly of: string;
  /** The participant who started the job. */
  readonly createdBy: string;
}

/** A job as it stands: plain data. Its input and its result are kept apart. */
export interface Job {
  /** 128 random bits: whoever has that of a job without a study may see the result. */
  readonly id: string;
  readonly kind: JobKind;
  /** null for a job of the API alone. */
  readonly study: JobStudy | null;
  readonly state: JobState;
  /** Times, in ISO 8601. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** null until the first samples are counted. */
  readonly progress: JobProgress | null;
  /** Who ended a cancelled job, or has asked for the end of one. */
  readonly cancelledBy: "caller" | "server" | null;
  /** Whether the result counts all that was asked for; null without a result. */
  readonly complete: boolean | null;
  /** Why a job failed. */
  readonly problem: Problem | null;
}

export function isEnded({ state }: Pick<Job, "state">): boolean {
  return state !== "queued" && state !== "running";
}
