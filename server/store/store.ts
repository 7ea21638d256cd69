import { EventEmitter } from "node:events";
import type { Kysely, Transaction } from "kysely";
import { RequestProblem } from "../problems.js";
import { changeQueue } from "./change-queue.js";
import { storageProblem } from "./storage-problem.js";
import type { Database, Tables } from "./tables.js";

/** What happened in a study, as its log keeps it. */
export interface StudyEvent {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** A participant's id, `admin` or `server`. */
  readonly actor: string;
  readonly kind: EventKind;
  readonly before: unknown;
  readonly after: unknown;
}

export const EVENT_KINDS = [
  "study-created",
  "study-changed",
  "study-deleted",
  "study-restored",
  "variables-changed",
  "blocks-changed",
  "fiche-changed",
  "participant-added",
  "participant-changed",
  "participant-removed",
  "link-made",
  "link-revoked",
  "assignments-changed",
  "cells-changed",
  "round-opened",
  "round-closed",
  "decision-set",
  "decision-removed",
  "snapshot-made",
  "snapshot-changed",
  "job-started",
  "job-ended",
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** An event before it has its place in the log. */
export interface Happening {
  readonly kind: EventKind;
  /** JSON-like; null where there was nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a change did: its events, in order, and what its caller wants to know. */
export interface Change<Result> {
  readonly events: readonly Happening[];
  readonly result: Result;
}

interface ChangeOptions {
  /** Whether a deleted study may be changed. @default false */
  readonly deleted?: boolean;
  /** The study is made by this change: there is no row to lock yet. @default false */
  readonly creates?: boolean;
  /** Whether it may be committed together with others that wait: it decides nothing that another one of this kind asks. @default false */
  readonly shared?: boolean;
}

/** Writes what a change writes, at a time (ISO 8601, UTC); `seq` is the last event before it. It may run more than once, and counts once. */
type Work<Result> = (tx: Transaction<Tables>, at: string, seq: number) => Promise<Change<Result>>;

/** The database of a server. Has identity: it holds connections. */
export interface Store {
  readonly kind: "sqlite" | "postgres";
  /** Whether what is written outlives the process. */
  readonly lasting: boolean;
  /** Whether it was empty as it was opened: no study was ever in it. */
  readonly isNew: boolean;
  /** For single reads. */
  readonly db: Kysely<Tables>;
  /** Several reads that see the same state. */
  readonly read: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  /**
   * The one way to write to a study: all that `work` writes and its events, or nothing. Changes of one study run one after the other; shared ones that come while another is
   * written are committed together.
   *
   * A change without events leaves the log and its last seq as they are. Throws RequestProblem `study-unknown` or `study-deleted`.
   */
  readonly change: <Result>(
    studyId: string,
    actor: string,
    work: Work<Result>,
    options?: ChangeOptions,
  ) => Promise<Result>;
  /** Writes outside of any study, such as sessions: all or nothing. */
  readonly write: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  /** Calls back with the events of a study once they are committed by this server, until what it returns is called. */
  readonly listen: (studyId: string, onEvents: (events: readonly StudyEvent[]) => void) => () => void;
  readonly close: () => Promise<void>;
}

export interface StoreParts {
  readonly kind: Store["kind"];
  readonly lasting: boolean;
  readonly isNew: boolean;
  readonly db: Kysely<Tables>;
  /** Whether a failed transaction lost a race and may simply run again. */
  readonly mayRetry: (error: unknown) => boolean;
  readonly release: () => Promise<void>;
  readonly now?: () => Date;
}

/** Most tries of a transaction that loses races. */
const MAX_TRIES = 5;

/** A store over an open database; see `openStore`. */
export function createStore({
  kind,
  lasting,
  isNew,
  db,
  mayRetry,
  release,
  now = () => new Date(),
}: StoreParts): Store {
  const bus = new EventEmitter<Record<string, [readonly StudyEvent[]]>>();
  bus.setMaxListeners(0);

  async function write<Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await db.transaction().execute(work);
      } catch (error) {
        if (tries === MAX_TRIES || !mayRetry(error)) throw error;
      }
    }
  }

  const inTurn = changeQueue<WaitingChange>({
    isShared: ({ options }) => options.shared === true,
    failsAll: (error) => storageProblem(error) !== null,
    run: async (studyId, changes) => {
      let committed: readonly StudyEvent[] = [];
      const results = await write(async (tx) => {
        const done: unknown[] = [];
        const happenings: (Happening & { readonly actor: string })[] = [];
        const { creates, deleted = false } = changes[0]!.options;
        const last = creates ? 0 : await lockStudy(tx, studyId, deleted);
        // Not before: while one waits for the lock, others write, and the log would go back in time.
        const at = now().toISOString();
        for (const { actor, work } of changes) {
          const { events, result } = await work(tx, at, last + happenings.length);
          happenings.push(...events.map((event) => ({ ...event, actor })));
          done.push(result);
        }
        committed = await log(tx, { studyId, at, happenings });
        return done;
      });
      if (committed.length > 0) bus.emit(studyId, committed);
      return results;
    },
  });

  return {
    kind,
    lasting,
    isNew,
    db,
    read: (work) =>
      kind === "sqlite"
        ? db.transaction().execute(work)
        : db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work),
    write,
    change: async <Result>(studyId: string, actor: string, work: Work<Result>, options: ChangeOptions = {}) =>
      (await inTurn(studyId, { actor, work, options })) as Result,
    listen: (studyId, onEvents) => {
      bus.on(studyId, onEvents);
      return () => bus.off(studyId, onEvents);
    },
    close: async () => {
      bus.removeAllListeners();
      await db.destroy();
      await release();
    },
  };
}

/** A change as it waits for its turn. */
interface WaitingChange {
  readonly actor: string;
  readonly work: Work<unknown>;
  readonly options: ChangeOptions;
}

/** The first statement of a change writes: both databases then let other changes of the study wait, those of other servers too. Gives its last event. */
async function lockStudy(tx: Transaction<Tables>, studyId: string, deletedToo: boolean): Promise<number> {
  const row = await tx
    .updateTable("studies")
    .set((expression) => ({ seq: expression.ref("seq") }))
    .where("id", "=", studyId)
    .returning(["deleted_at", "seq"])
    .executeTakeFirst();
  if (row === undefined) throw new RequestProblem("study-unknown", "There is no such study.");
  if (row.deleted_at !== null && !deletedToo) {
    throw new RequestProblem(
      "study-deleted",
      "The study has been deleted; its facilitator may restore it for 30 days.",
    );
  }
  return row.seq;
}

interface LogEntry {
  readonly studyId: string;
  readonly at: string;
  readonly happenings: readonly (Happening & { readonly actor: string })[];
}

async function log(tx: Database, { studyId, at, happenings }: LogEntry): Promise<readonly StudyEvent[]> {
  if (happenings.length === 0) return [];
  const { seq: last } = await tx
    .updateTable("studies")
    .set((expression) => ({ seq: expression("seq", "+", happenings.length), updated_at: at }))
    .where("id", "=", studyId)
    .returning("seq")
    .executeTakeFirstOrThrow();
  const events = happenings.map(({ actor, kind, before = null, after = null }, place) => ({
    seq: last - happenings.length + 1 + place,
    at,
    actor,
    kind,
    before,
    after,
  }));
  const rows = events.map((event) => ({
    ...event,
    study_id: studyId,
    before: event.before === null ? null : JSON.stringify(event.before),
    after: event.after === null ? null : JSON.stringify(event.after),
  }));
  await tx.insertInto("events").values(rows).execute();
  return events;
}
