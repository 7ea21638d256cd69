import type { FastifyInstance, FastifyRequest } from "fastify";
import * as Type from "typebox";
import { describeValue, OptionsError } from "../../../src/index.js";
import { ALL_ROLES, callerOf, memberOf } from "../../access/access.js";
import { chooseMediaType } from "../../media-types.js";
import { RequestProblem } from "../../problems.js";
import { optionsFromQuery, queryText, refuseOptions } from "../../query-options.js";
import { eventsResponse } from "../../schemas/event.js";
import { problemResponses } from "../../schemas/problem.js";
import { STUDY_ROUTE_PROBLEMS, studyParameters } from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { eventsAfter } from "../../store/events.js";
import { readState } from "../../workshop/known-studies.js";
import { toldEvent } from "../../workshop/told-event.js";
import type { Workshop } from "../../workshop/workshop.js";

/** JSON first: whoever wants a stream, which does not end, says so. */
const MEDIA = ["application/json", "text/event-stream"] as const;

/** Events of a page. */
const USUAL_PAGE = 100;
const MOST_OF_PAGE = 1000;

/** What happens in a study: as it happens, or page by page. */
export function addEventRoutes(app: FastifyInstance, { store, feeds }: Workshop): void {
  app.get(
    "/api/v1/studies/:study/events",
    {
      // A HEAD would hold a stream open that nobody reads.
      exposeHeadRoute: false,
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "listenToStudy",
        tags: ["events"],
        summary: "Listen to a study",
        description:
          "With `Accept: text/event-stream`, what happens as it happens: each event once and in order, from the one after `Last-Event-ID` or `after` on, else from now on; a comment every few seconds as a sign of life. Else the log, page by page. The facilitator is told all; an expert his own cells, those of others as a count, and what he may see of decisions and snapshots; a reader that the study or a fiche has changed, and what is published. The stream ends with the link of its listener, or his session. A participant has ten streams of a study: the next one ends his first.",
        params: studyParameters(),
        querystring: {
          type: "object",
          properties: {
            after: Type.Optional(Type.Integer({ minimum: 0, description: "the last event that is known already" })),
            limit: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: MOST_OF_PAGE,
                description: `page only: most events read, those one is not told of included; ${USUAL_PAGE} by default, fewer where they are large`,
              }),
            ),
          },
        },
        headers: {
          type: "object",
          properties: {
            "last-event-id": Type.Optional(
              Type.Integer({
                minimum: 0,
                description: "stream only: the last event heard, as browsers send it; goes before `after`",
              }),
            ),
          },
        },
        response: {
          200: eventsResponse,
          ...problemResponses(["options-invalid", "not-acceptable", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      refuseOptions(optionsFromQuery(request.query, ["after", "limit"]));
      const member = memberOf(request);
      const after = count("after", queryText(request.query, "after"));
      const limit = count("limit", queryText(request.query, "limit"), [1, MOST_OF_PAGE]) ?? USUAL_PAGE;
      switch (chooseMediaType(request.headers.accept, MEDIA)) {
        case "application/json":
          return sendJson(reply, await store.read((tx) => readPage(tx, member, { after: after ?? 0, limit })));
        case "text/event-stream": {
          const heard = count("Last-Event-ID", headerText(request, "last-event-id"));
          const { memberships, session } = callerOf(request);
          const { link } = memberships.get(member.studyId)!;
          const stream = await feeds.listen({ member, link, session, after: heard ?? after });
          // For proxies that would gather events.
          void reply.headers({ "cache-control": "no-store", "x-accel-buffering": "no" });
          return reply.type("text/event-stream; charset=utf-8").send(stream);
        }
        default:
          throw new RequestProblem("not-acceptable", `This address answers in ${MEDIA.join(", ")}.`);
      }
    },
  );
}

type Transaction = Parameters<Parameters<Workshop["store"]["read"]>[0]>[0];

async function readPage(
  tx: Transaction,
  member: ReturnType<typeof memberOf>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<object> {
  const state = await readState(tx, member.studyId);
  // A number beyond the log may be beyond what a database counts to.
  const { events } = await eventsAfter(tx, member.studyId, { after: Math.min(after, state.seq), limit });
  const last = events.at(-1)?.seq ?? after;
  return {
    events: events.map((event) => toldEvent(event, member, state)).filter((event) => event !== null),
    next: last < state.seq ? last : null,
  };
}

function headerText({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return value === "" ? undefined : (value as string | undefined);
}

/** A whole number, or null where there is none. Throws OptionsError. */
function count(path: string, text: string | undefined, [from, to] = [0, Number.MAX_SAFE_INTEGER]): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : -1;
  if (value >= from! && value <= to!) return value;
  const expected = to === Number.MAX_SAFE_INTEGER ? "a whole number ≥ 0" : `an integer from ${from} to ${to}`;
  throw new OptionsError([{ path, expected, received: describeValue(text) }]);
}
