import { describeValue, type Issue, StudyError } from "../errors.js";
import { parseJson } from "./parse-json.js";
import type { Study } from "./study.js";

/** The parts of a study that its hypotheses file holds, as `parseStudy` takes them. */
export interface HypothesesInput {
  readonly hypotheses: unknown;
  readonly hypothesisNote?: unknown;
}

/**
 * Reads `{ study, note, hypotheses }`: low, trend and high evolutions by id of the variable. `study`, where given, is the
 * id of the study it belongs to. `parseStudy` checks the hypotheses themselves.
 *
 * @param name what the text is called in the error, such as the path of the file
 *
 * Throws {@link StudyError} `study-unreadable` for what is no JSON, else with every wrong member.
 *
 * @example
 * parseHypothesesJson('{ "hypotheses": { "price": { "low": { "title": "Cheap" } } } }');
 */
export function parseHypothesesJson(text: string, name = "text", studyId?: unknown): HypothesesInput {
  const value = parseJson(text, name);
  const path = "/hypotheses";
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new StudyError([{ path, expected: "an object { study, note, hypotheses }", received: describeValue(value) }]);
  }
  const { study, note, hypotheses, ...rest } = value as Record<string, unknown>;
  const issues: Issue[] = Object.keys(rest).map((name) => ({
    path,
    expected: "no member but study, note and hypotheses",
    received: describeValue(name),
  }));
  if (hypotheses === undefined) issues.push({ path, expected: "a member hypotheses", received: "nothing" });
  if (study !== undefined && studyId !== undefined && study !== studyId) {
    issues.push({
      path,
      expected: `hypotheses of the study ${describeValue(studyId)}`,
      received: describeValue(study),
    });
  }
  if (issues.length > 0) throw new StudyError(issues);
  return { hypotheses, ...(note !== undefined && { hypothesisNote: note }) };
}

/** The hypotheses of a study for {@link parseHypothesesJson}, or `null` where it has none. */
export function writeHypothesesJson(study: Study): string | null {
  if (study.hypotheses === undefined) return null;
  const note = study.hypothesisNote;
  const content = { study: study.id, ...(note !== undefined && { note }), hypotheses: study.hypotheses };
  return `${JSON.stringify(content, null, 2)}\n`;
}
