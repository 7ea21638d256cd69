import type { FastifyInstance } from "fastify";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { RequestProblem } from "../../problems.js";
import { optionsFromQuery } from "../../query-options.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  CLOSED_ROUND_EXAMPLE,
  ClosedRoundSchema,
  OPEN_ROUND_EXAMPLE,
  ROUNDS_EXAMPLE,
  RoundSchema,
  RoundsSchema,
  StabilitySchema,
  stabilityParameters,
} from "../../schemas/round.js";
import { jsonAnswer, STUDY_ROUTE_PROBLEMS, studyParameters } from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { roundsOf } from "../../store/rounds.js";
import { closedRounds } from "../../workshop/closed-rounds.js";
import { closeRound, openNextRound } from "../../workshop/study-rounds.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByNumber {
  Params: { study: string; number: string };
}

const ADDRESS = "/api/v1/studies/:study/rounds";

const TAGS = ["rounds"];

/** Rounds of answering: closed, opened, and compared with the one before. */
export function addRoundRoutes(app: FastifyInstance, { store, engine, recent }: Workshop): void {
  const { stability } = closedRounds({ store, engine, recent });

  app.get(
    ADDRESS,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "listRounds",
        tags: TAGS,
        summary: "The rounds of a study",
        description: "First to last. A study has its first round from the start.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("The rounds", RoundsSchema, ROUNDS_EXAMPLE),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => sendJson(reply, { rounds: await roundsOf(store.db, memberOf(request).studyId) }),
  );

  app.post(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "openRound",
        tags: TAGS,
        summary: "Open the next round",
        description: "Cells change again; the answers carry over. The round before must be closed.",
        params: studyParameters(),
        response: {
          201: jsonAnswer("The round", RoundSchema, OPEN_ROUND_EXAMPLE),
          ...problemResponses(["round-open", "storage-full", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      return sendJson(reply.code(201), await openNextRound(store, studyId, participantId));
    },
  );

  app.post<ByNumber>(
    `${ADDRESS}/:number/close`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "closeRound",
        tags: TAGS,
        summary: "Close the round",
        description:
          "No cell changes until the next round is opened. In the same moment a snapshot keeps all contributions, decisions, the aggregate, the consensus, the settings and the study. Experts then see results, and feedback beside their own scores.",
        params: studyParameters("number"),
        response: {
          200: jsonAnswer("The round, and what was kept", ClosedRoundSchema, CLOSED_ROUND_EXAMPLE),
          ...problemResponses(["round-unknown", "round-closed", "storage-full", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      return sendJson(reply, await closeRound(store, studyId, participantId, roundNumber(request.params.number)));
    },
  );

  app.get<ByNumber>(
    `${ADDRESS}/:number/stability`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "getStability",
        tags: TAGS,
        summary: "How far answers moved since the round before",
        description:
          "Compares a closed round with the one before it: is another worth while? An expert sees his own moves and the group’s, a reader the group’s where the snapshot of the round is published. To them the group’s figures rest on the cells that at least `minimumAnswers` experts scored in both rounds; those of other cells are null.",
        params: studyParameters("number"),
        querystring: { type: "object", properties: stabilityParameters },
        response: {
          200: jsonAnswer("How far answers moved", StabilitySchema),
          ...problemResponses([
            "options-invalid",
            "results-hidden",
            "round-unknown",
            "round-open",
            "task-timeout",
            "task-too-large",
            ...STUDY_ROUTE_PROBLEMS,
          ]),
        },
      },
    },
    async (request, reply) => {
      const question = {
        member: memberOf(request),
        round: roundNumber(request.params.number),
        options: optionsFromQuery(request.query),
        // Without its signal: others may wait for the same computation.
        caller: { address: request.ip },
      };
      return sendJson(reply, await stability(question));
    },
  );
}

/** The number of a round in an address. Throws RequestProblem `round-unknown`. */
function roundNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new RequestProblem("round-unknown", "Rounds are numbered from 1.");
}
