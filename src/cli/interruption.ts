import { constants } from "node:os";

/** What Ctrl-C, or SIGTERM, asks of a long computation: to end with what it has. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** 130 after Ctrl-C, 143 after SIGTERM, as shells have it; null where there was none. */
  readonly exitCode: () => number | null;
  /** Lets signals end the process again. */
  readonly release: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Listens for the first signal; a second one ends the process at once. */
export function catchInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const release = () => {
    for (const name of SIGNALS) process.removeListener(name, onSignal);
  };
  function onSignal(name: NodeJS.Signals): void {
    exitCode = 128 + constants.signals[name];
    release();
    controller.abort(new Error("interrupted"));
  }
  for (const name of SIGNALS) process.on(name, onSignal);
  return { signal: controller.signal, exitCode: () => exitCode, release };
}
