import type { FastifyReply, FastifyRequest } from "fastify";
import { RequestProblem } from "../problems.js";
import { findLinkHolder, findSession, type LinkHolder, prolongSession } from "../store/sessions.js";
import type { Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { ANONYMOUS, type Caller, type Membership } from "./access.js";
import type { RequestLimits } from "./request-limits.js";
import { SESSION_MS, sessionToken, setSessionCookie } from "./session-cookie.js";
import { hashToken, isToken, sameSecret } from "./tokens.js";

export interface IdentifyInput {
  readonly store: Store;
  /** Empty where none is set: creating studies is then free to whoever reaches the server, which listens on loopback only. */
  readonly adminToken: string;
  readonly limits: RequestLimits;
}

/**
 * Who asks: by `Authorization: Bearer` (the administrator's token, or a link's), else by the session's cookie. Where no
 * administrator's token is set, whoever comes without a Bearer token is administrator as well, unless a proxy or a page of another
 * site passed the request on.
 *
 * Throws RequestProblem `token-invalid` for a Bearer token that is unknown, exchanged, expired or revoked, `rate-limited` for one that
 * asks too often; a session that is over counts as none. A session in use is prolonged, at most once a day.
 */
export async function identifyCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  input: IdentifyInput,
): Promise<Caller> {
  const bearer = bearerToken(request);
  if (bearer !== null) return callerByBearer(bearer, request, input);
  if (request.isForeign) return ANONYMOUS;
  const admin = input.adminToken === "" && !isForwarded(request);
  return { ...(await callerBySession(request, reply, input)), admin };
}

async function callerByBearer(
  bearer: string,
  { ip }: FastifyRequest,
  { store, adminToken, limits }: IdentifyInput,
): Promise<Caller> {
  limits.refuseGuesser(ip);
  if (adminToken !== "" && sameSecret(bearer, adminToken)) return { ...ANONYMOUS, admin: true };
  const holder = await findHolder(store.db, bearer);
  if (holder === null) limits.countGuess(ip);
  if (holder === null || !isGood(holder) || holder.exchangedAt !== null) {
    throw new RequestProblem("token-invalid", "The token is unknown, or was exchanged, has expired or was revoked.");
  }
  limits.countToken(holder.hash);
  return { ...ANONYMOUS, memberships: membershipsOf([holder]) };
}

async function callerBySession(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, limits }: IdentifyInput,
): Promise<Caller> {
  const token = sessionToken(request);
  if (token === null) return ANONYMOUS;
  const hash = hashToken(token);
  const session = await findSession(store.db, hash);
  if (session === null || isPast(session.expiresAt)) return ANONYMOUS;
  limits.countToken(hash);
  if (Date.parse(session.expiresAt) - Date.now() < SESSION_MS - DAY_MS) {
    const expiresAt = new Date(Date.now() + SESSION_MS).toISOString();
    await store.write((tx) => prolongSession(tx, hash, expiresAt));
    setSessionCookie(request, reply, token);
  }
  return { ...ANONYMOUS, memberships: membershipsOf(session.holders.filter(isGood)), session: hash };
}

const DAY_MS = 24 * 3_600_000;

/** Who holds the link of a token, whether it is still good or not; null for a token of no link. */
export async function findHolder(db: Database, token: string): Promise<LinkHolder | null> {
  if (!isToken(token)) return null;
  const holder = await findLinkHolder(db, hashToken(token));
  return holder !== null && sameSecret(holder.hash, hashToken(token)) ? holder : null;
}

/** The token of an Authorization header, or null where there is no such header. Throws RequestProblem for one of another kind. */
function bearerToken(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  if (authorization === undefined) return null;
  const token = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization)?.[1];
  if (token !== undefined) return token;
  throw new RequestProblem("token-invalid", "An Authorization header is: Bearer, a blank, and the token.");
}

/** Whether a proxy passed the request on: its caller then is not, as far as the server can tell, on this machine. */
function isForwarded(request: FastifyRequest): boolean {
  return ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => request.headers[name] !== undefined);
}

/** Whether a link, exchanged or not, still lets its holder in. */
export function isGood({ expiresAt, revokedAt, removedAt }: LinkHolder): boolean {
  return revokedAt === null && removedAt === null && !isPast(expiresAt);
}

function isPast(time: string): boolean {
  return Date.parse(time) <= Date.now();
}

function membershipsOf(holders: readonly LinkHolder[]): Map<string, Membership> {
  return new Map(
    holders.map(({ id, studyId, participantId, role, studyDeletedAt, expiresAt }) => [
      studyId,
      { participantId, role, deleted: studyDeletedAt !== null, link: id, expiresAt },
    ]),
  );
}
