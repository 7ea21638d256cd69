import { access } from "node:fs/promises";
import { join } from "node:path";
import { describeValue, type Issue, StudyError } from "../errors.js";
import { decodeText } from "../study/decode-text.js";
import { parseHypothesesJson } from "../study/hypotheses-json.js";
import { parseJudgementsCsv } from "../study/judgements-csv.js";
import { readMatrixCsvTable } from "../study/matrix-csv.js";
import type { MatrixTableOptions } from "../study/matrix-table.js";
import { parseJson } from "../study/parse-json.js";
import { parseStudy } from "../study/parse-study.js";
import { MAX_VARIABLES } from "../study/schema.js";
import type { Study } from "../study/study.js";
import { readBytes } from "./read-bytes.js";

/**
 * Reads a study folder: `study.json` with all but the matrix, `direct.csv` whose names are the codes or the ids of the
 * variables in the study's order, and where present `judgements.csv` and `hypotheses.json`. What has a file of its own
 * may instead stand in `study.json`, not in both. Other files are ignored.
 *
 * Throws {@link StudyError} as {@link readStudy} does, with the issues of all files together.
 */
export async function readStudyFolder(folder: string): Promise<Study> {
  return readFolder(folder, parseStudy, {});
}

/** A study folder, its members handed to `parse`; `direct` is as `tableOptions` have it read. */
export async function readFolder<Result>(
  folder: string,
  parse: (input: unknown) => Result,
  tableOptions: MatrixTableOptions,
): Promise<Result> {
  const paths = {
    study: join(folder, "study.json"),
    direct: join(folder, "direct.csv"),
    judgements: join(folder, "judgements.csv"),
    hypotheses: join(folder, "hypotheses.json"),
  };
  if (!(await exists(paths.study))) {
    const issue = {
      path: folder,
      expected: "a study folder, with a file study.json",
      received: "a directory without it",
    };
    throw new StudyError([issue], "study-unreadable");
  }
  const study = parseJson(await readText(paths.study), paths.study);
  if (study === null || typeof study !== "object" || Array.isArray(study)) return parse(study);
  const input: Record<string, unknown> = { ...study };
  const issues: Issue[] = [];
  const take = (name: string, value: unknown) => {
    if (input[name] === undefined) input[name] = value;
    else issues.push({ path: `/${name}`, expected: "a file of its own, or a member of study.json", received: "both" });
  };
  if (await exists(paths.direct))
    take("direct", await readDirect(paths.direct, input["variables"], issues, tableOptions));
  if (await exists(paths.judgements)) {
    take(
      "judgements",
      await collect(issues, async () => parseJudgementsCsv(await readText(paths.judgements), paths.judgements)),
    );
  }
  if (await exists(paths.hypotheses)) {
    const content = await readText(paths.hypotheses);
    const read = await collect(issues, async () => parseHypothesesJson(content, paths.hypotheses, input["id"]));
    for (const [name, value] of Object.entries(read ?? {})) take(name, value);
  }
  if (input["direct"] === undefined && issues.length === 0) {
    const issue = { path: paths.direct, expected: "the matrix of direct influences", received: "nothing at this path" };
    throw new StudyError([issue], "study-unreadable");
  }
  if (issues.length === 0) return parse(input);
  throw new StudyError([...issues, ...otherIssues(input)]);
}

/** What is wrong in the rest of a study whose files are at fault: as if its matrix were blank and nothing stood behind it. */
function otherIssues(input: Readonly<Record<string, unknown>>): readonly Issue[] {
  const size = Array.isArray(input["variables"]) ? input["variables"].length : 0;
  const blank = Array.from({ length: Math.min(size, MAX_VARIABLES) }, () => new Array<null>(size).fill(null));
  const { judgements, ...rest } = input;
  try {
    parseStudy({ ...rest, direct: blank });
    return [];
  } catch (error) {
    if (error instanceof StudyError) return error.issues;
    throw error;
  }
}

/** What a reader returns; where it finds faults, these join the others. */
async function collect<Result>(issues: Issue[], read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StudyError) || error.code !== "study-invalid") throw error;
    issues.push(...error.issues);
    return undefined;
  }
}

async function readDirect(
  path: string,
  variables: unknown,
  issues: Issue[],
  tableOptions: MatrixTableOptions,
): Promise<unknown> {
  const table = readMatrixCsvTable(await readText(path), { name: path }, tableOptions);
  issues.push(...table.issues);
  if (table.issues.length > 0 || !Array.isArray(variables)) return table.direct;
  const known = variables.map((variable: unknown) => namesOf(variable));
  if (known.length !== table.names.length) {
    const received = `${table.names.length} in direct.csv`;
    issues.push({ path: "/direct", expected: `the ${known.length} variables of study.json`, received });
  }
  table.names.forEach((name, index) => {
    const names = known[index];
    if (names === undefined || names.includes(name)) return;
    const expected = `${names.map((each) => describeValue(each)).join(" or ")}, variable ${index + 1} of study.json`;
    issues.push({ path: `/direct/${index}`, row: name, column: name, expected, received: describeValue(name) });
  });
  return table.direct;
}

/** The code and the id of a variable, as far as they are texts. */
function namesOf(variable: unknown): string[] {
  const { code, id } = (variable ?? {}) as { readonly code?: unknown; readonly id?: unknown };
  return [code, id].filter((name): name is string => typeof name === "string");
}

async function readText(path: string): Promise<string> {
  return decodeText(await readBytes(path), path);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
