import { describeValue, type Issue, StudyError } from "../errors.js";
import { type Language, localize } from "../language/text.js";
import { parseMatrix } from "./parse-matrix.js";
import { MAX_VARIABLES, StudyShapeSchema } from "./schema.js";
import { schemaIssues } from "./schema-issues.js";
import type { Block, Cell, Hypotheses, Judgement, Scale, Study, Variable } from "./study.js";

/** What a study file says before the defaults: the output of the schema check. */
interface StudyInput extends Omit<Study, "id" | "title" | "language" | "blocks" | "variables"> {
  id?: string;
  title?: Study["title"];
  language?: Language;
  blocks?: Block[];
  variables: (Pick<Variable, "id" | "label"> & Partial<Variable>)[];
}

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
  if (issues.length > 0) throw new StudyError([...issues, ...cellIssues(value)]);
  const input = value as StudyInput;
  const variables = completeVariables(input);
  const names = variables.map((variable) => variable.code);
  const direct = parseMatrix(input.direct, names, largestScore(input.scale), issues);
  checkNames(input, variables, issues);
  const judgements = input.judgements && resolveJudgements(input.judgements, variables, direct, issues);
  checkHypotheses(input.hypotheses, variables, issues);
  if (issues.length > 0) throw new StudyError(issues);
  const id = input.id ?? "study";
  return {
    ...structuredClone(omitMatrix(input)),
    id,
    title: input.title ?? id,
    language: input.language ?? "en",
    blocks: structuredClone(input.blocks ?? []),
    variables,
    direct,
    ...(judgements && { judgements }),
  };
}

function refuseTooLarge(value: unknown): void {
  const field = (name: string) => (value !== null && typeof value === "object" ? (value as Record<string, unknown>)[name] : null);
  for (const name of ["variables", "direct"]) {
    const list = field(name);
    if (Array.isArray(list) && list.length > MAX_VARIABLES) {
      const issue = { path: `/${name}`, expected: `at most ${MAX_VARIABLES} variables`, received: String(list.length) };
      throw new StudyError([issue], "study-too-large");
    }
  }
}

/** The cells' own issues, for a value whose shape is wrong elsewhere: one reading shows all there is to mend. */
function cellIssues(value: unknown): Issue[] {
  const { variables, direct } = (value ?? {}) as { variables?: unknown; direct?: unknown };
  if (!Array.isArray(variables) || !Array.isArray(direct) || variables.length === 0) return [];
  const issues: Issue[] = [];
  const names = variables.map((variable, index) => String(variable?.code ?? variable?.id ?? index + 1));
  parseMatrix(direct, names, null, issues);
  return issues;
}

function omitMatrix(input: StudyInput): Omit<StudyInput, "direct" | "variables" | "judgements" | "blocks"> {
  const { direct, variables, judgements, blocks, ...rest } = input;
  return rest;
}

function completeVariables(input: StudyInput): Variable[] {
  const short = input.variables.every((variable) => variable.id.length <= 8);
  const width = String(input.variables.length).length;
  const taken = new Set(input.variables.flatMap((variable) => variable.code ?? []));
  const codeOf = (id: string, index: number) => {
    const numbered = `V${String(index + 1).padStart(Math.max(2, width), "0")}`;
    return short || taken.has(numbered) ? id : numbered;
  };
  return input.variables.map((variable, index) => ({
    ...structuredClone(variable),
    code: variable.code ?? codeOf(variable.id, index),
    short: structuredClone(variable.short ?? variable.label),
    block: variable.block ?? null,
  }));
}

/** The largest number the scale names, or `null` where it names none. */
function largestScore(scale: Scale | undefined): number | null {
  const numbers = (scale?.values ?? []).map((entry) => Number(entry.value)).filter(Number.isFinite);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function checkNames(input: StudyInput, variables: readonly Variable[], issues: Issue[]): void {
  checkUnique(variables.map((variable) => variable.id), (index) => `/variables/${index}/id`, issues);
  checkUnique(variables.map((variable) => variable.code), (index) => `/variables/${index}/code`, issues);
  for (const language of ["fr", "en"] as const) {
    const before = issues.length;
    checkUnique(variables.map((variable) => localize(variable.label, language)), (index) => `/variables/${index}/label`, issues);
    if (issues.length > before) break;
  }
  const blocks = new Set((input.blocks ?? []).map((block) => block.id));
  checkUnique((input.blocks ?? []).map((block) => block.id), (index) => `/blocks/${index}/id`, issues);
  variables.forEach((variable, index) => {
    if (variable.block !== null && !blocks.has(variable.block)) {
      issues.push({
        path: `/variables/${index}/block`,
        expected: blocks.size === 0 ? "null, as the study names no blocks" : `one of ${[...blocks].join(", ")}`,
        received: describeValue(variable.block),
      });
    }
    if (variable.id === "__proto__") issues.push({ path: `/variables/${index}/id`, expected: "another id", received: '"__proto__"' });
  });
}

function checkUnique(names: readonly string[], pathOf: (index: number) => string, issues: Issue[]): void {
  const first = new Map<string, number>();
  names.forEach((name, index) => {
    const earlier = first.get(name);
    if (name.trim() === "") issues.push({ path: pathOf(index), expected: "a name that is not blank", received: describeValue(name) });
    else if (earlier === undefined) first.set(name, index);
    else issues.push({ path: pathOf(index), expected: `a name of its own (${pathOf(earlier)} has it)`, received: describeValue(name) });
  });
}

function resolveJudgements(
  judgements: readonly Judgement[],
  variables: readonly Variable[],
  direct: readonly (readonly Cell[])[],
  issues: Issue[],
): Judgement[] {
  const indexOf = new Map<string, number>();
  variables.forEach((variable, index) => indexOf.set(variable.code, index));
  variables.forEach((variable, index) => indexOf.set(variable.id, index));
  const seen = new Set<string>();
  return judgements.map((judgement, position) => {
    const [from, to] = (["from", "to"] as const).map((end) => {
      const index = indexOf.get(judgement[end]);
      if (index === undefined) {
        issues.push({ path: `/judgements/${position}/${end}`, expected: "the id or code of a variable", received: describeValue(judgement[end]) });
      }
      return index;
    });
    if (from === undefined || to === undefined) return judgement;
    const cell = { path: `/judgements/${position}`, row: variables[from]!.code, column: variables[to]!.code };
    if (seen.has(`${from} ${to}`)) issues.push({ ...cell, expected: "one judgement per cell", received: "a second one" });
    seen.add(`${from} ${to}`);
    const expected = direct[from]?.[to];
    if (expected !== undefined && expected !== judgement.value) {
      issues.push({ ...cell, path: `${cell.path}/value`, expected: `the value of the matrix, ${expected ?? "blank"}`, received: describeValue(judgement.value) });
    }
    return { ...structuredClone(judgement), from: variables[from]!.id, to: variables[to]!.id };
  });
}

function checkHypotheses(hypotheses: Readonly<Record<string, Hypotheses>> | undefined, variables: readonly Variable[], issues: Issue[]): void {
  const ids = new Set(variables.map((variable) => variable.id));
  for (const id of Object.keys(hypotheses ?? {})) {
    if (!ids.has(id)) issues.push({ path: `/hypotheses/${id}`, expected: "the id of a variable", received: describeValue(id) });
  }
}
