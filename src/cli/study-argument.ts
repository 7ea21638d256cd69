import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import type { Study } from "../study/study.js";

/** Adds the argument `<study>` with what belongs to reading one. */
export function addStudyArgument(command: Command, name = "study"): Command {
  return command
    .argument(`<${name}>`, "a study folder, a .json, .csv, .tsv, .txt or .xlsx file, or the id of a shipped example")
    .addOption(new Option("--sheet <name>", "sheet of an .xlsx workbook (default: the first one)"));
}

/** The study at a path; where there is nothing, the shipped example of that id. */
export async function readStudyArgument(argument: string, sheet?: string): Promise<Study> {
  const { readStudy } = await import("../node/read-study.js");
  if (!existsSync(argument)) {
    const { listExamples, readExample } = await import("../node/examples.js");
    if ((await listExamples()).includes(argument)) return (await readExample(argument)).study;
  }
  return readStudy(argument, sheet === undefined ? {} : { sheet });
}
