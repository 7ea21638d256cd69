import { type Command, CommanderError } from "commander";
import { formatIssue, type Issue, MotriceError } from "../errors.js";
import { outputFailed } from "../node/write-file-atomically.js";
import { plainText } from "../report/terminal-text.js";

/** Exit codes: 0 all is well, 1 a fault of Motrice or of the machine, 2 bad use or bad input. */
const FAULT = 1;
const BAD_USE = 2;

/** Another place, or another name, is the caller's to choose; a disk that is full or broken is not bad use. */
const MACHINE_FAULTS = ["ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE", "ENOMEM"];

/** Names of library options that a command calls otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { maxLength: "length" };

/** Says on stderr what went wrong, every issue on a line of its own, and gives the exit code. */
export function reportFailure(error: unknown, command: Command): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_USE;
  if (error instanceof MotriceError) {
    const lines =
      error.issues.length > 0
        ? error.issues.map((issue) => formatIssue(named(issue, command)))
        : error.message.split("\n");
    write(lines);
    return isMachineFault(error.cause) ? FAULT : BAD_USE;
  }
  if (isMachineFault(error)) {
    write([outputFailed("stdout", error).message]);
    return FAULT;
  }
  const message = error instanceof Error ? error.message : String(error);
  write([
    `motrice: a fault of ours: ${message}`,
    "Please report it with the command you ran. MOTRICE_DEBUG=1 shows where it happened.",
    ...(process.env["MOTRICE_DEBUG"] === "1" && error instanceof Error ? (error.stack ?? "").split("\n") : []),
  ]);
  return FAULT;
}

function isMachineFault(error: unknown): boolean {
  return error instanceof Error && MACHINE_FAULTS.includes((error as NodeJS.ErrnoException).code ?? "");
}

function write(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${plainText(line)}\n`).join(""));
}

/** An issue with an option or an argument, under the name it has on the command line. */
function named(issue: Issue, command: Command): Issue {
  const name = OTHER_NAMES[issue.path] ?? issue.path;
  const option = command.options.find((each) => each.attributeName() === name);
  if (option !== undefined) return { ...issue, path: option.long ?? option.flags };
  const argument = command.registeredArguments.find((each) => each.name() === name);
  return argument === undefined ? issue : { ...issue, path: `<${name}>` };
}
