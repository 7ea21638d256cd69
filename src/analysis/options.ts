import { GRAPH_ANALYSIS_DEFAULTS, GRAPH_ANALYSIS_RULES, type GraphAnalysisOptions } from "../graph/graph-analysis.js";
import { LANGUAGES, type Language } from "../language/text.js";
import { choiceRule, completeOptions, type Rules } from "../options.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions } from "../structure/indirect.js";
import {
  INTERPRETIVE_STRUCTURE_DEFAULTS,
  INTERPRETIVE_STRUCTURE_RULES,
  type InterpretiveStructureOptions,
} from "../structure/interpretive-structure.js";
import { POTENTIAL_VALUE, POTENTIAL_VALUE_RULE } from "../structure/potential.js";
import type { Study } from "../study/study.js";

/** The options of `analyze`; each one is written, resolved, in the result. */
export interface AnalysisOptions extends IndirectOptions, InterpretiveStructureOptions, GraphAnalysisOptions {
  /** Language of titles and labels in the result. @default the study's language */
  readonly lang?: Language;
  /** Value of a P in the potential planes, 0 < value ≤ 1000. @default 3 */
  readonly potentialValue?: number;
}

export type ResolvedAnalysisOptions = Required<AnalysisOptions>;

/** The defaults; `lang` is the study's own language. */
export const ANALYSIS_DEFAULTS: Readonly<Omit<ResolvedAnalysisOptions, "lang">> = Object.freeze({
  ...INDIRECT_DEFAULTS,
  potentialValue: POTENTIAL_VALUE,
  ...INTERPRETIVE_STRUCTURE_DEFAULTS,
  ...GRAPH_ANALYSIS_DEFAULTS,
});

const RULES: Rules<AnalysisOptions> = {
  lang: choiceRule(LANGUAGES),
  ...INDIRECT_RULES,
  potentialValue: POTENTIAL_VALUE_RULE,
  ...INTERPRETIVE_STRUCTURE_RULES,
  ...GRAPH_ANALYSIS_RULES,
};

/** Completes the options with the defaults. Throws `OptionsError` with every unknown or invalid one. */
export function resolveOptions(study: Study, options?: AnalysisOptions): ResolvedAnalysisOptions {
  return completeOptions<AnalysisOptions>({ lang: study.language, ...ANALYSIS_DEFAULTS }, RULES, options);
}
