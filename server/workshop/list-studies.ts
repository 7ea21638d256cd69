import type { Caller } from "../access/access.js";
import type { Store } from "../store/store.js";
import { type ListPosition, listStudyRecords } from "../store/studies.js";
import { type StudySummary, studySummary } from "./study-view.js";

export interface ListStudiesInput {
  /** Whether to list deleted studies, rather than the others. */
  readonly deleted: boolean;
  readonly after: ListPosition | null;
  readonly limit: number;
}

/** A page of the studies that a caller may know of: all for an administrator, else his; deleted ones where he may restore them. */
export async function listStudies(
  store: Store,
  { admin, memberships }: Caller,
  { deleted, after, limit }: ListStudiesInput,
): Promise<{ readonly studies: StudySummary[]; readonly more: boolean }> {
  const own = [...memberships].filter(([, { role }]) => !deleted || role === "facilitator").map(([id]) => id);
  return store.read(async (tx) => {
    const records = await listStudyRecords(tx, { ...(!admin && { ids: own }), deleted, after, limit: limit + 1 });
    const studies: StudySummary[] = [];
    for (const record of records.slice(0, limit)) {
      const membership = memberships.get(record.id);
      const viewer = { role: membership?.role ?? null, participant: membership?.participantId ?? null };
      studies.push(await studySummary(tx, record, viewer));
    }
    return { studies, more: records.length > limit };
  });
}
