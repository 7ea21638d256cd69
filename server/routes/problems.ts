import type { FastifyInstance } from "fastify";
import * as Type from "typebox";
import { describeValue } from "../../src/index.js";
import { PROBLEMS, type ProblemCode, problemType, RequestProblem } from "../problems.js";
import { problemResponses } from "../schemas/problem.js";
import { sendRendering } from "../send-rendering.js";

const codes = Object.keys(PROBLEMS) as ProblemCode[];

const ProblemKindSchema = Type.Object(
  {
    type: Type.String({ description: "address that explains this kind of problem; relative to the server" }),
    code: Type.Enum(codes, { type: "string", description: "the kind of problem, for programs" }),
    status: Type.Integer({ description: "HTTP status" }),
    title: Type.String({ description: "the kind of problem in words" }),
  },
  { additionalProperties: false, description: "A kind of problem" },
);

/** Serves the addresses that problems have as their type. */
export function addProblemRoutes(app: FastifyInstance): void {
  app.get<{ Params: { code: string } }>(
    "/api/v1/problems/:code",
    {
      schema: {
        operationId: "getProblem",
        tags: ["operation"],
        summary: "Explain a kind of problem",
        description: "The `type` of every problem is such an address.",
        params: {
          type: "object",
          properties: { code: Type.Enum(codes, { type: "string", description: "code of the problem" }) },
        },
        response: {
          200: { description: "The kind of problem", content: { "application/json": { schema: ProblemKindSchema } } },
          ...problemResponses(["not-found"]),
        },
      },
    },
    async (request, reply) => {
      const code = codes.find((known) => known === request.params.code);
      if (code === undefined)
        throw new RequestProblem("not-found", `There is no problem ${describeValue(request.params.code)}.`);
      const { status, title } = PROBLEMS[code];
      return sendRendering(request, reply, JSON.stringify({ type: problemType(code), code, status, title }), {
        format: "json",
      });
    },
  );
}
