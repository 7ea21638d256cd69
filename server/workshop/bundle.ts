import type { AssignmentItem, Block, Confidence, Fiche } from "../../src/index.js";
import type { BUNDLE_FORMAT, BUNDLE_VERSION } from "../schemas/bundle.js";
import type { AnyParticipant } from "../store/bundle.js";
import type { StoredCell } from "../store/cells.js";
import type { StoredDecision } from "../store/decisions.js";
import type { Round } from "../store/rounds.js";
import type { SnapshotView } from "../store/snapshots.js";
import type { StudyEvent } from "../store/store.js";
import type { StudyDocument } from "../store/studies.js";
import type { StoredVariable } from "../store/variables.js";
import type { GivenSettings } from "./study-settings.js";

/** A study with all that belongs to it but for links, sessions and jobs; see `BundleSchema`. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: typeof BUNDLE_VERSION;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly study: StudyDocument & {
    readonly blocks: readonly Block[];
    readonly variables: readonly Omit<StoredVariable, "definition">[];
  };
  readonly settings: GivenSettings;
  readonly fiches: readonly BundledFiche[];
  readonly participants: readonly AnyParticipant[];
  readonly assignments: readonly { readonly participant: string; readonly items: readonly AssignmentItem[] }[];
  readonly contributions: readonly { readonly participant: string; readonly cells: readonly BundledCell[] }[];
  readonly decisions: readonly BundledDecision[];
  readonly rounds: readonly Round[];
  readonly snapshots: readonly (SnapshotView & { readonly content: object })[];
  readonly events: readonly StudyEvent[];
}

interface BundledFiche {
  readonly variable: string;
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly content: Fiche;
}

interface BundledCell extends Omit<StoredCell, "updatedAt"> {
  readonly confidence: Confidence | null;
  readonly at: string;
}

interface BundledDecision extends Omit<StoredDecision, "decidedBy" | "decidedAt"> {
  readonly by: string;
  readonly at: string;
}
