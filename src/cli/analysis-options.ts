import { type Command, Option } from "commander";
import type { AnalysisOptions } from "../analysis/options.js";

/** The options of an analysis, declared once for every command that makes one. Ranges and defaults are those of the library. */
const OPTIONS: readonly (readonly [flags: string, description: string, parse: (text: string) => unknown])[] = [
  ["--lang <lang>", "language of labels, table and report: fr or en (default: the study's language)", String],
  [
    "--power <power>",
    'power of the matrix for the indirect plane: 1 to --max-power, or stable (default: "stable")',
    numberOrText,
  ],
  ["--max-power <power>", "largest power looked at: 1 to 200 (default: 50)", numberOrText],
  ["--measure <measure>", 'how indirect influences add up: power, attenuated or dematel (default: "power")', String],
  [
    "--attenuation <alpha>",
    "weight of each further step, measure attenuated: above 0, at most 1 (default: 0.5)",
    numberOrText,
  ],
  [
    "--potential-value <value>",
    "what a P counts in the potential planes: above 0, at most 1000 (default: 3)",
    numberOrText,
  ],
  [
    "--threshold <threshold>",
    'from which sum on is high: mean, median, midrange, a number, or a formula over mean median min max std q1 q3 n (default: "mean")',
    numberOrText,
  ],
  [
    "--cut <strength>",
    "weakest influence in the levels of the interpretive structural model: above 0, at most 1000 (default: 1)",
    numberOrText,
  ],
  ["--loop-length <variables>", "longest feedback loop looked for: 2 to 12 variables (default: 4)", numberOrText],
  ["--loop-limit <loops>", "most feedback loops listed: 0 to 10000 (default: 50)", numberOrText],
];

const NAMES = OPTIONS.map(([flags]) => new Option(flags).attributeName());

export function addAnalysisOptions(command: Command): Command {
  for (const [flags, description, parse] of OPTIONS) {
    command.addOption(new Option(flags, description).argParser(parse).helpGroup("Options of the analysis:"));
  }
  return command;
}

/** The options of the analysis among those given; the library checks them. */
export function analysisOptions(values: Readonly<Record<string, unknown>>): AnalysisOptions {
  return Object.fromEntries(Object.entries(values).filter(([name]) => NAMES.includes(name)));
}

/** A number where the text is one, else the text as it is, for the library to refuse by its own rule and words. */
export function numberOrText(text: string): number | string {
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) ? number : text;
}
