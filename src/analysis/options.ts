import { LANGUAGES, type Language } from "../language/text.js";
import { choiceRule, completeOptions, integerRule, type Rules } from "../options.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions } from "../structure/indirect.js";
import { POTENTIAL_VALUE, POTENTIAL_VALUE_RULE } from "../structure/potential.js";
import type { Study } from "../study/study.js";

/** The options of `analyze`; each one is written, resolved, in the result. */
export interface AnalysisOptions extends IndirectOptions {
  /** Language of titles and labels in the result. @default the study's language */
  readonly lang?: Language;
  /** Value of a P in the potential planes, 0 < value ≤ 1000. @default 3 */
  readonly potentialValue?: number;
  /** Longest feedback loop looked for, in variables, from 2 to 12. @default 4 */
  readonly loopLength?: number;
  /** Most feedback loops returned, from 0 to 10 000. @default 50 */
  readonly loopLimit?: number;
}

export type ResolvedAnalysisOptions = Required<AnalysisOptions>;

/** The defaults; `lang` is the study's own language. */
export const ANALYSIS_DEFAULTS: Readonly<Omit<ResolvedAnalysisOptions, "lang">> = Object.freeze({
  ...INDIRECT_DEFAULTS,
  potentialValue: POTENTIAL_VALUE,
  loopLength: 4,
  loopLimit: 50,
});

const RULES: Rules<AnalysisOptions> = {
  lang: choiceRule(LANGUAGES),
  ...INDIRECT_RULES,
  potentialValue: POTENTIAL_VALUE_RULE,
  loopLength: integerRule(2, 12),
  loopLimit: integerRule(0, 10_000),
};

/** Completes the options with the defaults. Throws `OptionsError` with every unknown or invalid one. */
export function resolveOptions(study: Study, options?: AnalysisOptions): ResolvedAnalysisOptions {
  return completeOptions<AnalysisOptions>({ lang: study.language, ...ANALYSIS_DEFAULTS }, RULES, options);
}
