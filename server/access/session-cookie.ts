import type { FastifyReply, FastifyRequest } from "fastify";
import { isToken } from "./tokens.js";

/** The cookie that a link is exchanged for. */
export const SESSION_COOKIE = "motrice_session";

/** A session ends this long after its last use, and never later than the links it came by: 30 days. */
export const SESSION_MS = 30 * 24 * 3_600_000;

/** The secret of the caller's session, or null. */
export function sessionToken(request: FastifyRequest): string | null {
  const token = request.cookies[SESSION_COOKIE];
  return token !== undefined && isToken(token) ? token : null;
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...attributes(request), maxAge: SESSION_MS / 1000 });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(request));
}

/** Out of the reach of scripts, never sent from another site, and by https only where the request came so. */
function attributes({ isSecure }: FastifyRequest) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure } as const;
}
