import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { StudyError } from "../errors.js";
import type { Study } from "../study/study.js";

/** Adds the argument `<study>` with what belongs to reading one. */
export function addStudyArgument(command: Command, name = "study"): Command {
  return command
    .argument(`<${name}>`, "a study folder, a .json, .csv, .tsv, .txt or .xlsx file, or the id of a shipped example")
    .addOption(new Option("--sheet <name>", "sheet of an .xlsx workbook (default: the first one)"));
}

/** The study at a path; where there is nothing, the shipped example of that id. */
export async function readStudyArgument(argument: string, sheet?: string): Promise<Study> {
  const options = sheet === undefined ? {} : { sheet };
  const { readStudy } = await import("../node/read-study.js");
  if (!existsSync(argument)) {
    const { listExamples, readExample } = await import("../node/examples.js");
    const examples = await listExamples();
    if (examples.includes(argument)) return (await readExample(argument, options)).study;
    const expected = `a study folder, a file, or the id of a shipped example (${examples.join(", ")})`;
    throw new StudyError([{ path: argument, expected, received: "nothing at this path" }], "study-unreadable");
  }
  return readStudy(argument, options);
}
