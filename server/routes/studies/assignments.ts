import type { FastifyInstance, FastifyReply } from "fastify";
import * as Type from "typebox";
import { memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { expectedRevisionIfGiven } from "../../revision.js";
import {
  ASSIGN_EXAMPLE,
  ASSIGNMENTS_EXAMPLE,
  AssignmentsSchema,
  AssignRequestSchema,
  SPLIT_EXAMPLE,
  SplitRequestSchema,
} from "../../schemas/assignment.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import {
  type AssignmentsView,
  assign,
  assignmentsTag,
  readAssignments,
  splitFairly,
} from "../../workshop/study-assignments.js";
import type { Workshop } from "../../workshop/workshop.js";

const ADDRESS = "/api/v1/studies/:study/assignments";

const TAGS = ["scoring"];

const answer = {
  ...jsonAnswer("What each expert is to score", AssignmentsSchema, ASSIGNMENTS_EXAMPLE),
  headers: { ETag: { type: "string", description: "of what is assigned" } },
};

const IF_MATCH = {
  type: "object",
  properties: {
    "if-match": Type.Optional(
      Type.String({
        description: "ETag of what is replaced: it is refused where it is no longer that; left out: whatever it is",
      }),
    ),
  },
};

function sendTagged(reply: FastifyReply, view: AssignmentsView): FastifyReply {
  return sendJson(reply.header("etag", assignmentsTag(view)), view);
}

/** Which part of the matrix each expert is asked to score. */
export function addAssignmentRoutes(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "getAssignments",
        tags: TAGS,
        summary: "Who is to score what",
        description: "The facilitator sees what every expert is to score, an expert his own part.",
        params: studyParameters(),
        response: { 200: answer, ...problemResponses(STUDY_ROUTE_PROBLEMS) },
      },
    },
    async (request, reply) => {
      const { studyId, role, participantId } = memberOf(request);
      const only = role === "facilitator" ? undefined : participantId;
      return sendTagged(reply, await store.read((tx) => readAssignments(tx, studyId, only)));
    },
  );

  app.put(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "setAssignments",
        tags: TAGS,
        summary: "Say who is to score what",
        description:
          "Replaces all assignments. Answers that are there stay, also where their cell is assigned to somebody else. Whether unassigned cells are locked is a setting of the study.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(AssignRequestSchema, ASSIGN_EXAMPLE),
        response: { 200: answer, ...problemResponses(["precondition-failed", ...STUDY_BODY_PROBLEMS]) },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const { assignments } = checkedBody(request, AssignRequestSchema);
      const expected = expectedRevisionIfGiven(request);
      return sendTagged(reply, await assign(store, studyId, participantId, expected, assignments));
    },
  );

  app.post(
    `${ADDRESS}/split`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "splitAssignments",
        tags: TAGS,
        summary: "Share the cells fairly",
        description:
          "Gives each cell to `perCell` experts, so that no expert has more than one cell more than another: whole rows where a share is longer than two rows, neighbouring cells otherwise. Replaces all assignments; the same experts and variables give the same shares.",
        params: studyParameters(),
        headers: IF_MATCH,
        body: jsonBody(SplitRequestSchema, SPLIT_EXAMPLE),
        response: { 200: answer, ...problemResponses(["precondition-failed", ...STUDY_BODY_PROBLEMS]) },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const split = checkedBody(request, SplitRequestSchema);
      const expected = expectedRevisionIfGiven(request);
      return sendTagged(reply, await splitFairly(store, studyId, participantId, expected, split));
    },
  );
}
