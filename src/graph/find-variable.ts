import { describeValue, type Issue } from "../errors.js";
import { localize } from "../language/text.js";
import type { Study, Variable } from "../study/study.js";

/** Suggestions offered for a name that is none. */
const SUGGESTIONS = 3;

/**
 * The index of the variable with this id, code, label or short label (in either language); failing all of them as
 * written, without regard to case, accents of form (composed or not) and outer blanks. Where a name fits several variables, an id goes
 * before a code, a code before a label; where two of the same kind fit, or none, an issue is added that names the nearest
 * ones, and the result is null. Cost: O(n · length of the names).
 */
export function findVariable(study: Study, name: unknown, path: string, issues: Issue[]): number | null {
  const candidates: number[] = [];
  if (typeof name === "string") {
    for (const form of [(text: string) => text, fold]) {
      for (const namesOf of NAMES) {
        const wanted = form(name);
        const fitting = study.variables.flatMap((variable, i) =>
          namesOf(variable).some((each) => form(each) === wanted) ? [i] : [],
        );
        if (fitting.length === 1) return fitting[0]!;
        candidates.push(...fitting);
      }
    }
  }
  const several = candidates.length > 0;
  const offered = several ? [...new Set(candidates)] : nearest(study, String(name));
  const named = offered
    .slice(0, several ? 10 : SUGGESTIONS)
    .map((i) => `${study.variables[i]!.code} (${localize(study.variables[i]!.label, study.language)})`);
  const expected = several
    ? `the id or code of one variable, as several have this name: ${named.join(", ")}`
    : `the id, code or label of a variable, such as ${named.join(", ")}`;
  issues.push({ path, expected, received: describeValue(name) });
  return null;
}

const inAllLanguages = (text: Variable["label"]) => [localize(text, "fr"), localize(text, "en")];

const NAMES: readonly ((variable: Variable) => readonly string[])[] = [
  (variable) => [variable.id],
  (variable) => [variable.code],
  (variable) => inAllLanguages(variable.label),
  (variable) => inAllLanguages(variable.short),
];

function fold(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** Variables by how few letters must change to turn the name into one of theirs, or into a part of one as long. */
function nearest(study: Study, name: string): number[] {
  const wanted = fold(name).slice(0, 60);
  const distances = study.variables.map((variable) => {
    const names = NAMES.flatMap((namesOf) => namesOf(variable)).map((each) => fold(each).slice(0, 60));
    return Math.min(
      ...names.map((each) => (wanted.length > 2 && each.includes(wanted) ? 0.5 : editDistance(wanted, each))),
    );
  });
  return distances.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b);
}

/** Insertions, deletions and replacements between two texts (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
