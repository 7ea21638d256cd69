import { realpathSync } from "node:fs";
import { isIPv6 } from "node:net";
import { fileURLToPath } from "node:url";
import { MotriceError } from "../src/index.js";
import { buildApp } from "./app.js";
import { resolveSettings, type ServerSettings, storePlace } from "./settings.js";
import { openStore } from "./store/open-store.js";
import { StoreError } from "./store/store-error.js";
import { addFirstExample } from "./workshop/first-example.js";

export interface StartOptions extends Partial<ServerSettings> {
  /** Says where the server listens, once. @default a line on stdout */
  readonly announce?: (url: string) => void;
  /**
   * Whether the example study is put into a store that no study was ever in, where whoever comes is administrator and so may open it.
   * @default false
   */
  readonly withExample?: boolean;
  /** Whether SIGTERM and SIGINT stop the server. @default true */
  readonly stopOnSignal?: boolean;
}

/** A server that listens. Has identity: it holds a port. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:8029`. */
  readonly url: string;
  /** Takes no more requests, finishes those in flight within `stopTimeoutMs`, and resolves once the port is free. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server: settings as given, then from the environment (`MOTRICE_HOST`, `MOTRICE_PORT` …), then the defaults.
 *
 * SIGTERM or SIGINT stops it and lets requests in flight finish; a second signal, or `stopTimeoutMs`, ends them.
 * Throws OptionsError for settings that are not valid, StoreError where the studies cannot be kept, Error where the address
 * cannot be listened on.
 *
 * @example
 * const server = await startServer({ port: 0 });
 * await server.stop();
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const {
    announce = (url) => process.stdout.write(`Motrice: ${url}\n`),
    stopOnSignal = true,
    withExample = false,
    ...given
  } = options;
  const settings = resolveSettings(given, process.env);
  const store = await openStore(storePlace(settings));
  const prepare = async () => {
    if (withExample && settings.adminToken === "") await addFirstExample(store);
    return buildApp(settings, { store });
  };
  const app = await prepare().catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await app.close();
    await store.close();
    throw new Error(`cannot listen on ${settings.host}:${settings.port}: ${reasonOf(error)}`, { cause: error });
  }

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= closeWithin(settings.stopTimeoutMs);
    return stopping;
  };
  async function closeWithin(timeoutMs: number): Promise<void> {
    const deadline = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
    await app.close();
    await store.close();
    clearTimeout(deadline);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  }
  function onSignal(): void {
    if (stopping !== undefined) app.server.closeAllConnections();
    void stop();
  }
  if (stopOnSignal) for (const signal of SIGNALS) process.on(signal, onSignal);

  const { port } = app.server.address() as { port: number };
  const host = isIPv6(settings.host) ? `[${settings.host}]` : settings.host;
  const url = `http://${host}:${port}`;
  announce(url);
  return { url, stop };
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "another program listens there; choose another port";
  if (code === "EACCES") return "not allowed; choose a port above 1023";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "this machine has no such address";
  return message;
}

function isMain(): boolean {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isMain()) {
  startServer().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof MotriceError || error instanceof StoreError ? 2 : 1;
  });
}
