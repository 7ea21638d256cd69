import { SENSITIVITY_PLOT_NAMES } from "../../src/index.js";
import type { Problem } from "../problems.js";
import { isEnded, type Job, type JobProgress, type JobState, type JobStudy } from "./job.js";
import type { JobKind } from "./job-kind.js";

/** A job as the API tells it. */
export interface JobView {
  readonly id: string;
  readonly kind: JobKind;
  /** The study whose matrix it computes; null for a job of the API alone. */
  readonly study: JobStudy | null;
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

/** The one address of a job: that of a study's job is within the study. */
export function jobAddress({ id, study }: Pick<Job, "id" | "study">): string {
  return study === null ? `/api/v1/jobs/${id}` : `/api/v1/studies/${study.id}/jobs/${id}`;
}

/** A job without its input and its result. A job that is about to end is still running. */
export function jobView(job: Job): JobView {
  const self = jobAddress(job);
  return {
    id: job.id,
    kind: job.kind,
    study: job.study,
    state: job.state,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    progress: job.progress,
    complete: job.complete,
    cancelledBy: isEnded(job) ? job.cancelledBy : null,
    problem: job.problem,
    links: {
      self,
      events: `${self}/events`,
      result: job.complete === null ? null : `${self}/result`,
      plots:
        job.complete === null || job.kind !== "sensitivity"
          ? []
          : SENSITIVITY_PLOT_NAMES.map((name) => `${self}/plots/${name}.svg`),
    },
  };
}
