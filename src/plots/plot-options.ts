import type { Analysis } from "../analysis/analysis.js";
import { STRONGEST_PERCENTS } from "../graph/strongest-influences.js";
import { LANGUAGES, type Language } from "../language/text.js";
import { choiceRule, completeOptions, type Rule, type Rules, rangeRule } from "../options.js";
import type { Study } from "../study/study.js";
import type { PlaneName } from "./plane-name.js";

/** What every picture is drawn from: a study and its analysis. */
export interface PlotInput {
  readonly study: Study;
  readonly analysis: Analysis;
  /** Maps of one plane only: another analysis that the axes reach over as well, so that its map and this one, side by side, have the same axes. */
  readonly beside?: Analysis;
  /** Maps of one plane only: the planes whose maps stand beside this one; variables are named in the same style on all of them. */
  readonly alike?: readonly PlaneName[];
  /** Graph only: what the influences of this study are, such as a loop; the title says it in place of how many were chosen. */
  readonly heading?: string;
}

/** How variables are named: by their label, their short name, their code with a key below, or the first of these that fits. */
export type LabelStyle = "auto" | "long" | "short" | "code";

/** Defaults of the pictures; the matrix is wider and the stability curve flatter than the others. */
export const PLOT_DEFAULTS = Object.freeze({
  width: 1080,
  matrixWidth: 1280,
  height: 820,
  stabilityHeight: 560,
  labels: "auto",
  percent: 10,
} as const);

export interface PlotOptions {
  /** Language of all words and labels. @default the language of the analysis */
  readonly lang?: Language;
  /** Width in px, from 480 to 4000. @default 1080; 1280 for the matrix */
  readonly width?: number;
  /** Least height in px, from 320 to 4000; a key of codes or long lists add to it. Not for the matrix. @default 820; 560 for stability */
  readonly height?: number;
  /** `long`, `short` or `code` where it fits, else the next shorter one; `auto` is `long`. @default "auto" */
  readonly labels?: LabelStyle;
  /**
   * Graph only: the strongest part of the influences to show, one of 5, 10, 25, 50, 75, 100 %; influences that tie at the cut all stay. @default 10, but no more
   * than 150 influences: of those that tie, the ones from the most influential to the most dependent variables
   */
  readonly percent?: number;
  /** Graph only, instead of `percent`: the weakest influence to show, from 0 on; 0 shows potential influences too. */
  readonly minStrength?: number;
}

export type PlotOptionName = keyof PlotOptions;

export const PLOT_OPTION_RULES: Rules<PlotOptions> = {
  lang: choiceRule(LANGUAGES),
  width: rangeRule(480, 4000),
  height: rangeRule(320, 4000),
  labels: choiceRule(["auto", "long", "short", "code"]),
  percent: choiceRule(STRONGEST_PERCENTS),
  minStrength: {
    expected: ({ percent }) => (percent === undefined ? "a number ≥ 0" : "nothing beside percent"),
    test: (value, { percent }) => percent === undefined && typeof value === "number" && value >= 0 && value < 1e308,
  },
};

/** Checks options against those a picture has. Throws {@link OptionsError} with every unknown, invalid or contradictory one. */
export function checkPlotOptions(name: string, known: readonly PlotOptionName[], options: PlotOptions): void {
  checkPictureOptions(name, known, PLOT_OPTION_RULES, options);
}

/** Checks the options of a picture by rules of its own. Throws as {@link checkPlotOptions}. */
export function checkPictureOptions<Options extends object>(
  name: string,
  known: readonly (keyof Options)[],
  rules: Rules<Options>,
  options: Options,
): void {
  const checked = Object.fromEntries(known.map((option) => [option, whereGiven(rules[option])]));
  completeOptions<object>({}, checked, options, ` for ${name}`);
}

/** A rule that holds for what is not given: each picture completes its options itself, by its language and size. */
function whereGiven({ expected, test }: Rule): Rule {
  return { expected, test: (value, options) => value === undefined || test(value, options) };
}
