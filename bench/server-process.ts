import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { builtFile } from "./run-child.js";

/** A server in a process of its own. Has identity: it holds that process. */
export interface ServerProcess {
  readonly url: string;
  /** Processor time it has used so far, in ms: what other work on the machine hardly changes. */
  readonly processorMs: () => Promise<number>;
  /** Ends the process, by force after five seconds. */
  readonly stop: () => Promise<void>;
}

/** Starts the built server on a free port of the loopback, without a limit of requests; waits until it listens. */
export async function startBuiltServer(): Promise<ServerProcess> {
  const script = `
    import { startServer } from ${JSON.stringify(pathToFileURL(builtFile("server.js")).href)};
    const announce = (url) => console.log(url);
    process.on("message", () => {
      const { user, system } = process.cpuUsage();
      process.send((user + system) / 1000);
    });
    process.on("disconnect", () => process.exit());
    await startServer({ host: "127.0.0.1", port: 0, rateLimit: 0, logLevel: "silent", announce });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const processorMs = async () => {
    const answer = once(child, "message");
    child.send("processor time");
    const [spent] = await answer;
    return spent as number;
  };
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(force);
  };
  for await (const line of createInterface({ input: child.stdout! })) {
    if (/^http:\/\/127\.0\.0\.1:\d+$/.test(line)) {
      child.stdout!.resume();
      return { url: line, processorMs, stop };
    }
  }
  await stop();
  throw new Error("the server ended before it listened");
}
