import { sql } from "kysely";
import type { EventKind, StudyEvent } from "./store.js";
import type { Database } from "./tables.js";

export interface PageOfEvents {
  /** The last event the reader has: those after it are read. */
  readonly after: number;
  readonly limit: number;
}

/** Bytes of a page: an event that begins within them is its last. One alone may have millions, where a form of 200 variables came in. */
const PAGE_BYTES = 1024 ** 2;

export interface EventPage {
  readonly events: readonly StudyEvent[];
  /** Whether the page is full: more may follow. */
  readonly isFull: boolean;
}

/** The events of a study that come after one, in the order in which they happened: as many as are asked for, or fewer where they are large. */
export async function eventsAfter(db: Database, studyId: string, { after, limit }: PageOfEvents): Promise<EventPage> {
  const rows = await db
    .with("sized", (with_) =>
      with_
        .selectFrom("events")
        .select(["seq", sql<number>`coalesce(octet_length(before), 0) + coalesce(octet_length(after), 0)`.as("bytes")])
        .where("study_id", "=", studyId)
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(limit),
    )
    .with("summed", (with_) =>
      with_
        .selectFrom("sized")
        .select(["seq", "bytes", sql<number>`cast(sum(bytes) over (order by seq) as double precision)`.as("upTo")]),
    )
    .selectFrom("summed")
    .innerJoin("events", (join) => join.onRef("events.seq", "=", "summed.seq").on("events.study_id", "=", studyId))
    .select(["events.seq as seq", "at", "actor", "kind", "before", "after", "upTo"])
    .where(sql<boolean>`"upTo" - "bytes" < ${PAGE_BYTES}`)
    .orderBy("events.seq")
    .execute();
  const events = rows.map(({ kind, before, after: to, upTo: _, ...event }) => ({
    ...event,
    kind: kind as EventKind,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: to === null ? null : (JSON.parse(to) as unknown),
  }));
  return { events, isFull: rows.length === limit || (rows.at(-1)?.upTo ?? 0) >= PAGE_BYTES };
}
