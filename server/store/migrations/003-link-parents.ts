import type { Kysely } from "kysely";

/** The link by which a participant made himself another one: it ends with that one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("access_tokens").addColumn("made_by", "text").execute();
}
