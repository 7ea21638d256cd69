import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type RunningServer, type StartOptions, startServer } from "../../server/main.js";
import { analyze, toJson } from "../../src/index.js";
import { JSON_TYPE, ringStudy, SMALL_STUDY } from "./test-app.js";

const servers: RunningServer[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function start(options: StartOptions = {}): Promise<{ url: string; port: number; announced: string[] }> {
  const announced: string[] = [];
  const server = await startServer({
    port: 0,
    dataFolder: ":memory:",
    logLevel: "silent",
    workers: 1,
    maxEventLoopDelayMs: 0,
    stopOnSignal: false,
    announce: (url) => announced.push(url),
    ...options,
  });
  servers.push(server);
  return { url: server.url, port: Number(new URL(server.url).port), announced };
}

/** All that a bare socket hears until the server closes it. */
function hear(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
}

test("the server listens on loopback, says where once, and gives the bytes of the library", async () => {
  const { url, announced } = await start();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(announced).toEqual([url]);
  const study = ringStudy(6);
  const answer = await fetch(`${url}/api/v1/analyses`, {
    method: "POST",
    headers: JSON_TYPE,
    body: JSON.stringify(study),
  });
  expect(await answer.text()).toBe(toJson(analyze(study)));
});

test("a port that is taken is one clear error", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: another program listens there`);
  await new Promise((resolve) => other.close(resolve));
});

test("a body of 100 MB is refused as soon as its length is known, and one of unknown length at the limit", async () => {
  const { url } = await start({ bodyLimit: 1_000_000 });
  const megabyte = Buffer.alloc(1024 * 1024, 32);
  for (const headers of [{ "content-length": String(100 * megabyte.length) }, {}]) {
    const { status, body } = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const sending = httpRequest(`${url}/api/v1/analyses`, { method: "POST", headers: { ...JSON_TYPE, ...headers } });
      let sent = 0;
      let answered = false;
      const send = () => {
        if (answered) return;
        if (sent++ < 100) sending.write(megabyte, send);
        else sending.end();
      };
      sending.on("response", (response) => {
        answered = true;
        let text = "";
        response.on("data", (data) => {
          text += data;
        });
        response.on("end", () => resolve({ status: response.statusCode, body: text }));
      });
      sending.on("error", (error) => {
        if (!answered) reject(error);
      });
      send();
    });
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ code: "body-too-large" });
  }
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test("headers or a body that trickle in are cut off with 408, while others are served", async () => {
  const { url, port } = await start({ requestTimeoutMs: 900 });
  const heads = [
    "POST /api/v1/analyses HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "POST /api/v1/analyses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
  ];
  for (const head of heads) {
    const socket = connect(port, "127.0.0.1");
    socket.write(head);
    const trickle = setInterval(() => socket.write(" "), 100);
    const heard = hear(socket);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const text = await heard;
    clearInterval(trickle);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('"code":"request-timeout"');
    expect(text).toContain("application/problem+json");
  }
});

test("what is no HTTP, and headers too large, are refused as problems", async () => {
  const { port } = await start();
  const cases = [
    ["NONSENSE\r\n\r\n", 400, "request-malformed"],
    ["GET / HTTP/1.1\r\nBad Header\r\n\r\n", 400, "request-malformed"],
    [
      "POST /api/v1/analyses HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      400,
      "request-malformed",
    ],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${"x".repeat(40_000)}\r\n\r\n`, 431, "headers-too-large"],
  ] as const;
  for (const [bytes, status, code] of cases) {
    const socket = connect(port, "127.0.0.1");
    socket.write(bytes);
    const text = await hear(socket);
    expect(text.startsWith(`HTTP/1.1 ${status} `), text).toBe(true);
    expect(text).toContain(`"code":"${code}"`);
  }
});

test("health checks and small requests are answered while a large analysis is under way", async () => {
  const { url } = await start();
  const post = (study: unknown, query = "") =>
    fetch(`${url}/api/v1/analyses${query}`, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(study) });
  const answer = post(ringStudy(200), "?maxPower=200");
  await expect
    .poll(async () => (await fetch(`${url}/metrics`)).text(), { timeout: 20_000 })
    .toContain("motrice_tasks_running 1");
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect((await post(SMALL_STUDY)).status).toBe(200);
  const response = await answer;
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(toJson(analyze(ringStudy(200), { maxPower: 200 })));
});

/** The server as a process of its own, once it says where it listens. */
async function startProcess(
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const child = spawn(process.execPath, ["dist/server.js"], {
    env: {
      ...process.env,
      MOTRICE_PORT: "0",
      MOTRICE_LOG_LEVEL: "silent",
      MOTRICE_WORKERS: "1",
      MOTRICE_DATA_FOLDER: ":memory:",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  child.stdout!.on("data", (data) => {
    output += data;
  });
  child.stderr!.on("data", (data) => {
    output += data;
  });
  await expect.poll(() => output, { timeout: 30_000 }).toMatch(/http:\/\/\S+\n/);
  return { child, url: /http:\/\/\S+/.exec(output)![0], output: () => output };
}

const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("exit", resolve));

test("SIGTERM lets the request in flight finish, takes no more, and ends with 0", async () => {
  const { child, url, output } = await startProcess();
  const study = ringStudy(200);
  const answer = fetch(`${url}/api/v1/analyses?maxPower=200`, {
    method: "POST",
    headers: JSON_TYPE,
    body: JSON.stringify(study),
  });
  await expect
    .poll(async () => (await fetch(`${url}/metrics`)).text(), { timeout: 20_000 })
    .toContain("motrice_tasks_running 1");
  const exit = exitOf(child);
  child.kill("SIGTERM");
  await expect
    .poll(() =>
      fetch(`${url}/health/ready`).then(
        ({ status }) => status,
        () => "refused",
      ),
    )
    .not.toBe(200);
  const response = await answer;
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(toJson(analyze(study, { maxPower: 200 })));
  expect(await exit).toBe(0);
  expect(output().match(/http:/g)).toHaveLength(1);
});

test("SIGTERM ends a job under way, tells who listens to it, and ends with 0", async () => {
  const { child, url } = await startProcess();
  const body = JSON.stringify({ study: SMALL_STUDY, options: { samples: 1e12 } });
  const posted = await fetch(`${url}/api/v1/sensitivity`, { method: "POST", headers: JSON_TYPE, body });
  const { links } = (await posted.json()) as { links: { self: string; events: string } };
  const progress = async () => ((await (await fetch(`${url}${links.self}`)).json()) as { progress: unknown }).progress;
  await expect.poll(progress, { timeout: 20_000 }).not.toBeNull();
  const events = fetch(`${url}${links.events}`).then((response) => response.text());
  const exit = exitOf(child);
  child.kill("SIGTERM");
  expect((await events).trim().split("\n").at(-1)).toMatch(/^data: .*"state":"cancelled".*"cancelledBy":"server"/);
  expect(await exit).toBe(0);
});

test("a request that does not finish in time cannot keep the server from stopping", async () => {
  const { child, url } = await startProcess({ MOTRICE_STOP_TIMEOUT_MS: "500" });
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(
    "POST /api/v1/analyses HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 99\r\n\r\n",
  );
  const heard = hear(socket);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const exit = exitOf(child);
  child.kill("SIGINT");
  expect(await exit).toBe(0);
  await heard;
});

test("settings that are not valid end the process with 2 and name every one", async () => {
  const child = spawn(process.execPath, ["dist/server.js"], {
    env: { ...process.env, MOTRICE_PORT: "http", MOTRICE_WORKERS: "0" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let errors = "";
  child.stderr!.on("data", (data) => {
    errors += data;
  });
  expect(await exitOf(child)).toBe(2);
  expect(errors).toContain("MOTRICE_PORT: expected an integer from 0 to 65535");
  expect(errors).toContain("MOTRICE_WORKERS");
});
