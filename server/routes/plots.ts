import type { FastifyInstance } from "fastify";
import { chooseFormat } from "../choose-format.js";
import type { Engine } from "../engine/engine.js";
import { PLOT_FORMATS } from "../engine/task.js";
import { optionsFromQuery } from "../query-options.js";
import { bodySource, taskCaller } from "../request-body.js";
import { analysisParameters, formatParameter } from "../schemas/options.js";
import { plotName, plotNameParameter, plotParameters } from "../schemas/plot.js";
import { problemResponses, STUDY_PROBLEMS } from "../schemas/problem.js";
import { rendered } from "../schemas/responses.js";
import { studyBody } from "../schemas/study.js";
import { sendRendering } from "../send-rendering.js";

export function addPlotRoutes(app: FastifyInstance, engine: Engine): void {
  app.post<{ Params: { name: string } }>(
    "/api/v1/plots/:name",
    {
      schema: {
        operationId: "plot",
        tags: ["pictures"],
        summary: "Draw a picture of a study",
        description:
          "Analyses the study and draws one picture of the result, as SVG or PNG. Options of the analysis and of the picture stand in the query or in the body.",
        params: { type: "object", properties: { name: plotNameParameter } },
        querystring: {
          type: "object",
          properties: { ...plotParameters, ...analysisParameters, format: formatParameter(PLOT_FORMATS) },
        },
        body: studyBody,
        response: {
          200: rendered("The picture", PLOT_FORMATS),
          ...problemResponses([...STUDY_PROBLEMS, "plot-unknown"]),
        },
      },
    },
    async (request, reply) => {
      const name = plotName(request.params.name);
      const format = chooseFormat(request, PLOT_FORMATS);
      const options = optionsFromQuery(request.query, ["format"]);
      const task = { source: bodySource(request), options, output: { kind: "plot", name, format } } as const;
      return sendRendering(request, reply, await engine.run(task, taskCaller(request, reply)), {
        format,
        vary: ["Accept"],
      });
    },
  );
}
