import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Times of answers in ms, to POST requests sent at a fixed rate whether or not earlier ones have been answered, as many callers
 * would send them. A time counts from when the request was due, so that a late start is not lost. Throws where an answer is
 * not 200.
 */
export async function answerTimes(
  url: string,
  bodies: readonly string[],
  ratePerSecond: number,
  seconds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  const answers: Promise<number>[] = [];
  for (let number = 0; number < ratePerSecond * seconds; number++) {
    const due = start + (1000 * number) / ratePerSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    answers.push(answerTime(url, bodies[number % bodies.length]!, agent, due));
  }
  const times = await Promise.allSettled(answers);
  agent.destroy();
  return times.map((time) => {
    if (time.status === "rejected") throw time.reason;
    return time.value;
  });
}

function answerTime(url: string, body: string, agent: Agent, due: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", agent, headers, timeout: 10_000 }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answers ${response.statusCode}`));
      response.resume();
      response.on("end", () => resolve(performance.now() - due));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${url} has not answered after 10 s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
