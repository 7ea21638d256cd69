import { type Command, Option } from "commander";
import { OptionsError } from "../errors.js";

/** Where the studies are, as the commands of an administrator take it. */
export interface PlaceOptions {
  readonly data: string;
}

/** `--data DIR`, as `motrice serve` has it. */
export function addDataOption(command: Command): Command {
  return command.addOption(
    new Option("--data <dir>", "folder that holds the studies").env("MOTRICE_DATA_FOLDER").default("data"),
  );
}

/** Whether `--data` stands on the command line: the folder then goes before DATABASE_URL, in every command. */
export function namesFolder(command: Command): boolean {
  return command.getOptionValueSource("data") === "cli";
}

/** Refuses a command that works on files while the studies are in PostgreSQL, unless it names a folder, and says which command does it there. */
export function refusePostgres(command: Command, advice: string): void {
  if (namesFolder(command) || !process.env["DATABASE_URL"]) return;
  const expected = `no PostgreSQL database for this command, or a folder named with --data; there, ${advice}`;
  throw new OptionsError([{ path: "DATABASE_URL", expected, received: "one" }]);
}
