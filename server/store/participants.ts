import type { Database, ParticipantsTable, Role } from "./tables.js";

/** Someone who takes part in a study. */
export interface Participant {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  /** Weight of an expert's answers where answers are weighted by expert. */
  readonly weight: number;
  readonly createdAt: string;
}

/** The participants of a study but for those removed, in the order they were added. */
export async function listParticipants(db: Database, studyId: string): Promise<Participant[]> {
  const rows = await db
    .selectFrom("participants")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("removed_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toParticipant);
}

/** A participant who has not been removed, or null. */
export async function findParticipant(db: Database, studyId: string, id: string): Promise<Participant | null> {
  const row = await db
    .selectFrom("participants")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : toParticipant(row);
}

export async function addParticipant(db: Database, studyId: string, participant: Participant): Promise<void> {
  const { id, role, name, weight, createdAt } = participant;
  await db
    .insertInto("participants")
    .values({ study_id: studyId, id, role, name, weight, created_at: createdAt, removed_at: null })
    .execute();
}

export async function changeParticipant(db: Database, studyId: string, participant: Participant): Promise<void> {
  const { id, role, name, weight } = participant;
  await db
    .updateTable("participants")
    .set({ role, name, weight })
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .execute();
}

/** Removes a participant from the study; what an expert answered stays with his id. */
export async function removeParticipant(db: Database, studyId: string, id: string, at: string): Promise<void> {
  await db
    .updateTable("participants")
    .set({ removed_at: at })
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .execute();
}

function toParticipant({ id, role, name, weight, created_at }: ParticipantsTable): Participant {
  return { id, role, name, weight, createdAt: created_at };
}
