import type { Analysis } from "../analysis/analysis.js";
import { type Language } from "../language/text.js";
import type { Study } from "../study/study.js";
/** What every picture is drawn from: a study and its analysis. */
export interface PlotInput {
  readonly study: Study;
  readonly analysis: Analysis;
}
/** How variables are named: by their label, their short name, their code with a key below, or the first of these that fits. */
export type LabelStyle = "auto" | "long" | "short" | "code";
export interface PlotOptions {
  /** Language of all words and labels. @default the language of the analysis */
  readonly lang?: Language;
  /** Width in px, from 480 to 4000. @default 1080; 1280 for the matrix */
  readonly width?: number;
  /** Least height in px, from 320 to 4000; a key of codes or long lists add to it. Not for the matrix. @default 820; 560 for stability */
  readonly height?: number;
  /** `long`, `short` or `code` where it fits, else the next shorter one; `auto` is `long`. @default "auto" */
  readonly labels?: LabelStyle;
  /** Graph only: the strongest part of the influences to show, one of 5, 10, 25, 50, 75, 100 %; influences that tie at the cut all stay. @default 10 */
  readonly percent?: number;
  /** Graph only, instead of `percent`: the weakest influence to show, from 0 on; 0 shows potential influences too. */
  readonly minStrength?: number;
}
export type PlotOptionName = keyof PlotOptions;
/** Checks options against those a picture has. Throws {@link OptionsError} with every unknown, invalid or contradictory one. */
export declare function checkPlotOptions(name: string, known: readonly PlotOptionName[], options: PlotOptions): void;
