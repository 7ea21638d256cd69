import { type Fiche, HYPOTHESIS_KINDS, type Hypothesis } from "../../src/index.js";
import { insertRows } from "./insert-rows.js";
import type { Database } from "./tables.js";

/** The hypotheses of one variable. */
export type VariableHypotheses = NonNullable<Fiche["hypotheses"]>;

/** The hypotheses in force, by id of the variable; those without any are not there. */
export async function listHypotheses(db: Database, studyId: string): Promise<Map<string, VariableHypotheses>> {
  const rows = await db
    .selectFrom("hypotheses")
    .select(["variable_id", "kind", "content"])
    .where("study_id", "=", studyId)
    .execute();
  const found = new Map<string, Map<string, Hypothesis>>();
  for (const { variable_id, kind, content } of rows) {
    const kinds = found.get(variable_id) ?? new Map<string, Hypothesis>();
    kinds.set(kind, JSON.parse(content) as Hypothesis);
    found.set(variable_id, kinds);
  }
  return new Map([...found].map(([id, kinds]) => [id, inOrder(kinds)]));
}

function inOrder(kinds: ReadonlyMap<string, Hypothesis>): VariableHypotheses {
  return Object.fromEntries(HYPOTHESIS_KINDS.flatMap((kind) => (kinds.has(kind) ? [[kind, kinds.get(kind)!]] : [])));
}

/** Adds the hypotheses of variables that have none. */
export async function insertHypotheses(
  db: Database,
  studyId: string,
  hypotheses: readonly (readonly [variableId: string, VariableHypotheses])[],
): Promise<void> {
  const rows = hypotheses.flatMap(([variableId, kinds]) =>
    HYPOTHESIS_KINDS.flatMap((kind) => {
      const hypothesis = kinds[kind];
      if (hypothesis === undefined) return [];
      return [{ study_id: studyId, variable_id: variableId, kind, content: JSON.stringify(hypothesis) }];
    }),
  );
  await insertRows(db, "hypotheses", rows);
}

/** Replaces the hypotheses of a variable. */
export async function replaceHypotheses(
  db: Database,
  studyId: string,
  variableId: string,
  hypotheses: VariableHypotheses,
): Promise<void> {
  await db.deleteFrom("hypotheses").where("study_id", "=", studyId).where("variable_id", "=", variableId).execute();
  await insertHypotheses(db, studyId, [[variableId, hypotheses]]);
}
