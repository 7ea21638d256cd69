import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeValue, OptionsError, offScale } from "../../../src/index.js";
import { ALL_ROLES, callerOf, memberOf } from "../../access/access.js";
import { joinAddress, publicOrigin } from "../../access/join-address.js";
import { checkedBody, refuseIssues } from "../../checked-body.js";
import { cursorAfter, pageOf } from "../../page.js";
import { WORKBOOK_TYPE } from "../../plugins/body-parsers.js";
import { queryText } from "../../query-options.js";
import { expectedRevision, expectedRevisionIfGiven, revisionTag } from "../../revision.js";
import { pageParameters } from "../../schemas/page.js";
import { problemResponses } from "../../schemas/problem.js";
import { ref } from "../../schemas/shapes.js";
import {
  CREATED_EXAMPLE,
  CreatedStudySchema,
  EmptyStudySchema,
  MAX_OFF_SCALE,
  NEW_STUDY_EXAMPLES,
  STUDY_PAGES,
  StudyChangesSchema,
  StudyListSchema,
  StudyOfBundleSchema,
  StudyOfExampleSchema,
  SUMMARY_EXAMPLE,
  VIEW_EXAMPLE,
} from "../../schemas/stored-study.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { deleteStudy, editStudy, purgeDeletedStudy, restoreStudy } from "../../workshop/change-study.js";
import { createStudy } from "../../workshop/create-study.js";
import { importBundle } from "../../workshop/import-bundle.js";
import type { MadeLink } from "../../workshop/invitations.js";
import { listStudies } from "../../workshop/list-studies.js";
import { type NewStudy, readNewStudy } from "../../workshop/read-new-study.js";
import type { DocumentChanges } from "../../workshop/study-document.js";
import { rememberedProgress } from "../../workshop/study-progress.js";
import { mergeSettings, settingsIssues } from "../../workshop/study-settings.js";
import { studyView, type Viewer } from "../../workshop/study-view.js";
import type { Workshop } from "../../workshop/workshop.js";

const ADDRESS = "/api/v1/studies";
const STUDY = `${ADDRESS}/:study`;

const TAGS = ["studies"];

/** Most bytes of a body that changes a study. */
const BODY_LIMIT = 1024 * 1024;

const etag = { ETag: { type: "string", description: "the revision; send it as If-Match with a change" } };

const ifMatch = (needed: boolean) => ({
  type: "object",
  properties: {
    "if-match": { type: "string", description: "ETag of the study as it was read, or *" },
  },
  ...(needed && { required: ["if-match"] }),
});

/** Who looks: an administrator is nobody in the study. */
function viewerOf(request: FastifyRequest): Viewer {
  const { role, participantId } = memberOf(request);
  return { role, participant: role === null ? null : participantId };
}

/** Studies: making, listing, reading, changing and deleting them. */
export function addStudiesRoutes(app: FastifyInstance, workshop: Workshop): void {
  const { store, settings, jobs } = workshop;
  const readProgress = rememberedProgress();
  const view = (studyId: string, viewer: Viewer) => store.read((tx) => studyView(tx, studyId, viewer, readProgress));

  app.post(
    ADDRESS,
    {
      bodyLimit: Math.max(settings.bodyLimit, settings.bundleLimit),
      config: { access: { roles: [], admin: true }, workbook: true },
      schema: {
        operationId: "createStudy",
        tags: TAGS,
        summary: "Make a study",
        description:
          "An empty one, a copy of a shipped one, one from a file (a study as JSON, a matrix as CSV, a workbook that was exported or one with a bare matrix), or one that was exported. Its first round is open; the answer holds the link of its facilitator, told this once. Scores that come in are decisions of the consensus, each with the rationale of its judgement as the reason, unless `keepScores` is false. A study that was exported comes back as it was, and the link is that of its first facilitator; it may have 256 MiB (`MOTRICE_BUNDLE_LIMIT`) where other bodies have 32. For a matrix, `keepScores`, `title`, `language`, `facilitator` and, of a workbook, `sheet` stand in the query.",
        querystring: {
          type: "object",
          properties: {
            title: { type: "string", description: "title of the study, for a matrix that does not say it itself" },
            language: { type: "string", enum: ["fr", "en"], description: "its language, for a matrix; en by default" },
            keepScores: { type: "boolean", description: "whether the scores come in, for a matrix; true by default" },
            facilitator: { type: "string", description: "name of the facilitator, for a matrix" },
            sheet: { type: "string", description: "sheet of the matrix, for a workbook; the first by default" },
          },
        },
        body: {
          content: {
            "application/json": {
              schema: {
                description: "what to make: told by the members example, study or bundle; else an empty study",
                anyOf: [
                  EmptyStudySchema,
                  StudyOfExampleSchema,
                  {
                    type: "object",
                    description: "a study, as files have it",
                    properties: {
                      study: ref("Study", "the study"),
                      keepScores: { type: "boolean", description: "whether the scores come in; true by default" },
                      facilitator: { type: "string", description: "name of the first facilitator" },
                    },
                    required: ["study"],
                    additionalProperties: false,
                  },
                  StudyOfBundleSchema,
                ],
                "x-examples": NEW_STUDY_EXAMPLES,
              },
            },
            "text/csv": { schema: { type: "string", description: "a bare matrix, as POST /api/v1/analyses takes it" } },
            [WORKBOOK_TYPE]: {
              schema: { type: "string", contentMediaType: WORKBOOK_TYPE, description: "a bare matrix in a workbook" },
            },
          },
        },
        response: {
          201: {
            ...jsonAnswer("The study and the link of its facilitator", CreatedStudySchema, CREATED_EXAMPLE),
            headers: { Location: { type: "string", description: "address of the study" }, ...etag },
          },
          ...problemResponses([
            "example-unknown",
            "study-invalid",
            "study-too-large",
            "options-invalid",
            "task-timeout",
            "task-too-large",
            ...STUDY_BODY_PROBLEMS.filter((code) => code !== "study-unknown" && code !== "study-deleted"),
          ]),
        },
      },
    },
    async (request, reply) => {
      const asked = await readNewStudy(request, reply, workshop);
      const made = "bundle" in asked ? await importBundle(store, asked.bundle) : await createStudy(store, asked.create);
      const { studyId, participant, link } = made;
      const study = await view(studyId, { role: "facilitator", participant });
      const origin = publicOrigin(request, settings.publicUrl);
      return sendJson(
        reply.code(201).headers({ location: `${ADDRESS}/${studyId}`, etag: revisionTag(study.revision) }),
        { study, facilitator: { participant, ...toldLink(link, origin) }, ...toldOffScale(asked) },
      );
    },
  );

  app.get(
    ADDRESS,
    {
      config: { access: { roles: ALL_ROLES, admin: true } },
      schema: {
        operationId: "listStudies",
        tags: TAGS,
        summary: "List studies",
        description:
          "Those of the caller; for an administrator, all. The newest first. With `deleted=true` those that were deleted, for their facilitators and administrators.",
        querystring: {
          type: "object",
          properties: {
            ...pageParameters(STUDY_PAGES),
            deleted: { type: "boolean", description: "whether to list deleted studies instead; false by default" },
          },
        },
        response: {
          200: jsonAnswer("A page of studies", StudyListSchema, { studies: [SUMMARY_EXAMPLE], next: null }),
          ...problemResponses([
            "options-invalid",
            ...STUDY_ROUTE_PROBLEMS.filter((code) => code !== "study-unknown" && code !== "study-deleted"),
          ]),
        },
      },
    },
    async (request, reply) => {
      const { after, limit } = pageOf(request.query, STUDY_PAGES, ["deleted"]);
      const deleted = deletedOption(queryText(request.query, "deleted"));
      const position = after === null ? null : { createdAt: after[0]!, id: after[1]! };
      const { studies, more } = await listStudies(store, callerOf(request), { deleted, after: position, limit });
      const last = studies.at(-1);
      return sendJson(reply, { studies, next: more && last ? cursorAfter([last.createdAt, last.id]) : null });
    },
  );

  app.get(
    STUDY,
    {
      config: { access: { roles: ALL_ROLES, admin: true } },
      schema: {
        operationId: "getStudy",
        tags: TAGS,
        summary: "Read a study",
        description: "What it says of itself, its settings, its blocks, the latest round, and how far the scoring is.",
        params: studyParameters(),
        response: {
          200: { ...jsonAnswer("The study", ref("StudyView", "the study"), VIEW_EXAMPLE), headers: etag },
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const study = await view(memberOf(request).studyId, viewerOf(request));
      return sendJson(reply.header("etag", revisionTag(study.revision)), study);
    },
  );

  app.patch(
    STUDY,
    {
      bodyLimit: BODY_LIMIT,
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "changeStudy",
        tags: TAGS,
        summary: "Change a study",
        description:
          "Fields and settings; what is not named stays, null takes a field away and a setting back to its default. A scale must hold the scores there are, and a P counts no more than its largest.",
        params: studyParameters(),
        headers: ifMatch(true),
        body: jsonBody(StudyChangesSchema, { horizon: 2050, settings: { results: "open" } }),
        response: {
          200: { ...jsonAnswer("The study as it is", ref("StudyView", "the study"), VIEW_EXAMPLE), headers: etag },
          ...problemResponses(["precondition-failed", "precondition-required", ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const expected = expectedRevision(request);
      const { settings: changed = {}, ...document } = checkedBody(request, StudyChangesSchema) as Record<
        string,
        unknown
      >;
      refuseIssues(settingsIssues(mergeSettings({}, changed as object), "/settings"));
      const changes = { document: document as DocumentChanges, settings: changed as object };
      await editStudy(store, studyId, participantId, expected, changes);
      const study = await view(studyId, viewerOf(request));
      return sendJson(reply.header("etag", revisionTag(study.revision)), study);
    },
  );

  app.delete(
    STUDY,
    {
      config: { access: { roles: ["facilitator"], admin: true } },
      schema: {
        operationId: "deleteStudy",
        tags: TAGS,
        summary: "Delete a study",
        description:
          "It is kept for 30 days, during which it can be restored; then it is removed for good. Its jobs end at once.",
        params: studyParameters(),
        headers: ifMatch(false),
        response: {
          204: { type: "null", description: "It is deleted" },
          ...problemResponses(["precondition-failed", "storage-full", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      await deleteStudy(store, studyId, participantId, expectedRevisionIfGiven(request));
      await jobs.purgeStudy(studyId);
      return reply.code(204).send();
    },
  );

  app.post(
    `${STUDY}/restore`,
    {
      config: { access: { roles: ["facilitator"], admin: true, deleted: true } },
      schema: {
        operationId: "restoreStudy",
        tags: TAGS,
        summary: "Restore a deleted study",
        description: "With all that was in it, as it was, but its jobs. One that was not deleted stays as it is.",
        params: studyParameters(),
        response: {
          200: { ...jsonAnswer("The study", ref("StudyView", "the study"), VIEW_EXAMPLE), headers: etag },
          ...problemResponses(["storage-full", ...STUDY_ROUTE_PROBLEMS.filter((code) => code !== "study-deleted")]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      await restoreStudy(store, studyId, participantId);
      const study = await view(studyId, viewerOf(request));
      return sendJson(reply.header("etag", revisionTag(study.revision)), study);
    },
  );

  app.post(
    `${STUDY}/purge`,
    {
      config: { access: { roles: [], admin: true, deleted: true } },
      schema: {
        operationId: "purgeStudy",
        tags: TAGS,
        summary: "Remove a deleted study for good",
        description: "With all that belongs to it, its log included. It cannot be taken back.",
        params: studyParameters(),
        response: {
          204: { type: "null", description: "It is gone" },
          ...problemResponses([
            "study-not-deleted",
            ...STUDY_ROUTE_PROBLEMS.filter((code) => code !== "study-deleted"),
          ]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      await purgeDeletedStudy(store, studyId, participantId);
      await jobs.purgeStudy(studyId);
      return reply.code(204).send();
    },
  );
}

/** Throws OptionsError. */
function deletedOption(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new OptionsError([{ path: "deleted", expected: "true or false", received: describeValue(text) }]);
}

function toldLink({ token, expiresAt }: MadeLink, origin: string) {
  return { token, url: joinAddress(origin, token), expiresAt };
}

/** The values of a matrix that came in and are none of the scale's, where there are any. */
function toldOffScale(asked: NewStudy): { readonly offScale?: object } {
  if (!("create" in asked) || !("study" in asked.create.source)) return {};
  if (!asked.create.source.keepScores) return {};
  const { scale, cells } = offScale(asked.create.source.study);
  return cells.length === 0 ? {} : { offScale: { scale, count: cells.length, cells: cells.slice(0, MAX_OFF_SCALE) } };
}
