import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeValue, type Example, writeStudyJson } from "../../src/node.js";
import { chooseFormat } from "../choose-format.js";
import type { Engine } from "../engine/engine.js";
import type { RecentRenderings } from "../engine/recent-renderings.js";
import { ANALYSIS_FORMATS, type Options, type Output, PLOT_FORMATS } from "../engine/task.js";
import { RequestProblem } from "../problems.js";
import { optionsFromQuery } from "../query-options.js";
import { ExampleListSchema, exampleIdParameter } from "../schemas/example.js";
import { analysisParameters, formatParameter } from "../schemas/options.js";
import { plotName, plotNameParameter, plotParameters } from "../schemas/plot.js";
import { COMMON_PROBLEMS, problemResponses } from "../schemas/problem.js";
import { notModified, rendered } from "../schemas/responses.js";
import { sendRendering } from "../send-rendering.js";

/** What the routes of the examples need. */
export interface ExampleRoutesInput {
  readonly examples: readonly Example[];
  readonly engine: Engine;
  readonly recent: RecentRenderings;
}

type ById = { Params: { id: string } };
type ByIdAndName = { Params: { id: string; name: string } };

const TAGS = ["examples"];
const OPTION_PROBLEMS = ["options-invalid", "analysis-undefined", "task-timeout", ...COMMON_PROBLEMS] as const;

export function addExampleRoutes(app: FastifyInstance, { examples, engine, recent }: ExampleRoutesInput): void {
  const byId = new Map(examples.map((example) => [example.id, example]));
  const idParameters = { type: "object", properties: { id: exampleIdParameter(examples) } };
  const plotParams = { type: "object", properties: { ...idParameters.properties, name: plotNameParameter } };

  function find(id: string): Example {
    const example = byId.get(id);
    if (example !== undefined) return example;
    const detail = `There is no example ${describeValue(id)}; /api/v1/examples lists them.`;
    throw new RequestProblem("example-unknown", detail);
  }

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    output: Output,
    vary: readonly string[] = [],
  ): Promise<FastifyReply> {
    const { study } = find(id);
    const options: Options = optionsFromQuery(request.query, ["format"]);
    const key = JSON.stringify([id, output, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const task = { source: { kind: "study", study }, options, output } as const;
    const rendering = await recent.get(key, () => engine.run(task, { address: request.ip }));
    return sendRendering(request, reply, rendering, { format: output.format, vary });
  }

  app.get(
    "/api/v1/examples",
    {
      schema: {
        operationId: "listExamples",
        tags: TAGS,
        summary: "List the shipped studies",
        description: "Each with its title, its size and its addresses.",
        response: {
          200: {
            description: "The shipped studies",
            content: { "application/json": { schema: ExampleListSchema } },
          },
          ...notModified,
          ...problemResponses(COMMON_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const list = examples.map(({ id, study }) => {
        const url = `/api/v1/examples/${encodeURIComponent(id)}`;
        const links = { study: url, analysis: `${url}/analysis`, report: `${url}/report` };
        return { id, title: study.title, size: study.variables.length, links };
      });
      return sendRendering(request, reply, JSON.stringify({ examples: list }), { format: "json" });
    },
  );

  app.get<ById>(
    "/api/v1/examples/:id",
    {
      schema: {
        operationId: "getExample",
        tags: TAGS,
        summary: "Get a shipped study",
        description: "The study whole, as POST /api/v1/analyses takes it.",
        params: idParameters,
        response: {
          200: { description: "The study", content: { "application/json": { schema: { $ref: "Study#" } } } },
          ...notModified,
          ...problemResponses(["example-unknown", ...COMMON_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { study } = find(request.params.id);
      return sendRendering(request, reply, writeStudyJson(study), { format: "json" });
    },
  );

  app.get<ById>(
    "/api/v1/examples/:id/analysis",
    {
      schema: {
        operationId: "analyzeExample",
        tags: TAGS,
        summary: "Analyse a shipped study",
        description: "As POST /api/v1/analyses with the study.",
        params: idParameters,
        querystring: {
          type: "object",
          properties: { ...analysisParameters, format: formatParameter(ANALYSIS_FORMATS) },
        },
        response: {
          200: rendered("The analysis", ANALYSIS_FORMATS),
          ...notModified,
          ...problemResponses(["example-unknown", "not-acceptable", ...OPTION_PROBLEMS]),
        },
      },
    },
    (request, reply) => {
      const format = chooseFormat(request, ANALYSIS_FORMATS);
      return answer(request, reply, request.params.id, { kind: "analysis", format }, ["Accept"]);
    },
  );

  for (const format of PLOT_FORMATS) {
    app.get<ByIdAndName>(
      `/api/v1/examples/:id/plots/:name.${format}`,
      {
        schema: {
          operationId: format === "svg" ? "plotExampleSvg" : "plotExamplePng",
          tags: TAGS,
          summary: `Draw a picture of a shipped study as ${format.toUpperCase()}`,
          description: "As POST /api/v1/plots/{name} with the study.",
          params: plotParams,
          querystring: { type: "object", properties: { ...plotParameters, ...analysisParameters } },
          response: {
            200: rendered("The picture", [format]),
            ...notModified,
            ...problemResponses(["example-unknown", "plot-unknown", ...OPTION_PROBLEMS]),
          },
        },
      },
      (request, reply) => {
        const { id, name } = request.params;
        find(id);
        return answer(request, reply, id, { kind: "plot", name: plotName(name), format });
      },
    );
  }

  app.get<ById>(
    "/api/v1/examples/:id/report",
    {
      schema: {
        operationId: "reportExample",
        tags: TAGS,
        summary: "Read the report of a shipped study",
        description: "One HTML file with its pictures within it.",
        params: idParameters,
        querystring: { type: "object", properties: analysisParameters },
        response: {
          200: rendered("The report", ["html"]),
          ...notModified,
          ...problemResponses(["example-unknown", ...OPTION_PROBLEMS]),
        },
      },
    },
    (request, reply) => answer(request, reply, request.params.id, { kind: "analysis", format: "html" }),
  );
}
