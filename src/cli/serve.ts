import { Command, Option } from "commander";
import { MotriceError, OptionsError } from "../errors.js";
import { numberOrText } from "./analysis-options.js";

interface ServeOptions {
  readonly port: number | string;
  readonly host: string;
}

export function serveCommand(): Command {
  return new Command("serve")
    .summary("serve the API and the report of the shipped study")
    .description(
      "Serves the HTTP API, its documentation at /docs and the shipped study's report, until Ctrl-C or SIGTERM.",
    )
    .addOption(
      new Option("--port <port>", "port: 0 (any free one) to 65535")
        .env("MOTRICE_PORT")
        .argParser(numberOrText)
        .default(8029),
    )
    .addOption(
      new Option("--host <host>", "address to listen on; 0.0.0.0 opens it to the network")
        .env("MOTRICE_HOST")
        .default("127.0.0.1"),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ motrice serve --port 0`,
    )
    .action(async ({ port, host }: ServeOptions) => {
      const { startServer } = await import("../../server/main.js");
      await startServer({ host, port: port as number }).catch((error: unknown) => {
        if (error instanceof MotriceError || !isSystemError(error)) throw error;
        const expected = "an address and port that can be listened on";
        throw new OptionsError([{ path: "port", expected, received: (error as Error).message }]);
      });
    });
}

/** An error of the operating system, such as a port in use, or one that wraps it. */
function isSystemError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return typeof (error as NodeJS.ErrnoException).syscall === "string" || isSystemError(error.cause);
}
