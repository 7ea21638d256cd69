import type { Database, Role } from "./tables.js";

/** Who holds a link. */
export interface LinkHolderRole {
  readonly participantId: string;
  readonly role: Role;
}

/** The links of a study that let their holders in at a time, exchanged or not, by id. */
export async function goodLinks(db: Database, studyId: string, at: string): Promise<Map<string, LinkHolderRole>> {
  const rows = await selectGood(db, studyId, at).execute();
  return new Map(rows.map(({ id, ...holder }) => [id, holder]));
}

/** Who holds a link of a study, or null for one that lets nobody in at that time. */
export async function findGoodLink(
  db: Database,
  studyId: string,
  id: string,
  at: string,
): Promise<LinkHolderRole | null> {
  const row = await selectGood(db, studyId, at).where("access_tokens.id", "=", id).executeTakeFirst();
  return row === undefined ? null : { participantId: row.participantId, role: row.role };
}

function selectGood(db: Database, studyId: string, at: string) {
  return db
    .selectFrom("access_tokens")
    .innerJoin("participants", (join) =>
      join
        .onRef("participants.study_id", "=", "access_tokens.study_id")
        .onRef("participants.id", "=", "access_tokens.participant_id"),
    )
    .select(["access_tokens.id as id", "access_tokens.participant_id as participantId", "participants.role as role"])
    .where("access_tokens.study_id", "=", studyId)
    .where("access_tokens.revoked_at", "is", null)
    .where("access_tokens.expires_at", ">", at)
    .where("participants.removed_at", "is", null);
}
