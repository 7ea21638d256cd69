import type { Text } from "../../src/index.js";
import type { Membership } from "../access/access.js";
import type { Database, Role } from "./tables.js";

/** A study someone is in, in words. */
export interface MembershipView {
  readonly study: string;
  readonly title: Text;
  readonly participant: string;
  readonly name: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly deletedAt: string | null;
}

/** The studies of a caller with their titles, in the order of their ids. */
export async function membershipViews(
  db: Database,
  memberships: ReadonlyMap<string, Pick<Membership, "participantId" | "role" | "expiresAt">>,
): Promise<MembershipView[]> {
  if (memberships.size === 0) return [];
  const rows = await db
    .selectFrom("participants")
    .innerJoin("studies", "studies.id", "participants.study_id")
    .select(["studies.id as study", "studies.document", "studies.deleted_at", "participants.id", "participants.name"])
    .where(
      "participants.id",
      "in",
      [...memberships.values()].map(({ participantId }) => participantId),
    )
    .orderBy("studies.id")
    .execute();
  return rows.flatMap(({ study, document, deleted_at, id, name }) => {
    const membership = memberships.get(study);
    if (membership?.participantId !== id) return [];
    const { title } = JSON.parse(document) as { readonly title: Text };
    const { role, expiresAt } = membership;
    return [{ study, title, participant: id, name, role, expiresAt, deletedAt: deleted_at }];
  });
}
