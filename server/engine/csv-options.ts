import { describeValue, type Issue, OptionsError, type WriteMatrixCsvOptions } from "../../src/index.js";
import type { Options } from "./task.js";

const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const;
const NAMES = { id: "id", code: "code", label: "label" } as const;
const MARKS = { true: true, false: false } as const;

/** How a matrix is written as CSV: each option with its words in a query. */
export const CSV_OPTIONS = { names: NAMES, separator: SEPARATORS, byteOrderMark: MARKS } as const;

/** The options of a query as the library takes them. Throws OptionsError with every one that is unknown or wrong. */
export function csvOptions(options: Options): WriteMatrixCsvOptions {
  const issues: Issue[] = [];
  const entries = Object.entries(options).flatMap(([path, value]) => {
    const words: Readonly<Record<string, unknown>> | undefined = Object.hasOwn(CSV_OPTIONS, path)
      ? CSV_OPTIONS[path as keyof typeof CSV_OPTIONS]
      : undefined;
    if (words !== undefined && Object.hasOwn(words, String(value))) return [[path, words[String(value)]]];
    const expected = words === undefined ? "no option of this name" : Object.keys(words).join(", ");
    issues.push({ path, expected, received: describeValue(value) });
    return [];
  });
  if (issues.length > 0) throw new OptionsError(issues);
  return Object.fromEntries(entries);
}
