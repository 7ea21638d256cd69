import type { Kysely } from "kysely";

/**
 * Jobs, with what they are to compute, what they have counted, and what they found. Rows with bytes are written once: what changes stands in
 * `jobs` alone. SQLite takes any name for a type, and keeps bytes under the one of PostgreSQL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("jobs")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("study_id", "text", (column) => column.references("studies.id").onDelete("cascade"))
    .addColumn("of", "text")
    .addColumn("created_by", "text")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("started_at", "text")
    .addColumn("ended_at", "text")
    .addColumn("progress", "text")
    .addColumn("cancelled_by", "text")
    .addColumn("complete", "integer")
    .addColumn("problem", "text")
    .addColumn("plan", "text")
    .addColumn("claimed_by", "text")
    .addColumn("claimed_until", "text")
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("kept_bytes", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("jobs_of_study").on("jobs").columns(["study_id", "created_at"]).execute();
  await schema.createIndex("jobs_by_end").on("jobs").column("ended_at").execute();

  await schema
    .createTable("job_inputs")
    .addColumn("job_id", "text", (column) => column.primaryKey().notNull().references("jobs.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("bytes", "bytea", (column) => column.notNull())
    .addColumn("options", "text", (column) => column.notNull())
    .execute();

  await schema
    .createTable("job_chunks")
    .addColumn("job_id", "text", (column) => column.notNull().references("jobs.id").onDelete("cascade"))
    .addColumn("first", "bigint", (column) => column.notNull())
    .addColumn("last", "bigint", (column) => column.notNull())
    .addColumn("done", "bigint", (column) => column.notNull())
    .addColumn("bytes", "bytea", (column) => column.notNull())
    .addPrimaryKeyConstraint("job_chunks_key", ["job_id", "first", "last"])
    .execute();

  await schema
    .createTable("job_results")
    .addColumn("job_id", "text", (column) => column.primaryKey().notNull().references("jobs.id").onDelete("cascade"))
    .addColumn("json", "bytea", (column) => column.notNull())
    .addColumn("csv", "bytea", (column) => column.notNull())
    .execute();
}
