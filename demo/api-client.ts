import { setTimeout as sleep } from "node:timers/promises";

interface AskOptions {
  /** Sent as a bearer token. */
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as Idempotency-Key: a request sent again is then written once. */
  readonly key?: string;
}

export interface ApiClient {
  readonly ask: <Answer>(method: string, path: string, options?: AskOptions) => Promise<Answer>;
  readonly askText: (path: string, token: string) => Promise<string>;
}

/** How long a server that restarts is waited for. */
const PATIENCE_MS = 20_000;

/**
 * A client of the API that asks again, with the same idempotency key, while the server does not answer: what a page does on a train.
 * Throws for every other refusal, with the problem's own words.
 */
export function apiClient(base: string): ApiClient {
  async function send(
    method: string,
    path: string,
    { token, body, key }: AskOptions,
    accept: string,
  ): Promise<Response> {
    const headers = {
      accept,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((error: unknown) => {
        if (Date.now() > deadline) throw error;
        return null;
      });
      if (response !== null && response.status !== 503) return response;
      if (Date.now() > deadline) throw new Error(`${method} ${path}: the server does not answer`);
      await sleep(100);
    }
  }

  async function succeed(method: string, path: string, options: AskOptions, accept: string): Promise<string> {
    const response = await send(method, path, options, accept);
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(`${method} ${path} answers ${response.status}: ${text.slice(0, 500)}`);
  }

  return {
    ask: async (method, path, options = {}) => JSON.parse(await succeed(method, path, options, "application/json")),
    askText: (path, token) => succeed("GET", path, { token }, "*/*"),
  };
}
