import { availableParallelism } from "node:os";
import { describeValue, type Issue, OptionsError } from "../src/index.js";

/** How the server listens and what it puts up with. */
export interface ServerSettings {
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** Port, 0 for any free one. @default 8029 */
  readonly port: number;
  /** Largest body, in bytes. A study of 2 000 variables, all cells blank, takes 20 MB. @default 33554432 */
  readonly bodyLimit: number;
  /** Requests a minute from one address, 0 for no limit. @default 12000 */
  readonly rateLimit: number;
  /** Time for a request to arrive whole, in ms; its headers have a third of it. @default 30000 */
  readonly requestTimeoutMs: number;
  /** Time for one analysis, picture or report, in ms. @default 20000 */
  readonly taskTimeoutMs: number;
  /** Time that requests in flight have to finish once the server is told to stop, in ms. @default 10000 */
  readonly stopTimeoutMs: number;
  /** Worker threads for what would hold up other requests. @default processors − 1, from 1 to 4 */
  readonly workers: number;
  /** Tasks that may wait for a worker, half of them from one address; more are refused. @default 32 */
  readonly queueLimit: number;
  /** Memory of one worker, in MB. @default 2048 */
  readonly workerMemoryMb: number;
  /** How late the event loop may run before requests are refused for a while, in ms, 0 for however late. @default 3000 */
  readonly maxEventLoopDelayMs: number;
  /** Whether a proxy's X-Forwarded-For names the caller. @default false */
  readonly trustProxy: boolean;
  /** `silent`, or the least severe messages logged to stderr. @default "warn" */
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

export const SERVER_DEFAULTS: ServerSettings = Object.freeze({
  host: "127.0.0.1",
  port: 8029,
  bodyLimit: 32 * 1024 * 1024,
  rateLimit: 12_000,
  requestTimeoutMs: 30_000,
  taskTimeoutMs: 20_000,
  stopTimeoutMs: 10_000,
  workers: Math.min(4, Math.max(1, availableParallelism() - 1)),
  queueLimit: 32,
  workerMemoryMb: 2048,
  maxEventLoopDelayMs: 3000,
  trustProxy: false,
  logLevel: "warn",
});

/** The environment variable of each setting: `MOTRICE_HOST`, `MOTRICE_BODY_LIMIT` … */
export function environmentName(setting: keyof ServerSettings): string {
  return `MOTRICE_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

const RANGES: Readonly<Partial<Record<keyof ServerSettings, readonly [number, number]>>> = {
  port: [0, 65_535],
  bodyLimit: [1, 1024 ** 3],
  rateLimit: [0, 1e9],
  requestTimeoutMs: [1, 3_600_000],
  taskTimeoutMs: [1, 3_600_000],
  stopTimeoutMs: [0, 3_600_000],
  workers: [1, 64],
  queueLimit: [0, 100_000],
  workerMemoryMb: [64, 65_536],
  maxEventLoopDelayMs: [0, 3_600_000],
};

/**
 * The settings given, then the environment, then the defaults.
 *
 * Throws {@link OptionsError} with every setting that is unknown or not valid, by its name or its environment variable.
 *
 * @example
 * resolveSettings({ port: 0 }, process.env).port; // 0
 */
export function resolveSettings(
  given: Partial<ServerSettings> = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): ServerSettings {
  const issues: Issue[] = [];
  const settings: Record<string, unknown> = { ...SERVER_DEFAULTS };
  for (const name of Object.keys(SERVER_DEFAULTS) as (keyof ServerSettings)[]) {
    const variable = environmentName(name);
    const text = environment[variable];
    if (given[name] !== undefined) check(name, given[name], name);
    else if (text !== undefined && text !== "") check(name, readText(name, text), variable);
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(SERVER_DEFAULTS, name)) {
      const expected = `no setting of this name (known: ${Object.keys(SERVER_DEFAULTS).join(", ")})`;
      issues.push({ path: name, expected, received: "one" });
    }
  }
  if (issues.length > 0) throw new OptionsError(issues);
  return settings as unknown as ServerSettings;

  function check(name: keyof ServerSettings, value: unknown, path: string): void {
    const expected = refusal(name, value);
    if (expected === null) settings[name] = value;
    else issues.push({ path, expected, received: describeValue(value) });
  }
}

/** What the value should have been, or null where it is right. */
function refusal(name: keyof ServerSettings, value: unknown): string | null {
  const range = RANGES[name];
  if (range !== undefined) {
    const [from, to] = range;
    const valid = Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
    return valid ? null : `an integer from ${from} to ${to}`;
  }
  if (name === "trustProxy") return typeof value === "boolean" ? null : "true or false";
  if (name === "logLevel") return LOG_LEVELS.includes(value as LogLevel) ? null : `one of ${LOG_LEVELS.join(", ")}`;
  return typeof value === "string" && value !== "" ? null : "the name or address of a network interface";
}

function readText(name: keyof ServerSettings, text: string): unknown {
  if (RANGES[name] !== undefined) return /^\d+$/.test(text) ? Number(text) : text;
  if (name === "trustProxy" && (text === "true" || text === "false")) return text === "true";
  return text;
}
