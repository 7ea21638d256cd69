import { choiceRule, type Rules } from "../options.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import { PLOT_OPTION_RULES, type PlotInput, type PlotOptions } from "./plot-options.js";

/** What the pictures of a batch are drawn from. */
export interface SensitivityPlotInput extends PlotInput {
  readonly sensitivity: SensitivityResult;
}

export interface SensitivityPlotOptions extends Pick<PlotOptions, "lang" | "labels"> {
  /** Width in px, from 480 to 4000; a few variables take less for the pairs. @default 1080 */
  readonly width?: number;
  /** Height in px, from 320 to 4000; a key of codes adds to it. Map and convergence only: the others are as high as they have rows. @default 900; 560 for convergence */
  readonly height?: number;
  /** Which plane. @default "indirect" */
  readonly plane?: "direct" | "indirect";
  /** Pairs only: the ranking compared. @default "influence" */
  readonly axis?: "influence" | "dependence";
}

export type SensitivityPlotOptionName = keyof SensitivityPlotOptions;

/** Defaults of the pictures of a batch. */
export const SENSITIVITY_PLOT_DEFAULTS = Object.freeze({
  width: 1080,
  mapHeight: 900,
  convergenceHeight: 560,
  labels: "auto",
  plane: "indirect",
  axis: "influence",
} as const);

export const SENSITIVITY_PLOT_RULES: Rules<SensitivityPlotOptions> = {
  lang: PLOT_OPTION_RULES.lang,
  labels: PLOT_OPTION_RULES.labels,
  width: PLOT_OPTION_RULES.width,
  height: PLOT_OPTION_RULES.height,
  plane: choiceRule(["direct", "indirect"]),
  axis: choiceRule(["influence", "dependence"]),
};
