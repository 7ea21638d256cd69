import { takingTurns } from "../serve-others.js";
import { newId } from "../store/new-id.js";
import { listParticipants } from "../store/participants.js";
import { insertSnapshot, type SnapshotView } from "../store/snapshots.js";
import { readStudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { aggregateOf } from "./aggregate-of.js";
import { packContribution } from "./packed-contributions.js";
import type { SnapshotContent } from "./snapshot-content.js";
import { consensusStudy, readStudyParts } from "./study-of.js";

/** The content as JSON, packed. Other requests are served while it is written. */
async function packedJson({ contributions, decisions, ...before }: SnapshotContent): Promise<string> {
  const serveOthers = takingTurns();
  const packed: string[] = [];
  for (const contribution of contributions) {
    packed.push(JSON.stringify(packContribution(contribution)));
    await serveOthers();
  }
  const head = JSON.stringify({ ...before, version: 2 }).slice(0, -1);
  return `${head},"contributions":[${packed.join(",")}],"decisions":${JSON.stringify(decisions)}}`;
}

export interface SnapshotInput {
  readonly title: string;
  /** The round that is closed, or null. */
  readonly round: number | null;
  readonly published: boolean;
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Keeps the study as it is, within a change. */
export async function takeSnapshot(
  tx: Database,
  studyId: string,
  { title, round, published, actor, at }: SnapshotInput,
): Promise<SnapshotView> {
  const parts = await readStudyParts(tx, studyId);
  const group = await aggregateOf(parts);
  const everyone = await listParticipants(tx, studyId);
  const content: SnapshotContent = {
    version: 1,
    study: consensusStudy(parts, group),
    aggregate: group.direct,
    settings: (await readStudyRecord(tx, studyId)).settings,
    experts: everyone.filter(({ role }) => role === "expert").map(({ id, name, weight }) => ({ id, name, weight })),
    contributions: parts.contributions,
    decisions: parts.decisions,
  };
  const view = { id: newId(), title, round, published, createdAt: at, createdBy: actor };
  await insertSnapshot(tx, studyId, { ...view, content: await packedJson(content) });
  return view;
}
