import type { Analysis } from "../analysis/analysis.js";
import { type Dictionary } from "../language/dictionary.js";
import { type Language, type Text } from "../language/text.js";
import type { IndirectPlane } from "../structure/indirect.js";
import type { Class } from "../structure/plane.js";
import type { Study } from "../study/study.js";
import type { Content } from "./document.js";
/** What every section is written from: the study, its analysis, the words of the language, and how to name things in it. */
export interface ReportContext {
  readonly study: Study;
  readonly analysis: Analysis;
  readonly lang: Language;
  readonly words: Dictionary;
  readonly number: (value: number, decimals?: number) => string;
  readonly text: (text: Text) => string;
  /** A variable in running text: its label (its short name where that is long) and its code. */
  readonly name: (i: number) => string;
  /** Its label, whole, and its code. */
  readonly fullName: (i: number) => string;
  /** A variable in the first column of a table: its code, bold, and its short name. */
  readonly titleCell: (i: number) => Content;
  /** A class in a table: its mark and its name; a dash where there is none. */
  readonly classCell: (name: Class | null) => Content;
  /** Names in a sentence, at most `limit` of them, then how many others. */
  readonly names: (indices: readonly number[], limit?: number) => string;
  /** The indirect plane's measure and power in words. */
  readonly indirectName: (plane: IndirectPlane) => string;
}
export declare function reportContext(study: Study, analysis: Analysis): ReportContext;
/** Indices of the variables, the strongest in a ranking first; ties in the order of the study. */
export declare function orderByRank(ranks: readonly number[]): number[];
