import { describeValue, FormError, type Issue } from "../../errors.js";
import type { ScoringForm } from "./scoring-form.js";

/** Where a form comes back to. */
export interface FormPlace {
  readonly studyId: string;
  readonly participantId: string;
  /** Revision of the study today. */
  readonly revision: number;
  /** Ids of the variables of today. */
  readonly variables: readonly string[];
}

/**
 * Refuses a form that belongs elsewhere: to another study, to another expert, to a later state of the study than there is, or with changes to
 * cells of variables that the study no longer has.
 *
 * Variables that were added, moved or renamed since do no harm: changes name variables by id. Nor do variables that are gone, as long as
 * the expert has changed none of their cells; where he has, every such cell is named, and putting it back as it was lets the rest of the form in.
 *
 * Throws {@link FormError} (`form-invalid`) with every issue. What the place holds is never told. Cost: O(variables + changes).
 */
export function checkForm(form: ScoringForm, place: FormPlace): void {
  const issues: Issue[] = [];
  if (form.studyId !== place.studyId) {
    const received = `a form of the study ${describeValue(form.studyId)}`;
    throw new FormError([{ path: "study", expected: "a form of this study", received }]);
  }
  if (form.participantId !== place.participantId) {
    const received = `a form of the participant ${describeValue(form.participantId)}`;
    issues.push({ path: "participant", expected: "the form of this participant", received });
  }
  if (form.revision > place.revision) {
    const received = `a form of revision ${form.revision}`;
    issues.push({ path: "revision", expected: `a form of revision ${place.revision} or before`, received });
  }
  const present = new Set(place.variables);
  const codes = new Map(form.variables.map((id, index) => [id, form.codes[index]!]));
  for (const { from, to, value } of form.changes) {
    const gone = [from, to].filter((id) => !present.has(id)).map((id) => describeValue(codes.get(id)));
    if (gone.length === 0) continue;
    issues.push({
      path: `/changes/${from}/${to}`,
      row: codes.get(from)!,
      column: codes.get(to)!,
      expected: `the cell as it was: the study no longer has ${gone.join(" and ")}`,
      received: value === null ? "a blank" : String(value),
    });
  }
  if (issues.length > 0) throw new FormError(issues);
}
