import type { FastifyInstance } from "fastify";
import { memberOf } from "../../access/access.js";
import { checkedBody, refuseIssues } from "../../checked-body.js";
import {
  NewParticipantSchema,
  nameIssues,
  PARTICIPANT_EXAMPLE,
  ParticipantChangesSchema,
  ParticipantSchema,
  ParticipantsSchema,
} from "../../schemas/participant.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { listParticipants } from "../../store/participants.js";
import { addToStudy, dismissParticipant, editParticipant } from "../../workshop/invitations.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByParticipant {
  Params: { study: string; participant: string };
}

const ADDRESS = "/api/v1/studies/:study/participants";

const TAGS = ["participants"];

/** Most bytes of a body here. */
const BODY_LIMIT = 16 * 1024;

/** Who takes part in a study. */
export function addParticipantRoutes(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    ADDRESS,
    {
      config: { access: { roles: ["facilitator"], admin: true } },
      schema: {
        operationId: "listParticipants",
        tags: TAGS,
        summary: "Who takes part",
        description:
          "Facilitators, experts and readers, but for those removed. For facilitators and administrators: experts do not see each other.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("Who takes part", ParticipantsSchema, { participants: [PARTICIPANT_EXAMPLE] }),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) =>
      sendJson(reply, { participants: await listParticipants(store.db, memberOf(request).studyId) }),
  );

  app.post(
    ADDRESS,
    {
      bodyLimit: BODY_LIMIT,
      config: { access: { roles: ["facilitator"], admin: true } },
      schema: {
        operationId: "addParticipant",
        tags: TAGS,
        summary: "Add a participant",
        description:
          "He comes in by a link, which is made for him next. One expert too many for so many variables is refused: 60 fit 250 variables.",
        params: studyParameters(),
        body: jsonBody(NewParticipantSchema, { role: "expert", name: "Expert 1" }),
        response: {
          201: jsonAnswer("The participant", ParticipantSchema, PARTICIPANT_EXAMPLE),
          ...problemResponses(["study-too-large", ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const { role, name, weight = 1 } = checkedBody(request, NewParticipantSchema);
      refuseIssues(nameIssues(name));
      const added = await addToStudy(store, studyId, participantId, { role, name: name.trim(), weight });
      const address = `/api/v1/studies/${studyId}/participants/${added.id}`;
      return sendJson(reply.code(201).header("location", address), added);
    },
  );

  app.patch<ByParticipant>(
    `${ADDRESS}/:participant`,
    {
      bodyLimit: BODY_LIMIT,
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "changeParticipant",
        tags: TAGS,
        summary: "Change a participant",
        description:
          "Name, role or weight. A new role counts from the next request on. A study keeps at least one facilitator.",
        params: studyParameters("participant"),
        body: jsonBody(ParticipantChangesSchema, { weight: 2 }),
        response: {
          200: jsonAnswer("The participant as he is", ParticipantSchema, { ...PARTICIPANT_EXAMPLE, weight: 2 }),
          ...problemResponses(["participant-unknown", "last-facilitator", "study-too-large", ...STUDY_BODY_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const { name, ...others } = checkedBody(request, ParticipantChangesSchema);
      refuseIssues(nameIssues(name));
      const changes = { ...others, ...(name !== undefined && { name: name.trim() }) };
      return sendJson(reply, await editParticipant(store, studyId, participantId, request.params.participant, changes));
    },
  );

  app.delete<ByParticipant>(
    `${ADDRESS}/:participant`,
    {
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "removeParticipant",
        tags: TAGS,
        summary: "Remove a participant",
        description:
          "Revokes his links and ends his sessions at once. What he answered stays in the study’s log and its snapshots. A study keeps at least one facilitator.",
        params: studyParameters("participant"),
        response: {
          204: { type: "null", description: "He is removed" },
          ...problemResponses(["participant-unknown", "last-facilitator", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      await dismissParticipant(store, studyId, participantId, request.params.participant);
      return reply.code(204).send();
    },
  );
}
