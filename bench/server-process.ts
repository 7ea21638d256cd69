import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { builtFile } from "./run-child.js";

/** A server in a process of its own. Has identity: it holds that process. */
export interface ServerProcess {
  readonly url: string;
  /** Ends the process, by force after five seconds. */
  readonly stop: () => Promise<void>;
}

/** Starts the built server on a free port of the loopback, without a limit of requests; waits until it listens. */
export async function startBuiltServer(): Promise<ServerProcess> {
  const script = `
    import { startServer } from ${JSON.stringify(pathToFileURL(builtFile("server.js")).href)};
    const announce = (url) => console.log(url);
    await startServer({ host: "127.0.0.1", port: 0, rateLimit: 0, logLevel: "silent", announce });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(force);
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^http:\/\/127\.0\.0\.1:\d+$/.test(line)) {
      child.stdout.resume();
      return { url: line, stop };
    }
  }
  await stop();
  throw new Error("the server ended before it listened");
}
