import { Command, Option } from "commander";
import { LANGUAGES, type Language } from "../language/text.js";
import { numberOrText } from "./analysis-options.js";
import { print, terminalWidth } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

interface LoopsOptions {
  readonly length?: number;
  readonly limit?: number;
  readonly lang?: Language;
  readonly format: "table" | "json";
  readonly sheet?: string;
}

export function loopsCommand(): Command {
  return addStudyArgument(new Command("loops"))
    .summary("the feedback loops, strongest first")
    .description("Lists the feedback loops: chains of influences that come back to where they began, strongest first.")
    .addOption(
      new Option("--length <variables>", "most variables in a loop: 2 to 12 (default: 4)").argParser(numberOrText),
    )
    .addOption(new Option("--limit <loops>", "most loops: 0 to 10000 (default: 50)").argParser(numberOrText))
    .addOption(new Option("--lang <lang>", "language: fr or en (default: the study's language)").choices(LANGUAGES))
    .addOption(new Option("--format <format>", "what to print").choices(["table", "json"]).default("table"))
    .addHelpText(
      "after",
      `
Examples:
  $ motrice loops hauts-de-france-industrie-2040
  $ motrice loops hauts-de-france-industrie-2040 --length 3 --limit 10 --lang en
  $ motrice loops hauts-de-france-industrie-2040 --format json`,
    )
    .action(async (argument: string, options: LoopsOptions) => {
      const study = await readStudyArgument(argument, options.sheet);
      const [{ feedbackLoops }, { toTextLoops }] = await Promise.all([
        import("../graph/feedback-loops.js"),
        import("../report/text-loops.js"),
      ]);
      const { length: maxLength = 4, limit, lang = study.language } = options;
      const found = feedbackLoops(study, { maxLength, ...(limit !== undefined && { limit }) });
      if (options.format === "json") return print(JSON.stringify(found) + (process.stdout.isTTY ? "\n" : ""));
      await print(toTextLoops(study, found, { lang, width: terminalWidth(), maxLength }));
    });
}
