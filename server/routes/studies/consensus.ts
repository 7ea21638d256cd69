import type { FastifyInstance } from "fastify";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { optionsFromQuery } from "../../query-options.js";
import {
  AGENDA_EXAMPLE,
  AGREEMENT_EXAMPLE,
  AgendaSchema,
  AgreementSchema,
  agendaParameters,
  agreementParameters,
} from "../../schemas/agreement.js";
import {
  CONSENSUS_EXAMPLE,
  ConsensusSchema,
  DECISION_EXAMPLE,
  DecisionSchema,
  DecisionsSchema,
  MAX_DECISIONS,
  NEW_DECISION_EXAMPLE,
  NEW_DECISIONS_EXAMPLE,
  NewDecisionSchema,
  NewDecisionsSchema,
} from "../../schemas/consensus.js";
import { problemResponses } from "../../schemas/problem.js";
import { notModified } from "../../schemas/responses.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { sendRendering } from "../../send-rendering.js";
import { changeDecisions, setDecision, unsetDecision } from "../../workshop/decide.js";
import { type LiveResult, liveResults } from "../../workshop/live-results.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByCell {
  Params: { study: string; from: string; to: string };
}

const ADDRESS = "/api/v1/studies/:study";

const TAGS = ["results"];

const LIVE_PROBLEMS = [
  "options-invalid",
  "results-hidden",
  "analysis-undefined",
  "study-too-large",
  "task-timeout",
  "task-too-large",
  ...STUDY_ROUTE_PROBLEMS,
] as const;

const THIN_CELLS =
  "To others than the facilitator a cell with fewer answers than `minimumAnswers` of the aggregation counts as unanswered";

const WHEN_SEEN =
  "The facilitator sees it always, experts once the latest round is closed or the facilitator has opened the results";

/** What the experts say together: the agreed matrix, how far they agree, what to talk about. */
const LIVE_ROUTES = {
  consensus: {
    operationId: "getConsensus",
    summary: "The agreed matrix",
    description: `Each cell with where it comes from: a decision of the facilitator, or the aggregate of the experts' answers. ${WHEN_SEEN}, readers where results are open.`,
    parameters: {},
    answer: jsonAnswer("The agreed matrix", ConsensusSchema, CONSENSUS_EXAMPLE),
  },
  agreement: {
    operationId: "getAgreement",
    summary: "How far the experts agree",
    description: `Of each cell the distribution, median, quartiles and exact agreement; Krippendorff's alpha, Kendall's W, distances and severity of the experts. ${WHEN_SEEN}; an expert is told who he is himself, and no other. ${THIN_CELLS}: its figures are null, and those of the experts rest on the other cells.`,
    parameters: agreementParameters,
    answer: jsonAnswer("How far the experts agree", AgreementSchema, AGREEMENT_EXAMPLE),
  },
  agenda: {
    operationId: "getAgenda",
    summary: "The disagreements that matter",
    description: `Disputed cells by dispersion × effect on the classes, the heaviest first. Cells that are decided are no longer disputed. ${WHEN_SEEN}. ${THIN_CELLS}, and is not listed.`,
    parameters: agendaParameters,
    answer: jsonAnswer("The cells to talk about", AgendaSchema, AGENDA_EXAMPLE),
  },
} as const satisfies Record<LiveResult, unknown>;

export function addConsensusRoutes(app: FastifyInstance, { store, engine, recent }: Workshop): void {
  const answerTo = liveResults({ store, engine, recent });

  for (const result of Object.keys(LIVE_ROUTES) as LiveResult[]) {
    const { parameters, answer, ...words } = LIVE_ROUTES[result];
    app.get(
      `${ADDRESS}/${result}`,
      {
        config: { access: { roles: ALL_ROLES } },
        schema: {
          ...words,
          tags: TAGS,
          params: studyParameters(),
          querystring: { type: "object", properties: parameters },
          response: { 200: answer, ...notModified, ...problemResponses(LIVE_PROBLEMS) },
        },
      },
      async (request, reply) => {
        const question = {
          member: memberOf(request),
          result,
          options: optionsFromQuery(request.query),
          // Without its signal: who comes next may wait for the same answer.
          caller: { address: request.ip },
        };
        return sendRendering(request, reply, await answerTo(question), { format: "json", isPrivate: true });
      },
    );
  }

  app.put(
    `${ADDRESS}/consensus`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "setDecisions",
        tags: TAGS,
        summary: "Decide several cells, or take decisions back",
        description: `Sets the cells of \`decisions\` and takes those of \`undecided\` back, at most ${MAX_DECISIONS} of each, in one change: all of them or, where one is at fault, none. Cells that are not named stay as they are; a decision that is there already, word for word, too, and a cell of \`undecided\` of which nothing is decided. Each that changes is an event of its own. The reason may be left out here; reason, confidence, sign and source that are left out stay as they are decided. A cell may come with \`was\`, what it replaces, null where nothing was decided: where another facilitator has decided otherwise, it conflicts, and \`decision-conflict\` tells each such cell with both decisions in \`conflicts\`.`,
        params: studyParameters(),
        body: jsonBody(NewDecisionsSchema, NEW_DECISIONS_EXAMPLE),
        response: {
          200: jsonAnswer("The decisions that are set", DecisionsSchema, { decisions: [DECISION_EXAMPLE] }),
          ...problemResponses(["decision-conflict", ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const { decisions = [], undecided = [] } = checkedBody(request, NewDecisionsSchema);
      const decided = await changeDecisions(store, participantId, studyId, { decisions, undecided });
      return sendJson(reply, { decisions: decided });
    },
  );

  app.put<ByCell>(
    `${ADDRESS}/consensus/:from/:to`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "setDecision",
        tags: TAGS,
        summary: "Decide a cell",
        description:
          "The cell of the consensus holds what is decided, whatever the experts answer, until the decision is taken back. Each decision has a reason. Confidence, sign and source that are left out stay as they are decided; null clears them. `was` says which decision it replaces, null where nothing was decided: where another facilitator has decided otherwise, `decision-conflict` tells both decisions in `conflicts`, and nothing is written.",
        params: studyParameters("from", "to"),
        body: jsonBody(NewDecisionSchema, NEW_DECISION_EXAMPLE),
        response: {
          200: jsonAnswer("The decision", DecisionSchema, DECISION_EXAMPLE),
          ...problemResponses(["decision-conflict", ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { participantId } = memberOf(request);
      const { study: studyId, from, to } = request.params;
      const decision = checkedBody(request, NewDecisionSchema);
      return sendJson(reply, await setDecision(store, participantId, { studyId, from, to }, decision));
    },
  );

  app.delete<ByCell>(
    `${ADDRESS}/consensus/:from/:to`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "removeDecision",
        tags: TAGS,
        summary: "Take a decision back",
        description:
          "The cell is again what the experts' answers make of it, whatever was decided. Several at once, or one only as it was last seen, are taken back as `undecided` of `PUT …/consensus`.",
        params: studyParameters("from", "to"),
        response: {
          204: { type: "null", description: "The decision is taken back" },
          ...problemResponses(["decision-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { participantId } = memberOf(request);
      const { study: studyId, from, to } = request.params;
      await unsetDecision(store, participantId, { studyId, from, to });
      return reply.code(204).send();
    },
  );
}
