import { Command, Option } from "commander";
import { OptionsError } from "../errors.js";
import { LANGUAGES, type Language } from "../language/text.js";
import type { SensitivityOptions } from "../sensitivity/options.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import type { Study } from "../study/study.js";
import { numberOrText } from "./analysis-options.js";
import { catchInterruption } from "./interruption.js";
import { MODEL_GRAMMAR, perturbationOf, withFlagNames } from "./perturbation-option.js";
import { progressBar } from "./progress-bar.js";
import { print, terminalWidth, wantsColour } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

type Format = "table" | "json" | "csv";

interface SensitivityFlags extends Pick<SensitivityOptions, "samples" | "seed" | "power" | "threshold" | "top"> {
  readonly model?: readonly string[];
  readonly probability?: string;
  readonly contributions?: readonly string[];
  readonly targetError?: number;
  readonly pairs: boolean;
  readonly workers?: number;
  readonly format: Format;
  readonly lang?: Language;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly sheet?: string;
}

/** The options of a batch that stand on the command line as they are. Ranges and defaults are those of the library. */
const BATCH_OPTIONS: readonly (readonly [flags: string, description: string])[] = [
  ["--samples <samples>", "perturbed matrices drawn, at most: 1 to 1e15 (default: 10000)"],
  ["--seed <seed>", "seed of every draw: 0 to 4294967295 (default: 1)"],
  ["--power <power>", 'power of the matrix for the indirect plane: 1 to 200, or stable (default: "stable")'],
  ["--threshold <threshold>", 'from which sum on is high: mean, median, midrange or a number (default: "mean")'],
  ["--top <ranks>", "how many first ranks to tell the probability of (default: 5)"],
  ["--target-error <error>", "stop early once no standard error of a class is larger: above 0, below 1"],
];

export function sensitivityCommand(): Command {
  const command = addStudyArgument(new Command("sensitivity"))
    .summary("how sure each class is, over many perturbed matrices")
    .description(
      "Perturbs the judgements again and again and counts how often each variable keeps its class and rank.\nThe same seed gives the same result on any number of workers. Ctrl-C prints what has been counted so far (exit code 130).",
    );
  const group = "Options of the batch:";
  for (const [flags, description] of BATCH_OPTIONS) {
    command.addOption(new Option(flags, description).argParser(numberOrText).helpGroup(group));
  }
  return command
    .addOption(
      new Option(
        "--model <model>",
        `how a matrix is perturbed: ${MODEL_GRAMMAR}; again for a further one, which acts on what the first has left (default: "step")`,
      )
        .argParser((text: string, before: readonly string[] = []) => [...before, text])
        .helpGroup(group),
    )
    .addOption(
      new Option(
        "--probability <probability>",
        "of the one model: 0 to 1, or three for the confidences 1/2/3 (default: the model's)",
      ).helpGroup(group),
    )
    .addOption(
      new Option("--contributions <files...>", "the experts' matrices, for the models experts and spread").helpGroup(
        group,
      ),
    )
    .addOption(new Option("--no-pairs", "do not count which variable ranks above which").helpGroup(group))
    .addOption(
      new Option("--workers <threads>", "threads: 0 to 256 (default: as many as processors)")
        .argParser(numberOrText)
        .helpGroup(group),
    )
    .addOption(new Option("--format <format>", "what to print").choices(["table", "json", "csv"]).default("table"))
    .addOption(new Option("--lang <lang>", "language: fr or en (default: the study's language)").choices(LANGUAGES))
    .option(
      "--out <folder>",
      "also write report.html, report.md, sensitivity.json, sensitivity.csv and every picture as SVG and PNG there",
    )
    .option("--quiet", "no progress and no word on files written")
    .addHelpText(
      "after",
      `
Models:
  step       each score moves by one, half of the time down, half up: probability (0.1) or down and up, zero (0)
  potential  each P comes true: probability (0.5), value (3)
  omission   each score is forgotten: probability (0.05)
  experts    draws whole contributions with replacement: aggregation (mean or median)
  spread     draws each score from those of the experts

Examples:
  $ motrice sensitivity hauts-de-france-industrie-2040
  $ motrice sensitivity hauts-de-france-industrie-2040 --samples 20000 --probability 0.3/0.15/0.05 --lang en
  $ motrice sensitivity hauts-de-france-industrie-2040 --model omission:probability=0.02 --model step:down=0.05,up=0.02,zero=0.01 --format csv
  $ motrice sensitivity hauts-de-france-industrie-2040 --samples 1e6 --target-error 0.005 --out sensitivity`,
    )
    .action(runSensitivity);
}

async function runSensitivity(argument: string, flags: SensitivityFlags): Promise<void> {
  const study = await readStudyArgument(argument, flags.sheet);
  const interruption = catchInterruption();
  const bar = progressBar(flags.quiet === true);
  try {
    const { sensitivity } = await import("../node/sensitivity.js");
    const result = await sensitivity(study, {
      ...(await batchOptions(study, flags)),
      ...(flags.workers !== undefined && { workers: flags.workers }),
      signal: interruption.signal,
      onProgress: ({ samples, total }) => bar.show(samples, total),
    });
    bar.clear();
    interruption.release();
    const text = await render(study, result, flags);
    if (flags.out !== undefined) {
      const { writeSensitivityReport } = await import("../node/write-sensitivity-report.js");
      const files = await writeSensitivityReport(study, result, flags.out, { lang: flags.lang ?? study.language });
      if (!flags.quiet) process.stderr.write(`${files.length} files written to ${flags.out}\n`);
    }
    await print(text);
    if (!result.complete) {
      process.stderr.write(`interrupted: ${result.samples} of ${result.options.samples} samples counted\n`);
      process.exitCode = interruption.exitCode() ?? 0;
    }
  } catch (error) {
    bar.clear();
    if (error !== interruption.signal.reason || !interruption.signal.aborted) throw withFlagNames(error, flags);
    process.stderr.write("interrupted: nothing counted yet\n");
    process.exitCode = interruption.exitCode() ?? 0;
  } finally {
    interruption.release();
  }
}

/** What the library is asked for: what is not on the command line is left to it. */
async function batchOptions(study: Study, flags: SensitivityFlags): Promise<SensitivityOptions> {
  const { samples, seed, power, threshold, top, targetError, pairs, contributions: paths = [] } = flags;
  if (paths.length > 0 && !(flags.model ?? []).some((model) => /^(experts|spread)\b/.test(model))) {
    const expected = "no --contributions without --model experts or --model spread";
    throw new OptionsError([{ path: "contributions", expected, received: `${paths.length} of them` }]);
  }
  const { readContributions } = await import("../node/read-contributions.js");
  const perturbation = perturbationOf(flags, await readContributions(study, paths));
  const given = {
    samples,
    seed,
    power,
    threshold,
    top,
    targetError,
    perturbation,
    pairwise: pairs ? undefined : false,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function render(
  study: Study,
  result: SensitivityResult,
  { format, lang = study.language }: SensitivityFlags,
): Promise<string> {
  switch (format) {
    case "table": {
      const { toSensitivityText } = await import("../report/sensitivity-text.js");
      return toSensitivityText(study, result, { lang, width: terminalWidth(), colour: wantsColour() });
    }
    case "json":
      return `${JSON.stringify(result)}${process.stdout.isTTY ? "\n" : ""}`;
    case "csv": {
      const { toSensitivityCsv } = await import("../report/sensitivity-csv.js");
      return toSensitivityCsv(study, result, lang);
    }
  }
}
