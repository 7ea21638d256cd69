import type { FastifyInstance } from "fastify";
import { chooseFormat } from "../choose-format.js";
import type { Engine } from "../engine/engine.js";
import { ANALYSIS_FORMATS } from "../engine/task.js";
import { optionsFromQuery } from "../query-options.js";
import { bodySource, taskCaller } from "../request-body.js";
import { analysisParameters, formatParameter } from "../schemas/options.js";
import { problemResponses, STUDY_PROBLEMS } from "../schemas/problem.js";
import { rendered } from "../schemas/responses.js";
import { studyBody } from "../schemas/study.js";
import { sendRendering } from "../send-rendering.js";

export function addAnalysisRoutes(app: FastifyInstance, engine: Engine): void {
  app.post(
    "/api/v1/analyses",
    {
      schema: {
        operationId: "analyze",
        tags: ["analysis"],
        summary: "Analyse a study",
        description:
          "Classifies the variables of a study as motor, relay, dependent or autonomous, directly and through chains of influences. The answer is the same, byte for byte, as from the library and the command line; nothing is kept. Options stand in the query or in the body; one that is unknown or out of range is refused. In a query, write + as `%2B`.",
        querystring: {
          type: "object",
          properties: { ...analysisParameters, format: formatParameter(ANALYSIS_FORMATS) },
        },
        body: studyBody,
        response: { 200: rendered("The analysis", ANALYSIS_FORMATS), ...problemResponses(STUDY_PROBLEMS) },
      },
    },
    async (request, reply) => {
      const format = chooseFormat(request, ANALYSIS_FORMATS);
      const options = optionsFromQuery(request.query, ["format"]);
      const task = { source: bodySource(request), options, output: { kind: "analysis", format } } as const;
      return sendRendering(request, reply, await engine.run(task, taskCaller(request, reply)), {
        format,
        vary: ["Accept"],
      });
    },
  );
}
