#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageFolder } from "../node/package-folder.js";
import { plainText } from "../report/terminal-text.js";
import { adminCommand } from "./admin.js";
import { agreementCommand } from "./agreement.js";
import { analyzeCommand } from "./analyze.js";
import { backupCommand } from "./backup.js";
import { consensusCommand } from "./consensus.js";
import { convertCommand } from "./convert.js";
import { examplesCommand } from "./examples.js";
import { reportFailure } from "./failure.js";
import { loopsCommand } from "./loops.js";
import { pathsCommand } from "./paths.js";
import { plotCommand } from "./plot.js";
import { restoreCommand } from "./restore.js";
import { robustnessCommand } from "./robustness.js";
import { sensitivityCommand } from "./sensitivity.js";
import { serveCommand } from "./serve.js";
import { leaveQuietlyOnClosedPipe } from "./standard-output.js";
import { validateCommand } from "./validate.js";

const COMMANDS = [
  analyzeCommand,
  plotCommand,
  sensitivityCommand,
  robustnessCommand,
  consensusCommand,
  agreementCommand,
  pathsCommand,
  loopsCommand,
  convertCommand,
  validateCommand,
  examplesCommand,
  serveCommand,
  adminCommand,
  backupCommand,
  restoreCommand,
];

/** Commands load what they need when they run, so that a cold start stays short. */
function program(): Command {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string };
  const motrice = new Command("motrice")
    .description(
      "Cross-impact structural analysis: which variables drive a system, which are at stake, which are results.",
    )
    .version(version, "-V, --version", "print the version")
    .helpCommand("help [command]", "help for a command")
    .addHelpText(
      "after",
      `
A study is a folder, a .json, .csv or .xlsx file, or the id of a shipped example.
Exit codes: 0 done, 1 a fault of Motrice or of the machine (such as a full disk), 2 bad use or bad input,
a place that cannot be written included (every issue on stderr, nothing written), 130 stopped by Ctrl-C
(143: by SIGTERM): sensitivity and robustness then print what they had found.`,
    );
  for (const command of COMMANDS) motrice.addCommand(command());
  for (const command of [motrice, ...motrice.commands, ...motrice.commands.flatMap((each) => each.commands)]) {
    command
      .configureOutput({ outputError: (text, write) => write(text.split("\n").map(plainText).join("\n")) })
      .exitOverride()
      .showHelpAfterError(`(see: ${nameOf(command)} --help)`);
  }
  return motrice;
}

/** With the commands it belongs to: `motrice admin invite`. */
function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

async function main(): Promise<void> {
  leaveQuietlyOnClosedPipe();
  const motrice = program();
  let running = motrice;
  motrice.hook("preAction", (_, command) => {
    running = command;
  });
  try {
    await motrice.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = reportFailure(error, running);
  }
}

await main();
