import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeValue, MotriceError } from "../../src/index.js";
import { FailedJob, PROBLEMS, RequestProblem, toProblem } from "../problems.js";
import { storageProblem } from "../store/storage-problem.js";
import { unsupportedType } from "./body-parsers.js";
import type { Page } from "./page.js";

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Addresses of programs: people are told of nothing there. */
const OF_PROGRAMS = /^\/(api|docs|assets|health|metrics)(\/|$)/;

/**
 * Answers every error, of ours and of the framework, as `application/problem+json`; logs those of status 500 and above. A browser at an address of nothing gets the page
 * that `pageOf` gives, which says so.
 */
export function addProblemResponses(app: FastifyInstance, pageOf: () => Page | null): void {
  app.setErrorHandler<FastifyError>(sendProblem);
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const path = request.url.split("?")[0]!;
    const page = request.method === "GET" && !OF_PROGRAMS.test(path) ? pageOf() : null;
    if (page?.suits(request)) return page.send(request, reply.code(404));
    throw new RequestProblem("not-found", `There is nothing at ${describeValue(path)}; /docs shows what there is.`);
  });
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const own = toOwnError(error, request);
  const problem = toProblem(own, request.id);
  if (problem.code === "internal" || problem.status === 500)
    request.log.error({ err: error, code: problem.code }, "request failed");
  else if (problem.status > 500) request.log.warn({ code: problem.code }, problem.detail);
  if (own instanceof RequestProblem) void reply.headers(own.headers);
  void reply.removeHeader("etag");
  return reply
    .code(problem.status)
    .headers({ "cache-control": "no-store", "content-type": PROBLEM_TYPE })
    .send(JSON.stringify(problem));
}

/** An error of the framework in our own words; any other as it is. */
function toOwnError(error: unknown, request: FastifyRequest): unknown {
  if (error instanceof MotriceError || error instanceof RequestProblem || error instanceof FailedJob) return error;
  const storage = storageProblem(error);
  if (storage !== null) {
    request.log.error({ err: error }, "the database failed");
    return storage;
  }
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  switch (code) {
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return unsupportedType(request);
    case "FST_ERR_CTP_BODY_TOO_LARGE": {
      const limit = request.routeOptions.bodyLimit ?? request.server.initialConfig.bodyLimit;
      return new RequestProblem("body-too-large", `A body has at most ${limit} bytes.`);
    }
    case "FST_ERR_BAD_URL":
      return new RequestProblem("request-malformed", "The address cannot be decoded.");
    case "FST_ERR_MAX_PARAM_LENGTH":
      return new RequestProblem("uri-too-long", "A part of the address is too long.");
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new RequestProblem("request-malformed", "The body is not as long as Content-Length says.");
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new RequestProblem(
      statusCode === 404 ? "not-found" : "request-malformed",
      PROBLEMS["request-malformed"].title,
    );
  }
  return error;
}

/** Answers what is not HTTP, or did not arrive in time, on the bare socket. */
export function refuseMalformedRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code =
    error.code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? "request-timeout"
      : error.code === "HPE_HEADER_OVERFLOW"
        ? "headers-too-large"
        : "request-malformed";
  const body = JSON.stringify(toProblem(new RequestProblem(code, PROBLEMS[code].title), crypto.randomUUID()));
  const head = [
    `HTTP/1.1 ${PROBLEMS[code].status} ${code}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
