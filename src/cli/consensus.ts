import { Command, Option } from "commander";
import { OptionsError } from "../errors.js";
import {
  addContributionOptions,
  aggregationOptions,
  type ContributionFlags,
  readContributionFlags,
} from "./contribution-options.js";
import { print } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

interface ConsensusFlags extends ContributionFlags {
  readonly out?: string;
  readonly format?: "csv" | "json";
  readonly sheet?: string;
}

export function consensusCommand(): Command {
  const command = addStudyArgument(new Command("consensus"))
    .summary("one matrix from the contributions of several experts")
    .description(
      "Makes one matrix of the experts' contributions, cell by cell, and writes the study with it, or prints the matrix.\nThe scores and judgements of the study itself do not count.",
    );
  return addContributionOptions(command)
    .addOption(new Option("-o, --out <file>", "study to write: a file, or a folder where the name has no ending"))
    .addOption(
      new Option("--format <format>", "what to print: the matrix, or the aggregate whole (default: csv)").choices([
        "csv",
        "json",
      ]),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ motrice consensus my-study --contributions expert-1.csv expert-2.csv expert-3.csv
  $ motrice consensus my-study --contributions expert-*.csv --method mean --minimum-answers 2 -o agreed.json
  $ motrice consensus my-study --contributions expert-*.csv --method expert --weights 2,1,1 -o agreed`,
    )
    .action(runConsensus);
}

async function runConsensus(argument: string, flags: ConsensusFlags): Promise<void> {
  const { out, format } = flags;
  if (out !== undefined && format !== undefined) {
    const expected = "no --format beside --out: the name of the file says it";
    throw new OptionsError([{ path: "format", expected, received: format }]);
  }
  const study = await readStudyArgument(argument, flags.sheet);
  const contributions = await readContributionFlags(study, flags);
  const [{ aggregate }, { consensusStudy }] = await Promise.all([
    import("../experts/aggregate.js"),
    import("../experts/consensus-study.js"),
  ]);
  const group = aggregate(study, contributions, aggregationOptions(flags));
  if (format === "json") return print(`${JSON.stringify(group)}${process.stdout.isTTY ? "\n" : ""}`);
  const agreed = consensusStudy(study, group.direct);
  if (out === undefined) {
    const { writeMatrixCsv } = await import("../study/matrix-csv.js");
    return print(writeMatrixCsv(agreed));
  }
  const { writeStudy } = await import("../node/write-study.js");
  await writeStudy(agreed, out);
  const cells = study.variables.length ** 2 - study.variables.length;
  const lacking = group.lacking.length;
  process.stderr.write(
    `${out}: ${contributions.length} experts, ${cells - lacking} of ${cells} cells${lacking === 0 ? "" : `, ${lacking} blank for lack of answers`}\n`,
  );
}
