/** Writes to stdout and waits until the text is handed over. */
export async function print(text: string | Uint8Array): Promise<void> {
  await new Promise<void>((done, failed) => {
    process.stdout.write(text, (error) => (error && !isClosedPipe(error) ? failed(error) : done()));
  });
}

/** Columns for tables: those of the terminal, 80 where there is none. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? (process.stdout.columns ?? 80) : 80;
}

/** Colours are for terminals only, and not where NO_COLOR (no-color.org) or a dumb terminal says so. */
export function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
}

/** A reader that closes the pipe early (`| head`) has seen enough: no fault, no message. Any other fault {@link print} says. */
export function leaveQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (isClosedPipe(error)) process.exit();
      process.exitCode = 1;
    });
  }
}

function isClosedPipe(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === "EPIPE";
}
