import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What came of requests. */
export interface Answers {
  /** Times of the answers of status 200, in ms, shortest first. */
  readonly times: readonly number[];
  /** Requests refused with 503, as a server does that has more to do than it can. */
  readonly refused: number;
}

/** One request: its address, and what it sends. */
export interface PacedRequest {
  readonly url: string;
  readonly method: "GET" | "POST" | "PATCH";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends POST requests of bodies in turn; see {@link pacedCalls}.
 */
export function pacedRequests(
  url: string,
  bodies: readonly string[],
  ratePerSecond: number,
  seconds: number,
): Promise<Answers> {
  const headers = { "content-type": "application/json" };
  const next = (number: number) => ({ url, method: "POST", headers, body: bodies[number % bodies.length]! }) as const;
  return pacedCalls(next, ratePerSecond, seconds);
}

/**
 * Sends requests at a fixed rate whether or not earlier ones have been answered, as many callers would. A time counts from
 * when the request was due, so that a late start is not lost. Throws where an answer is neither 200 nor 503.
 */
export async function pacedCalls(
  next: (number: number) => PacedRequest,
  ratePerSecond: number,
  seconds: number,
): Promise<Answers> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let refused = 0;
  const failures: unknown[] = [];
  const ask = async (request: PacedRequest, due: number) => {
    try {
      const status = await send(request, agent);
      if (status === 200) times.push(performance.now() - due);
      else if (status === 503) refused++;
      else failures.push(new Error(`${request.method} ${request.url} answers ${status}`));
    } catch (error) {
      failures.push(error);
    }
  };
  const start = performance.now();
  const asked: Promise<void>[] = [];
  for (let number = 0; number < ratePerSecond * seconds; number++) {
    const due = start + (1000 * number) / ratePerSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    asked.push(ask(next(number), due));
  }
  await Promise.all(asked);
  agent.destroy();
  if (failures.length > 0) throw failures[0];
  return { times: times.sort((a, b) => a - b), refused };
}

/** The status of the answer, once it is there whole. */
function send({ url, method, headers, body }: PacedRequest, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method, agent, headers: { ...headers, ...length }, timeout: 10_000 }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${url} has not answered after 10 s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
