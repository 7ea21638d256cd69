import type { FastifyInstance } from "fastify";
import { type Caller, callerOf } from "../access/access.js";
import { exchangeForSession } from "../access/exchange-link.js";
import type { RequestLimits } from "../access/request-limits.js";
import { clearSessionCookie, sessionToken, setSessionCookie } from "../access/session-cookie.js";
import { hashToken } from "../access/tokens.js";
import { checkedBody } from "../checked-body.js";
import { RequestProblem } from "../problems.js";
import { COMMON_PROBLEMS, problemResponses } from "../schemas/problem.js";
import { ExchangedSchema, SESSION_EXAMPLE, SessionSchema, TokenSchema } from "../schemas/session.js";
import { jsonAnswer, jsonBody, STUDY_BODY_PROBLEMS } from "../schemas/study-resource.js";
import { sendJson } from "../send-json.js";
import { membershipViews } from "../store/memberships.js";
import { removeSession } from "../store/sessions.js";
import type { Store } from "../store/store.js";
import type { EventFeeds } from "../workshop/event-feeds.js";

interface SessionRoutesInput {
  readonly store: Store;
  readonly limits: RequestLimits;
  readonly feeds: EventFeeds;
}

const ADDRESS = "/api/v1/session";

const TAGS = ["session"];

const EXAMPLE_TOKEN = "ThisIsNoTokenButLooksLikeOneOf43LettersXXXX";

/** Coming in by a link, looking who one is, and leaving. */
export function addSessionRoutes(app: FastifyInstance, { store, limits, feeds }: SessionRoutesInput): void {
  const sessionView = async ({ memberships, admin }: Pick<Caller, "memberships" | "admin">) => ({
    memberships: await membershipViews(store.db, memberships),
    admin,
  });

  app.post(
    ADDRESS,
    {
      bodyLimit: 1024,
      config: { access: "anyone" },
      schema: {
        operationId: "openSession",
        tags: TAGS,
        summary: "Exchange a link",
        description:
          "Exchanges the secret of a link, once, for a session: the HttpOnly cookie `motrice_session`, which ends 30 days after its last use, and lets into a study no longer than the link lasts. A session holds all studies its browser has joined; the latest link of a study counts. Programs send the secret as Bearer token instead. `link-gone` tells in `why` whether the link was used, has expired or was revoked.",
        body: jsonBody(TokenSchema, { token: EXAMPLE_TOKEN }),
        response: {
          200: {
            ...jsonAnswer("The session", ExchangedSchema, {
              ...SESSION_EXAMPLE,
              joined: SESSION_EXAMPLE.memberships[0]!.study,
            }),
            headers: {
              "Set-Cookie": {
                type: "string",
                description:
                  "the session’s cookie; not where the browser opened another link at the same time: the answer to that one has the cookie, of a session that holds both studies",
              },
            },
          },
          ...problemResponses([
            "link-gone",
            "study-deleted",
            "origin-refused",
            ...STUDY_BODY_PROBLEMS.filter((code) => !GUARD_PROBLEMS.includes(code)),
            "token-invalid",
          ]),
        },
      },
    },
    async (request, reply) => {
      const { token } = checkedBody(request, TokenSchema);
      if (request.isForeign)
        throw new RequestProblem("origin-refused", "A page of another site sends the token as Bearer.");
      const { session, joined } = await exchangeForSession({
        store,
        limits,
        address: request.ip,
        token,
        session: sessionToken(request),
      });
      if (session !== null) setSessionCookie(request, reply, session);
      const { memberships, admin } = callerOf(request);
      const { studyId, participantId, role, id, expiresAt, studyDeletedAt } = joined;
      const membership = { participantId, role, link: id, expiresAt, deleted: studyDeletedAt !== null };
      const caller = { admin, memberships: new Map([...memberships, [studyId, membership]]) };
      return sendJson(reply, { ...(await sessionView(caller)), joined: studyId });
    },
  );

  app.get(
    ADDRESS,
    {
      config: { access: "anyone" },
      schema: {
        operationId: "getSession",
        tags: TAGS,
        summary: "Who asks",
        description:
          "The studies that the session’s cookie, or the Bearer token, lets into, and whether studies may be made. Of one who is nobody: none, and false.",
        response: {
          200: jsonAnswer("Who asks", SessionSchema, SESSION_EXAMPLE),
          ...problemResponses(["token-invalid", "storage-unavailable", ...COMMON_PROBLEMS]),
        },
      },
    },
    async (request, reply) => sendJson(reply, await sessionView(callerOf(request))),
  );

  app.delete(
    ADDRESS,
    {
      config: { access: "anyone" },
      schema: {
        operationId: "leave",
        tags: TAGS,
        summary: "Leave",
        description:
          "Ends the session of the cookie. The links it came by were used up; another device keeps its own session.",
        response: {
          204: { type: "null", description: "There is no session" },
          ...problemResponses(["token-invalid", "origin-refused", "storage-unavailable", ...COMMON_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const token = request.isForeign ? null : sessionToken(request);
      if (token !== null) {
        const session = hashToken(token);
        await store.write((tx) => removeSession(tx, session));
        feeds.endSession(session);
      }
      clearSessionCookie(request, reply);
      return reply.code(204).send();
    },
  );
}

/** Of a route that lets in only some. */
const GUARD_PROBLEMS: readonly string[] = ["unauthenticated", "forbidden", "study-unknown", "study-deleted"];
