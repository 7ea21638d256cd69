import type { AccessTokensTable, Database } from "./tables.js";

/** A link: a way in for one participant. Its token is not kept, only the token's hash. */
export interface Link {
  readonly id: string;
  readonly participantId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** When it was exchanged for a session, or null. */
  readonly exchangedAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewLink {
  readonly hash: string;
  readonly id: string;
  readonly studyId: string;
  readonly participantId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Id of the link it was made by, with which it ends; null for one that stands for itself. */
  readonly madeBy: string | null;
}

export async function addLink(db: Database, link: NewLink): Promise<void> {
  await db
    .insertInto("access_tokens")
    .values({
      hash: link.hash,
      id: link.id,
      study_id: link.studyId,
      participant_id: link.participantId,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      exchanged_at: null,
      revoked_at: null,
      made_by: link.madeBy,
    })
    .execute();
}

/** The links of a participant, those that are over included, in the order they were made. */
export async function listLinks(db: Database, studyId: string, participantId: string): Promise<Link[]> {
  const rows = await db
    .selectFrom("access_tokens")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toLink);
}

export async function findLink(db: Database, studyId: string, id: string): Promise<Link | null> {
  const row = await db
    .selectFrom("access_tokens")
    .selectAll()
    .where("study_id", "=", studyId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toLink(row);
}

/** Ends a link, those its holder made by it, and with them the sessions' memberships. The ids of those that were not yet revoked. */
export async function revokeLink(db: Database, studyId: string, id: string, at: string): Promise<string[]> {
  const revoked: string[] = [];
  for (let ids = [id]; ids.length > 0; ) {
    const rows = await db
      .updateTable("access_tokens")
      .set({ revoked_at: at })
      .where("study_id", "=", studyId)
      .where("id", "in", ids)
      .where("revoked_at", "is", null)
      .returning("id")
      .execute();
    revoked.push(...rows.map((row) => row.id).sort());
    const children = await db
      .selectFrom("access_tokens")
      .select("id")
      .where("study_id", "=", studyId)
      .where("made_by", "in", ids)
      .execute();
    ids = children.map((row) => row.id);
  }
  return revoked;
}

/** Ends all links of a participant. The ids of those that were not yet revoked. */
export async function revokeLinksOf(
  db: Database,
  studyId: string,
  participantId: string,
  at: string,
): Promise<string[]> {
  const rows = await db
    .updateTable("access_tokens")
    .set({ revoked_at: at })
    .where("study_id", "=", studyId)
    .where("participant_id", "=", participantId)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute();
  return rows.map(({ id }) => id).sort();
}

/** Marks a link as exchanged. False where it was exchanged or revoked already: of two at once one has it. */
export async function exchangeLink(db: Database, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("access_tokens")
    .set({ exchanged_at: at })
    .where("hash", "=", hash)
    .where("exchanged_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function toLink(row: AccessTokensTable): Link {
  return {
    id: row.id,
    participantId: row.participant_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    exchangedAt: row.exchanged_at,
    revokedAt: row.revoked_at,
  };
}
