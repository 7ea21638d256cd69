import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { SECURITY_SCHEMES } from "../access/describe-access.js";
import { AnalysisOptionsSchema, AnalysisSchema, IndirectPlaneSchema, PlaneSchema } from "../schemas/analysis.js";
import { JobSchema } from "../schemas/job.js";
import { IssueSchema, ProblemSchema } from "../schemas/problem.js";
import { FlipsSchema, RobustnessPlaneSchema, RobustnessSchema } from "../schemas/robustness.js";
import { RankSpreadSchema, SensitivityPlaneSchema, SensitivitySchema } from "../schemas/sensitivity.js";
import { NamedStudySummarySchema, NamedStudyViewSchema } from "../schemas/stored-study.js";
import { AnalysisRequestSchema, NamedStudySchema } from "../schemas/study.js";
import { sendRendering } from "../send-rendering.js";

const DESCRIPTION = `Cross-impact structural analysis in the line of MICMAC: which variables drive a system, which are at stake, which only result.

Send a study, or a bare matrix as CSV, to \`POST /api/v1/analyses\`; the answer classifies its variables as **motor**, **relay**, **dependent** or **autonomous**, directly and through chains of influences. The same study and options give the same bytes from the library, the command line and this API. Nothing that is sent there is kept.

\`POST /api/v1/sensitivity\` and \`POST /api/v1/robustness\` start a **job** and answer with its address: how far it is, its events, its result. Jobs are counted in chunks by worker threads, one for each worker of the server, and take turns when there are several; a job that is alone has them all. With a data folder or a database jobs outlive the server: chunks are kept as they are counted, and a server that starts, or another one on the same database, goes on from there to the same bytes. In memory they end with the server. Ended jobs are kept for an hour, those of no study within a number and a size, the oldest forgotten first.

Studies that a group scores are kept under \`/api/v1/studies\`. Whoever comes in by a **link** exchanges it at \`POST /api/v1/session\` for a session, or sends its secret as \`Authorization: Bearer\`; \`x-access\` of each operation says which roles it is for. Making studies takes the administrator's token where the server has one.

Errors are \`application/problem+json\` (RFC 9457) with a \`code\` and every \`issue\`, not only the first.

\`\`\`sh
curl -H 'content-type: text/csv' --data-binary @matrix.csv 'http://127.0.0.1:8029/api/v1/analyses?threshold=median'
\`\`\``;

const TAGS = [
  { name: "analysis", description: "Classify the variables of a study" },
  { name: "pictures", description: "Draw what the analysis says" },
  { name: "jobs", description: "How sure is each class? Batches and enumerations, which take their time" },
  { name: "examples", description: "The studies shipped with Motrice. Their scores are illustrative" },
  { name: "studies", description: "Stored studies: a group's workshop, made, read, changed, deleted and exported" },
  { name: "variables", description: "The variables of a stored study and their blocks" },
  { name: "fiches", description: "The sheet of each variable, in Markdown, with its history" },
  { name: "session", description: "Coming in by a link, and leaving" },
  { name: "participants", description: "Who takes part in a study, and the links they come in by" },
  { name: "scoring", description: "What each expert answers: contributions, assignments, the form to score offline" },
  { name: "rounds", description: "Rounds, and the states of a study that are kept: snapshots" },
  {
    name: "results",
    description: "What the experts say together: consensus, agreement, agenda, analysis of any matrix of a study",
  },
  { name: "events", description: "What happens in a study, as it happens" },
  { name: "operation", description: "For whoever runs the server" },
];

/** Swagger UI loads its own files only; it writes styles and data: pictures into the page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Describes the API: `/openapi.json` and, for reading and trying, `/docs`. Call before the routes are added. */
export async function addDocumentation(app: FastifyInstance, version: string): Promise<void> {
  for (const schema of [
    NamedStudySchema,
    AnalysisRequestSchema,
    AnalysisSchema,
    AnalysisOptionsSchema,
    PlaneSchema,
    IndirectPlaneSchema,
    RankSpreadSchema,
    SensitivityPlaneSchema,
    SensitivitySchema,
    FlipsSchema,
    RobustnessPlaneSchema,
    RobustnessSchema,
    JobSchema,
    ProblemSchema,
    IssueSchema,
    NamedStudySummarySchema,
    NamedStudyViewSchema,
  ]) {
    app.addSchema(schema);
  }
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Motrice", version, description: DESCRIPTION, license: { name: "MIT", identifier: "MIT" } },
      servers: [{ url: "/", description: "this server" }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    convertConstToEnum: false,
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === "string" ? $id : `schema-${i}`),
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: PAGE_POLICY,
    uiConfig: {
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      tryItOutEnabled: true,
      validatorUrl: null,
      deepLinking: true,
    },
    theme: {
      title: "Motrice API",
      css: [
        { filename: "motrice.css", content: ".swagger-ui .topbar, .swagger-ui .scheme-container { display: none }" },
      ],
    },
  });
  app.get(
    "/openapi.json",
    {
      schema: {
        operationId: "getOpenApi",
        tags: ["operation"],
        summary: "This description, for programs",
        description: "OpenAPI 3.1. The page /docs shows it for reading.",
        response: {
          200: {
            description: "OpenAPI 3.1",
            content: { "application/json": { schema: { type: "object", description: "an OpenAPI document" } } },
          },
        },
      },
    },
    async (request, reply) => sendRendering(request, reply, JSON.stringify(app.swagger()), { format: "json" }),
  );
}
