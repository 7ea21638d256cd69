import { describeValue, type Issue, OptionsError } from "./errors.js";

/** What one option may be. */
export interface Rule {
  readonly expected: string | ((options: Readonly<Record<string, unknown>>) => string);
  /** Whether a value is allowed, given the other options. */
  readonly test: (value: unknown, options: Readonly<Record<string, unknown>>) => boolean;
}

export type Rules<Options> = { readonly [Name in keyof Required<Options>]: Rule };

export function integerRule(from: number, to: number): Rule {
  return {
    expected: to === Number.MAX_SAFE_INTEGER ? `an integer, at least ${from}` : `an integer from ${from} to ${to}`,
    test: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
  };
}

export function positiveRule(to: number): Rule {
  return {
    expected: `a number above 0, at most ${to}`,
    test: (value) => typeof value === "number" && value > 0 && value <= to,
  };
}

export function rangeRule(from: number, to: number): Rule {
  return {
    expected: `a number from ${from} to ${to}`,
    test: (value) => typeof value === "number" && value >= from && value <= to,
  };
}

export function choiceRule(values: readonly unknown[]): Rule {
  return { expected: `one of ${values.join(", ")}`, test: (value) => values.includes(value) };
}

/**
 * The options given, completed with the defaults, in the order of the defaults.
 *
 * An option that is `undefined` counts as not given. Throws {@link OptionsError} naming every unknown and every invalid one;
 * `owner` is said after the name of an unknown one, such as " for matrix".
 */
export function completeOptions<Options extends object>(
  defaults: Required<Options>,
  rules: Rules<Options>,
  given: Options | undefined,
  owner = "",
): Required<Options> {
  const options: Record<string, unknown> = { ...defaults };
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined) continue;
    if (Object.hasOwn(rules, name)) options[name] = value;
    else
      issues.push({
        path: name,
        expected: `no option of this name${owner} (known: ${Object.keys(rules).join(", ")})`,
        received: describeValue(value),
      });
  }
  for (const [name, rule] of Object.entries<Rule>(rules)) {
    if (rule.test(options[name], options)) continue;
    const expected = typeof rule.expected === "string" ? rule.expected : rule.expected(options);
    issues.push({ path: name, expected, received: describeValue(options[name]) });
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return options as Required<Options>;
}
