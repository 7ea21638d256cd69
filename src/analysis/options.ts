import { describeValue, type Issue, OptionsError } from "../errors.js";
import { LANGUAGES, type Language } from "../language/text.js";
import { MEASURES, type Measure } from "../structure/indirect.js";
import { parseThreshold, type Threshold } from "../structure/threshold.js";
import type { Study } from "../study/study.js";

/** The options of {@link analyze}; each one is written, resolved, in the result. */
export interface AnalysisOptions {
  /** Language of titles and labels in the result. @default the study's language */
  readonly lang?: Language;
  /** Power of the matrix for the indirect plane: an integer from 1 to `maxPower`, or the smallest stable one. @default "stable" */
  readonly power?: number | "stable";
  /** Largest power looked at, from 1 to 200. @default 50 */
  readonly maxPower?: number;
  /** How indirect influences add up. @default "power" */
  readonly measure?: Measure;
  /** α of the `attenuated` measure, 0 < α ≤ 1. @default 0.5 */
  readonly attenuation?: number;
  /** Value of a P in the potential planes, 0 < value ≤ 1000. @default 3 */
  readonly potentialValue?: number;
  /** Line between low and high: a name, a number or a formula such as `mean + std / 2`. @default "mean" */
  readonly threshold?: Threshold;
  /** Longest feedback loop looked for, in variables, from 2 to 12. @default 4 */
  readonly loopLength?: number;
  /** Most feedback loops returned, from 0 to 10 000. @default 50 */
  readonly loopLimit?: number;
}

export type ResolvedAnalysisOptions = Required<AnalysisOptions>;

/** The defaults; `lang` is the study's own language. */
export const ANALYSIS_DEFAULTS: Readonly<Omit<ResolvedAnalysisOptions, "lang">> = Object.freeze({
  power: "stable",
  maxPower: 50,
  measure: "power",
  attenuation: 0.5,
  potentialValue: 3,
  threshold: "mean",
  loopLength: 4,
  loopLimit: 50,
});

type Rule = { readonly expected: string; readonly test: (value: unknown) => boolean };

const integer = (from: number, to: number): Rule => ({
  expected: `an integer from ${from} to ${to}`,
  test: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
});

const positive = (to: number): Rule => ({
  expected: `a number above 0, at most ${to}`,
  test: (value) => typeof value === "number" && value > 0 && value <= to,
});

const oneOf = (values: readonly string[]): Rule => ({
  expected: `one of ${values.join(", ")}`,
  test: (value) => values.includes(value as string),
});

const RULES: Readonly<Record<Exclude<keyof AnalysisOptions, "power" | "threshold">, Rule>> = {
  lang: oneOf(LANGUAGES),
  maxPower: integer(1, 200),
  measure: oneOf(MEASURES),
  attenuation: positive(1),
  potentialValue: positive(1000),
  loopLength: integer(2, 12),
  loopLimit: integer(0, 10_000),
};

/** Completes the options with the defaults. Throws {@link OptionsError} with every unknown or invalid one. */
export function resolveOptions(study: Study, options: AnalysisOptions = {}): ResolvedAnalysisOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved = { lang: study.language, ...ANALYSIS_DEFAULTS, ...given } as ResolvedAnalysisOptions;
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (name !== "power" && name !== "threshold" && !Object.hasOwn(RULES, name)) {
      const known = Object.keys({ lang: 0, ...ANALYSIS_DEFAULTS }).join(", ");
      issues.push({ path: name, expected: `no option of this name (known: ${known})`, received: describeValue(value) });
    }
  }
  for (const [name, rule] of Object.entries(RULES)) {
    const value = resolved[name as keyof typeof RULES];
    if (!rule.test(value)) issues.push({ path: name, expected: rule.expected, received: describeValue(value) });
  }
  if (resolved.power !== "stable" && !integer(1, resolved.maxPower).test(resolved.power)) {
    const expected = `stable, or an integer from 1 to maxPower (${resolved.maxPower})`;
    issues.push({ path: "power", expected, received: describeValue(resolved.power) });
  }
  try {
    parseThreshold(resolved.threshold);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    issues.push(...error.issues);
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return resolved;
}
