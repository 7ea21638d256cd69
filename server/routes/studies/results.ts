import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type FileContent, fileName, writeStudyJson } from "../../../src/index.js";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { chooseFormat } from "../../choose-format.js";
import {
  ANALYSIS_FORMATS,
  EXPORT_FORMATS,
  type ExportFormat,
  type Output,
  PLOT_FORMATS,
  type Rendering,
} from "../../engine/task.js";
import { optionsFromQuery, queryText, refuseOptions } from "../../query-options.js";
import { MAKING_EXAMPLE, MakingSchema } from "../../schemas/making.js";
import { ofParameter } from "../../schemas/of.js";
import { analysisParameters, csvParameters, formatParameter } from "../../schemas/options.js";
import { plotName, plotNameParameter, plotParameters } from "../../schemas/plot.js";
import { problemResponses } from "../../schemas/problem.js";
import { notModified, rendered } from "../../schemas/responses.js";
import { jsonAnswer, STUDY_ROUTE_PROBLEMS, studyParameters } from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { MEDIA_TYPES, sendRendering } from "../../send-rendering.js";
import { type KnownStudies, type KnownStudy, knownStudies } from "../../workshop/known-studies.js";
import { makingOf } from "../../workshop/making-of.js";
import { parseOf } from "../../workshop/of.js";
import { refuseEmpty } from "../../workshop/refuse-empty.js";
import type { Workshop } from "../../workshop/workshop.js";

type ByName = { Params: { study: string; name: string } };

const ADDRESS = "/api/v1/studies/:study";

const TAGS = ["results"];

const OF_PROBLEMS = [
  "options-invalid",
  "results-hidden",
  "participant-unknown",
  "snapshot-unknown",
  "study-too-large",
  ...STUDY_ROUTE_PROBLEMS,
] as const;

const RESULT_PROBLEMS = [...OF_PROBLEMS, "analysis-undefined", "task-timeout", "task-too-large"] as const;

const WHO_SEES =
  "Which matrix is told by `of`; a matrix that the caller may not see, or not yet, is refused as `results-hidden`";

const EXPORTS: Readonly<
  Record<
    ExportFormat,
    {
      readonly file: string;
      readonly content: "matrix" | "study" | "graph";
      readonly id: string;
      readonly summary: string;
      readonly text: string;
    }
  >
> = {
  csv: {
    file: "matrix.csv",
    content: "matrix",
    id: "exportMatrixCsv",
    summary: "The matrix as CSV",
    text: "Named by ids unless `names` says otherwise; a name that would run as a formula gets an apostrophe before it. With `separator=semicolon` numbers take a decimal comma; with `byteOrderMark=true` spreadsheets know the accents.",
  },
  xlsx: {
    file: "study.xlsx",
    content: "study",
    id: "exportStudyXlsx",
    summary: "The study as a workbook",
    text: "The matrix, what its variables are and what the study says of itself, for spreadsheets; no text in it is run as a formula. Sent to POST /api/v1/studies it comes back with all its names.",
  },
  gexf: {
    file: "graph.gexf",
    content: "graph",
    id: "exportGraphGexf",
    summary: "The graph of influences as GEXF",
    text: "With classes and centralities, for Gephi and networkx. Takes the options of the analysis.",
  },
};

const EXPORT_PARAMETERS: Readonly<Record<ExportFormat, object>> = {
  csv: csvParameters,
  xlsx: {},
  gexf: analysisParameters,
};

const CSV_EXAMPLE = ",price,demand,supply\nprice,,3,1\ndemand,2,,P\nsupply,1,0,\n";

/** What a stored study comes to: the study whole, its analysis, pictures, report and files, of any of its matrices. */
export function addResultRoutes(app: FastifyInstance, { store, engine, recent }: Workshop): void {
  const known = knownStudies(store);
  const readKnown = (request: FastifyRequest) => readAsked(known, request);

  const readMaking = (request: FastifyRequest) =>
    makingOf(store, memberOf(request), parseOf(queryText(request.query, "of")), new Date().toISOString().slice(0, 10));

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    output: Output,
    { vary = [], content }: { readonly vary?: readonly string[]; readonly content?: FileContent } = {},
  ): Promise<FastifyReply> {
    const options = optionsFromQuery(request.query, ["of", "format"]);
    const { study, hash } = await readKnown(request);
    refuseEmpty(study);
    const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([hash, output, sorted]);
    const task = { source: { kind: "study", study }, options, output } as const;
    const rendering = await recent.get(key, async () => toBytes(await engine.run(task, { address: request.ip })));
    if (content !== undefined)
      void reply.header("content-disposition", `attachment; filename="${fileName(study, content, output.format)}"`);
    return sendRendering(request, reply, rendering, { format: output.format, vary, isPrivate: true });
  }

  app.get(
    `${ADDRESS}/study`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "getStudyOf",
        tags: TAGS,
        summary: "Get a study whole",
        description: `As POST /api/v1/analyses and the library take it, with one of its matrices. ${WHO_SEES}.`,
        params: studyParameters(),
        querystring: { type: "object", properties: ofParameter },
        response: {
          200: { description: "The study", content: { "application/json": { schema: { $ref: "Study#" } } } },
          ...notModified,
          ...problemResponses(OF_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      refuseOptions(optionsFromQuery(request.query, ["of"]));
      const { study, hash } = await readKnown(request);
      const rendering = await recent.get(`study ${hash}`, async () => toBytes(writeStudyJson(study)));
      return sendRendering(request, reply, rendering, { format: "json", isPrivate: true });
    },
  );

  app.get(
    `${ADDRESS}/analysis`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "analyzeStudy",
        tags: TAGS,
        summary: "Analyse a stored study",
        description: `As POST /api/v1/analyses with the study; \`characteristics.scored\` tells on how many of the n² − n judgements it is based. ${WHO_SEES}.`,
        params: studyParameters(),
        querystring: {
          type: "object",
          properties: { ...ofParameter, ...analysisParameters, format: formatParameter(ANALYSIS_FORMATS) },
        },
        response: {
          200: rendered("The analysis", ANALYSIS_FORMATS),
          ...notModified,
          ...problemResponses([...RESULT_PROBLEMS, "not-acceptable"]),
        },
      },
    },
    (request, reply) => {
      const format = chooseFormat(request, ANALYSIS_FORMATS);
      return answer(request, reply, { kind: "analysis", format }, { vary: ["Accept"] });
    },
  );

  app.get(
    `${ADDRESS}/report`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "reportStudy",
        tags: TAGS,
        summary: "Read the report of a stored study",
        description: `One HTML file with its pictures within it, and with how the matrix was made. ${WHO_SEES}.`,
        params: studyParameters(),
        querystring: { type: "object", properties: { ...ofParameter, ...analysisParameters } },
        response: { 200: rendered("The report", ["html"]), ...notModified, ...problemResponses(RESULT_PROBLEMS) },
      },
    },
    async (request, reply) =>
      answer(request, reply, { kind: "report", making: await readMaking(request), format: "html" }),
  );

  app.get(
    `${ADDRESS}/making`,
    {
      config: { access: { roles: ALL_ROLES } },
      schema: {
        operationId: "getMaking",
        tags: TAGS,
        summary: "Get how a matrix was made",
        description: `What its report tells of it: experts and answers counted, round, rule, decisions that depart from the answers with their reasons, Krippendorff's alpha for those who may see the agreement; null for the matrix of one expert. ${WHO_SEES}.`,
        params: studyParameters(),
        querystring: { type: "object", properties: ofParameter },
        response: {
          200: jsonAnswer("How the matrix was made", MakingSchema, MAKING_EXAMPLE),
          ...problemResponses(OF_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      refuseOptions(optionsFromQuery(request.query, ["of"]));
      return sendJson(reply, await readMaking(request));
    },
  );

  for (const format of PLOT_FORMATS) {
    app.get<ByName>(
      `${ADDRESS}/plots/:name.${format}`,
      {
        config: { access: { roles: ALL_ROLES } },
        schema: {
          operationId: format === "svg" ? "plotStudySvg" : "plotStudyPng",
          tags: TAGS,
          summary: `Draw a picture of a stored study as ${format.toUpperCase()}`,
          description: `As POST /api/v1/plots/{name} with the study. ${WHO_SEES}.`,
          params: { type: "object", properties: { ...studyParameters().properties, name: plotNameParameter } },
          querystring: { type: "object", properties: { ...ofParameter, ...plotParameters, ...analysisParameters } },
          response: {
            200: rendered("The picture", [format]),
            ...notModified,
            ...problemResponses([...RESULT_PROBLEMS, "plot-unknown"]),
          },
        },
      },
      (request, reply) => answer(request, reply, { kind: "plot", name: plotName(request.params.name), format }),
    );
  }

  for (const format of EXPORT_FORMATS) {
    const { file, content: what, id, summary, text } = EXPORTS[format];
    const example = format === "csv" ? { example: CSV_EXAMPLE } : {};
    const content = { [MEDIA_TYPES[format]]: { schema: { type: "string", description: "the file" }, ...example } };
    app.get(
      `${ADDRESS}/export/${file}`,
      {
        config: { access: { roles: ALL_ROLES } },
        schema: {
          operationId: id,
          tags: TAGS,
          summary,
          description: `${text} ${WHO_SEES}.`,
          params: studyParameters(),
          querystring: {
            type: "object",
            properties: { ...ofParameter, ...EXPORT_PARAMETERS[format] },
          },
          response: {
            200: {
              description: `The file ${file}`,
              content,
              headers: {
                ETag: { type: "string", description: "strong tag of these bytes" },
                "Content-Disposition": { type: "string", description: "name of the file" },
              },
            },
            ...notModified,
            ...problemResponses(RESULT_PROBLEMS),
          },
        },
      },
      (request, reply) => answer(request, reply, { kind: "export", format }, { content: what }),
    );
  }
}

/** As it is sent: what is asked for again and again is encoded once, and tagged once. */
function toBytes(rendering: Rendering): Uint8Array {
  return typeof rendering === "string" ? Buffer.from(rendering) : rendering;
}

/** The study that a request asks for by `of`, where its member may see it. */
function readAsked(known: KnownStudies, request: FastifyRequest): Promise<KnownStudy> {
  return known.read(memberOf(request), parseOf(queryText(request.query, "of")));
}
