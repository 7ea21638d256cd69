import type { Block } from "../../src/index.js";
import { unassignBlock } from "./assignments.js";
import { insertRows } from "./insert-rows.js";
import type { Database } from "./tables.js";

/** The blocks of a study, in their order. */
export async function listBlocks(db: Database, studyId: string): Promise<Block[]> {
  const rows = await db
    .selectFrom("blocks")
    .select(["id", "content"])
    .where("study_id", "=", studyId)
    .orderBy("position")
    .execute();
  return rows.map(({ id, content }) => ({ id, ...(JSON.parse(content) as Omit<Block, "id">) }));
}

/** Adds blocks from a position on. */
export async function insertBlocks(
  db: Database,
  studyId: string,
  blocks: readonly Block[],
  position = 0,
): Promise<void> {
  await insertRows(
    db,
    "blocks",
    blocks.map((block, index) => ({
      study_id: studyId,
      id: block.id,
      position: position + index,
      content: contentOf(block),
    })),
  );
}

export async function updateBlock(db: Database, studyId: string, block: Block): Promise<void> {
  await db
    .updateTable("blocks")
    .set({ content: contentOf(block) })
    .where("study_id", "=", studyId)
    .where("id", "=", block.id)
    .execute();
}

/** Puts the blocks in the order of their ids. */
export async function orderBlocks(db: Database, studyId: string, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    await db.updateTable("blocks").set({ position }).where("study_id", "=", studyId).where("id", "=", id).execute();
  }
}

/** Removes a block: its variables then are in none, and what was assigned by it is no longer. */
export async function deleteBlock(db: Database, studyId: string, id: string): Promise<void> {
  await db
    .updateTable("variables")
    .set({ block_id: null })
    .where("study_id", "=", studyId)
    .where("block_id", "=", id)
    .execute();
  await unassignBlock(db, studyId, id);
  await db.deleteFrom("blocks").where("study_id", "=", studyId).where("id", "=", id).execute();
}

function contentOf({ id: _, ...content }: Block): string {
  return JSON.stringify(content);
}
