import { Command, Option } from "commander";
import { MotriceError, OptionsError } from "../errors.js";
import { numberOrText } from "./analysis-options.js";
import { addDataOption, namesFolder, type PlaceOptions } from "./store-place.js";

interface ServeOptions extends PlaceOptions {
  readonly port: number | string;
  readonly host: string;
}

export function serveCommand(): Command {
  return addDataOption(new Command("serve"))
    .summary("serve the API, the page and the studies")
    .description(
      "Serves the HTTP API, its documentation at /docs and the studies kept in a folder, or in PostgreSQL where DATABASE_URL is set and no --data is given, until Ctrl-C or SIGTERM.",
    )
    .addOption(
      new Option("--port <port>", "port: 0 (any free one) to 65535")
        .env("MOTRICE_PORT")
        .argParser(numberOrText)
        .default(8029),
    )
    .addOption(
      new Option("--host <host>", "address to listen on; 0.0.0.0 is every one of this machine")
        .env("MOTRICE_HOST")
        .default("127.0.0.1"),
    )
    .addHelpText(
      "after",
      `
The first start puts the example study into an empty folder, to try things out on; delete it as any other.
Beyond loopback the server asks for MOTRICE_ADMIN_TOKEN and MOTRICE_ALLOWED_HOSTS: see docs/running.md.

Examples:
  $ motrice serve --port 0
  $ motrice serve --data /var/lib/motrice --host 0.0.0.0`,
    )
    .action(async ({ port, host, data }: ServeOptions, command: Command) => {
      // A folder named here goes before DATABASE_URL; the server itself reads the environment.
      const folder = namesFolder(command) ? { dataFolder: data } : {};
      const { startServer } = await import("../../server/main.js");
      await startServer({ host, port: port as number, withExample: true, ...folder }).catch((error: unknown) => {
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
