import type { StrongestPath } from "../graph/strongest-paths.js";
import { dictionary } from "../language/dictionary.js";
import { formatNumber } from "../language/format-number.js";
import type { Study } from "../study/study.js";
import { type ChainOptions, chainLines, disclaimerLines, namesOf } from "./chain-lines.js";
import { wrapColumns } from "./terminal-text.js";

/**
 * The strongest paths between two variables, for a terminal: for each its distance, product and weakest link, then the chain.
 *
 * `ends` names both variables by id, for a study in which no path leads from one to the other. Ends with a line end.
 *
 * @example
 * toTextPaths(study, strongestPaths(study, "V15", "V16"), ["climate-change", "human-capital"], { lang: "en" });
 */
export function toTextPaths(
  study: Study,
  paths: readonly StrongestPath[],
  ends: readonly [from: string, to: string],
  options: ChainOptions,
): string {
  const { lang, width = 80 } = options;
  const { terminal } = dictionary(lang).report;
  const name = namesOf(study, lang);
  const [from, to] = [name(ends[0]), name(ends[1])];
  if (paths.length === 0) return `${wrapColumns(terminal.noPath(from, to), width).join("\n")}\n`;
  const number = (value: number) => formatNumber(value, lang, 3);
  const lines = paths.flatMap(({ variables, strengths, distance, product, weakest }, index) => [
    `${String(index + 1).padStart(2)}. ${terminal.distance} ${number(distance)} · ${terminal.product} ${number(product)} · ${terminal.weakest} ${number(weakest)}`,
    ...chainLines(study, variables, strengths, options),
  ]);
  return [
    ...wrapColumns(terminal.pathsTitle(from, to), width),
    "",
    ...lines,
    "",
    ...wrapColumns(terminal.pathReading, width),
    ...disclaimerLines(study, options),
    "",
  ].join("\n");
}
