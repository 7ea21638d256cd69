import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeValue } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import type { ServerSettings } from "../settings.js";
import { hostName, isLoopback, originOf } from "./host-names.js";
import { SESSION_COOKIE } from "./session-cookie.js";

type SiteSettings = Pick<ServerSettings, "host" | "allowedHosts" | "publicUrl" | "corsOrigins" | "trustProxy">;

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** What a page of another site, where one is allowed, may send and read beyond what any page may. */
const CORS_HEADERS = {
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers":
    "accept, authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id",
  "access-control-max-age": "600",
};
const CORS_EXPOSED = "etag, location, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset";

declare module "fastify" {
  interface FastifyRequest {
    /** Whether a page of another site asks: neither a cookie nor the place it asks from then stands for anyone. */
    isForeign: boolean;
    /** Whether whoever asks does so by https: of this server, of a proxy that is trusted, or of the address that is public. */
    isSecure: boolean;
  }
}

/**
 * Answers only to the server's own names, and only to its own pages and to programs.
 *
 * A name that is not the server's is refused (421 `host-refused`): by it a page of another site would pass as one of ours (DNS
 * rebinding). A request of another site's page is refused where it could change something, or bears the session's cookie (403
 * `origin-refused`). The origins of `corsOrigins` may ask, with a Bearer token and nothing else.
 */
export function keepToOwnSite(app: FastifyInstance, settings: SiteSettings): void {
  const { trustProxy, publicUrl } = settings;
  const publicOrigin = originOf(publicUrl);
  const names = [
    settings.host,
    ...settings.allowedHosts,
    ...(publicOrigin === null ? [] : [new URL(publicOrigin).host]),
  ];
  const ownNames = new Set(names.map((name) => hostName(name) ?? name.toLowerCase()));
  const corsOrigins = new Set(settings.corsOrigins.map((origin) => originOf(origin)));

  const isPublicSecure = publicOrigin?.startsWith("https:") ?? false;
  app.decorateRequest("isForeign", false);
  app.decorateRequest("isSecure", false);
  app.addHook("onRequest", async (request, reply) => {
    for (const host of [request.headers.host, ...(trustProxy ? [request.host] : [])]) refuseOtherHosts(host, request);
    request.isSecure = isPublicSecure || request.protocol === "https";
    const origin = request.headers.origin;
    const own = origin === undefined ? null : isOwn(origin, request);
    request.isForeign = own === false || (own === null && comesFromElsewhere(request));
    if (origin !== undefined && own === false && corsOrigins.has(origin)) return allowOrigin(origin, request, reply);
    if (request.isForeign) refuseForeign(request);
    return undefined;
  });
  if (corsOrigins.size > 0) {
    app.addHook("onSend", async (_request, reply) => {
      const vary = [reply.getHeader("vary") ?? []].flat().join(", ");
      void reply.header("vary", vary === "" ? "Origin" : `${vary}, Origin`);
    });
  }

  function refuseOtherHosts(host: string | undefined, request: FastifyRequest): void {
    const name = hostName(host);
    if (name !== null && (isLoopback(name) || ownNames.has(name) || name === localAddress(request))) return;
    throw new RequestProblem(
      "host-refused",
      `The server does not answer to ${describeValue(host)}; whoever runs it lists its names in MOTRICE_ALLOWED_HOSTS.`,
    );
  }

  function isOwn(origin: string, request: FastifyRequest): boolean {
    return origin === publicOrigin || origin === originOf(`${request.protocol}://${request.host}`);
  }
}

/** The address the request came to: a server that listens on all of them answers to each. */
function localAddress(request: FastifyRequest): string | undefined {
  return request.socket.localAddress?.replace(/^::ffff:(?=\d+\.)/, "");
}

/** Whether the browser says that another site's page asks. Following a link from there is the reader's own doing. */
function comesFromElsewhere(request: FastifyRequest): boolean {
  const { "sec-fetch-site": site, "sec-fetch-mode": mode } = request.headers;
  if (site === undefined || site === "same-origin" || site === "none") return false;
  return !(mode === "navigate" && SAFE_METHODS.includes(request.method));
}

function refuseForeign(request: FastifyRequest): void {
  if (SAFE_METHODS.includes(request.method) && request.cookies[SESSION_COOKIE] === undefined) return;
  throw new RequestProblem(
    "origin-refused",
    "The request comes from a page of another site. Behind a proxy, MOTRICE_PUBLIC_URL says which address is the server's own.",
  );
}

function allowOrigin(origin: string, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  void reply.headers({ "access-control-allow-origin": origin, "access-control-expose-headers": CORS_EXPOSED });
  const isPreflight = request.method === "OPTIONS" && "access-control-request-method" in request.headers;
  return isPreflight ? reply.code(204).headers(CORS_HEADERS).send() : undefined;
}
