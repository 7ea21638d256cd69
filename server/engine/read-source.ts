import {
  decodeText,
  describeValue,
  type Issue,
  OptionsError,
  parseJson,
  parseMatrixCsv,
  parseStudy,
  type Study,
  StudyError,
} from "../../src/index.js";
import { parseMatrixXlsx } from "../../src/node.js";
import type { Options, Source } from "./task.js";

export interface StudyWithOptions {
  readonly study: Study;
  readonly options: Options;
}

/**
 * The study of a source, and its options: those of the query together with those of the body.
 *
 * A JSON body is a study, or `{ "study": …, "options": … }`: what has a member `study` is the latter. An option given in both
 * places is refused. Throws StudyError and OptionsError with every issue; paths point into the body as it was sent.
 */
export function readSource(
  source: Exclude<Source, { readonly kind: "xlsx" }>,
  queryOptions: Options,
): StudyWithOptions {
  if (source.kind === "study") return { study: source.study, options: queryOptions };
  const text = decodeText(source.bytes, "body");
  if (source.kind === "csv") return { study: parseMatrixCsv(text, source.bare), options: queryOptions };
  const value = parseJson(text, "body");
  if (!isRecord(value) || !Object.hasOwn(value, "study")) return { study: parseStudy(value), options: queryOptions };
  refuseOtherMembers(value);
  const bodyOptions = readOptions(value["options"]);
  const study = parseEnvelopedStudy(value["study"]);
  return { study, options: mergeOptions(queryOptions, bodyOptions) };
}

/** As {@link readSource}, of workbooks too: they take long, hence in worker threads only. */
export async function readAnySource(source: Source, queryOptions: Options): Promise<StudyWithOptions> {
  if (source.kind !== "xlsx") return readSource(source, queryOptions);
  const { bytes, sheet, bare } = source;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const study = await parseMatrixXlsx(buffer, { ...bare, name: "body", ...(sheet !== undefined && { sheet }) });
  return { study, options: queryOptions };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function refuseOtherMembers(envelope: Record<string, unknown>): void {
  const issues: Issue[] = Object.keys(envelope)
    .filter((name) => name !== "study" && name !== "options")
    .map((name) => ({
      path: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      expected: "no property of this name beside study (known: study, options)",
      received: describeValue(envelope[name]),
    }));
  if (issues.length > 0) throw new StudyError(issues.slice(0, 1000));
}

function readOptions(value: unknown): Options {
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  throw new OptionsError([{ path: "/options", expected: "an object", received: describeValue(value) }]);
}

function parseEnvelopedStudy(value: unknown): Study {
  try {
    return parseStudy(value);
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: `/study${issue.path}` }));
    throw new StudyError(issues, error.code, error);
  }
}

function mergeOptions(query: Options, body: Options): Options {
  const twice = Object.keys(query).filter((name) => Object.hasOwn(body, name));
  if (twice.length === 0) return { ...query, ...body };
  throw new OptionsError(
    twice.map((path) => ({
      path,
      expected: "the option in the query or in the body, not in both",
      received: `${describeValue(query[path])} and ${describeValue(body[path])}`,
    })),
  );
}
