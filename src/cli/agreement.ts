import { Command, Option } from "commander";
import type { AgendaOptions } from "../analysis/agenda.js";
import { potentialOf } from "../experts/aggregation-options.js";
import { LANGUAGES, type Language } from "../language/text.js";
import { numberOrText } from "./analysis-options.js";
import {
  addContributionOptions,
  aggregationOptions,
  type ContributionFlags,
  readContributionFlags,
} from "./contribution-options.js";
import { print, terminalWidth, wantsColour } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

interface AgreementFlags extends ContributionFlags, Pick<AgendaOptions, "power" | "maxPower" | "threshold" | "limit"> {
  readonly completeness?: number;
  readonly format: "table" | "json" | "csv";
  readonly lang?: Language;
  readonly sheet?: string;
}

/** Ranges and defaults are those of the library. */
const OPTIONS: readonly (readonly [flags: string, description: string])[] = [
  [
    "--completeness <share>",
    "share of the cells an expert must have scored for his ranking to be compared: 0 to 1 (default: 0.8)",
  ],
  ["--limit <cells>", "most cells of the agenda: 0 to 10000 (default: 20)"],
  ["--power <power>", 'power of the matrix for the indirect plane: 1 to --max-power, or stable (default: "stable")'],
  ["--max-power <power>", "largest power looked at: 1 to 200 (default: 50)"],
  [
    "--threshold <threshold>",
    'from which sum on is high: mean, median, midrange, a number or a formula (default: "mean")',
  ],
];

export function agreementCommand(): Command {
  const command = addContributionOptions(addStudyArgument(new Command("agreement")))
    .summary("how far experts agree, and which disagreements matter")
    .description(
      "Measures how far the experts agree, overall and on each cell, how high each one scores, and lists the disagreements\nthat matter: by how far the scores lie apart × the classes and ranks they move.",
    );
  for (const [flags, description] of OPTIONS) {
    const group = "Options of the agreement:";
    command.addOption(new Option(flags, description).argParser(numberOrText).helpGroup(group));
  }
  return command
    .addOption(new Option("--format <format>", "what to print").choices(["table", "json", "csv"]).default("table"))
    .addOption(new Option("--lang <lang>", "language: fr or en (default: the study's language)").choices(LANGUAGES))
    .addHelpText(
      "after",
      `
Examples:
  $ motrice agreement my-study --contributions expert-1.csv expert-2.csv expert-3.csv
  $ motrice agreement my-study --contributions expert-*.csv --limit 50 --format csv`,
    )
    .action(runAgreement);
}

async function runAgreement(argument: string, flags: AgreementFlags): Promise<void> {
  const study = await readStudyArgument(argument, flags.sheet);
  const contributions = await readContributionFlags(study, flags);
  const [{ agreement }, { agenda }] = await Promise.all([
    import("../experts/agreement.js"),
    import("../analysis/agenda.js"),
  ]);
  const { power, maxPower, threshold, limit, completeness, format, lang = study.language } = flags;
  const planes = Object.entries({ power, maxPower, threshold, limit }).filter(([, value]) => value !== undefined);
  const list = agenda(study, contributions, { ...Object.fromEntries(planes), aggregation: aggregationOptions(flags) });
  const group = agreement(study, contributions, {
    ...potentialOf(list.options.aggregation),
    ...(completeness !== undefined && { completeness }),
  });
  switch (format) {
    case "table": {
      const { toAgreementText } = await import("../report/agreement-text.js");
      return print(toAgreementText(study, group, list, { lang, width: terminalWidth(), colour: wantsColour() }));
    }
    case "json":
      return print(`${JSON.stringify({ agreement: group, agenda: list })}${process.stdout.isTTY ? "\n" : ""}`);
    case "csv": {
      const { toAgreementCsv } = await import("../report/agreement-csv.js");
      return print(toAgreementCsv(study, group, list, lang));
    }
  }
}
