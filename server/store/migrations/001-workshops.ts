import type { Kysely } from "kysely";

/** Studies, who may see them, what each expert answered, and what was decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("studies")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("deleted_at", "text")
    .execute();

  await schema
    .createTable("blocks")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("blocks_key", ["study_id", "id"])
    .execute();

  await schema
    .createTable("variables")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("block_id", "text")
    .addColumn("content", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("variables_key", ["study_id", "id"])
    .addForeignKeyConstraint("variables_block", ["study_id", "block_id"], "blocks", ["study_id", "id"])
    .execute();

  await schema
    .createTable("hypotheses")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("variable_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("hypotheses_key", ["study_id", "variable_id", "kind"])
    .addForeignKeyConstraint(
      "hypotheses_variable",
      ["study_id", "variable_id"],
      "variables",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("fiches")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("variable_id", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("updated_by", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("fiches_key", ["study_id", "variable_id", "revision"])
    .addForeignKeyConstraint(
      "fiches_variable",
      ["study_id", "variable_id"],
      "variables",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("participants")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("weight", "double precision", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("removed_at", "text")
    .addPrimaryKeyConstraint("participants_key", ["study_id", "id"])
    .execute();

  await schema
    .createTable("access_tokens")
    .addColumn("hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("exchanged_at", "text")
    .addColumn("revoked_at", "text")
    .addUniqueConstraint("access_tokens_id", ["study_id", "id"])
    .addForeignKeyConstraint(
      "access_tokens_participant",
      ["study_id", "participant_id"],
      "participants",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("sessions")
    .addColumn("hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();

  await schema
    .createTable("session_members")
    .addColumn("session_hash", "text", (column) => column.notNull().references("sessions.hash").onDelete("cascade"))
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull().references("access_tokens.hash").onDelete("cascade"))
    .addPrimaryKeyConstraint("session_members_key", ["session_hash", "study_id"])
    .addForeignKeyConstraint(
      "session_members_participant",
      ["study_id", "participant_id"],
      "participants",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("cells")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.notNull())
    .addColumn("from_id", "text", (column) => column.notNull())
    .addColumn("to_id", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("confidence", "integer")
    .addColumn("note", "text")
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("cells_key", ["study_id", "participant_id", "from_id", "to_id"])
    .addForeignKeyConstraint(
      "cells_participant",
      ["study_id", "participant_id"],
      "participants",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .addForeignKeyConstraint("cells_from", ["study_id", "from_id"], "variables", ["study_id", "id"], (constraint) =>
      constraint.onDelete("cascade"),
    )
    .addForeignKeyConstraint("cells_to", ["study_id", "to_id"], "variables", ["study_id", "id"], (constraint) =>
      constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("assignments")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("first_id", "text", (column) => column.notNull())
    .addColumn("second_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("assignments_key", ["study_id", "participant_id", "kind", "first_id", "second_id"])
    .addForeignKeyConstraint(
      "assignments_participant",
      ["study_id", "participant_id"],
      "participants",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("snapshots")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("round", "integer")
    .addColumn("published", "integer", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("snapshots_key", ["study_id", "id"])
    .execute();

  await schema
    .createTable("rounds")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("opened_at", "text", (column) => column.notNull())
    .addColumn("closed_at", "text")
    .addColumn("snapshot_id", "text")
    .addPrimaryKeyConstraint("rounds_key", ["study_id", "number"])
    .addForeignKeyConstraint("rounds_snapshot", ["study_id", "snapshot_id"], "snapshots", ["study_id", "id"])
    .execute();

  await schema
    .createTable("decisions")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("from_id", "text", (column) => column.notNull())
    .addColumn("to_id", "text", (column) => column.notNull())
    .addColumn("value", "text")
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("confidence", "integer")
    .addColumn("sign", "text")
    .addColumn("source", "text")
    .addColumn("decided_by", "text", (column) => column.notNull())
    .addColumn("decided_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("decisions_key", ["study_id", "from_id", "to_id"])
    .addForeignKeyConstraint("decisions_from", ["study_id", "from_id"], "variables", ["study_id", "id"], (constraint) =>
      constraint.onDelete("cascade"),
    )
    .addForeignKeyConstraint("decisions_to", ["study_id", "to_id"], "variables", ["study_id", "id"], (constraint) =>
      constraint.onDelete("cascade"),
    )
    .execute();

  await schema
    .createTable("events")
    .addColumn("study_id", "text", (column) => column.notNull().references("studies.id").onDelete("cascade"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("before", "text")
    .addColumn("after", "text")
    .addPrimaryKeyConstraint("events_key", ["study_id", "seq"])
    .execute();

  await schema
    .createTable("idempotency_keys")
    .addColumn("study_id", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("request_hash", "text", (column) => column.notNull())
    .addColumn("response", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("idempotency_keys_key", ["study_id", "participant_id", "key"])
    .addForeignKeyConstraint(
      "idempotency_keys_participant",
      ["study_id", "participant_id"],
      "participants",
      ["study_id", "id"],
      (constraint) => constraint.onDelete("cascade"),
    )
    .execute();
  await schema.createIndex("idempotency_keys_age").on("idempotency_keys").column("created_at").execute();
}
