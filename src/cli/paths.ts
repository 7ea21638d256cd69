import { Command, Option } from "commander";
import { LANGUAGES, type Language } from "../language/text.js";
import { numberOrText } from "./analysis-options.js";
import { print, terminalWidth } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

interface PathsOptions {
  readonly count?: number;
  readonly length?: number;
  readonly lang?: Language;
  readonly format: "table" | "json";
  readonly sheet?: string;
}

export function pathsCommand(): Command {
  return addStudyArgument(new Command("paths"))
    .summary("the strongest ways from one variable to another")
    .description(
      "Finds the strongest ways by which one variable acts on another. A P counts 0: no path leads through it.",
    )
    .argument("<from>", "id, code or label of the variable that acts")
    .argument("<to>", "id, code or label of the variable acted upon")
    .addOption(new Option("--count <paths>", "most paths: 1 to 100 (default: 5)").argParser(numberOrText))
    .addOption(
      new Option("--length <steps>", "most influences in a path: 1 or more (default: no limit)").argParser(
        numberOrText,
      ),
    )
    .addOption(new Option("--lang <lang>", "language: fr or en (default: the study's language)").choices(LANGUAGES))
    .addOption(new Option("--format <format>", "what to print").choices(["table", "json"]).default("table"))
    .addHelpText(
      "after",
      `
Examples:
  $ motrice paths hauts-de-france-industrie-2040 V15 V16
  $ motrice paths hauts-de-france-industrie-2040 climate-change human-capital --count 3 --lang en
  $ motrice paths hauts-de-france-industrie-2040 V15 V16 --length 2 --format json`,
    )
    .action(async (argument: string, from: string, to: string, options: PathsOptions) => {
      const study = await readStudyArgument(argument, options.sheet);
      const [{ strongestPaths }, { findVariable }, { toTextPaths }] = await Promise.all([
        import("../graph/strongest-paths.js"),
        import("../graph/find-variable.js"),
        import("../report/text-paths.js"),
      ]);
      const { count, length: maxLength, lang = study.language } = options;
      const paths = strongestPaths(study, from, to, {
        ...(count !== undefined && { count }),
        ...(maxLength !== undefined && { maxLength }),
      });
      if (options.format === "json") return print(JSON.stringify(paths) + (process.stdout.isTTY ? "\n" : ""));
      const idOf = (name: string) => study.variables[findVariable(study, name, "name", [])!]!.id;
      await print(toTextPaths(study, paths, [idOf(from), idOf(to)], { lang, width: terminalWidth() }));
    });
}
