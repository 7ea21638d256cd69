import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../../server/app.js";
import { type RunningServer, startServer } from "../../../server/main.js";
import type { ServerSettings } from "../../../server/settings.js";
import { JSON_TYPE, SMALL_STUDY } from "../test-app.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";

const TOKEN = "sixteen-letters-at-least";
const quiet = { logLevel: "silent", rateLimit: 0, workers: 1, maxEventLoopDelayMs: 0 } as const;

let workshop: WorkshopApp;
beforeAll(async () => {
  workshop = await buildWorkshop();
});
afterAll(() => workshop.close());

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

async function app(settings: Partial<ServerSettings> = {}): Promise<FastifyInstance> {
  const built = await buildApp({ ...quiet, ...settings });
  closing.push(() => built.close());
  return built;
}

const codeOf = async (
  asked: FastifyInstance,
  headers: Record<string, string>,
  method: "GET" | "POST" = "GET",
): Promise<[number, string | undefined]> => {
  const url = method === "GET" ? "/api/v1/session" : "/api/v1/analyses";
  const payload = method === "GET" ? {} : { payload: JSON.stringify(SMALL_STUDY) };
  const type = method === "GET" ? {} : JSON_TYPE;
  const answer = await asked.inject({ method, url, headers: { ...type, ...headers }, ...payload });
  return [answer.statusCode, answer.statusCode < 400 ? undefined : answer.json().code];
};

const OK = [200, undefined];
const HOST_REFUSED = [421, "host-refused"];
const ORIGIN_REFUSED = [403, "origin-refused"];

test("the server answers to the names of loopback alone, whatever the address: another name may be another site's", async () => {
  for (const host of [
    "localhost",
    "LOCALHOST:8029",
    "127.0.0.1",
    "127.1.2.3:80",
    "[::1]:8029",
    "app.localhost",
    "localhost.",
  ]) {
    expect(await codeOf(workshop.app, { host }), host).toEqual(OK);
  }
  for (const host of [
    "evil.example",
    "evil.example:8029",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.168.1.20",
    "0.0.0.0",
    "[::]",
    "localhost@evil.example",
    "localhost/evil",
    "évil",
  ]) {
    expect(await codeOf(workshop.app, { host }), host).toEqual(HOST_REFUSED);
  }
  for (const url of [
    "/",
    "/docs",
    "/join",
    "/metrics",
    "/health/live",
    "/openapi.json",
    "/api/v1/examples",
    "/nowhere",
  ]) {
    const answer = await workshop.app.inject({ url, headers: { host: "evil.example" } });
    expect([answer.statusCode, answer.json().code], url).toEqual(HOST_REFUSED);
  }
});

test("names that are allowed, that of the public address, and that it listens on are answered to", async () => {
  const settings = {
    adminToken: TOKEN,
    host: "motrice.lan",
    allowedHosts: ["Motrice.example", "10.0.0.7"],
    publicUrl: "https://studies.example",
  };
  const asked = await app(settings);
  for (const host of ["motrice.lan:8029", "motrice.example", "10.0.0.7:8029", "studies.example", "localhost"])
    expect(await codeOf(asked, { host }), host).toEqual(OK);
  expect(await codeOf(asked, { host: "www.motrice.example" })).toEqual(HOST_REFUSED);
});

test("behind a trusted proxy both the name it asks by and the name it was asked by must be the server's", async () => {
  const asked = await app({ adminToken: TOKEN, trustProxy: true, allowedHosts: ["motrice.example"] });
  const proxied = (host: string, forwarded: string) => codeOf(asked, { host, "x-forwarded-host": forwarded });
  expect(await proxied("127.0.0.1:8029", "motrice.example")).toEqual(OK);
  expect(await proxied("127.0.0.1:8029", "evil.example")).toEqual(HOST_REFUSED);
  expect(await proxied("evil.example", "motrice.example")).toEqual(HOST_REFUSED);
});

test("a server on all addresses answers to the one it was asked at", async () => {
  const server: RunningServer = await startServer({
    ...quiet,
    port: 0,
    host: "0.0.0.0",
    dataFolder: ":memory:",
    adminToken: TOKEN,
    stopOnSignal: false,
    announce: () => {},
  });
  closing.push(() => server.stop());
  const port = Number(new URL(server.url).port);
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      httpRequest({ host: "127.0.0.1", port, path: "/health/live", headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
  expect(await statusFor(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusFor(`192.0.2.1:${port}`)).toBe(421);
  const nameless = connect(port, "127.0.0.1").end("GET /health/live HTTP/1.0\r\n\r\n").setEncoding("utf8");
  let heard = "";
  for await (const text of nameless) heard += text;
  expect(heard).toMatch(/^HTTP\/1.1 421 /);
});

test("what may change something is refused from another site's page, and done for the server's own and for programs", async () => {
  const own = [{}, { origin: "http://localhost" }, { "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }];
  for (const headers of own) expect(await codeOf(workshop.app, headers, "POST"), JSON.stringify(headers)).toEqual(OK);
  const others = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://localhost" },
    { origin: "http://localhost:3000" },
    { origin: "http://localhost.evil.example" },
    { origin: "http://localhost/" },
    { origin: "" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
  ];
  for (const headers of others)
    expect(await codeOf(workshop.app, headers as Record<string, string>, "POST"), JSON.stringify(headers)).toEqual(
      ORIGIN_REFUSED,
    );
});

test("behind a proxy the server's own page is the one at its public address", async () => {
  const asked = await app({ adminToken: TOKEN, publicUrl: "https://motrice.example" });
  const host = "motrice.example";
  expect(await codeOf(asked, { host, origin: "https://motrice.example" }, "POST")).toEqual(OK);
  expect(await codeOf(asked, { host, origin: "https://other.example" }, "POST")).toEqual(ORIGIN_REFUSED);
});

test("a cookie counts for nothing where another site's page asks, but a link from there may be followed", async () => {
  const { study } = await workshop.create();
  const { token } = await workshop.invite(study, "expert");
  const joined = await workshop.ask("POST", "/session", { body: { token } });
  const cookie = `motrice_session=${joined.cookies[0]!.value}`;
  const elsewhere = { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };
  expect(await codeOf(workshop.app, elsewhere)).toEqual(ORIGIN_REFUSED);
  expect(await codeOf(workshop.app, { ...elsewhere, "sec-fetch-site": "same-site" })).toEqual(ORIGIN_REFUSED);
  expect(await codeOf(workshop.app, { cookie, origin: "https://evil.example" })).toEqual(ORIGIN_REFUSED);
  expect(await codeOf(workshop.app, { ...elsewhere, "sec-fetch-mode": "navigate" })).toEqual(OK);
});

test("whoever reaches a server without an administrator's token is one, but not by way of a proxy or another site's page", async () => {
  const adminOf = async (headers: Record<string, string>) =>
    (await workshop.app.inject({ url: "/api/v1/session", headers })).json().admin;
  expect(await adminOf({})).toBe(true);
  for (const headers of [
    { "x-forwarded-for": "192.0.2.7" },
    { forwarded: "for=192.0.2.7" },
    { "x-real-ip": "192.0.2.7" },
    { via: "1.1 proxy" },
    { origin: "http://localhost:3000" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
  ])
    expect(await adminOf(headers as Record<string, string>), JSON.stringify(headers)).toBe(false);
});

test("an administrator's token is asked for where one is set, whole and nothing else", async () => {
  const asked = await app({ adminToken: TOKEN });
  const adminOf = async (headers: Record<string, string>) => {
    const answer = await asked.inject({ url: "/api/v1/session", headers });
    return answer.statusCode === 200 ? answer.json().admin : answer.json().code;
  };
  expect(await adminOf({})).toBe(false);
  expect(await adminOf({ authorization: `Bearer ${TOKEN}` })).toBe(true);
  for (const wrong of [`${TOKEN}x`, TOKEN.slice(0, -1), TOKEN.toUpperCase()])
    expect(await adminOf({ authorization: `Bearer ${wrong}` })).toBe("token-invalid");
});

test("no page of another site may read an answer, but for the origins that are configured, with a token and never a cookie", async () => {
  const closed = await workshop.app.inject({ url: "/api/v1/examples", headers: { origin: "https://page.example" } });
  expect(Object.keys(closed.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);

  const open = await buildWorkshop({ settings: { corsOrigins: ["https://page.example"] } });
  closing.push(() => open.close());
  const { study } = await open.create();
  const { token } = await open.invite(study, "expert");
  const origin = "https://page.example";
  const bearer = await open.ask("GET", "/session", { token, headers: { origin } });
  expect(bearer.headers["access-control-allow-origin"]).toBe(origin);
  expect(bearer.headers["access-control-allow-credentials"]).toBeUndefined();
  expect(bearer.headers["vary"]).toContain("Origin");
  expect(bearer.json().memberships).toHaveLength(1);
  expect((await open.ask("GET", "/session", { headers: { origin } })).json()).toEqual({
    memberships: [],
    admin: false,
  });

  const preflight = await open.app.inject({
    method: "OPTIONS",
    url: `/api/v1/studies/${study}/participants`,
    headers: { origin, "access-control-request-method": "POST" },
  });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers["access-control-allow-headers"]).toContain("authorization");

  const exchanged = await open.ask("POST", "/session", { body: { token }, headers: { origin } });
  expect([exchanged.statusCode, exchanged.cookies]).toEqual([403, []]);
  const other = await open.app.inject({ url: "/api/v1/examples", headers: { origin: "https://evil.example" } });
  expect(other.headers["access-control-allow-origin"]).toBeUndefined();
  expect(other.headers["vary"]).toContain("Origin");
});

test("no page takes a script that stands within it, nor one of another site", async () => {
  for (const url of ["/", "/join", "/docs", "/docs/static/index.html", "/api/v1/examples", "/nowhere"]) {
    const { headers, body } = await workshop.app.inject({ url, headers: { accept: "text/html" } });
    const policy = String(headers["content-security-policy"]);
    expect(policy, url).toContain("default-src 'none'");
    // The engine's WebAssembly may be compiled; a text may not be run.
    expect(policy.replace("'wasm-unsafe-eval'", ""), url).not.toMatch(/script-src[^;]*(unsafe|\*|http|data:)/);
    expect(policy, url).toContain("frame-ancestors 'none'");
    if (url === "/join") expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/);
  }
});
