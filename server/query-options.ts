import { describeValue, type Issue, OptionsError } from "../src/index.js";
import type { Options } from "./engine/task.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Options that are words or identifiers, whatever they look like. */
const TEXTS: readonly string[] = ["lang", "measure", "labels", "format", "plane", "axis"];

/**
 * The options of a query string: numbers become numbers, all else stays text for the engine to check.
 *
 * `reserved` names belong to the route and are left out. Throws OptionsError where an option stands more than once.
 */
export function optionsFromQuery(query: unknown, reserved: readonly string[] = []): Options {
  const issues: Issue[] = [];
  const options: [string, unknown][] = [];
  for (const [name, value] of Object.entries(query as Record<string, string | string[]>)) {
    if (typeof value !== "string") {
      issues.push({ path: name, expected: "the option once", received: `${value.length} times` });
    } else if (!reserved.includes(name)) {
      options.push([name, NUMBER.test(value) && !TEXTS.includes(name) ? Number(value) : value]);
    }
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return Object.fromEntries(options);
}

/** The one value of a parameter of the route, or undefined. */
export function queryText(query: unknown, name: string): string | undefined {
  const value = (query as Record<string, string | string[] | undefined>)[name];
  if (Array.isArray(value)) {
    throw new OptionsError([{ path: name, expected: "the option once", received: `${value.length} times` }]);
  }
  // PostgreSQL fails on a question with one.
  if (value?.includes("\0")) {
    throw new OptionsError([{ path: name, expected: "no character NUL", received: describeValue(value) }]);
  }
  return value;
}

/** Throws OptionsError for every option: of what has none. */
export function refuseOptions(options: Options): void {
  const names = Object.keys(options);
  if (names.length === 0) return;
  const expected = "no option of this name";
  throw new OptionsError(names.map((path) => ({ path, expected, received: describeValue(options[path]) })));
}
