import { extname } from "node:path";
import { Command } from "commander";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

export function convertCommand(): Command {
  return addStudyArgument(new Command("convert"), "in")
    .summary("write a study in another format")
    .description(
      "Reads a study and writes it as a .json file or a folder (everything), as a .xlsx workbook (all but judgements and hypotheses), or as .csv, .tsv or .txt (the matrix only).\nAn existing file is replaced.",
    )
    .argument("<out>", "file to write; a name without ending is a study folder")
    .addHelpText(
      "after",
      `
Examples:
  $ motrice convert hauts-de-france-industrie-2040 study.json
  $ motrice convert hauts-de-france-industrie-2040 matrix.xlsx
  $ motrice convert study.json my-study`,
    )
    .action(async (from: string, to: string, { sheet }: { readonly sheet?: string }) => {
      const study = await readStudyArgument(from, sheet);
      const { writeStudy } = await import("../node/write-study.js");
      await writeStudy(study, to);
      process.stderr.write(`${to}: ${study.variables.length} variables${LEFT_OUT[extname(to).toLowerCase()] ?? ""}\n`);
    });
}

/** What each format leaves out, by the ending of its name. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  ".xlsx": ", all but judgements and hypotheses",
  ".csv": ", the matrix only",
  ".tsv": ", the matrix only",
  ".txt": ", the matrix only",
};
