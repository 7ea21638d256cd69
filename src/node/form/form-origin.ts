import type { Answer, Confidence } from "../../experts/contribution.js";

/** What a form was made from: all that is needed to tell what an expert has changed, and where it belongs. */
export interface FormOrigin {
  readonly studyId: string;
  readonly revision: number;
  readonly round: number;
  readonly participantId: string;
  /** Names of the sheets that are filled in; null for a form without confidence. */
  readonly scoresSheet: string;
  readonly confidenceSheet: string | null;
  /** Values of the scale. */
  readonly values: readonly (number | "P")[];
  readonly variables: readonly { readonly id: string; readonly code: string }[];
  readonly answers: readonly (readonly Answer[])[];
  readonly confidence: readonly (readonly (Confidence | null)[])[];
  /** Whether the cell may be filled in. */
  readonly open: readonly (readonly boolean[])[];
}

/** The sheet that says what the form was made from; it is not shown. */
export const ORIGIN_SHEET = "motrice";

/** What stands in its first column, down to the names of the columns below; then comes a row a variable. */
export const ORIGIN_ROWS = [
  "motrice-form",
  "study",
  "revision",
  "round",
  "participant",
  "scores",
  "confidence",
  "values",
  "id",
] as const;

/** The columns of the variables; the answers take a column each. */
export const ORIGIN_COLUMNS = ["id", "code", "open", "confidence", "answers"] as const;

/** One letter a cell, so that no program takes a row of them for a number. */
export const OPEN_LETTERS: readonly (readonly [string, boolean])[] = [
  ["y", true],
  ["n", false],
];
export const CONFIDENCE_LETTERS: readonly (readonly [string, Confidence | null])[] = [
  ["a", 1],
  ["b", 2],
  ["c", 3],
  ["o", null],
];
