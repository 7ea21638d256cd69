import type { Database } from "./tables.js";

/** Moves the variables or blocks from a position on by one: up to make room for another, down where one has gone. */
export async function shiftPositions(
  db: Database,
  table: "variables" | "blocks",
  { studyId, from, by }: { readonly studyId: string; readonly from: number; readonly by: 1 | -1 },
): Promise<void> {
  await db
    .updateTable(table)
    .set((row) => ({ position: row("position", "+", by) }))
    .where("study_id", "=", studyId)
    .where("position", ">=", from)
    .execute();
}
