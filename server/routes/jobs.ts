import type { FastifyInstance } from "fastify";
import { JOB_KINDS, type JobKind } from "../jobs/job-kind.js";
import { optionsFromQuery } from "../query-options.js";
import { bodySource } from "../request-body.js";
import { jobIdParameters, jobResponse } from "../schemas/job.js";
import { COMMON_PROBLEMS, problemResponses, STUDY_PROBLEMS } from "../schemas/problem.js";
import { ROBUSTNESS_PARAMETERS } from "../schemas/robustness.js";
import { SENSITIVITY_PARAMETERS } from "../schemas/sensitivity.js";
import { jobBody } from "../schemas/study.js";
import { addJobHandlers, type JobHandlersInput, jobOf, startJob } from "./job-handlers.js";

const TAGS = ["jobs"];

const DESCRIPTIONS = {
  sensitivity: {
    summary: "Start a sensitivity batch",
    description:
      "Perturbs the judgements of a study again and again and counts how often each variable keeps its class and rank. The body is a study, or a study with options; `perturbation` stands in the options of the body only. The batch runs as a job: the answer says where to look for it. The same study, options and seed give the same bytes as the library and the command line. A batch of up to 10¹⁵ samples is taken: jobs take turns, and one that is cancelled gives what it has counted.",
    parameters: SENSITIVITY_PARAMETERS,
  },
  robustness: {
    summary: "Start a robustness enumeration",
    description:
      "Tries every change of one judgement by one step, and every two, and says which flip the class of a variable; nothing is sampled. It runs as a job: the answer says where to look for it.",
    parameters: ROBUSTNESS_PARAMETERS,
  },
} as const satisfies Record<JobKind, unknown>;

/** Batches and enumerations, which take longer than an answer may: started by POST, looked at, listened to and cancelled by id. */
export function addJobRoutes(app: FastifyInstance, input: JobHandlersInput): void {
  for (const kind of JOB_KINDS) {
    const { summary, description, parameters } = DESCRIPTIONS[kind];
    app.post(
      `/api/v1/${kind}`,
      {
        schema: {
          operationId: kind,
          tags: TAGS,
          summary,
          description,
          querystring: { type: "object", properties: parameters },
          body: jobBody(kind),
          response: {
            202: jobResponse("The job, which waits or runs", true),
            ...problemResponses([
              ...STUDY_PROBLEMS.filter((code) => code !== "not-acceptable"),
              "jobs-full",
              "storage-unavailable",
              "storage-full",
            ]),
          },
        },
      },
      async (request, reply) => {
        const asked = { source: bodySource(request), options: optionsFromQuery(request.query) };
        return startJob(input, { kind, input: asked }, request, reply);
      },
    );
  }

  addJobHandlers(app, input, {
    url: "/api/v1/jobs/:id",
    parameters: jobIdParameters,
    tags: TAGS,
    problems: ["storage-unavailable", ...COMMON_PROBLEMS],
    find: (request) => jobOf(input.jobs, null, (request.params as { readonly id: string }).id),
  });
}
