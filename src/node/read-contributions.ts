import { describeValue, type Issue, StudyError } from "../errors.js";
import type { Contribution } from "../experts/contribution.js";
import { findVariable } from "../graph/find-variable.js";
import { localize } from "../language/text.js";
import { decodeText } from "../study/decode-text.js";
import { type DoubtfulStudy, parseDoubtfulStudy } from "../study/doubtful-study.js";
import { readMatrixCsvTable } from "../study/matrix-csv.js";
import type { MatrixTable } from "../study/matrix-table.js";
import { parseJson } from "../study/parse-json.js";
import type { Study } from "../study/study.js";
import { readBytes } from "./read-bytes.js";
import { kindOf } from "./read-study.js";
import { readFolder } from "./read-study-folder.js";

/**
 * The experts' contributions, one a file or study folder, named by its path. Each has the variables of the study, in any order, found by label, id or code.
 *
 * What {@link readStudy} reads is read, and `?` in a cell as « does not know ». The confidence of a judgement becomes that of the answer, its rationale the note, in the language of its study.
 *
 * Throws StudyError with every variable that is missing, and what {@link readStudy} throws.
 *
 * @example
 * const [first] = await readContributions(study, ["matrix.csv"]);
 * first.answers.length; // 29
 */
export async function readContributions(study: Study, paths: readonly string[]): Promise<readonly Contribution[]> {
  const matrices = await Promise.all(paths.map((path) => readDoubtful(path)));
  const issues: Issue[] = [];
  const contributions = matrices.map((matrix, index) => inOrderOf(study, matrix, paths[index]!, issues));
  if (issues.length > 0) throw new StudyError(issues);
  return contributions;
}

async function readDoubtful(path: string): Promise<DoubtfulStudy> {
  const kind = await kindOf(path);
  if (kind === "folder") return readFolder(path, parseDoubtfulStudy, { dontKnow: true });
  if (kind === ".xlsx") {
    const { readMatrixXlsxTable } = await import("./read-xlsx.js");
    return ofTable(await readMatrixXlsxTable(await readBytes(path), { name: path }, { dontKnow: true }));
  }
  const text = decodeText(await readBytes(path), path);
  if (kind === ".json") return parseDoubtfulStudy(parseJson(text, path));
  return ofTable(readMatrixCsvTable(text, { name: path }, { dontKnow: true }));
}

function ofTable({ names, direct, issues }: MatrixTable): DoubtfulStudy {
  if (issues.length > 0) throw new StudyError(issues);
  return parseDoubtfulStudy({ variables: names.map((name) => ({ id: name, label: name })), direct });
}

function inOrderOf(study: Study, { study: given, doubts }: DoubtfulStudy, path: string, issues: Issue[]): Contribution {
  const size = study.variables.length;
  const places = given.variables.map((variable) => {
    const unknown: Issue[] = [];
    const names = [localize(variable.label, given.language), variable.id, variable.code];
    return names.map((name) => findVariable(study, name, path, unknown)).find((place) => place !== null) ?? null;
  });
  if (places.length !== size) {
    issues.push({ path, expected: `the ${size} variables of the study`, received: `${places.length} variables` });
    return { id: path, answers: [] };
  }
  places.forEach((place, index) => {
    if (place !== null && places.indexOf(place) === index) return;
    const expected = "the variables of the study, each once, by label, id or code";
    issues.push({ path, expected, received: describeValue(localize(given.variables[index]!.label, given.language)) });
  });
  const placeOf = new Map(places.map((place, index) => [place, index]));
  const cells = <Of>(of: (from: number, to: number) => Of) =>
    study.variables.map((_, from) =>
      study.variables.map((_, to) => of(placeOf.get(from) ?? size, placeOf.get(to) ?? size)),
    );
  const answers = cells((from, to) => (doubts[from]?.[to] ? "?" : (given.direct[from]?.[to] ?? null)));
  const judgements = new Map((given.judgements ?? []).map((each) => [`${each.from}\n${each.to}`, each]));
  if (judgements.size === 0) return { id: path, answers };
  const judgementOf = (from: number, to: number) =>
    judgements.get(`${given.variables[from]?.id}\n${given.variables[to]?.id}`);
  return {
    id: path,
    answers,
    confidence: cells((from, to) => judgementOf(from, to)?.confidence ?? null),
    notes: cells((from, to) => {
      const rationale = judgementOf(from, to)?.rationale;
      return rationale === undefined ? null : localize(rationale, given.language);
    }),
  };
}
