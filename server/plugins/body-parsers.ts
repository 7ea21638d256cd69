import type { FastifyInstance } from "fastify";
import { describeValue } from "../../src/index.js";
import { RequestProblem } from "../problems.js";

const BODY_TYPES = ["application/json", "text/csv"];

/**
 * Takes bodies as bytes, application/json and text/csv only: the engine's own readers say where a fault in them is.
 *
 * A compressed body is refused rather than opened: a few kilobytes of it may hold gigabytes. So is a character set other than UTF-8.
 */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(BODY_TYPES, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
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
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
    if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
      throw new RequestProblem("media-type-unsupported", "Send the body in UTF-8.", {
        issues: [{ path: "Content-Type", expected: "charset=utf-8, or no charset", received: describeValue(charset) }],
      });
    }
  });
}
