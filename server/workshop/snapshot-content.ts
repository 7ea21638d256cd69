import type { Cell, Contribution, Study } from "../../src/index.js";
import type { StoredDecision } from "../store/decisions.js";
import type { StoredSnapshot } from "../store/snapshots.js";
import type { StudyRecord } from "../store/studies.js";
import { type PackedContribution, unpackContribution } from "./packed-contributions.js";

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
