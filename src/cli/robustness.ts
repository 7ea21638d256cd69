import { setImmediate as nextTurn } from "node:timers/promises";
import { Command, Option } from "commander";
import { LANGUAGES, type Language } from "../language/text.js";
import type { Robustness, RobustnessOptions } from "../sensitivity/robustness.js";
import type { Study } from "../study/study.js";
import { numberOrText } from "./analysis-options.js";
import { catchInterruption } from "./interruption.js";
import { progressBar } from "./progress-bar.js";
import { print, terminalWidth, wantsColour } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

type Format = "table" | "json" | "csv";

interface RobustnessFlags
  extends Pick<RobustnessOptions, "power" | "maxPower" | "threshold" | "largestScore" | "limit" | "maxOperations"> {
  readonly pairs: boolean;
  readonly format: Format;
  readonly lang?: Language;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly sheet?: string;
}

/** The options of the enumeration. Ranges and defaults are those of the library. */
const OPTIONS: readonly (readonly [flags: string, description: string])[] = [
  ["--power <power>", 'power of the matrix for the indirect plane: 1 to --max-power, or stable (default: "stable")'],
  ["--max-power <power>", "largest power looked at: 1 to 200 (default: 50)"],
  [
    "--threshold <threshold>",
    'from which sum on is high: mean, median, midrange, a number or a formula (default: "mean")',
  ],
  ["--largest-score <score>", 'upper end of the scale of scores: a number, or scale (default: "scale")'],
  ["--limit <flips>", "most flips listed for each variable: 0 to 10000 (default: 20)"],
  ["--max-operations <count>", "multiplications the pairs may take: 0 to 1e15 (default: 10000000000)"],
];

export function robustnessCommand(): Command {
  const command = addStudyArgument(new Command("robustness"))
    .summary("which judgements decide the class of each variable")
    .description(
      "Tries every change of one judgement by one step, and every two, and tells which flip the class of a variable. Nothing is sampled.\nCtrl-C prints what has been found so far (exit code 130).",
    );
  const group = "Options of the enumeration:";
  for (const [flags, description] of OPTIONS) {
    command.addOption(new Option(flags, description).argParser(numberOrText).helpGroup(group));
  }
  return command
    .addOption(new Option("--no-pairs", "try single changes only").helpGroup(group))
    .addOption(new Option("--format <format>", "what to print").choices(["table", "json", "csv"]).default("table"))
    .addOption(new Option("--lang <lang>", "language: fr or en (default: the study's language)").choices(LANGUAGES))
    .option(
      "--out <folder>",
      "also write report.html, report.md, robustness.json and .csv, cell-influence.json, variable-removal.json and threshold-table.json there",
    )
    .option("--quiet", "no progress and no word on files written")
    .addHelpText(
      "after",
      `
Examples:
  $ motrice robustness hauts-de-france-industrie-2040 --no-pairs
  $ motrice robustness hauts-de-france-industrie-2040 --lang en
  $ motrice robustness hauts-de-france-industrie-2040 --power 4 --threshold median --no-pairs --format csv`,
    )
    .action(runRobustness);
}

async function runRobustness(argument: string, flags: RobustnessFlags): Promise<void> {
  const study = await readStudyArgument(argument, flags.sheet);
  const interruption = catchInterruption();
  const bar = progressBar(flags.quiet === true);
  try {
    const result = await enumerate(study, enumerationOptions(flags), interruption.signal, bar.show);
    bar.clear();
    interruption.release();
    const text = await render(study, result, flags);
    if (flags.out !== undefined) {
      const { writeRobustnessReport } = await import("../node/write-sensitivity-report.js");
      const files = await writeRobustnessReport(study, result, flags.out, { lang: flags.lang ?? study.language });
      if (!flags.quiet) process.stderr.write(`${files.length} files written to ${flags.out}\n`);
    }
    await print(text);
    const code = interruption.exitCode();
    if (code !== null && !result.complete) {
      const { singleTried, single, pairsTried, pairs } = result.changes;
      process.stderr.write(
        `interrupted: ${singleTried} of ${single} single changes and ${pairsTried} of ${pairs} pairs tried\n`,
      );
      process.exitCode = code;
    }
  } finally {
    bar.clear();
    interruption.release();
  }
}

/** Time between two looks at whether to stop, in ms. */
const LOOK_MS = 50;

async function enumerate(
  study: Study,
  options: RobustnessOptions,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<Robustness> {
  const { robustnessSlices } = await import("../sensitivity/robustness.js");
  const slices = robustnessSlices(study, options);
  let slice = slices.next();
  let looked = performance.now();
  while (slice.done !== true) {
    if (performance.now() - looked >= LOOK_MS) {
      onProgress(slice.value.tried, slice.value.total);
      await nextTurn();
      looked = performance.now();
    }
    slice = slices.next(signal.aborted);
  }
  return slice.value;
}

/** What the library is asked for: what is not on the command line is left to it. */
function enumerationOptions(flags: RobustnessFlags): RobustnessOptions {
  const { power, maxPower, threshold, largestScore, limit, maxOperations, pairs } = flags;
  const given = { power, maxPower, threshold, largestScore, limit, maxOperations, pairs: pairs ? undefined : false };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function render(
  study: Study,
  result: Robustness,
  { format, lang = study.language }: RobustnessFlags,
): Promise<string> {
  switch (format) {
    case "table": {
      const [{ toRobustnessText }, { discussFirst }] = await Promise.all([
        import("../report/robustness-text.js"),
        import("../node/discuss-first.js"),
      ]);
      const cellInfluence = discussFirst(study, result);
      const look = { lang, width: terminalWidth(), colour: wantsColour() };
      return toRobustnessText(study, result, { ...look, ...(cellInfluence !== null && { cellInfluence }) });
    }
    case "json":
      return `${JSON.stringify(result)}${process.stdout.isTTY ? "\n" : ""}`;
    case "csv": {
      const { toRobustnessCsv } = await import("../report/robustness-csv.js");
      return toRobustnessCsv(study, result, lang);
    }
  }
}
