import type { Cell } from "../../../src/index.js";
import type { Role, RoundState } from "../../api/types.js";

/** What the API answers on the routes of facilitation. Fields that the page does not read are left out. */

export interface Participant {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly weight: number;
}

export interface Participants {
  readonly participants: readonly Participant[];
}

export interface Link {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly exchangedAt: string | null;
  readonly revokedAt: string | null;
}

export interface MadeLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
}

export interface Tally {
  readonly answered: number;
  readonly dontKnow: number;
  readonly cells: number;
}

export interface Progress {
  readonly participant: string;
  readonly name: string;
  readonly assigned: Tally | null;
  readonly all: Tally;
  readonly blocks: readonly { readonly block: string | null; readonly assigned: Tally | null; readonly all: Tally }[];
  readonly updatedAt: string | null;
}

export interface Contributions {
  readonly contributions: readonly Progress[];
  readonly round: RoundState | null;
}

export type AssignedItem =
  | { readonly kind: "row" | "column"; readonly variable: string }
  | { readonly kind: "block"; readonly block: string }
  | { readonly kind: "cell"; readonly from: string; readonly to: string };

export interface Assignments {
  readonly assignments: readonly {
    readonly participant: string;
    readonly items: readonly AssignedItem[];
    readonly cells: number;
  }[];
}

export interface Round {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly openedAt: string;
  readonly closedAt: string | null;
}

export interface AnswerCount {
  readonly answer: number | "P" | "?";
  readonly count: number;
}

export interface CellAgreement {
  readonly from: string;
  readonly to: string;
  readonly answers: number;
  readonly dontKnow: number;
  readonly distribution: readonly AnswerCount[];
  readonly dispersion: number | null;
}

interface Concordance {
  readonly w: number | null;
}

export interface Agreement {
  readonly cells: readonly CellAgreement[];
  readonly exactAgreement: number | null;
  readonly alpha: { readonly alpha: number | null; readonly units: number };
  readonly concordance: { readonly influence: Concordance; readonly dependence: Concordance };
  readonly severity: readonly {
    readonly id: string;
    readonly answers: number;
    readonly mean: number | null;
    readonly others: number | null;
    readonly severity: number | null;
  }[];
}

type ClassName = "motor" | "relay" | "dependent" | "autonomous";

export interface AgendaCell extends CellAgreement {
  readonly weight: number;
  readonly value: Cell;
  readonly flips: readonly {
    readonly answer: number;
    readonly plane: "direct" | "indirect";
    readonly id: string;
    readonly from: ClassName | null;
    readonly to: ClassName | null;
  }[];
}

export interface Agenda {
  readonly disputed: number;
  readonly decisive: number;
  readonly cells: readonly AgendaCell[];
}
