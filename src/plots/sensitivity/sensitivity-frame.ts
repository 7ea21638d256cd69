import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { formatShare } from "../../language/format-share.js";
import type { Language } from "../../language/text.js";
import type { SensitivityResult } from "../../sensitivity/result.js";
import { frameTexts } from "../drawing/frame-texts.js";
import type { FrameTexts } from "../drawing/picture-frame.js";
import type { SensitivityPlotInput } from "../sensitivity-plot-options.js";
import { perturbationText } from "./perturbation-text.js";

export type SensitivityPlaneName = "direct" | "indirect";

/** Title, study, and in the footer how the batch was drawn: samples, seed, model with its probabilities, power, threshold. */
export function sensitivityFrame(
  input: SensitivityPlotInput,
  plane: SensitivityPlaneName,
  lang: Language,
  title: string,
  description: string,
  details: readonly string[] = [],
): FrameTexts {
  const { sensitivity } = input;
  const { sensitivity: words } = dictionary(lang);
  const { classless, exact } = sensitivity[plane];
  return frameTexts(input, lang, title, description, [
    batchText(sensitivity, plane, lang),
    ...details,
    classless > 0 && classless < 1 ? words.classless(formatShare(classless, lang)) : "",
    exact ? "" : words.inexact,
  ]);
}

/** How a batch was drawn, in one line; without a plane with the power of the indirect one. */
export function batchText(
  { samples, options, baseline, complete }: SensitivityResult,
  plane: SensitivityPlaneName,
  lang: Language,
): string {
  const { common, sensitivity: words } = dictionary(lang);
  const count = formatNumber(samples, lang);
  const { power, stable } = baseline.indirect;
  const threshold =
    typeof options.threshold === "number"
      ? formatNumber(options.threshold, lang, 4)
      : common.thresholds[options.threshold];
  return [
    complete ? words.samples(count) : words.stopped(count, formatNumber(options.samples, lang)),
    words.seed(options.seed),
    perturbationText(options.perturbation, lang),
    ...(plane === "direct" || power === null ? [] : [common.power(power, stable)]),
    `${common.threshold}${lang === "fr" ? "\u00A0" : ""}: ${threshold}`,
  ].join(" · ");
}
