import type { Fiche } from "../../../src/index.js";

/** What the API answers on the sheets of variables. */

export interface FicheProgress {
  readonly variable: string;
  readonly revision: number;
  readonly written: readonly string[];
}

export interface FicheView {
  readonly variable: string;
  /** 0: nobody has written it. */
  readonly revision: number;
  readonly at: string | null;
  readonly by: string | null;
  readonly fiche: Fiche;
}
