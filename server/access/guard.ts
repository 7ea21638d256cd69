import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { RequestProblem } from "../problems.js";
import type { Store } from "../store/store.js";
import { type Access, ADMIN, type Caller, callerOf, memberOf } from "./access.js";
import { actAs } from "./acting-member.js";
import { describeAccess } from "./describe-access.js";
import { type IdentifyInput, identifyCaller } from "./identify-caller.js";

/** Most bytes of a body where the route does not say, and takes no file: 5000 cells with a sentence each. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** Routes that must say who may use them. */
const GUARDED = /^\/api\/v1\/studies(\/|$)/;

/**
 * Lets through to each route those whom its `config.access` names, before the body is read; what they change asks for them once more, see
 * {@link storeForMembers}. Call it before the routes are added.
 *
 * Throws for a route under /api/v1/studies that does not say it. Refusals: 401 `unauthenticated` or `token-invalid`, 404
 * `study-unknown` for a study the caller is not in, 403 `forbidden`, 410 `study-deleted`.
 */
export function addGuard(app: FastifyInstance, input: IdentifyInput): void {
  app.decorateRequest("caller", null);
  app.decorateRequest("member", null);
  app.addHook("onRoute", (route: RouteOptions) => {
    const access = route.config?.access;
    if (access === undefined && GUARDED.test(route.url)) {
      throw new Error(`${route.method} ${route.url} does not say who may use it (config.access)`);
    }
    if (access === undefined || access === "unguarded") return;
    route.schema = describeAccess(route.schema, access);
    if (route.config?.workbook !== true)
      route.bodyLimit ??= Math.min(BODY_LIMIT, app.initialConfig.bodyLimit ?? BODY_LIMIT);
    const ofStudy = /\/:study(\/|$)/.test(route.url);
    const guard = async (request: FastifyRequest, reply: FastifyReply) => {
      request.caller = await identifyCaller(request, reply, input);
      if (access === "anyone") return;
      if (ofStudy) await enterStudy(request, access, input.store);
      else refuseOthers(callerOf(request), access);
    };
    // After the hooks that the route has: what is refused by address is refused first.
    route.onRequest = [...[route.onRequest ?? []].flat(), guard];
    if (ofStudy && access !== "anyone") serveAsMember(route);
  });
}

/** What the route's handler changes is changed in the name of the member, who is asked for again then. */
function serveAsMember(route: RouteOptions): void {
  const { handler } = route;
  route.handler = function serve(request, reply) {
    const member = memberOf(request);
    const link = callerOf(request).memberships.get(member.studyId)?.link;
    const answer = () => handler.call(this, request, reply);
    return member.role === null || link === undefined ? answer() : actAs({ ...member, link }, answer);
  };
}

function refuseOthers({ admin, memberships }: Caller, { roles, admin: adminToo = false }: Access): void {
  if (admin && adminToo) return;
  if (memberships.size === 0 && !admin) throw unauthenticated();
  if (![...memberships.values()].some(({ role }) => roles.includes(role))) throw forbidden(roles, adminToo);
}

async function enterStudy(request: FastifyRequest, access: Access, store: Store): Promise<void> {
  const { admin, memberships } = callerOf(request);
  refuseNul(request);
  const studyId = (request.params as { study: string }).study;
  const membership = memberships.get(studyId);
  if (membership === undefined && memberships.size === 0 && !admin) throw unauthenticated();
  const deleted = membership?.deleted ?? (admin ? await isDeleted(store, studyId) : null);
  if (deleted === null) throw new RequestProblem("study-unknown", "There is no such study, or you are not in it.");
  const asMember = membership !== undefined && access.roles.includes(membership.role);
  if (!asMember && !(admin && access.admin === true)) throw forbidden(access.roles, access.admin === true);
  if (deleted && access.deleted !== true) {
    throw new RequestProblem(
      "study-deleted",
      "The study has been deleted; its facilitator may restore it for 30 days.",
    );
  }
  request.member = asMember
    ? { studyId, participantId: membership.participantId, role: membership.role }
    : { studyId, participantId: ADMIN, role: null };
}

/** No id holds NUL, and PostgreSQL fails on a question that does. */
function refuseNul({ params }: FastifyRequest): void {
  const found = Object.entries(params as Record<string, string>).find(([, value]) => value.includes("\0"));
  if (found !== undefined) throw new RequestProblem("not-found", `No ${found[0]} has an id with a NUL in it.`);
}

/** Null for a study that does not exist. */
async function isDeleted(store: Store, studyId: string): Promise<boolean | null> {
  if (!/^[\w-]+$/.test(studyId)) return null;
  const row = await store.db.selectFrom("studies").select("deleted_at").where("id", "=", studyId).executeTakeFirst();
  return row === undefined ? null : row.deleted_at !== null;
}

function unauthenticated(): RequestProblem {
  return new RequestProblem("unauthenticated", "Open the link you were invited by, or send its token as Bearer.", {
    headers: { "www-authenticate": "Bearer" },
  });
}

function forbidden(roles: Access["roles"], admin: boolean): RequestProblem {
  const allowed = [...roles, ...(admin ? ["administrator"] : [])];
  return new RequestProblem("forbidden", `This is for: ${allowed.join(", ")}.`);
}
