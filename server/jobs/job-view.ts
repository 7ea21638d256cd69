import { SENSITIVITY_PLOT_NAMES } from "../../src/index.js";
import type { Problem } from "../problems.js";
import { isEnded, type Job, type JobProgress, type JobState } from "./job.js";
import type { JobKind } from "./job-kind.js";

/** A job as the API tells it. */
export interface JobView {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly progress: JobProgress | null;
  /** Whether the result counts all that was asked for; null without a result. */
  readonly complete: boolean | null;
  readonly cancelledBy: Job["cancelledBy"];
  readonly problem: Problem | null;
  readonly links: {
    readonly self: string;
    readonly events: string;
    /** null until there is a result. */
    readonly result: string | null;
    /** Of a batch with a result, its pictures; empty before, and for an enumeration. */
    readonly plots: readonly string[];
  };
}

export function jobAddress(id: string): string {
  return `/api/v1/jobs/${id}`;
}

/** A job without its input and its result. A job that is about to end is still running. */
export function jobView(job: Job): JobView {
  const self = jobAddress(job.id);
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    progress: job.progress,
    complete: job.result?.complete ?? null,
    cancelledBy: isEnded(job) ? job.cancelledBy : null,
    problem: job.problem,
    links: {
      self,
      events: `${self}/events`,
      result: job.result === null ? null : `${self}/result`,
      plots:
        job.result === null || job.kind !== "sensitivity"
          ? []
          : SENSITIVITY_PLOT_NAMES.map((name) => `${self}/plots/${name}.svg`),
    },
  };
}
