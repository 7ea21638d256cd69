import type { Language } from "../language/text.js";
import type { Study } from "../study/study.js";
import type { LabelStyle } from "./plot-options.js";

/** Neighbouring variables of one block. */
interface BlockRun {
  readonly from: number;
  readonly count: number;
  readonly mark: string;
  readonly label: string;
}
/** Sizes of a matrix picture; lengths in px. */
export interface MatrixLayout {
  readonly cell: number;
  /** Type size of row labels, column labels and digits; digits 0 where there is no room. */
  readonly rowSize: number;
  readonly columnSize: number;
  readonly digitSize: number;
  /** Whether columns carry whole labels at 45° or codes at 90°. */
  readonly slanted: boolean;
  /** Every how many rows and columns a code is written. */
  readonly every: number;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Room for the row and column sums; 0 where there is none. */
  readonly sums: number;
  readonly runs: readonly BlockRun[];
  readonly blockNames: number;
}
/** Sizes so that the matrix fills the width: labels whole while cells allow it, then codes, then every so many codes. */
export declare function layoutMatrix(study: Study, lang: Language, width: number, wanted: LabelStyle): MatrixLayout;
