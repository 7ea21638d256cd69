import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeValue } from "../../src/index.js";
import { RequestProblem } from "../problems.js";
import { MEDIA_TYPES } from "../send-rendering.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether a body may be a workbook. @default false */
    workbook?: boolean;
  }
}

const BODY_TYPES = ["application/json", "text/csv"];

/** Of .xlsx workbooks. */
export const WORKBOOK_TYPE = MEDIA_TYPES.xlsx;

/**
 * Takes bodies as bytes, application/json and text/csv only, and workbooks where a route says so: the engine's own readers say where a fault in them is.
 *
 * A compressed body is refused rather than opened: a few kilobytes of it may hold gigabytes. So is a character set other than UTF-8.
 */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const types = [...BODY_TYPES, WORKBOOK_TYPE];
  app.addContentTypeParser(types, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (request) => {
    const { "content-encoding": encoding, "content-type": type = "" } = request.headers;
    if (encoding !== undefined && encoding.trim().toLowerCase() !== "identity") {
      throw new RequestProblem("media-type-unsupported", "Send the body as it is, not compressed.", {
        issues: [
          { path: "Content-Encoding", expected: "identity, or no such header", received: describeValue(encoding) },
        ],
        headers: { "accept-encoding": "identity" },
      });
    }
    if (isWorkbook(request) && request.routeOptions.config.workbook !== true) throw unsupportedType(request);
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
    if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
      throw new RequestProblem("media-type-unsupported", "Send the body in UTF-8.", {
        issues: [{ path: "Content-Type", expected: "charset=utf-8, or no charset", received: describeValue(charset) }],
      });
    }
  });
}

/** Whether the body is said to be a workbook. */
export function isWorkbook(request: FastifyRequest): boolean {
  return (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase() === WORKBOOK_TYPE;
}

/** The problem of a body whose media type is not read at the address. */
export function unsupportedType(request: FastifyRequest): RequestProblem {
  const types = request.routeOptions.config.workbook === true ? [...BODY_TYPES, WORKBOOK_TYPE] : BODY_TYPES;
  const expected = `${types.slice(0, -1).join(", ")} or ${types.at(-1)}`;
  return new RequestProblem("media-type-unsupported", `A body is ${expected}.`, {
    issues: [{ path: "Content-Type", expected, received: describeValue(request.headers["content-type"]) }],
    headers: { accept: types.join(", ") },
  });
}
