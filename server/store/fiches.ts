import type { Fiche } from "../../src/index.js";
import { insertRows } from "./insert-rows.js";
import type { Database, FichesTable } from "./tables.js";

/** One revision of a fiche. */
export interface FicheRevision {
  readonly variable: string;
  /** From 1; 0 for a fiche that nobody has written yet. */
  readonly revision: number;
  readonly content: Fiche;
  readonly at: string;
  readonly by: string;
}

/** Revisions of one fiche, the latest first: those before one, where it is given. */
export async function ficheHistory(
  db: Database,
  studyId: string,
  variableId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<FicheRevision[]> {
  let query = db.selectFrom("fiches").selectAll().where("study_id", "=", studyId).where("variable_id", "=", variableId);
  if (before !== null) query = query.where("revision", "<", before);
  return (await query.orderBy("revision", "desc").limit(limit).execute()).map(toRevision);
}

/** The revision in force, or null where there is none yet. */
export async function latestFiche(db: Database, studyId: string, variableId: string): Promise<FicheRevision | null> {
  const row = await db
    .selectFrom("fiches")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("variable_id", "=", variableId)
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toRevision(row);
}

/** The revisions in force of all fiches, by variable. */
export async function latestFiches(db: Database, studyId: string): Promise<Map<string, FicheRevision>> {
  const rows = await db
    .selectFrom("fiches as fiche")
    .selectAll("fiche")
    .where("fiche.study_id", "=", studyId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("fiches as later")
            .select("later.revision")
            .whereRef("later.study_id", "=", "fiche.study_id")
            .whereRef("later.variable_id", "=", "fiche.variable_id")
            .whereRef("later.revision", ">", "fiche.revision"),
        ),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [row.variable_id, toRevision(row)]));
}

/** Every revision of every fiche, in no order. */
export async function allFiches(db: Database, studyId: string): Promise<FicheRevision[]> {
  const rows = await db.selectFrom("fiches").selectAll().where("study_id", "=", studyId).execute();
  return rows.map(toRevision);
}

export async function insertFiches(db: Database, studyId: string, fiches: readonly FicheRevision[]): Promise<void> {
  await insertRows(
    db,
    "fiches",
    fiches.map(({ variable, revision, content, at, by }) => ({
      study_id: studyId,
      variable_id: variable,
      revision,
      content: JSON.stringify(content),
      updated_at: at,
      updated_by: by,
    })),
  );
}

function toRevision({ variable_id, revision, content, updated_at, updated_by }: FichesTable): FicheRevision {
  return {
    variable: variable_id,
    revision,
    content: JSON.parse(content) as Fiche,
    at: updated_at,
    by: updated_by,
  };
}
