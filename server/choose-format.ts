import type { FastifyRequest } from "fastify";
import { describeValue, OptionsError } from "../src/index.js";
import { chooseMediaType } from "./media-types.js";
import { RequestProblem } from "./problems.js";
import { queryText } from "./query-options.js";
import { type Format, MEDIA_TYPES } from "./send-rendering.js";

/**
 * The format to answer in: `?format=` where it is given, else the best of the Accept header.
 *
 * Throws OptionsError for a format that is not on offer, RequestProblem `not-acceptable` where Accept matches none.
 */
export function chooseFormat<Offered extends Format>(request: FastifyRequest, offered: readonly Offered[]): Offered {
  const asked = queryText(request.query, "format");
  if (asked !== undefined) {
    const format = offered.find((name) => name === asked);
    if (format !== undefined) return format;
    throw new OptionsError([
      { path: "format", expected: `one of ${offered.join(", ")}`, received: describeValue(asked) },
    ]);
  }
  const types = offered.map((name) => MEDIA_TYPES[name]);
  const chosen = chooseMediaType(request.headers.accept, types);
  if (chosen !== null) return offered[types.indexOf(chosen)]!;
  throw new RequestProblem("not-acceptable", `This address answers in ${types.join(", ")}.`, {
    issues: [
      { path: "Accept", expected: `one of ${types.join(", ")}`, received: describeValue(request.headers.accept) },
    ],
  });
}
