import type { FastifyInstance, FastifyRequest } from "fastify";
import { ALL_ROLES, callerOf, type Member, memberOf } from "../../access/access.js";
import { joinAddress, publicOrigin } from "../../access/join-address.js";
import { checkedBody } from "../../checked-body.js";
import { RequestProblem } from "../../problems.js";
import {
  LINK_EXAMPLE,
  LinksSchema,
  MADE_LINK_EXAMPLE,
  MadeLinkSchema,
  NewLinkSchema,
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
import { type Link, listLinks } from "../../store/links.js";
import { endLink, inviteParticipant, linkOf, participantOf } from "../../workshop/invitations.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByParticipant {
  Params: { study: string; participant: string };
}

interface ByLink {
  Params: { study: string; link: string };
}

const STUDY = "/api/v1/studies/:study";
const ADDRESS = `${STUDY}/participants/:participant/links`;

const TAGS = ["participants"];

/** Ways in: for a participant by the facilitator or an administrator, for another device by the participant himself. */
export function addLinkRoutes(app: FastifyInstance, { store, settings }: Workshop): void {
  app.get<ByParticipant>(
    ADDRESS,
    {
      config: { access: { roles: ALL_ROLES, admin: true } },
      schema: {
        operationId: "listLinks",
        tags: TAGS,
        summary: "The links of a participant",
        description:
          "Without their secrets, which are kept nowhere. For facilitators, administrators and the participant himself.",
        params: studyParameters("participant"),
        response: {
          200: jsonAnswer("The links", LinksSchema, { links: [LINK_EXAMPLE] }),
          ...problemResponses(["participant-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { participant } = request.params;
      refuseOthersLinks(member, participant);
      const links = await store.read(async (tx) => {
        await participantOf(tx, member.studyId, participant);
        return listLinks(tx, member.studyId, participant);
      });
      return sendJson(reply, { links: links.map(linkView) });
    },
  );

  app.post<ByParticipant>(
    ADDRESS,
    {
      bodyLimit: 1024,
      config: { access: { roles: ALL_ROLES, admin: true } },
      schema: {
        operationId: "makeLink",
        tags: TAGS,
        summary: "Make a link",
        description:
          "A new way in for a participant; earlier ones stay. The body may be left out. Facilitators and administrators make links for anyone; anyone makes one for himself, for another device: that of an expert or a reader ends with the link he came by, at the latest.",
        params: studyParameters("participant"),
        body: jsonBody(NewLinkSchema, { expiresInDays: 30 }),
        response: {
          201: jsonAnswer("The link; its secret is told this once", MadeLinkSchema, MADE_LINK_EXAMPLE),
          ...problemResponses([
            "participant-unknown",
            ...STUDY_BODY_PROBLEMS.filter((code) => code !== "body-missing"),
          ]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const participantId = request.params.participant;
      refuseOthersLinks(member, participantId);
      const body = request.body === undefined ? {} : checkedBody(request, NewLinkSchema);
      const { id, token, expiresAt } = await inviteParticipant(store, member.participantId, {
        studyId: member.studyId,
        participantId,
        ...(body.expiresInDays !== undefined && { days: body.expiresInDays }),
        madeBy: ownLink(request),
      });
      const url = joinAddress(publicOrigin(request, settings.publicUrl), token);
      return sendJson(reply.code(201), { id, token, url, expiresAt });
    },
  );

  app.delete<ByLink>(
    `${STUDY}/links/:link`,
    {
      config: { access: { roles: ALL_ROLES, admin: true } },
      schema: {
        operationId: "revokeLink",
        tags: TAGS,
        summary: "Revoke a link",
        description:
          "Ends the link, the sessions it was exchanged for, and the links its holder made by it. For facilitators, administrators and the participant himself.",
        params: studyParameters("link"),
        response: {
          204: { type: "null", description: "The link is over" },
          ...problemResponses(["link-unknown", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { link } = request.params;
      const { participantId } = await linkOf(store.db, member.studyId, link);
      refuseOthersLinks(member, participantId);
      await endLink(store, member.studyId, member.participantId, link);
      return reply.code(204).send();
    },
  );
}

/** Throws RequestProblem `forbidden` for an expert or reader who asks for the links of another. */
function refuseOthersLinks({ role, participantId }: Member, wanted: string): void {
  if (role === null || role === "facilitator" || participantId === wanted) return;
  throw new RequestProblem("forbidden", "Links are their participant’s own.");
}

/** The link by which an expert or reader came, who makes himself another; null for those who may invite anyone. */
function ownLink(request: FastifyRequest): { readonly link: string; readonly expiresAt: string } | null {
  const { role, studyId } = memberOf(request);
  if (role === null || role === "facilitator") return null;
  return callerOf(request).memberships.get(studyId) ?? null;
}

function linkView({ participantId, ...link }: Link): object {
  const { id, createdAt, expiresAt, exchangedAt, revokedAt } = link;
  return { id, participant: participantId, createdAt, expiresAt, exchangedAt, revokedAt };
}
