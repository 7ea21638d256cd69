import { Command } from "commander";
import { print } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

export function validateCommand(): Command {
  return addStudyArgument(new Command("validate"))
    .summary("check a study: every issue, or a summary")
    .description(
      "Reads a study and lists every issue on stderr (exit code 2), or sums it up with what may deserve a look.",
    )
    .addHelpText(
      "after",
      `
Examples:
  $ motrice validate hauts-de-france-industrie-2040`,
    )
    .action(async (argument: string, { sheet }: { readonly sheet?: string }) => {
      const study = await readStudyArgument(argument, sheet);
      const { toTextSummary } = await import("../report/text-summary.js");
      await print(toTextSummary(study));
    });
}
