import type { FastifyInstance } from "fastify";
import { describeValue, OptionsError } from "../../../src/index.js";
import { memberOf } from "../../access/access.js";
import { refuseOthersContribution } from "../../access/own-contribution.js";
import { optionsFromQuery, queryText, refuseOptions } from "../../query-options.js";
import { problemResponses } from "../../schemas/problem.js";
import { FEEDBACK_EXAMPLE, FeedbackSchema } from "../../schemas/round.js";
import { jsonAnswer, STUDY_ROUTE_PROBLEMS, studyParameters } from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { closedRounds } from "../../workshop/closed-rounds.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByParticipant {
  Params: { study: string; participant: string };
}

/** What an expert is shown between two rounds. */
export function addFeedbackRoutes(app: FastifyInstance, { store, engine, recent }: Workshop): void {
  const { feedback } = closedRounds({ store, engine, recent });

  app.get<ByParticipant>(
    "/api/v1/studies/:study/contributions/:participant/feedback",
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "getFeedback",
        tags: ["rounds"],
        summary: "What an expert is shown after a round",
        description:
          "Each cell’s own answer beside the median and the quartiles of the group, as the round was closed, with the notes of the others, unnamed. Also while the next round is open. For the expert himself and the facilitator.",
        params: studyParameters("participant"),
        querystring: {
          type: "object",
          properties: {
            round: { type: "integer", minimum: 1, description: "number of a closed round; the last one by default" },
          },
        },
        response: {
          200: jsonAnswer("What the expert is shown", FeedbackSchema, FEEDBACK_EXAMPLE),
          ...problemResponses([
            "options-invalid",
            "participant-unknown",
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
      const member = memberOf(request);
      const { participant: expert } = request.params;
      refuseOthersContribution(member, expert);
      refuseOptions(optionsFromQuery(request.query, ["round"]));
      const round = readRound(queryText(request.query, "round"));
      // Without its signal: others may wait for the same computation.
      const caller = { address: request.ip };
      return sendJson(reply, await feedback({ studyId: member.studyId, expert, round, caller }));
    },
  );
}

function readRound(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new OptionsError([{ path: "round", expected: "the number of a round, from 1", received: describeValue(text) }]);
}
