import type { FastifyReply, FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import {
  describeValue,
  type Issue,
  type Language,
  OptionsError,
  parseStudy,
  type Study,
  StudyError,
  schemaIssues,
} from "../../src/index.js";
import { readJsonBody, refuseIssues } from "../checked-body.js";
import type { Engine } from "../engine/engine.js";
import type { Source } from "../engine/task.js";
import { isWorkbook } from "../plugins/body-parsers.js";
import { RequestProblem } from "../problems.js";
import { queryText, refuseOptions } from "../query-options.js";
import { taskCaller } from "../request-body.js";
import {
  EmptyStudySchema,
  StudyOfBundleSchema,
  StudyOfExampleSchema,
  StudyOfStudySchema,
} from "../schemas/stored-study.js";
import type { CreateStudyInput } from "./create-study.js";
import { type DocumentChanges, newDocument } from "./study-document.js";
import { mergeSettings, potentialIssues, settingsIssues } from "./study-settings.js";
import type { Workshop } from "./workshop.js";

/** What POST /api/v1/studies is asked to make: a study, or one that was exported. */
export type NewStudy = { readonly create: CreateStudyInput } | { readonly bundle: unknown };

const FACILITATOR = "Facilitator";

/** What a file does not say itself, said in the query. */
const FILE_OPTIONS = ["title", "language", "keepScores", "sheet", "facilitator"];

/**
 * Reads the body of POST /api/v1/studies, whose kind tells by its media type and its members. Throws RequestProblem, StudyError and OptionsError with every
 * issue; paths point into the body as it was sent.
 */
export async function readNewStudy(
  request: FastifyRequest,
  reply: FastifyReply,
  workshop: Workshop,
): Promise<NewStudy> {
  const { bodyLimit } = workshop.settings;
  const type = (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (type !== "text/csv" && !isWorkbook(request)) {
    refuseOptions(request.query as Record<string, unknown>);
    const asked = readBody(request, workshop);
    if ("create" in asked) refuseLarge(request.body, bodyLimit);
    return asked;
  }
  const { body } = request;
  refuseLarge(body, bodyLimit);
  if (!(body instanceof Uint8Array)) throw new RequestProblem("body-missing", "Send a matrix as the body.");
  const options = fileOptions(request.query, isWorkbook(request));
  const { sheet, title, language, keepScores, facilitator } = options;
  const bare = { ...(title !== undefined && { title }), ...(language !== undefined && { language }) };
  const source = isWorkbook(request)
    ? ({ kind: "xlsx", bytes: body, bare, ...(sheet !== undefined && { sheet }) } as const)
    : ({ kind: "csv", bytes: body, bare } as const);
  const study = await readFile(workshop.engine, source, request, reply);
  return { create: { origin: "file", source: { study, keepScores }, settings: {}, facilitator } };
}

/** The address takes larger bodies for the sake of bundles alone. */
function refuseLarge(body: unknown, limit: number): void {
  if (!(body instanceof Uint8Array) || body.length <= limit) return;
  throw new RequestProblem("body-too-large", `A body that is no bundle has at most ${limit} bytes.`);
}

async function readFile(engine: Engine, source: Source, request: FastifyRequest, reply: FastifyReply): Promise<Study> {
  const task = { source, options: {}, output: { kind: "study", format: "json" } } as const;
  return JSON.parse(String(await engine.run(task, taskCaller(request, reply)))) as Study;
}

interface FileOptions {
  readonly title: string | undefined;
  readonly language: Language | undefined;
  readonly keepScores: boolean;
  readonly sheet: string | undefined;
  readonly facilitator: string;
}

function fileOptions(query: unknown, workbook: boolean): FileOptions {
  const known = FILE_OPTIONS.filter((name) => workbook || name !== "sheet");
  const issues: Issue[] = Object.keys(query as object)
    .filter((name) => !known.includes(name))
    .map((path) => ({ path, expected: `no option of this name (known: ${known.join(", ")})`, received: "one" }));
  const [title, language, keepScores, sheet, facilitator = FACILITATOR] = FILE_OPTIONS.map((name) =>
    queryText(query, name),
  );
  const check = (path: string, value: string | undefined, expected: string, fits: boolean) => {
    if (value !== undefined && !fits) issues.push({ path, expected, received: describeValue(value) });
  };
  const isShort = (text: string | undefined, most: number) =>
    text !== undefined && text.trim() !== "" && text.length <= most;
  check("title", title, "a text of 1 to 500 characters", isShort(title, 500) && isStorable(title!));
  check("facilitator", facilitator, "a text of 1 to 200 characters", isShort(facilitator, 200) && isName(facilitator!));
  check("language", language, "fr or en", language === "fr" || language === "en");
  check("keepScores", keepScores, "true or false", keepScores === "true" || keepScores === "false");
  if (issues.length > 0) throw new OptionsError(issues);
  return {
    title,
    language: language as Language | undefined,
    keepScores: keepScores !== "false",
    sheet,
    facilitator: facilitator!.trim(),
  };
}

function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** Control characters, ends of lines, and marks that turn the direction of what stands beside a name. */
function isName(text: string): boolean {
  return text.trim() !== "" && !/[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}

function readBody(request: FastifyRequest, { examples }: Workshop): NewStudy {
  const { value, unstorable } = readJsonBody(request);
  const has = (name: string) => value !== null && typeof value === "object" && Object.hasOwn(value, name);
  if (has("bundle")) return { bundle: checked(value, StudyOfBundleSchema, unstorable)["bundle"] };
  if (has("study")) {
    const { study, keepScores = true, facilitator } = checked(value, StudyOfStudySchema, unstorable);
    return {
      create: {
        origin: "study",
        source: { study: parseEnveloped(study), keepScores: keepScores === true },
        settings: {},
        facilitator: nameOf(facilitator),
      },
    };
  }
  if (has("example")) {
    const { example, keepScores = true, facilitator } = checked(value, StudyOfExampleSchema, unstorable);
    const found = examples.find(({ id }) => id === example);
    if (found === undefined) {
      const detail = `There is no example ${describeValue(example)}; /api/v1/examples lists them.`;
      throw new RequestProblem("example-unknown", detail);
    }
    return {
      create: {
        origin: "example",
        source: { study: found.study, keepScores: keepScores === true },
        settings: {},
        facilitator: nameOf(facilitator),
      },
    };
  }
  const { settings = {}, facilitator, ...document } = checked(value, EmptyStudySchema, unstorable);
  const given = mergeSettings({}, settings as object);
  refuseIssues(settingsIssues(given, "/settings"));
  const created = newDocument(document as DocumentChanges);
  refuseIssues(potentialIssues(given, created, "/settings"));
  return {
    create: {
      origin: "empty",
      source: { document: created },
      settings: given,
      facilitator: nameOf(facilitator),
    },
  };
}

function checked(value: unknown, schema: TSchema, unstorable: readonly Issue[]): Record<string, unknown> {
  const issues = [...unstorable, ...schemaIssues(schema, value)];
  const facilitator = (value as { facilitator?: unknown } | null)?.facilitator;
  if (typeof facilitator === "string" && unstorable.length === 0 && !isName(facilitator)) {
    const received = describeValue(facilitator).replace(/\P{ASCII}/gu, "?");
    issues.push({ path: "/facilitator", expected: "a name without control characters", received });
  }
  refuseIssues(issues);
  return value as Record<string, unknown>;
}

function nameOf(facilitator: unknown): string {
  return typeof facilitator === "string" ? facilitator.trim() : FACILITATOR;
}

function parseEnveloped(value: unknown): Study {
  try {
    return parseStudy(value);
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    throw new StudyError(
      error.issues.map((issue) => ({ ...issue, path: `/study${issue.path}` })),
      error.code,
      error,
    );
  }
}
