import { Command, Option } from "commander";
import { firstSentence, LANGUAGES, type Language, localize } from "../language/text.js";
import { print } from "./standard-output.js";

export function examplesCommand(): Command {
  return new Command("examples")
    .summary("list the shipped studies and where they are")
    .description(
      "Lists the shipped studies: id, number of variables, title, folder. Commands take an id in the place of a path.",
    )
    .addOption(new Option("--lang <lang>", "language of titles (default: the study's)").choices(LANGUAGES))
    .addHelpText(
      "after",
      `
Examples:
  $ motrice examples --lang en`,
    )
    .action(async ({ lang }: { readonly lang?: Language }) => {
      const { readExamples } = await import("../node/examples.js");
      const lines = (await readExamples()).map(({ id, path, study }) => {
        const title = localize(study.title, lang ?? study.language);
        const note =
          study.disclaimer === undefined
            ? ""
            : `  ${firstSentence(localize(study.disclaimer, lang ?? study.language))}\n`;
        return `${id}  (${study.variables.length} variables)\n  ${title}\n${note}  ${path}\n`;
      });
      await print(lines.join("\n"));
    });
}
