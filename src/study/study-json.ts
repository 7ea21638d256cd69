import { StudyError } from "../errors.js";
import { parseJson } from "./parse-json.js";
import { parseStudy } from "./parse-study.js";
import type { Study } from "./study.js";

/**
 * A study as JSON that a person can read and compare: two spaces, one line a row of the matrix, the members always in the
 * same order. {@link parseStudyJson} gives back its equal.
 *
 * @example
 * writeStudyJson(study) === writeStudyJson(parseStudyJson(writeStudyJson(study))); // true
 */
export function writeStudyJson(study: Study): string {
  const { variables, direct, judgements, hypotheses, hypothesisNote, ...frame } = study;
  const rows = direct.map((row) => `    ${JSON.stringify(row).replaceAll(",", ", ")}`);
  const members = [
    ...Object.entries(frame).map(([name, value]) => member(name, value)),
    member("variables", variables),
    `  "direct": [\n${rows.join(",\n")}\n  ]`,
    ...(judgements === undefined ? [] : [member("judgements", judgements)]),
    ...(hypotheses === undefined ? [] : [member("hypotheses", hypotheses)]),
    ...(hypothesisNote === undefined ? [] : [member("hypothesisNote", hypothesisNote)]),
  ];
  return `{\n${members.join(",\n")}\n}\n`;
}

function member(name: string, value: unknown): string {
  return `  ${JSON.stringify(name)}: ${JSON.stringify(value, null, 2).replaceAll("\n", "\n  ")}`;
}

/**
 * Reads a study from JSON text. Throws {@link StudyError}: `study-unreadable` with line and column for what is no JSON,
 * else as `parseStudy`.
 *
 * @param name what the text is called in the error, such as the path of the file
 */
export function parseStudyJson(text: string, name = "text"): Study {
  if (text.trim() === "") {
    throw new StudyError([{ path: name, expected: "a study as JSON", received: "an empty text" }], "study-unreadable");
  }
  return parseStudy(parseJson(text, name));
}
