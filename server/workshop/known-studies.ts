import { createHash } from "node:crypto";
import type { Study } from "../../src/index.js";
import type { Member } from "../access/access.js";
import { refuseHidden, type Subject } from "../access/visibility.js";
import { RequestProblem } from "../problems.js";
import { snapshotsOf } from "../store/snapshots.js";
import type { Store } from "../store/store.js";
import { type StudyState, studyState } from "../store/study-state.js";
import type { Database } from "../store/tables.js";
import { type Of, ofText } from "./of.js";
import { readStudyOf } from "./study-of.js";

/** A stored study, assembled. */
export interface KnownStudy {
  readonly study: Study;
  /** Of all the study holds: equal studies have the same. */
  readonly hash: string;
}

/** Assembles stored studies, and remembers those in use. Has identity: it holds them. */
export interface KnownStudies {
  /**
   * The study with the matrix asked for, as of now. Throws RequestProblem `results-hidden` where the member may not see it, and what
   * `readStudyOf` throws.
   */
  readonly read: (member: Member, of: Of) => Promise<KnownStudy>;
}

/** The most studies remembered, and the most letters of their JSON. */
const MAX_ENTRIES = 100;
const MAX_LETTERS = 8_000_000;

interface Entry {
  /** The last event the study was assembled after: while it is the last one, the study holds. */
  readonly seq: number;
  readonly subject: Subject;
  readonly known: KnownStudy;
  readonly letters: number;
}

/**
 * A study in use costs one small query: whether it has changed, and what it shows to whom. The least recently used fall out first.
 */
export function knownStudies(store: Store): KnownStudies {
  const entries = new Map<string, Entry>();
  const underWay = new Map<string, Promise<Entry>>();
  let letters = 0;

  function forget(key: string): void {
    letters -= entries.get(key)?.letters ?? 0;
    entries.delete(key);
  }

  function remember(key: string, entry: Entry): void {
    forget(key);
    entries.set(key, entry);
    letters += entry.letters;
    for (const oldest of entries.keys()) {
      if (entries.size <= MAX_ENTRIES && letters <= MAX_LETTERS) return;
      forget(oldest);
    }
  }

  /** Who comes while a study is assembled waits for the same one. */
  function assembleOnce(key: string, seq: number, assemble: () => Promise<Entry>): Promise<Entry> {
    const name = `${seq} ${key}`;
    const waiting = underWay.get(name);
    if (waiting !== undefined) return waiting;
    const entry = assemble().finally(() => underWay.delete(name));
    underWay.set(name, entry);
    return entry;
  }

  return {
    read: async (member, of) => {
      const { studyId } = member;
      const key = `${studyId} ${ofText(of)}`;
      const state = await readState(store.db, studyId);
      const kept = entries.get(key);
      if (kept?.seq === state.seq) {
        refuseHidden(member, state, kept.subject);
        remember(key, kept);
        return kept.known;
      }
      // Before anything is assembled for someone who may not see it.
      refuseHidden(member, state, await subjectOf(store.db, studyId, of));
      const entry = await assembleOnce(key, state.seq, () => store.read((tx) => assemble(tx, studyId, of)));
      // The study may have changed in between, and hold what it did not show yet.
      if (entry.seq !== state.seq) refuseHidden(member, await readState(store.db, studyId), entry.subject);
      const latest = entries.get(key);
      if (latest === undefined || latest.seq <= entry.seq) remember(key, entry);
      return entry.known;
    },
  };
}

async function assemble(tx: Database, studyId: string, of: Of): Promise<Entry> {
  const { seq } = await readState(tx, studyId);
  const subject = await subjectOf(tx, studyId, of);
  const study = await readStudyOf(tx, studyId, of);
  const text = JSON.stringify(study);
  const hash = createHash("sha256").update(text).digest("base64url");
  return { seq, subject, known: { study, hash }, letters: text.length };
}

/** The state of a study that has not been deleted. Throws RequestProblem `study-unknown`. */
export async function readState(db: Database, studyId: string): Promise<StudyState> {
  const state = await studyState(db, studyId);
  if (state === null) throw new RequestProblem("study-unknown", "There is no such study.");
  return state;
}

/** What a matrix is to those who may or may not see it. Throws RequestProblem `snapshot-unknown`. */
export async function subjectOf(db: Database, studyId: string, of: Of): Promise<Subject> {
  if (of.kind !== "snapshot") return of;
  const snapshot = (await snapshotsOf(db, studyId)).find(({ id }) => id === of.snapshot);
  if (snapshot === undefined) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
  return { kind: "snapshot", round: snapshot.round, published: snapshot.published };
}
