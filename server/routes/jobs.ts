import type { FastifyInstance, FastifyReply } from "fastify";
import { chooseFormat } from "../choose-format.js";
import type { Engine } from "../engine/engine.js";
import { PLOT_FORMATS } from "../engine/task.js";
import { isEnded, type Job, type JobResult } from "../jobs/job.js";
import { jobEvents } from "../jobs/job-events.js";
import { JOB_KINDS, type JobKind } from "../jobs/job-kind.js";
import type { JobScheduler } from "../jobs/job-scheduler.js";
import { jobAddress, jobView } from "../jobs/job-view.js";
import { chooseMediaType } from "../media-types.js";
import { FailedJob, RequestProblem } from "../problems.js";
import { optionsFromQuery } from "../query-options.js";
import { bodySource, taskCaller } from "../request-body.js";
import { eventStream, jobIdParameters, jobResponse, resultResponse } from "../schemas/job.js";
import { formatParameter } from "../schemas/options.js";
import { batchPlotName, batchPlotNameParameter, batchPlotParameters, plotParameters } from "../schemas/plot.js";
import { COMMON_PROBLEMS, problemResponses, STUDY_PROBLEMS } from "../schemas/problem.js";
import { notModified, rendered } from "../schemas/responses.js";
import { ROBUSTNESS_PARAMETERS } from "../schemas/robustness.js";
import { SENSITIVITY_PARAMETERS } from "../schemas/sensitivity.js";
import { jobBody } from "../schemas/study.js";
import { sendRendering } from "../send-rendering.js";

interface JobRoutesInput {
  readonly engine: Engine;
  readonly jobs: JobScheduler;
  readonly heartbeatMs: number;
}

interface ById {
  Params: { id: string };
}

interface ByIdAndName {
  Params: { id: string; name: string };
}

const RESULT_FORMATS = ["json", "csv"] as const;

/** Most streams of events at a time: each holds a connection. */
const MAX_STREAMS = 500;

const TAGS = ["jobs"];

/** What asking for a result may end in, the problem of a job that failed included. */
const RESULT_PROBLEMS = [
  "job-unknown",
  "job-unfinished",
  "job-without-result",
  "options-invalid",
  "study-invalid",
  "study-too-large",
  "analysis-undefined",
  "task-too-large",
  ...COMMON_PROBLEMS,
] as const;

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
export function addJobRoutes(app: FastifyInstance, { engine, jobs, heartbeatMs }: JobRoutesInput): void {
  let streams = 0;

  async function find(id: string): Promise<Job> {
    const job = /^[\w-]{22}$/.test(id) ? await jobs.get(id) : null;
    if (job !== null) return job;
    throw new RequestProblem("job-unknown", "There is no such job, or its result is no longer kept.");
  }

  /** A job with its result. Throws the problem of a job that failed, or one that says why there is no result. */
  async function findEnded(id: string): Promise<Job & { readonly result: JobResult }> {
    const job = await find(id);
    const { state, result, problem } = job;
    if (result !== null) return { ...job, result };
    if (problem !== null) throw new FailedJob(problem);
    if (isEnded(job)) {
      throw new RequestProblem("job-without-result", "The job was cancelled before it had counted anything.");
    }
    throw new RequestProblem("job-unfinished", `The job is ${state}; its events say when it is done.`, {
      headers: { "retry-after": "1" },
    });
  }

  const sendJob = (reply: FastifyReply, job: Job, status: number) =>
    reply.code(status).header("cache-control", "no-store").type("application/json; charset=utf-8").send(jobView(job));

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
            ...problemResponses([...STUDY_PROBLEMS.filter((code) => code !== "not-acceptable"), "jobs-full"]),
          },
        },
      },
      async (request, reply) => {
        const input = { source: bodySource(request), options: optionsFromQuery(request.query) };
        jobs.refuseWhenFull(input);
        await engine.run(
          { ...input, output: { kind: "job-check", job: kind, format: "json" } },
          taskCaller(request, reply),
        );
        const job = await jobs.submit(kind, input, request.id);
        return sendJob(reply.header("location", jobAddress(job.id)), job, 202);
      },
    );
  }

  app.get<ById>(
    "/api/v1/jobs/:id",
    {
      schema: {
        operationId: "getJob",
        tags: TAGS,
        summary: "Look at a job",
        description: "Its state, how far it is, and where its result is once there is one.",
        params: jobIdParameters,
        response: { 200: jobResponse("The job"), ...problemResponses(["job-unknown", ...COMMON_PROBLEMS]) },
      },
    },
    async (request, reply) => sendJob(reply, await find(request.params.id), 200),
  );

  app.delete<ById>(
    "/api/v1/jobs/:id",
    {
      schema: {
        operationId: "cancelJob",
        tags: TAGS,
        summary: "Cancel a job",
        description:
          "Ends a job that waits or runs and answers once it has ended, within a few seconds. Its result then is that of the samples, or changes, counted until then, with `complete: false`. A job that has ended stays as it is.",
        params: jobIdParameters,
        response: {
          200: jobResponse("The job, as it ended"),
          ...problemResponses(["job-unknown", ...COMMON_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { id } = await find(request.params.id);
      return sendJob(reply, (await jobs.cancel(id)) ?? (await find(id)), 200);
    },
  );

  app.get<ById>(
    "/api/v1/jobs/:id/events",
    {
      // A HEAD would hold a stream open that nobody reads.
      exposeHeadRoute: false,
      schema: {
        operationId: "watchJob",
        tags: TAGS,
        summary: "Listen to a job",
        description:
          "Server-sent events: `state` at once and at every change of state, `progress` in between, both with the job as data; a comment every few seconds as a sign of life. The stream ends after the last state: done, failed or cancelled.",
        params: jobIdParameters,
        response: {
          200: eventStream,
          ...problemResponses(["job-unknown", "not-acceptable", ...COMMON_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const job = await find(request.params.id);
      if (chooseMediaType(request.headers.accept, ["text/event-stream"]) === null)
        throw new RequestProblem("not-acceptable", "This address answers in text/event-stream.");
      if (streams >= MAX_STREAMS) {
        const headers = { "retry-after": "5" };
        throw new RequestProblem("server-busy", "As many streams as this server holds are open.", { headers });
      }
      streams += 1;
      const stream = jobEvents(job, jobs.watch, heartbeatMs, () => {
        streams -= 1;
      });
      // For proxies that would gather events.
      void reply.headers({ "cache-control": "no-store", "x-accel-buffering": "no" });
      return reply.type("text/event-stream; charset=utf-8").send(stream);
    },
  );

  app.get<ById>(
    "/api/v1/jobs/:id/result",
    {
      schema: {
        operationId: "getJobResult",
        tags: TAGS,
        summary: "Get the result of a job",
        description:
          "The bytes of the library and the command line. Of a cancelled job, what it had counted. A job that failed answers with its problem.",
        params: jobIdParameters,
        querystring: { type: "object", properties: { format: formatParameter(RESULT_FORMATS) } },
        response: {
          200: resultResponse,
          ...notModified,
          ...problemResponses(["not-acceptable", ...RESULT_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const format = chooseFormat(request, RESULT_FORMATS);
      const { result } = await findEnded(request.params.id);
      return sendRendering(request, reply, result[format], { format, vary: ["Accept"], isPrivate: true });
    },
  );

  for (const format of PLOT_FORMATS) {
    app.get<ByIdAndName>(
      `/api/v1/jobs/:id/plots/:name.${format}`,
      {
        schema: {
          operationId: format === "svg" ? "plotJobSvg" : "plotJobPng",
          tags: TAGS,
          summary: `Draw a picture of a batch as ${format.toUpperCase()}`,
          description: "Of what a batch has counted, also where it was cancelled. An enumeration has no pictures.",
          params: {
            type: "object",
            properties: { ...jobIdParameters.properties, name: batchPlotNameParameter },
          },
          querystring: {
            type: "object",
            properties:
              format === "png" ? { ...batchPlotParameters, scale: plotParameters.scale } : batchPlotParameters,
          },
          response: {
            200: rendered("The picture", [format]),
            ...notModified,
            ...problemResponses(["plot-unknown", "task-timeout", ...RESULT_PROBLEMS]),
          },
        },
      },
      async (request, reply) => {
        const { kind, input, result } = await findEnded(request.params.id);
        if (kind !== "sensitivity") throw new RequestProblem("plot-unknown", "An enumeration has no pictures.");
        const name = batchPlotName(request.params.name);
        const options = optionsFromQuery(request.query);
        const output = { kind: "batch-plot", name, result: result.json, options, format } as const;
        const task = { source: input.source, options: {}, output };
        return sendRendering(request, reply, await engine.run(task, taskCaller(request, reply)), {
          format,
          isPrivate: true,
        });
      },
    );
  }
}
