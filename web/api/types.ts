import type { Block, Cell, Language, OffScale, ResolvedAggregationOptions, Scale, Text } from "../../src/index.js";

/** What the API answers, as `docs` describes it. Fields that the page does not read are left out. */

export type Role = "facilitator" | "expert" | "reader";

interface MembershipView {
  readonly study: string;
  readonly title: Text;
  readonly participant: string;
  readonly name: string;
  readonly role: Role;
  readonly deletedAt: string | null;
}

export interface SessionView {
  readonly memberships: readonly MembershipView[];
  readonly admin: boolean;
}

/** The answer to a link: the session from now on, and the study that the link leads to. */
export interface JoinedView extends SessionView {
  readonly joined: string;
}

export interface RoundState {
  readonly number: number;
  readonly state: "open" | "closed";
}

export interface StudySummary {
  readonly id: string;
  readonly title: Text;
  readonly language: Language;
  /** How many variables. */
  readonly size: number;
  readonly revision: number;
  /** The last event. */
  readonly seq: number;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  /** Null for an admin who does not take part. */
  readonly role: Role | null;
  readonly participant: string | null;
  readonly round: RoundState | null;
}

/** The study but for its variables and cells. */
export interface StudyView extends StudySummary {
  readonly horizon?: number;
  readonly disclaimer?: Text;
  readonly scale?: Scale;
  readonly settings: StudySettings;
  readonly blocks: readonly Block[];
  /** How far the scoring is; null for what one may not see. */
  readonly progress: StudyProgress;
}

interface StudyProgress {
  readonly cells: number;
  /** Cells that one has answered oneself. */
  readonly own: number | null;
  readonly answers: number | null;
  readonly experts: number | null;
  readonly decisions: number | null;
}

interface StudySettings {
  readonly results: "hidden" | "open";
  readonly unassigned: "open" | "locked";
  readonly aggregation: ResolvedAggregationOptions;
}

/** A study that was just made, and its facilitator's link. */
export interface CreatedStudy {
  readonly study: StudyView;
  readonly facilitator: { readonly participant: string; readonly token: string; readonly url: string };
  /** Values of a matrix that came in and are none of the scale's. */
  readonly offScale?: OffScale & { readonly count: number };
}

/** A value that was agreed on, and why. */
export interface Decision {
  readonly from: string;
  readonly to: string;
  readonly value: Cell;
  readonly reason: Text;
  readonly confidence: number | null;
  readonly sign: "+" | "-" | "~" | null;
  readonly source: string | null;
  /** What the answers alone would make of the cell. */
  readonly aggregate: Cell;
}

/** The agreed matrix: what the answers make of each cell, and what was decided. */
export interface Consensus {
  readonly variables: readonly string[];
  readonly direct: readonly (readonly Cell[])[];
  readonly decisions: readonly Decision[];
}

/** A cell that an expert has answered. */
export interface ExpertCell {
  readonly from: string;
  readonly to: string;
  readonly value: number | "P" | "?";
  readonly confidence: number | null;
  readonly note: string | null;
}
