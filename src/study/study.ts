import type { Language, Text } from "../language/text.js";

/** A score: a number ≥ 0, `"P"` for potential, `null` for not scored. */
export type Cell = number | "P" | null;

export interface Block {
  readonly id: string;
  readonly number?: number;
  readonly label: Text;
}

export interface Variable {
  readonly id: string;
  readonly code: string;
  readonly label: Text;
  readonly short: Text;
  /** Id of its block. */
  readonly block: string | null;
  readonly definition?: Text;
}

/** What stands behind one cell of the matrix. `from` and `to` are ids. */
export interface Judgement {
  readonly from: string;
  readonly to: string;
  readonly value: Cell;
  readonly sign?: "+" | "-" | "~";
  readonly confidence?: 1 | 2 | 3;
  readonly rationale?: Text;
  readonly source?: string;
}

export interface Hypothesis {
  readonly title: Text;
  readonly text?: Text;
  readonly basis?: string;
}

export interface Hypotheses {
  readonly code?: string;
  readonly low?: Hypothesis;
  readonly trend?: Hypothesis;
  readonly high?: Hypothesis;
}

export interface Scale {
  readonly question?: Text;
  readonly values?: readonly { readonly value: string; readonly label: Text }[];
  readonly signs?: readonly { readonly value: string; readonly label: Text }[];
  readonly confidence?: readonly { readonly value: number; readonly label: Text }[];
}

/** A validated study. Only `parseStudy` and the readers make one, so every analysis may trust it. */
export interface Study {
  readonly id: string;
  readonly title: Text;
  readonly horizon?: number;
  readonly reference?: Text;
  readonly territory?: Text;
  readonly language: Language;
  readonly languages?: readonly Language[];
  readonly provenance?: readonly { readonly file?: string; readonly document?: Text; readonly gave?: Text }[];
  readonly disclaimer?: Text;
  readonly scale?: Scale;
  readonly hypothesisConvention?: Text;
  readonly blocks: readonly Block[];
  readonly variables: readonly Variable[];
  /** n × n; `direct[i][j]` is how strongly variable i influences variable j. The diagonal is `null` or 0. */
  readonly direct: readonly (readonly Cell[])[];
  readonly judgements?: readonly Judgement[];
  readonly hypotheses?: Readonly<Record<string, Hypotheses>>;
  readonly hypothesisNote?: Text;
}
