import { availableParallelism } from "node:os";
import { type Issue, OptionsError } from "../src/index.js";
import { choiceRule, completeOptions, integerRule, type Rule, type Rules } from "../src/node.js";
import { isLoopback, isOrigin, originOf } from "./access/host-names.js";
import type { StorePlace } from "./store/open-store.js";

/** How the server listens and what it puts up with. */
export interface ServerSettings {
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** Port, 0 for any free one. @default 8029 */
  readonly port: number;
  /** Largest body, in bytes. A study of 2 000 variables, all cells blank, takes 20 MB. @default 33554432 */
  readonly bodyLimit: number;
  /** Largest bundle of a study to import, in bytes; at least `bodyLimit` is taken. @default 268435456 */
  readonly bundleLimit: number;
  /** Requests a minute from one address, 0 for no limit. @default 12000 */
  readonly rateLimit: number;
  /** Requests a minute with one token or session, 0 for no limit. @default 6000 */
  readonly tokenRateLimit: number;
  /** Unknown tokens a minute from one address before it has to wait, 0 for no limit. @default 20 */
  readonly guessLimit: number;
  /** Time for a request to arrive whole, in ms; its headers have a third of it. @default 30000 */
  readonly requestTimeoutMs: number;
  /** Time for one analysis, picture or report, in ms; jobs have no limit. @default 20000 */
  readonly taskTimeoutMs: number;
  /** Time that requests in flight have to finish once the server is told to stop, in ms. @default 10000 */
  readonly stopTimeoutMs: number;
  /** Worker threads for what would hold up other requests, and as many again for jobs. @default processors − 1, from 1 to 4 */
  readonly workers: number;
  /** Tasks that may wait for a worker, half of them from one address; more are refused. @default 32 */
  readonly queueLimit: number;
  /** Memory of one worker, in MB. @default 2048 */
  readonly workerMemoryMb: number;
  /** Jobs under way or waiting, half of them of no study, and half of these from one address; more are refused. @default 16 */
  readonly jobLimit: number;
  /** How long a job counts before another that waits has its turn, in ms. @default 1000 */
  readonly jobTurnMs: number;
  /** Ended jobs whose results are kept. @default 100 */
  readonly jobsKept: number;
  /** How long the result of an ended job is kept, in ms. @default 3600000 */
  readonly jobKeptMs: number;
  /** Memory of all jobs that have not ended, half of it for those of no study, and again of those that have, in MB. @default 256 */
  readonly jobMemoryMb: number;
  /** How long a server that says nothing keeps its jobs from the others of a database, in ms. @default 15000 */
  readonly jobClaimMs: number;
  /** Time between two signs of life on a stream of events, in ms. @default 15000 */
  readonly heartbeatMs: number;
  /** How late the event loop may run before requests are refused for a while, in ms, 0 for however late. @default 3000 */
  readonly maxEventLoopDelayMs: number;
  /** Whether a proxy stands before the server: the last address in X-Forwarded-For, the one that the proxy saw, is then the caller's. @default false */
  readonly trustProxy: boolean;
  /** Folder of the embedded database, made where it is missing; `:memory:` keeps studies only as long as the server runs. @default "data" */
  readonly dataFolder: string;
  /** PostgreSQL database to keep the studies in rather than in the folder, such as `postgres://motrice@db.example/motrice`. @default "" */
  readonly databaseUrl: string;
  /** What an administrator sends as Bearer token, at least 16 letters; empty: whoever reaches the server, on loopback only, is one. @default "" */
  readonly adminToken: string;
  /** Names the server answers to, beside those of loopback, the address it listens on and that of `publicUrl`. @default [] */
  readonly allowedHosts: readonly string[];
  /** What links begin with where a proxy stands before the server, such as `https://motrice.example`. @default the address that was asked */
  readonly publicUrl: string;
  /** Origins of other sites whose pages may ask this server, with Bearer tokens, never with cookies. @default [] */
  readonly corsOrigins: readonly string[];
  /** `silent`, or the least severe messages logged to stderr. @default "warn" */
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

export const SERVER_DEFAULTS: ServerSettings = Object.freeze({
  host: "127.0.0.1",
  port: 8029,
  bodyLimit: 32 * 1024 * 1024,
  bundleLimit: 256 * 1024 * 1024,
  rateLimit: 12_000,
  tokenRateLimit: 6000,
  guessLimit: 20,
  requestTimeoutMs: 30_000,
  taskTimeoutMs: 20_000,
  stopTimeoutMs: 10_000,
  workers: Math.min(4, Math.max(1, availableParallelism() - 1)),
  queueLimit: 32,
  workerMemoryMb: 2048,
  jobLimit: 16,
  jobTurnMs: 1000,
  jobsKept: 100,
  jobKeptMs: 3_600_000,
  jobMemoryMb: 256,
  jobClaimMs: 15_000,
  heartbeatMs: 15_000,
  maxEventLoopDelayMs: 3000,
  trustProxy: false,
  dataFolder: "data",
  databaseUrl: "",
  adminToken: "",
  allowedHosts: [],
  publicUrl: "",
  corsOrigins: [],
  logLevel: "warn",
});

/** Where the settings say that studies are kept. */
export function storePlace({ dataFolder, databaseUrl }: ServerSettings): StorePlace {
  if (databaseUrl !== "") return { databaseUrl };
  return dataFolder === ":memory:" ? "memory" : { dataFolder };
}

/** The environment variable of each setting: `MOTRICE_HOST`, `MOTRICE_BODY_LIMIT` …, and `DATABASE_URL` as it is called everywhere. */
export function environmentName(setting: keyof ServerSettings): string {
  if (setting === "databaseUrl") return "DATABASE_URL";
  return `MOTRICE_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Settings that are written nowhere, neither in an error nor in a log. */
const SECRETS: readonly (keyof ServerSettings)[] = ["adminToken", "databaseUrl"];

const booleanRule: Rule = { expected: "true or false", test: (value) => typeof value === "boolean" };

const textRule = (expected: string, test: (text: string) => boolean = (text) => text !== ""): Rule => ({
  expected,
  test: (value) => typeof value === "string" && test(value),
});

const listRule = (expected: string, test: (text: string) => boolean): Rule => ({
  expected,
  test: (value) => Array.isArray(value) && value.every((each) => typeof each === "string" && test(each)),
});

const RULES: Rules<ServerSettings> = {
  host: textRule("the name or address of a network interface"),
  port: integerRule(0, 65_535),
  bodyLimit: integerRule(1, 1024 ** 3),
  // No text of V8 has more than 512 Mi letters.
  bundleLimit: integerRule(1, 500 * 1024 ** 2),
  rateLimit: integerRule(0, 1e9),
  tokenRateLimit: integerRule(0, 1e9),
  guessLimit: integerRule(0, 1e9),
  requestTimeoutMs: integerRule(1, 3_600_000),
  taskTimeoutMs: integerRule(1, 3_600_000),
  stopTimeoutMs: integerRule(0, 3_600_000),
  workers: integerRule(1, 64),
  queueLimit: integerRule(0, 100_000),
  workerMemoryMb: integerRule(64, 65_536),
  jobLimit: integerRule(0, 1000),
  jobTurnMs: integerRule(1, 3_600_000),
  jobsKept: integerRule(0, 100_000),
  jobKeptMs: integerRule(0, 2_147_483_647),
  jobMemoryMb: integerRule(1, 65_536),
  jobClaimMs: integerRule(100, 3_600_000),
  heartbeatMs: integerRule(1, 60_000),
  maxEventLoopDelayMs: integerRule(0, 3_600_000),
  trustProxy: booleanRule,
  dataFolder: textRule("a folder, or :memory:"),
  databaseUrl: textRule(
    "an address such as postgres://name:password@host/database",
    (text) => text === "" || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
  ),
  adminToken: {
    expected: ({ host, allowedHosts, publicUrl }) =>
      `at least ${MIN_ADMIN_TOKEN} letters, digits or signs${beyond([host, allowedHosts, publicUrl].flat())}`,
    test: (value, { host, allowedHosts, publicUrl }) =>
      typeof value === "string" &&
      (value === "" ? beyond([host, allowedHosts, publicUrl].flat()) === "" : ADMIN_TOKEN.test(value)),
  },
  allowedHosts: listRule("names of hosts, such as motrice.example, without a port", (text) => HOST_NAME.test(text)),
  publicUrl: textRule(
    "an address such as https://motrice.example, without a path",
    (text) => text === "" || isOrigin(text),
  ),
  corsOrigins: listRule("origins such as https://page.example", isOrigin),
  logLevel: choiceRule(LOG_LEVELS),
};

const MIN_ADMIN_TOKEN = 16;
const ADMIN_TOKEN = new RegExp(`^[\\x21-\\x7e]{${MIN_ADMIN_TOKEN},}$`);
const HOST_NAME = /^[a-z\d]([a-z\d.:-]*[a-z\d])?$/i;

/** Why a token is needed: the first of these that is reached from other machines. */
function beyond(hosts: readonly unknown[]): string {
  const open = hosts.find((host) => typeof host === "string" && host !== "" && !isLoopback(hostOf(host)));
  if (open === undefined) return "";
  return `, for the server is to be reached beyond this machine (${String(open)}) and would let anyone make studies without it`;
}

const hostOf = (text: string) => (originOf(text) === null ? text : new URL(text).hostname);

/**
 * The settings given, then the environment, then the defaults. A data folder that is given goes before a DATABASE_URL of the
 * environment.
 *
 * Throws {@link OptionsError} with every setting that is unknown or not valid, by its name or its environment variable; also where
 * the server is to be reached beyond this machine without an administrator's token. Secrets are not repeated.
 *
 * @example
 * resolveSettings({ port: 0 }, process.env).port; // 0
 */
export function resolveSettings(
  given: Partial<ServerSettings> = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): ServerSettings {
  const settings: Record<string, unknown> = { ...given };
  const fromEnvironment = new Set<string>();
  for (const name of Object.keys(SERVER_DEFAULTS) as (keyof ServerSettings)[]) {
    const text = environment[environmentName(name)];
    if (text === undefined || text === "" || given[name] !== undefined) continue;
    if (name === "databaseUrl" && given.dataFolder !== undefined) continue;
    settings[name] = readText(name, text);
    fromEnvironment.add(name);
  }
  try {
    return completeOptions<ServerSettings>(
      SERVER_DEFAULTS,
      RULES,
      settings as unknown as ServerSettings,
      " for the server",
    );
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    throw new OptionsError(error.issues.map((issue) => told(issue, settings[issue.path], fromEnvironment)));
  }
}

/** An issue by the name the setting was given under, without what is secret. */
function told(issue: Issue, value: unknown, fromEnvironment: ReadonlySet<string>): Issue {
  if (!Object.hasOwn(SERVER_DEFAULTS, issue.path)) return issue;
  const name = issue.path as keyof ServerSettings;
  const length = typeof value === "string" ? value.length : 0;
  const secret = length === 0 ? "nothing" : `${length} letters, which are not repeated here`;
  const path = fromEnvironment.has(name) || (name === "adminToken" && length === 0) ? environmentName(name) : name;
  return { ...issue, path, received: SECRETS.includes(name) ? secret : issue.received };
}

function readText(name: keyof ServerSettings, text: string): unknown {
  const kind = SERVER_DEFAULTS[name];
  if (typeof kind === "number") return /^\d+$/.test(text) ? Number(text) : text;
  if (typeof kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (Array.isArray(kind)) return text.split(",").flatMap((part) => part.trim() || []);
  return text;
}
