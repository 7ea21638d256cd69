import type { Language } from "../language/text.js";
import type { PlotInput } from "./plot-options.js";
import type { VariableName } from "./variable-names.js";
/** The variables without an influence at this level, in a few rows below the graph. */
export declare function isolatedStrip(
  isolated: readonly number[],
  names: readonly VariableName[],
  analysis: PlotInput["analysis"],
  width: number,
  lang: Language,
): {
  readonly height: number;
  readonly draw: (top: number) => string[];
};
