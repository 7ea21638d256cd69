import { ApiProblem, type ProblemBody, unreached } from "./problem.js";
import { readServerClock } from "./server-clock.js";

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; text, bytes and files as they are, with `type`. */
  readonly body?: unknown;
  /** Media type of a body that is not JSON. */
  readonly type?: string;
  /** The revision that is changed, such as `"3"` with its quotes. */
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Whether the request goes out even as the page is closed. @default false */
  readonly keepalive?: boolean;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** With its quotes; null where there is none. */
  readonly etag: string | null;
}

const TIMEOUT_MS = 30_000;

/** Asks the API, which answers in JSON. Throws {@link ApiProblem} for a refusal, with code `offline` where no answer of the server came whole; what `signal` aborts rejects with its reason. */
export async function ask<Body = unknown>(path: string, options: RequestOptions = {}): Promise<Answer<Body>> {
  const response = await fetchAnswer(path, options);
  const body = response.status === 204 ? null : await readBody(response, options.signal);
  return { status: response.status, body: body as Body, etag: response.headers.get("etag") };
}

async function fetchAnswer(path: string, options: RequestOptions): Promise<Response> {
  const { method = "GET", body, type, ifMatch, idempotencyKey, signal, keepalive = false } = options;
  const headers = new Headers({ accept: "application/json" });
  const plain = type !== undefined;
  if (body !== undefined) headers.set("content-type", plain ? type : "application/json");
  if (ifMatch !== undefined) headers.set("if-match", ifMatch);
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const init: RequestInit = {
    method,
    headers,
    credentials: "same-origin",
    keepalive,
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
  if (body !== undefined) init.body = plain ? (body as BodyInit) : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreached();
  }
  readServerClock(response.headers);
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** A body that is cut, or that is no JSON, such as the page of a network's login, is no answer of the server. */
async function readBody(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    if (isJson(response)) return JSON.parse(await response.text());
  } catch (error) {
    if (signal?.aborted) throw error;
  }
  throw unreached();
}

/** The refusal of the server, or of what stands before it: a proxy that refuses in words of its own. */
async function readProblem(response: Response): Promise<ApiProblem> {
  const { status } = response;
  try {
    const body = (await response.json()) as ProblemBody;
    if (typeof body.code === "string") return new ApiProblem(status, body);
  } catch {
    // A proxy's page, or half an answer.
  }
  if (status === 413) return new ApiProblem(status, { code: "body-too-large", title: "The body is too large" });
  if (status === 429) return new ApiProblem(status, { code: "rate-limited", title: "Too many requests" });
  return unreached();
}

function isJson(response: Response): boolean {
  return (response.headers.get("content-type") ?? "").includes("json");
}

/** The path of a study in the API, with what stands under it. */
export function studyPath(study: string, rest = ""): string {
  return `/studies/${encodeURIComponent(study)}${rest}`;
}
