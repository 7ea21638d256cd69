import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  describeValue,
  type Fiche,
  FicheSchema,
  ficheHtml,
  ficheMarkdown,
  type Language,
  OptionsError,
} from "../../../src/index.js";
import { ALL_ROLES, memberOf } from "../../access/access.js";
import { checkedBody } from "../../checked-body.js";
import { chooseFormat } from "../../choose-format.js";
import { cursorAfter, pageOf } from "../../page.js";
import { queryText } from "../../query-options.js";
import { expectedRevision, revisionTag } from "../../revision.js";
import {
  FICHE_EXAMPLE,
  FICHE_FORMATS,
  FICHE_PAGES,
  FICHE_VIEW_EXAMPLE,
  FicheHistorySchema,
  FichesSchema,
  FicheViewSchema,
} from "../../schemas/fiche.js";
import { pageParameters } from "../../schemas/page.js";
import { problemResponses } from "../../schemas/problem.js";
import {
  jsonAnswer,
  jsonBody,
  STUDY_BODY_PROBLEMS,
  STUDY_ROUTE_PROBLEMS,
  studyParameters,
} from "../../schemas/study-resource.js";
import { sendJson } from "../../send-json.js";
import { MEDIA_TYPES } from "../../send-rendering.js";
import { ficheHistory } from "../../store/fiches.js";
import {
  ficheView,
  listFiches,
  readFiche,
  replaceFiche,
  type ShownFiche,
  variableOf,
} from "../../workshop/change-fiche.js";
import type { Workshop } from "../../workshop/workshop.js";

interface ByVariable {
  Params: { study: string; variable: string };
}

const ADDRESS = "/api/v1/studies/:study/fiches";
const FICHE = `${ADDRESS}/:variable`;

const TAGS = ["fiches"];

/** Six sections in two languages of 20 000 characters, each up to six bytes as JSON. */
const BODY_LIMIT = 2 * 1024 * 1024;

const etag = { ETag: { type: "string", description: "revision of the fiche; send it as If-Match with a change" } };

const MEMBERS = { config: { access: { roles: ALL_ROLES } } } as const;

/** The fiches of variables: what each is, its past and present, what may change it, and its hypotheses. */
export function addFicheRoutes(app: FastifyInstance, { store }: Workshop): void {
  app.get(
    ADDRESS,
    {
      ...MEMBERS,
      schema: {
        operationId: "listFiches",
        tags: TAGS,
        summary: "How far the fiches are",
        description: "Of each variable: revision, when and by whom it was written, and which parts say something.",
        params: studyParameters(),
        response: {
          200: jsonAnswer("The fiches", FichesSchema, {
            fiches: [{ ...withoutFiche(FICHE_VIEW_EXAMPLE), written: ["definition", "past", "low"] }],
          }),
          ...problemResponses(STUDY_ROUTE_PROBLEMS),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      return sendJson(reply, { fiches: await store.read((tx) => listFiches(tx, studyId)) });
    },
  );

  app.get<ByVariable>(
    FICHE,
    {
      ...MEMBERS,
      schema: {
        operationId: "getFiche",
        tags: TAGS,
        summary: "Read a fiche",
        description:
          "As JSON with the Markdown that was written, or laid out as Markdown or as an HTML page in one language. The page runs no script and loads nothing: tags in the text are shown as text, links lead to http, https and mailto only, pictures are links. A fiche that nobody has written has revision 0.",
        params: studyParameters("variable"),
        querystring: {
          type: "object",
          properties: {
            format: { type: "string", enum: [...FICHE_FORMATS], description: "instead of the Accept header" },
            lang: { type: "string", enum: ["fr", "en"], description: "of Markdown and HTML; the study’s by default" },
          },
        },
        response: {
          200: {
            description: "The fiche",
            content: {
              "application/json": { schema: FicheViewSchema, example: FICHE_VIEW_EXAMPLE },
              "text/markdown": { schema: { type: "string", description: "the fiche, laid out" } },
              "text/html": { schema: { type: "string", description: "the fiche as a page" } },
            },
            headers: { ...etag, Vary: { type: "string", description: "request headers the answer depends on" } },
          },
          ...problemResponses(["fiche-unknown", "options-invalid", "not-acceptable", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      const format = chooseFormat(request, FICHE_FORMATS);
      const lang = langOf(request);
      const shown = await store.read((tx) => readFiche(tx, studyId, request.params.variable));
      void reply.headers({ etag: revisionTag(shown.view.revision), vary: "Accept" });
      if (format === "json") return sendJson(reply, shown.view);
      return reply
        .header("cache-control", "no-store")
        .type(`${MEDIA_TYPES[format]}; charset=utf-8`)
        .send(layOut(shown, format, lang));
    },
  );

  app.put<ByVariable>(
    FICHE,
    {
      bodyLimit: BODY_LIMIT,
      config: { access: { roles: ["facilitator"] } },
      schema: {
        operationId: "writeFiche",
        tags: TAGS,
        summary: "Write a fiche",
        description:
          'Replaces the whole fiche; earlier revisions stay in its history. If-Match is the ETag of the fiche, `"0"` for one that nobody has written. The definition and the hypotheses of the variable are those of its fiche.',
        params: studyParameters("variable"),
        headers: {
          type: "object",
          properties: { "if-match": { type: "string", description: "ETag of the fiche as it was read, or *" } },
          required: ["if-match"],
        },
        body: jsonBody(FicheSchema, FICHE_EXAMPLE),
        response: {
          200: { ...jsonAnswer("The fiche as it is", FicheViewSchema, FICHE_VIEW_EXAMPLE), headers: etag },
          ...problemResponses([
            "fiche-unknown",
            "precondition-failed",
            "precondition-required",
            ...STUDY_BODY_PROBLEMS,
          ]),
        },
      },
    },
    async (request, reply) => {
      const { studyId, participantId } = memberOf(request);
      const expected = expectedRevision(request);
      const fiche = checkedBody(request, FicheSchema) as Fiche;
      const view = await replaceFiche(store, {
        studyId,
        variableId: request.params.variable,
        actor: participantId,
        expected,
        fiche,
      });
      return sendJson(reply.header("etag", revisionTag(view.revision)), view);
    },
  );

  app.get<ByVariable>(
    `${FICHE}/history`,
    {
      ...MEMBERS,
      schema: {
        operationId: "getFicheHistory",
        tags: TAGS,
        summary: "The history of a fiche",
        description: "Every revision with its content, when and by whom it was written; the latest first.",
        params: studyParameters("variable"),
        querystring: { type: "object", properties: pageParameters(FICHE_PAGES) },
        response: {
          200: jsonAnswer("A page of revisions", FicheHistorySchema, { history: [FICHE_VIEW_EXAMPLE], next: null }),
          ...problemResponses(["fiche-unknown", "options-invalid", ...STUDY_ROUTE_PROBLEMS]),
        },
      },
    },
    async (request, reply) => {
      const { studyId } = memberOf(request);
      const { variable } = request.params;
      const { after, limit } = pageOf(request.query, FICHE_PAGES);
      const before = after === null ? null : revisionOf(after[0]!);
      const revisions = await store.read(async (tx) => {
        await variableOf(tx, studyId, variable);
        return ficheHistory(tx, studyId, variable, { before, limit: limit + 1 });
      });
      const history = revisions.slice(0, limit).map((revision) => ficheView(variable, revision));
      const last = history.at(-1);
      const next = revisions.length > limit && last ? cursorAfter([String(last.revision)]) : null;
      return sendJson(reply, { history, next });
    },
  );
}

function withoutFiche({ fiche: _, ...view }: typeof FICHE_VIEW_EXAMPLE) {
  return view;
}

function layOut({ view, variable, study }: ShownFiche, format: "md" | "html", lang: Language | undefined): string {
  const input = { study, variable, fiche: view.fiche };
  return format === "md" ? ficheMarkdown(input, lang) : ficheHtml(input, lang);
}

/** Throws OptionsError. */
function langOf(request: FastifyRequest): Language | undefined {
  const text = queryText(request.query, "lang");
  if (text === undefined || text === "fr" || text === "en") return text;
  throw new OptionsError([{ path: "lang", expected: "fr or en", received: describeValue(text) }]);
}

/** Of a cursor. Throws OptionsError. */
function revisionOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new OptionsError([{ path: "cursor", expected: "the next of a page", received: describeValue(text) }]);
}
