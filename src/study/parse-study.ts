import { describeValue, type Issue, StudyError } from "../errors.js";
import { type Language, localize } from "../language/text.js";
import { completeVariables, type VariableInput } from "./complete-variables.js";
import { parseMatrix } from "./parse-matrix.js";
import { resolveJudgements } from "./resolve-judgements.js";
import { MAX_VARIABLES, StudyShapeSchema } from "./schema.js";
import { schemaIssues } from "./schema-issues.js";
import type { Block, Hypotheses, Scale, Study, Variable } from "./study.js";
import { checkUnique } from "./unique-names.js";

/** What a study file says before the defaults: the output of the schema check. */
interface StudyInput extends Omit<Study, "id" | "title" | "language" | "blocks" | "variables"> {
  id?: string;
  title?: Study["title"];
  language?: Language;
  blocks?: Block[];
  variables: VariableInput[];
}

/** Members that are taken over as they are, in the order of the schema: equal studies give equal files. */
const FRAME = [
  "horizon",
  "reference",
  "territory",
  "language",
  "languages",
  "provenance",
  "disclaimer",
  "scale",
  "hypothesisConvention",
] as const;

/**
 * Reads any value as a study, or says everything that is wrong with it.
 *
 * The smallest study is `{ variables: [{ id, label }], direct: (number | "P" | null)[][] }`. Missing codes become the ids
 * where all of these are short, else V01, V02 …; a missing short name is the label. Parsing a parsed study returns its equal.
 *
 * A cell is a finite number ≥ 0, `"P"` (or `"p"`) or `null`; where `scale.values` names numbers, no cell may pass their
 * largest. The diagonal is `null` or 0. Ids, codes and labels are unique. Judgements name cells of the matrix and repeat their value.
 *
 * Cost: O(n²). Throws {@link StudyError} with one issue per broken rule (JSON Pointer, expected, received; row and column
 * for a cell), `study-too-large` above 2 000 variables.
 *
 * @example
 * const study = parseStudy({
 *   variables: [{ id: "a", label: "Price" }, { id: "b", label: "Demand" }],
 *   direct: [[null, 3], ["P", null]],
 * });
 * study.variables[0].code; // "a"
 */
export function parseStudy(value: unknown): Study {
  refuseTooLarge(value);
  const issues = schemaIssues(StudyShapeSchema, value);
  if (issues.length > 0) throw new StudyError([...issues, ...contentIssues(value)]);
  const input = value as StudyInput;
  const variables = completeVariables(input.variables);
  const names = variables.map((variable) => variable.code);
  const direct = parseMatrix(input.direct, names, largestScore(input.scale), issues);
  checkNames(input, variables, issues);
  const judgements = input.judgements && resolveJudgements(input.judgements, variables, direct, issues);
  checkHypotheses(input.hypotheses, variables, issues);
  if (issues.length > 0) throw new StudyError(issues);
  const { hypotheses, hypothesisNote } = input;
  const id = input.id ?? "study";
  return {
    id,
    title: structuredClone(input.title ?? id),
    ...frameOf({ ...input, language: input.language ?? "en" }),
    blocks: structuredClone(input.blocks ?? []),
    variables,
    direct,
    ...(judgements && { judgements }),
    ...(hypotheses && { hypotheses: structuredClone(hypotheses) }),
    ...(hypothesisNote !== undefined && { hypothesisNote: structuredClone(hypothesisNote) }),
  };
}

function refuseTooLarge(value: unknown): void {
  const field = (name: string) =>
    value !== null && typeof value === "object" ? (value as Record<string, unknown>)[name] : null;
  for (const name of ["variables", "direct"]) {
    const list = field(name);
    if (Array.isArray(list) && list.length > MAX_VARIABLES) {
      const issue = { path: `/${name}`, expected: `at most ${MAX_VARIABLES} variables`, received: String(list.length) };
      throw new StudyError([issue], "study-too-large");
    }
  }
}

/** Issues of names and cells, for a value whose shape is wrong elsewhere: one reading shows all there is to mend. */
function contentIssues(value: unknown): Issue[] {
  const { variables, direct } = (value ?? {}) as { variables?: unknown; direct?: unknown };
  if (!Array.isArray(variables) || variables.length === 0) return [];
  const issues: Issue[] = [];
  const textOf = (variable: unknown, name: "id" | "code") => {
    const text = (variable as Record<string, unknown> | null | undefined)?.[name];
    return typeof text === "string" && text !== "" ? text : undefined;
  };
  if (Array.isArray(direct)) {
    const names = variables.map(
      (variable, index) => textOf(variable, "code") ?? textOf(variable, "id") ?? String(index + 1),
    );
    parseMatrix(direct, names, null, issues);
  }
  checkUnique(
    variables.map((variable) => textOf(variable, "id") ?? null),
    (index) => `/variables/${index}/id`,
    issues,
  );
  return issues;
}

function frameOf(input: StudyInput & Pick<Study, "language">): Pick<Study, (typeof FRAME)[number]> {
  const members = FRAME.filter((name) => input[name] !== undefined);
  return Object.fromEntries(members.map((name) => [name, structuredClone(input[name])])) as Pick<
    Study,
    (typeof FRAME)[number]
  >;
}

/** The largest number the scale names, or `null` where it names none. */
function largestScore(scale: Scale | undefined): number | null {
  const numbers = (scale?.values ?? []).map((entry) => Number(entry.value)).filter(Number.isFinite);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function checkNames(input: StudyInput, variables: readonly Variable[], issues: Issue[]): void {
  const ids = variables.map((variable) => variable.id);
  const repeated = new Set(checkUnique(ids, (index) => `/variables/${index}/id`, issues));
  /** A name twice is one fault, also where code and label repeat the id. */
  const unlessReported = (name: string, index: number) => (repeated.has(index) ? null : name);
  checkUnique(
    variables.map((variable) => variable.code).map(unlessReported),
    (index) => `/variables/${index}/code`,
    issues,
  );
  for (const language of ["fr", "en"] as const) {
    const labels = variables.map((variable) => localize(variable.label, language)).map(unlessReported);
    if (checkUnique(labels, (index) => `/variables/${index}/label`, issues).length > 0) break;
  }
  const blocks = new Set((input.blocks ?? []).map((block) => block.id));
  checkUnique(
    (input.blocks ?? []).map((block) => block.id),
    (index) => `/blocks/${index}/id`,
    issues,
  );
  variables.forEach((variable, index) => {
    if (variable.block !== null && !blocks.has(variable.block)) {
      issues.push({
        path: `/variables/${index}/block`,
        expected: blocks.size === 0 ? "null, as the study names no blocks" : `one of ${[...blocks].join(", ")}`,
        received: describeValue(variable.block),
      });
    }
    if (variable.id === "__proto__")
      issues.push({ path: `/variables/${index}/id`, expected: "another id", received: '"__proto__"' });
  });
}

function checkHypotheses(
  hypotheses: Readonly<Record<string, Hypotheses>> | undefined,
  variables: readonly Variable[],
  issues: Issue[],
): void {
  const codes = new Map(variables.map((variable) => [variable.id, variable.code]));
  for (const [id, { code }] of Object.entries(hypotheses ?? {})) {
    const expected = codes.get(id);
    const path = `/hypotheses/${id.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (expected === undefined)
      issues.push({ path: path, expected: "the id of a variable", received: describeValue(id) });
    else if (code !== undefined && code !== expected) {
      issues.push({
        path: `${path}/code`,
        expected: `the code of this variable, ${expected}`,
        received: describeValue(code),
      });
    }
  }
}
