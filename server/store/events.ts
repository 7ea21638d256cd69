import { sql } from "kysely";
import type { EventKind, StudyEvent } from "./store.js";
import type { Database } from "./tables.js";

export interface PageOfEvents {
  /** The last event the reader has: those after it are read. */
  readonly after: number;
  readonly limit: number;
}

/** Most bytes of a page; an event that has more is a page of its own. One may have millions: what changed in a form of 200 variables. */
const MOST_BYTES = 1024 ** 2;

export interface EventPage {
  readonly events: readonly StudyEvent[];
  /** Whether the page is full: more may follow. */
  readonly isFull: boolean;
}

/** The events of a study that come after one, in the order in which they happened: as many as are asked for, or as fit into a page. */
export async function eventsAfter(
  db: Database,
  studyId: string,
  { after, limit }: PageOfEvents,
): Promise<EventPage> {
  const sizes = await db
    .selectFrom("events")
    .select(["seq", sql<number>`coalesce(octet_length(before), 0) + coalesce(octet_length(after), 0)`.as("bytes")])
    .where("study_id", "=", studyId)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  const fitting = fitInto(
    MOST_BYTES,
    sizes.map(({ bytes }) => bytes),
  );
  if (fitting === 0) return { events: [], isFull: false };
  const rows = await db
    .selectFrom("events")
    .select(["seq", "at", "actor", "kind", "before", "after"])
    .where("study_id", "=", studyId)
    .where("seq", ">", after)
    .where("seq", "<=", sizes[fitting - 1]!.seq)
    .orderBy("seq")
    .execute();
  const events = rows.map(({ kind, before, after: to, ...event }) => ({
    ...event,
    kind: kind as EventKind,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: to === null ? null : (JSON.parse(to) as unknown),
  }));
  return { events, isFull: fitting === limit || fitting < sizes.length };
}

/** How many of the first sizes have no more than `most` together, one at least. */
function fitInto(most: number, sizes: readonly number[]): number {
  let together = 0;
  const tooMany = sizes.findIndex((size, index) => {
    together += size;
    return together > most && index > 0;
  });
  return tooMany === -1 ? sizes.length : tooMany;
}
