import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { chooseFormat } from "../choose-format.js";
import type { Engine } from "../engine/engine.js";
import { PLOT_FORMATS } from "../engine/task.js";
import { isEnded, type Job, type JobInput, type JobResult, type JobStudy } from "../jobs/job.js";
import { jobEvents, type Permission } from "../jobs/job-events.js";
import type { JobKind } from "../jobs/job-kind.js";
import type { JobScheduler } from "../jobs/job-scheduler.js";
import { jobAddress, jobView } from "../jobs/job-view.js";
import { chooseMediaType } from "../media-types.js";
import { FailedJob, type ProblemCode, RequestProblem } from "../problems.js";
import { optionsFromQuery } from "../query-options.js";
import { taskCaller } from "../request-body.js";
import { eventStream, jobResponse, resultResponse } from "../schemas/job.js";
import { formatParameter } from "../schemas/options.js";
import { batchPlotName, batchPlotNameParameter, batchPlotParameters, plotParameters } from "../schemas/plot.js";
import { problemResponses } from "../schemas/problem.js";
import { notModified, rendered } from "../schemas/responses.js";
import { sendRendering } from "../send-rendering.js";

export interface JobHandlersInput {
  readonly engine: Engine;
  readonly jobs: JobScheduler;
  readonly heartbeatMs: number;
}

/** Where jobs are asked for. */
export interface JobPlace {
  /** Address of a job, such as `/api/v1/jobs/:id`. */
  readonly url: string;
  /** Its parameters, described. */
  readonly parameters: { readonly properties: Readonly<Record<string, object>> };
  /** What is added to the names of the operations. @default "" */
  readonly suffix?: string;
  readonly tags: readonly string[];
  /** What any request here may end in. */
  readonly problems: readonly ProblemCode[];
  /** `config` of the routes that look at a job, and of the one that cancels it. */
  readonly config?: { readonly look: FastifyContextConfig; readonly cancel: FastifyContextConfig };
  /** The job that a request asks for. Throws where there is none, or the caller may not see it: see {@link jobOf}. */
  readonly find: (request: FastifyRequest) => Promise<Job>;
  /** Whether the caller may go on listening to a job he has found. @default as long as he likes */
  readonly permission?: (request: FastifyRequest, job: Job) => Permission;
}

const RESULT_FORMATS = ["json", "csv"] as const;

/** Most streams of events at a time: each holds a connection. */
const MAX_STREAMS = 500;

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
] as const;

/** A job of a study, or with null one of no study; all others are unknown there. Throws RequestProblem `job-unknown`. */
export async function jobOf(jobs: JobScheduler, studyId: string | null, id: string): Promise<Job> {
  const job = /^[0-9a-f]{32}$/.test(id) ? await jobs.get(id) : null;
  if (job !== null && (job.study?.id ?? null) === studyId) return job;
  throw new RequestProblem("job-unknown", "There is no such job, or its result is no longer kept.");
}

/** What a request asks to compute. */
export interface StartJobInput {
  readonly kind: JobKind;
  readonly input: JobInput;
  /** The study whose matrix it is. */
  readonly study?: JobStudy;
}

/** Checks what a job is to compute, takes it on and answers 202 with its address. */
export async function startJob(
  { engine, jobs }: Pick<JobHandlersInput, "engine" | "jobs">,
  { kind, input, study }: StartJobInput,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  jobs.refuseWhenFull({ ofStudy: study !== undefined, address: request.ip, bytes: 0 });
  await engine.run({ ...input, output: { kind: "job-check", job: kind, format: "json" } }, taskCaller(request, reply));
  const job = await jobs.submit(kind, input, request.id, study, request.ip);
  return sendJob(reply.header("location", jobAddress(job)), job, 202);
}

function sendJob(reply: FastifyReply, job: Job, status: number): FastifyReply {
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(jobView(job));
}

/** The routes of one job: look, cancel, events, result, pictures. */
export function addJobHandlers(app: FastifyInstance, input: JobHandlersInput, place: JobPlace): void {
  const { engine, jobs, heartbeatMs } = input;
  const { url, parameters, suffix = "", problems, find, permission } = place;
  const tags = [...place.tags];
  const params = { type: "object", properties: parameters.properties };
  const { look = {}, cancel = {} } = place.config ?? {};
  let streams = 0;

  /** A job with its result. Throws the problem of a job that failed, or one that says why there is no result. */
  async function findEnded(request: FastifyRequest): Promise<{ readonly job: Job; readonly result: JobResult }> {
    const job = await find(request);
    const { state, problem } = job;
    const result = job.complete === null ? null : await jobs.result(job.id);
    if (result !== null) return { job, result };
    if (problem !== null) throw new FailedJob(problem);
    if (isEnded(job)) {
      throw new RequestProblem("job-without-result", "The job was cancelled before it had counted anything.");
    }
    throw new RequestProblem("job-unfinished", `The job is ${state}; its events say when it is done.`, {
      headers: { "retry-after": "1" },
    });
  }

  app.get(
    url,
    {
      config: look,
      schema: {
        operationId: `getJob${suffix}`,
        tags,
        summary: "Look at a job",
        description: "Its state, how far it is, and where its result is once there is one.",
        params,
        response: { 200: jobResponse("The job"), ...problemResponses(["job-unknown", ...problems]) },
      },
    },
    async (request, reply) => sendJob(reply, await find(request), 200),
  );

  app.delete(
    url,
    {
      config: cancel,
      schema: {
        operationId: `cancelJob${suffix}`,
        tags,
        summary: "Cancel a job",
        description:
          "Ends a job that waits or runs and answers once it has ended, within a few seconds. Its result then is that of the samples, or changes, counted until then, with `complete: false`. A job that has ended stays as it is; one whose server has gone is told as it stands, and ends once another server has taken it over.",
        params,
        response: { 200: jobResponse("The job, as it ended"), ...problemResponses(["job-unknown", ...problems]) },
      },
    },
    async (request, reply) => {
      const { id } = await find(request);
      return sendJob(reply, (await jobs.cancel(id)) ?? (await find(request)), 200);
    },
  );

  app.get(
    `${url}/events`,
    {
      // A HEAD would hold a stream open that nobody reads.
      exposeHeadRoute: false,
      config: look,
      schema: {
        operationId: `watchJob${suffix}`,
        tags,
        summary: "Listen to a job",
        description:
          "Server-sent events: `state` at once and at every change of state, `progress` in between, both with the job as data; a comment every few seconds as a sign of life. The stream ends after the last state: done, failed or cancelled; and where the server stops, which a job may outlive. That of a study’s job ends also with the right to see it.",
        params,
        response: { 200: eventStream, ...problemResponses(["job-unknown", "not-acceptable", ...problems]) },
      },
    },
    async (request, reply) => {
      const job = await find(request);
      if (chooseMediaType(request.headers.accept, ["text/event-stream"]) === null)
        throw new RequestProblem("not-acceptable", "This address answers in text/event-stream.");
      if (streams >= MAX_STREAMS) {
        const headers = { "retry-after": "5" };
        throw new RequestProblem("server-busy", "As many streams as this server holds are open.", { headers });
      }
      streams += 1;
      const stream = jobEvents({
        job,
        watch: jobs.watch,
        heartbeatMs,
        permission: permission?.(request, job) ?? null,
        onEnd: () => {
          streams -= 1;
        },
      });
      // For proxies that would gather events.
      void reply.headers({ "cache-control": "no-store", "x-accel-buffering": "no" });
      return reply.type("text/event-stream; charset=utf-8").send(stream);
    },
  );

  app.get(
    `${url}/result`,
    {
      config: look,
      schema: {
        operationId: `getJobResult${suffix}`,
        tags,
        summary: "Get the result of a job",
        description:
          "The bytes of the library and the command line. Of a cancelled job, what it had counted. A job that failed answers with its problem.",
        params,
        querystring: { type: "object", properties: { format: formatParameter(RESULT_FORMATS) } },
        response: {
          200: resultResponse,
          ...notModified,
          ...problemResponses(["not-acceptable", ...RESULT_PROBLEMS, ...problems]),
        },
      },
    },
    async (request, reply) => {
      const format = chooseFormat(request, RESULT_FORMATS);
      const { result } = await findEnded(request);
      return sendRendering(request, reply, result[format], { format, vary: ["Accept"], isPrivate: true });
    },
  );

  for (const format of PLOT_FORMATS) {
    app.get(
      `${url}/plots/:name.${format}`,
      {
        config: look,
        schema: {
          operationId: `${format === "svg" ? "plotJobSvg" : "plotJobPng"}${suffix}`,
          tags,
          summary: `Draw a picture of a batch as ${format.toUpperCase()}`,
          description: "Of what a batch has counted, also where it was cancelled. An enumeration has no pictures.",
          params: { type: "object", properties: { ...parameters.properties, name: batchPlotNameParameter } },
          querystring: {
            type: "object",
            properties:
              format === "png" ? { ...batchPlotParameters, scale: plotParameters.scale } : batchPlotParameters,
          },
          response: {
            200: rendered("The picture", [format]),
            ...notModified,
            ...problemResponses(["plot-unknown", "task-timeout", ...RESULT_PROBLEMS, ...problems]),
          },
        },
      },
      async (request, reply) => {
        const { job, result } = await findEnded(request);
        const jobInput = job.kind === "sensitivity" ? await jobs.input(job.id) : null;
        if (jobInput === null) throw new RequestProblem("plot-unknown", "An enumeration has no pictures.");
        const name = batchPlotName((request.params as { readonly name: string }).name);
        const options = optionsFromQuery(request.query);
        const output = { kind: "batch-plot", name, result: result.json, options, format } as const;
        const task = { source: jobInput.source, options: {}, output };
        return sendRendering(request, reply, await engine.run(task, taskCaller(request, reply)), {
          format,
          isPrivate: true,
        });
      },
    );
  }
}
