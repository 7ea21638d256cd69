import type { Cell, Contribution, Study } from "../../src/index.js";
import { takingTurns } from "../serve-others.js";
import type { StoredDecision } from "../store/decisions.js";
import { newId } from "../store/new-id.js";
import { listParticipants } from "../store/participants.js";
import { insertSnapshot, type SnapshotView, type StoredSnapshot } from "../store/snapshots.js";
import { readStudyRecord, type StudyRecord } from "../store/studies.js";
import type { Database } from "../store/tables.js";
import { aggregateOf } from "./aggregate-of.js";
import { type PackedContribution, packContribution, unpackContribution } from "./packed-contributions.js";
import { consensusStudy, readStudyParts } from "./study-of.js";

/** What a snapshot keeps; written once, never changed. A later shape has a higher version when it is stored, and the earlier ones stay readable. */
export interface SnapshotContent {
  readonly version: 1;
  /** With the consensus as its matrix, and the decisions as its judgements. */
  readonly study: Study;
  /** n × n: what the experts said together, in the order of the study's variables. */
  readonly aggregate: readonly (readonly Cell[])[];
  /** The settings of the study as they had been given; defaults are left out. */
  readonly settings: StudyRecord["settings"];
  readonly experts: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
  /** Of the experts who had answered anything, in the order of the study's variables. */
  readonly contributions: readonly Contribution[];
  readonly decisions: readonly StoredDecision[];
}

/** The content as it is stored and exported: contributions hold their answered cells alone. */
export interface PackedSnapshotContent extends Omit<SnapshotContent, "version" | "contributions"> {
  readonly version: 2;
  readonly contributions: readonly PackedContribution[];
}

/** The content of a snapshot, read; what was stored before contributions were packed is read too. */
export function snapshotContent({ content }: Pick<StoredSnapshot, "content">): SnapshotContent {
  return unpackContent(JSON.parse(content) as SnapshotContent | PackedSnapshotContent);
}

/** The content with whole matrices for the packed ones. */
export function unpackContent(content: SnapshotContent | PackedSnapshotContent): SnapshotContent {
  if (content.version === 1) return content;
  const { length: size } = content.study.variables;
  const contributions = content.contributions.map((packed) => unpackContribution(packed, size));
  return { ...content, version: 1, contributions };
}

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
