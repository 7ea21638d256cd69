import { FICHE_SECTIONS, type Fiche, HYPOTHESIS_KINDS } from "../../src/index.js";
import { insertFiches } from "../store/fiches.js";
import { replaceHypotheses } from "../store/hypotheses.js";
import type { Database } from "../store/tables.js";
import { type StoredVariable, updateVariable } from "../store/variables.js";

/** A fiche with its members in the order of reading, without those that say nothing. */
export function tidyFiche(fiche: Fiche): Fiche {
  const sections = FICHE_SECTIONS.filter((name) => fiche[name] !== undefined && fiche[name] !== "");
  const kinds = HYPOTHESIS_KINDS.filter((kind) => fiche.hypotheses?.[kind] !== undefined);
  return {
    ...Object.fromEntries(sections.map((name) => [name, fiche[name]])),
    ...(kinds.length > 0 && {
      hypotheses: Object.fromEntries(kinds.map((kind) => [kind, fiche.hypotheses![kind]])),
    }),
  };
}

export interface NewRevision {
  readonly revision: number;
  readonly fiche: Fiche;
  readonly at: string;
  readonly by: string;
}

/** Adds a revision to the fiche of a variable, whose definition and hypotheses then are those of the fiche. */
export async function writeFiche(
  tx: Database,
  studyId: string,
  { definition: _, ...variable }: StoredVariable,
  { revision, fiche, at, by }: NewRevision,
): Promise<void> {
  await insertFiches(tx, studyId, [{ variable: variable.id, revision, content: fiche, at, by }]);
  await replaceHypotheses(tx, studyId, variable.id, fiche.hypotheses ?? {});
  const { definition } = fiche;
  await updateVariable(tx, studyId, { ...variable, ...(definition !== undefined && { definition }) });
}
