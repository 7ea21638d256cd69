import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeValue, OptionsError } from "../../../src/index.js";
import { ALL_ROLES, callerOf, type Member, memberOf } from "../../access/access.js";
import { maySeeResults, refuseHidden } from "../../access/visibility.js";
import { checkedBody } from "../../checked-body.js";
import type { Options } from "../../engine/task.js";
import type { Job } from "../../jobs/job.js";
import { JOB_KINDS, type JobKind } from "../../jobs/job-kind.js";
import { jobView } from "../../jobs/job-view.js";
import { optionsFromQuery, queryText, refuseOptions } from "../../query-options.js";
import { jobResponse } from "../../schemas/job.js";
import { ofParameter } from "../../schemas/of.js";
import { problemResponses } from "../../schemas/problem.js";
import { ROBUSTNESS_PARAMETERS } from "../../schemas/robustness.js";
import { SENSITIVITY_PARAMETERS } from "../../schemas/sensitivity.js";
import { JOB_OPTIONS_EXAMPLES, JobOptionsSchema, StudyJobsSchema } from "../../schemas/study-job.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { findGoodLink } from "../../store/good-links.js";
import type { EventKind } from "../../store/store.js";
import { studyState } from "../../store/study-state.js";
import { jobInput } from "../../workshop/job-input.js";
import { readState, subjectOf } from "../../workshop/known-studies.js";
import { ofText, parseOf } from "../../workshop/of.js";
import { refuseEmpty } from "../../workshop/refuse-empty.js";
import type { Workshop } from "../../workshop/workshop.js";
import { addJobHandlers, jobOf, startJob } from "../job-handlers.js";

const ADDRESS = "/api/v1/studies/:study";

const TAGS = ["jobs"];

const DESCRIPTIONS = {
  sensitivity: {
    summary: "Start a sensitivity batch of a stored study",
    description:
      "As POST /api/v1/sensitivity with the matrix told by `of`, as it is now. `perturbation` stands in the options of the body; its models `experts` and `spread` draw from the contributions that are stored, unless some are sent.",
    parameters: SENSITIVITY_PARAMETERS,
  },
  robustness: {
    summary: "Start a robustness enumeration of a stored study",
    description: "As POST /api/v1/robustness with the matrix told by `of`, as it is now.",
    parameters: ROBUSTNESS_PARAMETERS,
  },
} as const satisfies Record<JobKind, unknown>;

const START_PROBLEMS = [
  "options-invalid",
  "participant-unknown",
  "snapshot-unknown",
  "study-too-large",
  "study-invalid",
  "analysis-undefined",
  "task-timeout",
  "task-too-large",
  "jobs-full",
  ...STUDY_BODY_PROBLEMS.filter((code) => code !== "body-missing"),
] as const;

/** What may change who sees the matrix of a job. */
const DOUBTFUL: readonly EventKind[] = [
  "participant-changed",
  "participant-removed",
  "link-revoked",
  "round-opened",
  "study-changed",
  "study-deleted",
  "snapshot-changed",
];

/** Batches and enumerations of a stored study: the facilitator starts them, whoever may see the matrix sees them. */
export function addStudyJobRoutes(app: FastifyInstance, { store, engine, jobs, settings }: Workshop): void {
  for (const kind of JOB_KINDS) {
    const { summary, description, parameters } = DESCRIPTIONS[kind];
    app.post<{ Params: { study: string } }>(
      `${ADDRESS}/${kind}`,
      {
        config: { access: { roles: ["facilitator"] } },
        schema: {
          operationId: `${kind}OfStudy`,
          tags: TAGS,
          summary,
          description,
          params: studyParameters(),
          querystring: { type: "object", properties: { ...ofParameter, ...parameters } },
          body: jsonBody(JobOptionsSchema, JOB_OPTIONS_EXAMPLES[kind]),
          response: { 202: jobResponse("The job, which waits or runs", true), ...problemResponses(START_PROBLEMS) },
        },
      },
      async (request, reply) => {
        const { studyId, participantId } = memberOf(request);
        const of = parseOf(queryText(request.query, "of"));
        const options = optionsOf(request);
        const input = await store.read((tx) => jobInput(tx, studyId, of, options));
        if (input.source.kind === "study") refuseEmpty(input.source.study);
        const study = { id: studyId, of: ofText(of), createdBy: participantId };
        return startJob({ engine, jobs }, { kind, input, study }, request, reply);
      },
    );
  }

  app.get(
    `${ADDRESS}/jobs`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "listJobsOfStudy",
        tags: TAGS,
        summary: "The jobs of a study",
        description: "Those of matrices that the caller may see, the newest first; ended jobs are kept for a while.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("The jobs", StudyJobsSchema),
          ...problemResponses(["options-invalid", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      refuseOptions(optionsFromQuery(request.query));
      const member = memberOf(request);
      const all = await jobs.ofStudy(member.studyId);
      const state = await readState(store.db, member.studyId);
      const seen = await Promise.all(
        all.map(async (job) => maySeeResults(member, state, await subjectOfJob(member.studyId, job))),
      );
      return sendJson(reply, { jobs: all.filter((_, index) => seen[index]).map(jobView) });
    },
  );

  addJobHandlers(
    app,
    { engine, jobs, heartbeatMs: settings.heartbeatMs },
    {
      url: `${ADDRESS}/jobs/:job`,
      parameters: studyParameters("job"),
      suffix: "OfStudy",
      tags: TAGS,
      problems: ["results-hidden", ...STUDY_ROUTE_PROBLEMS],
      config: { look: { access: { roles: ALL_ROLES } }, cancel: { access: { roles: ["facilitator"] } } },
      find: async (request) => {
        const member = memberOf(request);
        const job = await jobOf(jobs, member.studyId, (request.params as { readonly job: string }).job);
        const subject = await subjectOfJob(member.studyId, job);
        refuseHidden(member, await readState(store.db, member.studyId), subject);
        return job;
      },
      permission: (request, job) => {
        const member = memberOf(request);
        const link = callerOf(request).memberships.get(member.studyId)!.link;
        return {
          holds: () => maySeeJob(member, link, job),
          onDoubt: (ask) =>
            store.listen(member.studyId, (events) => {
              if (events.some(({ kind }) => DOUBTFUL.includes(kind))) ask();
            }),
        };
      },
    },
  );

  /** Whether a member's link still lets him in, as who he was, and the study still shows him the matrix of a job. */
  async function maySeeJob(member: Member, link: string, job: Job): Promise<boolean> {
    const { studyId, participantId, role } = member;
    const holder = await findGoodLink(store.db, studyId, link, new Date().toISOString());
    if (holder?.participantId !== participantId || holder.role !== role) return false;
    const state = await studyState(store.db, studyId);
    return state !== null && maySeeResults(member, state, await subjectOfJob(studyId, job));
  }

  function subjectOfJob(studyId: string, { study }: Job) {
    return subjectOf(store.db, studyId, parseOf(study?.of));
  }
}

/** The options of the query and those of the body, where there is one. Throws OptionsError for an option in both. */
function optionsOf(request: FastifyRequest): Options {
  const query = optionsFromQuery(request.query, ["of"]);
  const isEmpty = !(request.body instanceof Uint8Array) || request.body.length === 0;
  const body = isEmpty ? {} : ((checkedBody(request, JobOptionsSchema).options ?? {}) as Options);
  const twice = Object.keys(body).filter((name) => Object.hasOwn(query, name));
  if (twice.length === 0) return { ...query, ...body };
  const expected = "the option in the query or in the body, not in both";
  throw new OptionsError(twice.map((path) => ({ path, expected, received: describeValue(body[path]) })));
}
