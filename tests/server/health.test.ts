import { expect, test } from "vitest";
import { buildApp } from "../../server/app.js";
import { CSV_TYPE, useApp } from "./test-app.js";

const app = useApp();

test("metrics count requests by route template, method and status, never by address", async () => {
  await app().inject("/api/v1/examples/some-id-of-a-caller");
  await app().inject("/some-path-of-a-caller");
  await app().inject({ method: "POST", url: "/api/v1/analyses", headers: CSV_TYPE, payload: ",a\na,\n" });
  const { body, headers } = await app().inject("/metrics");
  expect(headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
  const count = (labels: string) => body.includes(`http_request_duration_seconds_count{${labels}} 1`);
  expect(count('method="GET",route="/api/v1/examples/:id",status="404"')).toBe(true);
  expect(count('method="GET",route="none",status="404"')).toBe(true);
  expect(count('method="POST",route="/api/v1/analyses",status="200"')).toBe(true);
  expect(body).not.toContain("of-a-caller");
  for (const name of [
    "motrice_tasks_running",
    "motrice_tasks_waiting",
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_seconds",
  ]) {
    expect(body).toContain(`\n${name} `);
  }
});

test("blocks that are shorter than the event loop may be late refuse nobody, wherever they fall", async () => {
  const busy = await buildApp({ logLevel: "silent", rateLimit: 0, maxEventLoopDelayMs: 3000 });
  const answers: number[] = [];
  for (let round = 0; round < 8; round++) {
    const blockUntil = Date.now() + 700;
    while (Date.now() < blockUntil);
    await new Promise((resolve) => setTimeout(resolve, round % 4));
    answers.push((await busy.inject("/api/v1/examples")).statusCode);
  }
  expect(answers).toEqual(new Array(8).fill(200));
  await busy.close();
});

test("while the event loop is late, requests are refused, health is still told, and all comes back", async () => {
  const late = await buildApp({ logLevel: "silent", maxEventLoopDelayMs: 100 });
  const blockUntil = Date.now() + 1500;
  while (Date.now() < blockUntil);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const refused = await late.inject("/api/v1/examples");
  expect([refused.statusCode, refused.headers["retry-after"], refused.json().code]).toEqual([503, "5", "server-busy"]);
  expect((await late.inject("/health/ready")).statusCode).toBe(503);
  expect((await late.inject("/health/live")).statusCode).toBe(200);
  expect((await late.inject("/metrics")).statusCode).toBe(200);
  await expect.poll(async () => (await late.inject("/health/ready")).statusCode, { timeout: 30_000 }).toBe(200);
  await late.close();
});
