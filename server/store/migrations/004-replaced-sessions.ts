import type { Kysely } from "kysely";

/** The session that took the place of one: what else came by that one meanwhile finds its way there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("sessions")
    .addColumn("replaced_by", "text", (column) => column.references("sessions.hash").onDelete("cascade"))
    .execute();
}
