import { describeValue, type Issue, StudyError } from "../errors.js";
import { findVariable } from "../graph/find-variable.js";
import { localize } from "../language/text.js";
import type { Contribution } from "../sensitivity/perturbations/contributions.js";
import type { Study } from "../study/study.js";
import { readStudy } from "./read-study.js";

/**
 * The experts' matrices, one a file or study folder, for the models `experts` and `spread`. Each has the variables of the study, in any
 * order, found by label, id or code.
 *
 * Throws StudyError with every variable that is missing, and what {@link readStudy} throws.
 *
 * @example
 * const [first] = await readContributions(study, ["matrix.csv"]);
 * first.direct.length; // 29
 */
export async function readContributions(study: Study, paths: readonly string[]): Promise<readonly Contribution[]> {
  const matrices = await Promise.all(paths.map((path) => readStudy(path)));
  const issues: Issue[] = [];
  const contributions = matrices.map((matrix, index) => inOrderOf(study, matrix, paths[index]!, issues));
  if (issues.length > 0) throw new StudyError(issues);
  return contributions;
}

function inOrderOf(study: Study, matrix: Study, path: string, issues: Issue[]): Contribution {
  const size = study.variables.length;
  const places = matrix.variables.map((variable) => {
    const unknown: Issue[] = [];
    const names = [localize(variable.label, matrix.language), variable.id, variable.code];
    return names.map((name) => findVariable(study, name, path, unknown)).find((place) => place !== null) ?? null;
  });
  if (places.length !== size) {
    issues.push({ path, expected: `the ${size} variables of the study`, received: `${places.length} variables` });
    return { id: path, direct: [] };
  }
  places.forEach((place, index) => {
    if (place !== null && places.indexOf(place) === index) return;
    const expected = "the variables of the study, each once, by label, id or code";
    issues.push({ path, expected, received: describeValue(localize(matrix.variables[index]!.label, matrix.language)) });
  });
  const direct = study.direct.map((row, from) =>
    row.map((_, to) => matrix.direct[places.indexOf(from)]?.[places.indexOf(to)] ?? null),
  );
  return { id: path, direct };
}
