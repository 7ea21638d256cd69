import type { Member } from "../access/access.js";
import { maySeeResults, refuseHidden } from "../access/visibility.js";
import { RequestProblem } from "../problems.js";
import { type SnapshotView, type StoredSnapshot, snapshotOf, snapshotsOf } from "../store/snapshots.js";
import { studyState } from "../store/study-state.js";
import type { Database } from "../store/tables.js";
import type { SnapshotContent } from "./snapshot-content.js";

/** The snapshots that a member may see. Call it within `store.read`. */
export async function visibleSnapshots(tx: Database, member: Member): Promise<SnapshotView[]> {
  const exposure = await exposureOf(tx, member);
  const all = await snapshotsOf(tx, member.studyId);
  return all.filter((snapshot) => maySeeResults(member, exposure, { kind: "snapshot", ...snapshot }));
}

/** A snapshot that a member may see. Throws RequestProblem `snapshot-unknown`, `results-hidden`. */
export async function visibleSnapshot(tx: Database, member: Member, id: string): Promise<StoredSnapshot> {
  const snapshot = await snapshotOf(tx, member.studyId, id);
  if (snapshot === null) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
  refuseHidden(member, await exposureOf(tx, member), { kind: "snapshot", ...snapshot });
  return snapshot;
}

/** What of a snapshot a member may see: who answered what is the facilitator's to know. */
export function visibleContent(
  content: SnapshotContent,
  { role }: Pick<Member, "role">,
): Pick<SnapshotContent, "version" | "study" | "aggregate" | "settings"> {
  if (role === "facilitator") return content;
  const { version, study, aggregate, settings } = content;
  return { version, study, aggregate, settings };
}

async function exposureOf(tx: Database, { studyId }: Member) {
  const state = await studyState(tx, studyId);
  if (state === null) throw new RequestProblem("study-unknown", "There is no such study.");
  return state;
}
