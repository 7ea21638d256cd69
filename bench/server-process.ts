import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { ServerSettings } from "../server/settings.js";
import { builtFile } from "./run-child.js";

/** A server in a process of its own. Has identity: it holds that process. */
export interface ServerProcess {
  readonly url: string;
  /** Processor time it has used so far, in ms: what other work on the machine hardly changes. */
  readonly processorMs: () => Promise<number>;
  /** The most memory it has held so far, in MB: its resident set. */
  readonly peakMemoryMb: () => Promise<number>;
  /** Ends the process, by force after five seconds. */
  readonly stop: () => Promise<void>;
  /** Ends the process at once, as a power cut would. */
  readonly kill: () => Promise<void>;
}

/** Starts the built server on the loopback, on a free port where none is given, without limits of requests; waits until it listens. */
export async function startBuiltServer(
  settings: Partial<ServerSettings> = {},
  { under = [] }: { /** A command that runs the one it is given. */ readonly under?: readonly string[] } = {},
): Promise<ServerProcess> {
  const all = {
    host: "127.0.0.1",
    port: 0,
    dataFolder: ":memory:",
    rateLimit: 0,
    tokenRateLimit: 0,
    logLevel: "silent",
    ...settings,
  };
  const script = `
    const announce = (url) => console.log(url);
    process.on("message", () => {
      const { user, system } = process.cpuUsage();
      process.send({ processorMs: (user + system) / 1000, peakMemoryMb: process.resourceUsage().maxRSS / 1024 });
    });
    process.on("disconnect", () => process.exit());
    import(${JSON.stringify(pathToFileURL(builtFile("server.js")).href)})
      .then(({ startServer }) => startServer({ ...${JSON.stringify(all)}, announce }))
      .catch((error) => {
        console.error(error.message);
        process.exit(1);
      });
  `;
  const [command = process.execPath, ...args] = [...under, process.execPath, "-e", script];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const spent = async () => {
    const answer = once(child, "message");
    child.send("what have you used?");
    const [used] = await answer;
    return used as { readonly processorMs: number; readonly peakMemoryMb: number };
  };
  const processorMs = async () => (await spent()).processorMs;
  const peakMemoryMb = async () => (await spent()).peakMemoryMb;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(force);
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout! })) {
    if (/^http:\/\/127\.0\.0\.1:\d+$/.test(line)) {
      child.stdout!.resume();
      return { url: line, processorMs, peakMemoryMb, stop, kill };
    }
  }
  await stop();
  throw new Error("the server ended before it listened");
}
