import { type Command, Option } from "commander";
import { OptionsError } from "../errors.js";
import { AGGREGATION_METHODS, type AggregationOptions } from "../experts/aggregation-options.js";
import type { Contribution } from "../experts/contribution.js";
import type { Study } from "../study/study.js";
import { numberOrText } from "./analysis-options.js";

export interface ContributionFlags extends AggregationOptions {
  readonly contributions: readonly string[];
  readonly weights?: readonly (number | string)[];
}

/** How contributions become one matrix. Ranges and defaults are those of the library. */
const AGGREGATION: readonly (readonly [flags: string, description: string])[] = [
  ["--method <method>", `how the scores of a cell become one: ${AGGREGATION_METHODS.join(", ")} (default: "median")`],
  [
    "--potential <rule>",
    'what a P does: majority (P where it has more than half), value or ignore (default: "majority")',
  ],
  ["--potential-value <value>", "what a P counts among scores: 0 to 1000 (default: 0)"],
  ["--dont-know <rule>", 'what a ? does: ignore, or blank-when-majority (default: "ignore")'],
  ["--minimum-answers <count>", "fewest answers a cell takes: 1 to 1000 (default: 1)"],
];

/** Adds `--contributions` and the options of an aggregate. */
export function addContributionOptions(command: Command): Command {
  command
    .addOption(
      new Option(
        "--contributions <files...>",
        "the experts' matrices, a file or folder each; ? in a cell: does not know",
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option("--weights <weights>", "weight of each expert, for the method expert: 0 to 1000, such as 2,1,1")
        .argParser((text) => text.split(",").map((part) => numberOrText(part.trim())))
        .helpGroup("Options of the aggregate:"),
    );
  for (const [flags, description] of AGGREGATION) {
    command.addOption(new Option(flags, description).argParser(numberOrText).helpGroup("Options of the aggregate:"));
  }
  return command;
}

/** The contributions of the command line, with their weights. */
export async function readContributionFlags(study: Study, flags: ContributionFlags): Promise<readonly Contribution[]> {
  const { contributions: paths, weights, method } = flags;
  if (weights !== undefined && method !== "expert") {
    const received = `${weights.length} of them, with the method ${method ?? "median"}`;
    throw new OptionsError([{ path: "weights", expected: "no weights without --method expert", received }]);
  }
  if (weights !== undefined && weights.length !== paths.length) {
    const expected = `${paths.length} weights, one for each contribution`;
    throw new OptionsError([{ path: "weights", expected, received: String(weights.length) }]);
  }
  const { readContributions } = await import("../node/read-contributions.js");
  const contributions = await readContributions(study, paths);
  if (weights === undefined) return contributions;
  // What was parsed may be a word: the library says what is wrong with it.
  return contributions.map((each, index) => ({ ...each, weight: weights[index] as number }));
}

/** The options of the aggregate among those given; the library checks them. */
export function aggregationOptions(flags: ContributionFlags): AggregationOptions {
  const { method, potential, potentialValue, dontKnow, minimumAnswers } = flags;
  const given = { method, potential, potentialValue, dontKnow, minimumAnswers };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
