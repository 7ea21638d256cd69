import type { Database, Role } from "./tables.js";

/** What a link's token stands for, whether it is still good or not. */
export interface LinkHolder {
  readonly hash: string;
  /** Id of the link. */
  readonly id: string;
  readonly studyId: string;
  readonly participantId: string;
  readonly role: Role;
  readonly studyDeletedAt: string | null;
  readonly expiresAt: string;
  readonly exchangedAt: string | null;
  readonly revokedAt: string | null;
  /** When the participant was removed. */
  readonly removedAt: string | null;
}

const HOLDER_COLUMNS = [
  "access_tokens.hash as hash",
  "access_tokens.id as id",
  "access_tokens.study_id as studyId",
  "access_tokens.participant_id as participantId",
  "access_tokens.expires_at as expiresAt",
  "access_tokens.exchanged_at as exchangedAt",
  "access_tokens.revoked_at as revokedAt",
  "participants.role as role",
  "participants.removed_at as removedAt",
  "studies.deleted_at as studyDeletedAt",
] as const;

/** Who holds the link of this hash, or null. */
export async function findLinkHolder(db: Database, hash: string): Promise<LinkHolder | null> {
  const row = await holders(db).where("access_tokens.hash", "=", hash).select(HOLDER_COLUMNS).executeTakeFirst();
  return row ?? null;
}

export interface SessionHolders {
  readonly expiresAt: string;
  /** By the links it was made with, whether they are still good or not. */
  readonly holders: readonly LinkHolder[];
}

/** The session of this hash, or null; one that was replaced lets nobody in. */
export async function findSession(db: Database, hash: string): Promise<SessionHolders | null> {
  const session = await db
    .selectFrom("sessions")
    .select("expires_at")
    .where("hash", "=", hash)
    .where("replaced_by", "is", null)
    .executeTakeFirst();
  if (session === undefined) return null;
  const rows = await holders(db)
    .innerJoin("session_members", "session_members.token_hash", "access_tokens.hash")
    .where("session_members.session_hash", "=", hash)
    .select(HOLDER_COLUMNS)
    .execute();
  return { expiresAt: session.expires_at, holders: rows };
}

/** Those of some sessions, by hash, that let their holders in at a time. */
export async function goodSessions(db: Database, hashes: readonly string[], at: string): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom("sessions")
    .select("hash")
    .where("hash", "in", hashes)
    .where("replaced_by", "is", null)
    .where("expires_at", ">", at)
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}

function holders(db: Database) {
  return db
    .selectFrom("access_tokens")
    .innerJoin("participants", (join) =>
      join
        .onRef("participants.study_id", "=", "access_tokens.study_id")
        .onRef("participants.id", "=", "access_tokens.participant_id"),
    )
    .innerJoin("studies", "studies.id", "access_tokens.study_id");
}

export async function addSession(db: Database, hash: string, createdAt: string, expiresAt: string): Promise<void> {
  await db
    .insertInto("sessions")
    .values({ hash, created_at: createdAt, expires_at: expiresAt, replaced_by: null })
    .execute();
}

/** Adds a study to a session; the latest link of a study wins. */
export async function addSessionMember(db: Database, sessionHash: string, holder: LinkHolder): Promise<void> {
  const { studyId, participantId, hash } = holder;
  await db
    .insertInto("session_members")
    .values({ session_hash: sessionHash, study_id: studyId, participant_id: participantId, token_hash: hash })
    .onConflict((conflict) =>
      conflict.columns(["session_hash", "study_id"]).doUpdateSet({ participant_id: participantId, token_hash: hash }),
    )
    .execute();
}

/** Adds a study to a session that is not yet in it. */
export async function addMissingMember(db: Database, sessionHash: string, holder: LinkHolder): Promise<void> {
  const { studyId, participantId, hash } = holder;
  await db
    .insertInto("session_members")
    .values({ session_hash: sessionHash, study_id: studyId, participant_id: participantId, token_hash: hash })
    .onConflict((conflict) => conflict.columns(["session_hash", "study_id"]).doNothing())
    .execute();
}

/** A session as it stands, which no other transaction changes before this one has ended; null where there is none, or it is over. */
export async function lockSession(
  db: Database,
  hash: string,
  at: string,
): Promise<{ readonly replacedBy: string | null } | null> {
  const row = await db
    .updateTable("sessions")
    .set((session) => ({ expires_at: session.ref("expires_at") }))
    .where("hash", "=", hash)
    .where("expires_at", ">", at)
    .returning("replaced_by")
    .executeTakeFirst();
  return row === undefined ? null : { replacedBy: row.replaced_by };
}

/** Ends a session for another, and remembers which until a time. */
export async function replaceSession(db: Database, hash: string, by: string, until: string): Promise<void> {
  await db.deleteFrom("session_members").where("session_hash", "=", hash).execute();
  await db.updateTable("sessions").set({ replaced_by: by, expires_at: until }).where("hash", "=", hash).execute();
}

export async function prolongSession(db: Database, hash: string, expiresAt: string): Promise<void> {
  await db.updateTable("sessions").set({ expires_at: expiresAt }).where("hash", "=", hash).execute();
}

export async function removeSession(db: Database, hash: string): Promise<void> {
  await db.deleteFrom("sessions").where("hash", "=", hash).execute();
}

export async function removeExpiredSessions(db: Database, at: string): Promise<void> {
  await db.deleteFrom("sessions").where("expires_at", "<=", at).execute();
}
