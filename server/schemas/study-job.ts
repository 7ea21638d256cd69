import * as Type from "typebox";
import type { JobKind } from "../jobs/job-kind.js";
import { closed, plainRef } from "./shapes.js";

/** The options of a job, for those that a query cannot hold. */
export const JobOptionsSchema = Type.Object(
  {
    options: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: true,
          description: "options by name, the same as in the query; an option stands in one of the two places",
        },
      ),
    ),
  },
  { ...closed, description: "Options of a job" },
);

export const JOB_OPTIONS_EXAMPLES: Readonly<Record<JobKind, object>> = {
  sensitivity: { options: { samples: 1000, seed: 7, perturbation: { kind: "experts", aggregation: "median" } } },
  robustness: { options: { power: 4, pairs: false } },
};

export const StudyJobsSchema = Type.Object(
  { jobs: Type.Array(plainRef("Job"), { description: "jobs that the caller may see, the newest first" }) },
  { ...closed, description: "The jobs of a study" },
);
