import type { FastifyInstance } from "fastify";
import { describeValue, type Language, OptionsError } from "../../../src/index.js";
import type { ScoringForm } from "../../../src/node.js";
import { memberOf } from "../../access/access.js";
import { findExpert, refuseOthersContribution } from "../../access/own-contribution.js";
import { isWorkbook, WORKBOOK_TYPE } from "../../plugins/body-parsers.js";
import { RequestProblem } from "../../problems.js";
import { optionsFromQuery, queryText, refuseOptions } from "../../query-options.js";
import { taskCaller } from "../../request-body.js";
import { FORM_TAKEN_EXAMPLE, FormTakenSchema, formAnswer, formBody } from "../../schemas/form.js";
import { problemResponses } from "../../schemas/problem.js";
import { notModified } from "../../schemas/responses.js";
import {
  jsonAnswer,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { sendRendering } from "../../send-rendering.js";
import { scoringState } from "../../store/scoring-state.js";
import { assembleStudy } from "../../workshop/assemble-study.js";
import { refuseClosedRound } from "../../workshop/change-cells.js";
import { readFormParts, takeForm } from "../../workshop/scoring-form.js";
import { rememberedFrames } from "../../workshop/scoring-frame.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByParticipant {
  Params: { study: string; participant: string };
}

const ADDRESS = "/api/v1/studies/:study/contributions/:participant/form";

const TAGS = ["scoring"];

const TASK_PROBLEMS = ["study-too-large", "task-timeout", "task-too-large"] as const;

/** The form to score a study offline: a workbook that goes out, and comes back. */
export function addFormRoutes(app: FastifyInstance, { store, engine }: Workshop): void {
  const readFrame = rememberedFrames();

  app.get<ByParticipant>(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator", "expert"] } },
      schema: {
        operationId: "getForm",
        tags: TAGS,
        summary: "The form to score offline",
        description:
          "An .xlsx workbook with the expert’s answers so far: cells held to the scale, how sure he is on a second sheet, then the definitions. Where unassigned cells are locked, they are in the form too. For the expert himself and the facilitator, while the round is open.",
        params: studyParameters("participant"),
        querystring: {
          type: "object",
          properties: {
            lang: {
              type: "string",
              enum: ["fr", "en"],
              description: "language of the form; that of the study by default",
            },
          },
        },
        response: {
          200: formAnswer,
          ...notModified,
          ...problemResponses([
            "options-invalid",
            "participant-unknown",
            "round-closed",
            ...TASK_PROBLEMS,
            ...STUDY_ROUTE_PROBLEMS,
          ]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, ...member } = memberOf(request);
      const { participant } = request.params;
      refuseOthersContribution({ studyId, ...member }, participant);
      refuseOptions(optionsFromQuery(request.query, ["lang"]));
      const language = readLanguage(queryText(request.query, "lang"));
      const { study, form } = await store.read((tx) =>
        readFormParts(tx, readFrame, { studyId, participantId: participant, language }),
      );
      const rendering = await engine.run(
        { source: { kind: "study", study }, options: {}, output: { kind: "form", form, format: "xlsx" } },
        taskCaller(request, reply),
      );
      const file = `form-${participant}-round-${form.round}.xlsx`;
      void reply.header("content-disposition", `attachment; filename="${file}"`);
      return sendRendering(request, reply, rendering, { format: "xlsx", isPrivate: true });
    },
  );

  app.post<ByParticipant>(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator", "expert"] }, workbook: true },
      schema: {
        operationId: "takeForm",
        tags: TAGS,
        summary: "Take a form in",
        description:
          "Merges the changes of a form cell by cell: applied, in conflict with what was entered since the form was written, or refused. Faults in cells are told by sheet and address, all at once, and nothing is written then; nor of a form of another study, another expert, another round, or of variables that are gone. The same form again changes nothing. For the expert himself and the facilitator.",
        params: studyParameters("participant"),
        body: formBody,
        response: {
          200: jsonAnswer("What became of the form", FormTakenSchema, FORM_TAKEN_EXAMPLE),
          ...problemResponses([
            "form-invalid",
            "participant-unknown",
            "round-closed",
            ...TASK_PROBLEMS,
            ...STUDY_BODY_PROBLEMS.filter((code) => code !== "body-invalid"),
          ]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { studyId } = member;
      const { participant } = request.params;
      refuseOthersContribution(member, participant);
      const { body } = request;
      if (!(body instanceof Uint8Array) || body.length === 0 || !isWorkbook(request)) {
        throw new RequestProblem("body-missing", `Send the form as ${WORKBOOK_TYPE}.`);
      }
      const { study, revision } = await store.read(async (tx) => {
        await findExpert(tx, studyId, participant);
        const state = await scoringState(tx, studyId);
        refuseClosedRound(state.round);
        return { study: await assembleStudy(tx, studyId), revision: state.revision };
      });
      const variables = study.variables.map(({ id }) => id);
      const place = { studyId, participantId: participant, revision, variables };
      const read = await engine.run(
        {
          source: { kind: "study", study },
          options: {},
          output: { kind: "form-reading", bytes: body, place, format: "json" },
        },
        taskCaller(request, reply),
      );
      const form = JSON.parse(String(read)) as ScoringForm;
      const input = { studyId, participantId: participant, actor: member.participantId, form };
      return sendJson(reply, await takeForm(store, readFrame, input));
    },
  );
}

function readLanguage(text: string | undefined): Language | null {
  if (text === undefined) return null;
  if (text === "fr" || text === "en") return text;
  throw new OptionsError([{ path: "lang", expected: "fr or en", received: describeValue(text) }]);
}
