import type { Variable } from "../../src/index.js";
import { unassignVariable } from "./assignments.js";
import { insertRows } from "./insert-rows.js";
import type { Database } from "./tables.js";

/** A variable as it is stored; its definition is the one of its fiche in force. */
export interface StoredVariable extends Variable {
  /** Whether its hypotheses repeat its code, as files of studies may. */
  readonly namesCode?: true;
}

/** The variables of a study, in the order of rows and columns. */
export async function listVariables(db: Database, studyId: string): Promise<StoredVariable[]> {
  const rows = await db
    .selectFrom("variables")
    .select(["id", "block_id", "content"])
    .where("study_id", "=", studyId)
    .orderBy("position")
    .execute();
  return rows.map(({ id, block_id, content }) => {
    const { code, label, short, ...rest } = JSON.parse(content) as Omit<StoredVariable, "id" | "block">;
    return { id, code, label, short, block: block_id, ...rest };
  });
}

/** Adds variables from a position on. */
export async function insertVariables(
  db: Database,
  studyId: string,
  variables: readonly StoredVariable[],
  position = 0,
): Promise<void> {
  await insertRows(
    db,
    "variables",
    variables.map((variable, index) => ({
      study_id: studyId,
      id: variable.id,
      position: position + index,
      block_id: variable.block,
      content: contentOf(variable),
    })),
  );
}

export async function updateVariable(db: Database, studyId: string, variable: StoredVariable): Promise<void> {
  await db
    .updateTable("variables")
    .set({ block_id: variable.block, content: contentOf(variable) })
    .where("study_id", "=", studyId)
    .where("id", "=", variable.id)
    .execute();
}

/** Puts the variables in the order of their ids. */
export async function orderVariables(db: Database, studyId: string, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    await db.updateTable("variables").set({ position }).where("study_id", "=", studyId).where("id", "=", id).execute();
  }
}

/** What would go with a variable. */
export interface ScoreCount {
  /** Cells that experts have answered in its row and its column. */
  readonly answers: number;
  /** Cells of the two that the facilitator has decided. */
  readonly decisions: number;
}

export async function countScores(db: Database, studyId: string, id: string): Promise<ScoreCount> {
  const count = async (table: "cells" | "decisions") => {
    const { rows } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("rows"))
      .where("study_id", "=", studyId)
      .where((cell) => cell.or([cell("from_id", "=", id), cell("to_id", "=", id)]))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  return { answers: await count("cells"), decisions: await count("decisions") };
}

/** Removes a variable with its fiche, its hypotheses, all that was answered or decided of it, and what was assigned by it. */
export async function deleteVariable(db: Database, studyId: string, id: string): Promise<void> {
  await unassignVariable(db, studyId, id);
  await db.deleteFrom("variables").where("study_id", "=", studyId).where("id", "=", id).execute();
}

function contentOf({ id: _, block: __, ...content }: StoredVariable): string {
  return JSON.stringify(content);
}
