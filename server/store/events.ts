import type { EventKind, StudyEvent } from "./store.js";
import type { Database } from "./tables.js";

export interface EventPage {
  /** The last event the reader has: those after it are read. */
  readonly after: number;
  readonly limit: number;
}

/** The events of a study that come after one, in the order in which they happened. */
export async function eventsAfter(db: Database, studyId: string, { after, limit }: EventPage): Promise<StudyEvent[]> {
  const rows = await db
    .selectFrom("events")
    .select(["seq", "at", "actor", "kind", "before", "after"])
    .where("study_id", "=", studyId)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map(({ kind, before, after: to, ...event }) => ({
    ...event,
    kind: kind as EventKind,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: to === null ? null : (JSON.parse(to) as unknown),
  }));
}
