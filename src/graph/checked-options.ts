import { describeValue, type Issue, OptionsError } from "../errors.js";
import { LANGUAGES, type Language } from "../language/text.js";

/** What one option may be. */
export interface OptionRule {
  readonly expected: string;
  readonly test: (value: unknown) => boolean;
}

/** A whole number in a range. */
export function wholeNumber(from: number, to: number): OptionRule {
  return {
    expected:
      to === Number.MAX_SAFE_INTEGER ? `a whole number, at least ${from}` : `a whole number from ${from} to ${to}`,
    test: (value) => Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= to,
  };
}

/** A language of the texts. */
export const languageRule: OptionRule = {
  expected: `one of ${LANGUAGES.join(", ")}`,
  test: (value) => LANGUAGES.includes(value as Language),
};

/** A class or null for each variable. */
export function classPerVariable(size: number): OptionRule {
  return {
    expected: `a list of ${size} classes or nulls, one per variable`,
    test: (value) =>
      Array.isArray(value) && value.length === size && value.every((each) => each === null || typeof each === "string"),
  };
}

/**
 * The defaults overlaid with the options given; `undefined` counts as not given.
 * Throws {@link OptionsError} with every option that is unknown or breaks its rule.
 */
export function checkedOptions<T extends object>(
  given: Partial<T>,
  defaults: T,
  rules: { readonly [name in keyof T]-?: OptionRule },
): T {
  const issues: Issue[] = [];
  const options = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof T] : undefined;
    const expected = rule ? rule.expected : `no option of this name (known: ${Object.keys(rules).join(", ")})`;
    if (rule?.test(value)) options[name as keyof T] = value as T[keyof T];
    else issues.push({ path: name, expected, received: describeValue(value) });
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return options;
}
