import type { Analysis } from "../analysis/analysis.js";
import { type Language } from "../language/text.js";
import type { FrameTexts } from "./picture-frame.js";
import type { PlotInput } from "./plot-options.js";
export type PlaneName = "direct" | "indirect" | "potentialDirect" | "potentialIndirect";
/** The options behind the planes a picture shows, in words: power, measure, threshold, value of P. */
export declare function planeOptions(analysis: Analysis, names: readonly PlaneName[], lang: Language): string;
/** Title, study, description, footer and disclaimer of a picture. */
export declare function frameTexts(
  { study, analysis }: PlotInput,
  lang: Language,
  title: string,
  description: string,
  details: readonly string[],
): FrameTexts;
