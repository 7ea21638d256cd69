import type { Analysis } from "../../analysis/analysis.js";
import { dictionary } from "../../language/dictionary.js";
import { formatNumber } from "../../language/format-number.js";
import { firstSentence, type Language, localize } from "../../language/text.js";
import type { IndirectPlane } from "../../structure/indirect.js";
import type { Plane } from "../../structure/plane.js";
import type { PlaneName } from "../plane-name.js";
import type { PlotInput } from "../plot-options.js";
import type { FrameTexts } from "./picture-frame.js";

export type { PlaneName };

/** The four planes, and those among them that hold powers and a value of P. */
const isIndirect = (plane: Plane | null): plane is IndirectPlane => plane !== null && "power" in plane;

/** The options behind the planes a picture shows, in words: power, measure, threshold, value of P. */
export function planeOptions(analysis: Analysis, names: readonly PlaneName[], lang: Language): string {
  const { common } = dictionary(lang);
  const { options } = analysis;
  const parts: string[] = [];
  const indirect = names.map((name) => analysis[name]).find(isIndirect);
  if (indirect !== undefined) {
    parts.push(common.labelled(common.measure, common.measures[options.measure]));
    if (options.measure === "attenuated") parts.push(`α = ${formatNumber(options.attenuation, lang, 4)}`);
    if (indirect.power !== null) parts.push(common.power(indirect.power, indirect.stable));
  }
  const named = common.thresholds as Readonly<Record<string, string>>;
  const threshold =
    typeof options.threshold === "number"
      ? formatNumber(options.threshold, lang, 4)
      : (named[options.threshold] ?? options.threshold);
  if (names.length > 0) {
    parts.push(common.labelled(common.threshold, threshold));
    const value = names.some((name) => name.startsWith("potential")) ? options.potentialValue : 0;
    if (analysis.characteristics.counts["P"] !== 0) parts.push(common.potentialCounts(formatNumber(value, lang, 4)));
  }
  return parts.join(" · ");
}

/** Title, study, description, footer and disclaimer of a picture. */
export function frameTexts(
  { study, analysis }: PlotInput,
  lang: Language,
  title: string,
  description: string,
  details: readonly string[],
): FrameTexts {
  const { common } = dictionary(lang);
  const disclaimer = study.disclaimer === undefined ? "" : firstSentence(localize(study.disclaimer, lang)).trim();
  return {
    lang,
    title,
    subtitle: localize(study.title, lang),
    description,
    footer: [common.variables(analysis.study.size), ...details].filter((detail) => detail !== "").join(" · "),
    disclaimer: disclaimer === "" ? null : disclaimer,
  };
}
