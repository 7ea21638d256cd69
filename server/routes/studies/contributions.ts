import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeValue } from "../../../src/index.js";
import { memberOf } from "../../access/access.js";
import { findExpert, refuseOthersContribution } from "../../access/own-contribution.js";
import { checkedBody } from "../../checked-body.js";
import { cursorAfter, pageOf } from "../../page.js";
import { RequestProblem } from "../../problems.js";
import {
  CELLS_CHANGED_EXAMPLE,
  CellChangesSchema,
  CellPageSchema,
  CellsChangedSchema,
  CHANGES_EXAMPLE,
  CONTRIBUTION_EXAMPLE,
  CONTRIBUTIONS_EXAMPLE,
  ContributionSchema,
  ContributionsSchema,
  MAX_CHANGES,
} from "../../schemas/contribution.js";
import { pageParameters } from "../../schemas/page.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { cellsAfter } from "../../store/cells.js";
import { scoringState } from "../../store/scoring-state.js";
import { changeCells } from "../../workshop/change-cells.js";
import { contributionViews } from "../../workshop/contribution-views.js";
import { rememberedFrames } from "../../workshop/scoring-frame.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByParticipant {
  Params: { study: string; participant: string };
}

const ADDRESS = "/api/v1/studies/:study/contributions";

const TAGS = ["scoring"];

/** Cells of a page. */
const PAGE = { parts: 2, usual: 1000, most: 5000 } as const;

/** What each expert has answered: how far he is, his cells, and their changes. */
export function addContributionRoutes(app: FastifyInstance, { store }: Workshop): void {
  const readFrame = rememberedFrames();

  app.get(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "listContributions",
        tags: TAGS,
        summary: "How far the experts are",
        description:
          "Of each expert how many cells are answered, and how many by don’t know: of all cells, of those assigned to him, and by block. The facilitator sees every expert, an expert himself.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("How far the experts are", ContributionsSchema, CONTRIBUTIONS_EXAMPLE),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const { studyId, role, participantId } = memberOf(request);
      const only = role === "facilitator" ? undefined : participantId;
      const answer = await store.read(async (tx) => ({
        contributions: await contributionViews(tx, studyId, only),
        round: (await scoringState(tx, studyId)).round,
      }));
      return sendJson(reply, answer);
    },
  );

  app.get<ByParticipant>(
    `${ADDRESS}/:participant`,
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "getContribution",
        tags: TAGS,
        summary: "How far one expert is",
        description: "For the expert himself and the facilitator. The cells are a page below it.",
        params: studyParameters("participant"),
        response: {
          200: jsonAnswer("How far the expert is", ContributionSchema, CONTRIBUTION_EXAMPLE),
          ...problemResponses(["participant-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { participant } = request.params;
      refuseOthersContribution(member, participant);
      const [view] = await store.read(async (tx) => {
        await findExpert(tx, member.studyId, participant);
        return contributionViews(tx, member.studyId, participant);
      });
      return sendJson(reply, view);
    },
  );

  app.get<ByParticipant>(
    `${ADDRESS}/:participant/cells`,
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "listCells",
        tags: TAGS,
        summary: "The cells an expert has answered",
        description:
          "Page by page; a cell that is not listed is blank. For the expert himself and the facilitator. Changes that come after `seq` are told by the events of the study.",
        params: studyParameters("participant"),
        querystring: { type: "object", properties: pageParameters(PAGE) },
        response: {
          200: jsonAnswer("A page of cells", CellPageSchema),
          ...problemResponses(["options-invalid", "participant-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { studyId } = member;
      const { participant } = request.params;
      refuseOthersContribution(member, participant);
      const { after, limit } = pageOf(request.query, PAGE);
      const place = after === null ? null : { from: after[0]!, to: after[1]! };
      const answer = await store.read(async (tx) => {
        await findExpert(tx, studyId, participant);
        const found = await cellsAfter(tx, studyId, participant, { after: place, limit: limit + 1 });
        const cells = found.slice(0, limit);
        const last = found.length > limit ? cells.at(-1)! : null;
        const { seq } = await scoringState(tx, studyId);
        return { cells, next: last === null ? null : cursorAfter([last.from, last.to]), seq };
      });
      return sendJson(reply, answer);
    },
  );

  app.patch<ByParticipant>(
    `${ADDRESS}/:participant/cells`,
    {
      config: { access: { roles: ["expert"] } },
      schema: {
        operationId: "changeCells",
        tags: TAGS,
        summary: "Answer cells",
        description: `Changes up to ${MAX_CHANGES} cells of the caller’s own contribution, all or none. Each change says which value it replaces: where the cell holds another one, nor the one wanted, it conflicts, a changed confidence or note likewise where \`confidenceWas\` or \`noteWas\` says which one it replaces, and \`cell-conflict\` tells what it holds in \`conflicts\`. With \`merge\` the cells without conflict are changed and the others told. A request that is sent again with its Idempotency-Key, for want of an answer, gets the answer it had and changes nothing. Every fault is told, not only the first.`,
        params: studyParameters("participant"),
        headers: {
          type: "object",
          properties: {
            "Idempotency-Key": {
              type: "string",
              minLength: 1,
              maxLength: 200,
              description: "names the request: visible ASCII, a new one for each, such as a UUID; kept for 30 days",
            },
          },
          required: ["Idempotency-Key"],
        },
        body: jsonBody(CellChangesSchema, CHANGES_EXAMPLE),
        response: {
          200: jsonAnswer("What became of the changes", CellsChangedSchema, CELLS_CHANGED_EXAMPLE),
          ...problemResponses([
            "cell-conflict",
            "round-closed",
            "cell-locked",
            "idempotency-mismatch",
            ...STUDY_BODY_PROBLEMS,
          ]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { participant } = request.params;
      refuseOthersContribution(member, participant);
      const key = idempotencyKey(request);
      const { changes, merge = false } = checkedBody(request, CellChangesSchema);
      const answer = await changeCells(store, readFrame, {
        studyId: member.studyId,
        participantId: participant,
        actor: member.participantId,
        key,
        changes,
        merge,
      });
      return sendJson(reply, answer);
    },
  );
}

/** The header that names a request. Throws RequestProblem `request-malformed`. */
function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers["idempotency-key"];
  if (typeof key === "string" && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new RequestProblem("request-malformed", "Changes of cells come with an Idempotency-Key.", {
    issues: [{ path: "Idempotency-Key", expected: "1 to 200 visible ASCII letters", received: describeValue(key) }],
  });
}
