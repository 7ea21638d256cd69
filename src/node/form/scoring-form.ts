import type { Answer, Confidence } from "../../experts/contribution.js";

/** What an expert has changed in one cell. `from` and `to` are ids of variables. */
export interface FormChange {
  readonly from: string;
  readonly to: string;
  /** What the cell holds. */
  readonly value: Answer;
  /** What it held when the form was written. */
  readonly was: Answer;
  /** How sure the expert is, where that was changed; null where it was taken away. */
  readonly confidence?: Confidence | null;
  /** What it was when the form was written; only beside `confidence`. */
  readonly confidenceWas?: Confidence | null;
}

/** A scoring form that came back. */
export interface ScoringForm {
  readonly studyId: string;
  /** Revision of the study when the form was written. */
  readonly revision: number;
  readonly round: number;
  readonly participantId: string;
  /** Ids of the variables when the form was written, in their order then. */
  readonly variables: readonly string[];
  /** Their codes, in the same order. */
  readonly codes: readonly string[];
  /** Every cell that holds something else than when the form was written, by row and column. */
  readonly changes: readonly FormChange[];
}

/** Counts the ways a form has been laid out; a form laid out in another way is refused. */
export const FORM_FORMAT = 1;

/** Stands where the codes of the rows meet those of the columns. */
export const FORM_CORNER = "↓→";

/** The most variables of a form: a sheet of more cells is no longer one to fill in. */
export const MAX_FORM_VARIABLES = 400;
