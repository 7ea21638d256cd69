import { gzipSync } from "node:zlib";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../../server/app.js";
import { PROBLEMS, toProblem } from "../../server/problems.js";
import { ERROR_CODES, MotriceError } from "../../src/index.js";
import { CSV_TYPE, JSON_TYPE, SHIPPED_ID, SMALL_STUDY, useApp } from "./test-app.js";

const app = useApp({ bodyLimit: 100_000 });
const small = JSON.stringify(SMALL_STUDY);

type Case = readonly [name: string, request: InjectOptions, status: number, code: string, path?: string];

const post = (
  payload: string | Buffer,
  headers: Record<string, string> = JSON_TYPE,
  url = "/api/v1/analyses",
): InjectOptions => ({
  method: "POST",
  url,
  headers,
  payload,
});

const CASES: readonly Case[] = [
  ["an unknown address", { url: "/nope" }, 404, "not-found"],
  ["an address above the root", { url: "/api/v1/examples/..%2f..%2fetc%2fpasswd" }, 404, "example-unknown"],
  ["an example of no known id", { url: "/api/v1/examples/__proto__" }, 404, "example-unknown"],
  ["an analysis of no known example", { url: "/api/v1/examples/constructor/analysis" }, 404, "example-unknown"],
  ["a picture of no known name", { url: `/api/v1/examples/${SHIPPED_ID}/plots/toString.svg` }, 404, "plot-unknown"],
  ["a picture above its folder", { url: `/api/v1/examples/${SHIPPED_ID}/plots/..%2f..%2fx.png` }, 404, "plot-unknown"],
  ["a posted picture of no known name", post(small, JSON_TYPE, "/api/v1/plots/hasOwnProperty"), 404, "plot-unknown"],
  ["a format of no picture", { url: `/api/v1/examples/${SHIPPED_ID}/plots/matrix.gif` }, 404, "not-found"],
  ["a problem of no known code", { url: "/api/v1/problems/nope" }, 404, "not-found"],
  ["an address that cannot be decoded", { url: "/api/v1/examples/%ff%fe" }, 400, "request-malformed"],
  ["a part of an address that is too long", { url: `/api/v1/examples/${"x".repeat(5000)}` }, 414, "uri-too-long"],
  ["a method unknown here", { method: "DELETE", url: "/api/v1/analyses" }, 405, "method-not-allowed"],
  ["a GET of what takes a POST", { url: "/api/v1/analyses" }, 405, "method-not-allowed"],
  ["a POST of what takes a GET", post(small, JSON_TYPE, "/api/v1/examples"), 405, "method-not-allowed"],
  ["no body", { method: "POST", url: "/api/v1/analyses" }, 400, "body-missing"],
  ["an empty JSON body", post("", JSON_TYPE), 400, "study-unreadable"],
  ["an empty CSV body", post("", CSV_TYPE), 422, "study-invalid"],
  ["JSON cut short", post('{"variables": [', JSON_TYPE), 400, "study-unreadable", "body"],
  ["JSON that is no object", post("7", JSON_TYPE), 422, "study-invalid"],
  ["a null study", post('{"study": null}', JSON_TYPE), 422, "study-invalid"],
  ["CSV in Latin-1", post(Buffer.from(",caf\xe9\ncaf\xe9,\n", "latin1"), CSV_TYPE), 400, "study-unreadable", "body"],
  ["a byte of NUL", post(",a\0\na\0,\n", CSV_TYPE), 400, "study-unreadable"],
  ["CSV that is not square", post(",a,b\na,,1\n", CSV_TYPE), 422, "study-invalid"],
  ["an unknown value", post(",a,b\na,,x\nb,1,\n", CSV_TYPE), 422, "study-invalid", "/direct/0/1"],
  ["a filled diagonal", post(",a,b\na,2,1\nb,1,\n", CSV_TYPE), 422, "study-invalid", "/direct/0/0"],
  ["an unknown member", post(small.replace("{", '{"nope":1,'), JSON_TYPE), 422, "study-invalid", "/nope"],
  [
    "a member __proto__",
    post(small.replace("{", '{"__proto__":{"x":1},'), JSON_TYPE),
    422,
    "study-invalid",
    "/__proto__",
  ],
  [
    "a member constructor",
    post(small.replace("{", '{"constructor":{"prototype":{}},'), JSON_TYPE),
    422,
    "study-invalid",
  ],
  [
    "an option __proto__",
    post(`{"study":${small},"options":{"__proto__":{"power":3}}}`),
    400,
    "options-invalid",
    "__proto__",
  ],
  [
    "an option __proto__ in the query",
    post(small, JSON_TYPE, "/api/v1/analyses?__proto__=1"),
    400,
    "options-invalid",
    "__proto__",
  ],
  ["deeply nested JSON", post(`${"[".repeat(40_000)}${"]".repeat(40_000)}`, JSON_TYPE), 422, "study-invalid"],
  [
    "a deeply nested cell",
    post(`{"variables":[{"id":"a","label":"A"}],"direct":[[${"[".repeat(20_000)}${"]".repeat(20_000)}]]}`),
    422,
    "study-invalid",
  ],
  [
    "a deeply nested label",
    post(`{"variables":[{"id":"a","label":${'{"fr":'.repeat(9000)}1${"}".repeat(9000)}}],"direct":[[0]]}`),
    422,
    "study-invalid",
  ],
  [
    "a formula that calls",
    post(small, JSON_TYPE, "/api/v1/analyses?threshold=import(%22fs%22)"),
    400,
    "options-invalid",
    "threshold",
  ],
  [
    "a formula without a value",
    post(small, JSON_TYPE, "/api/v1/analyses?threshold=1/(n-n)"),
    422,
    "analysis-undefined",
    "threshold",
  ],
  ["a body too large", post(`${small}${" ".repeat(100_000)}`, JSON_TYPE), 413, "body-too-large"],
  [
    "more variables than allowed",
    post(JSON.stringify({ variables: Array(2001).fill(0), direct: [] })),
    413,
    "study-too-large",
  ],
  [
    "a body of another type",
    post("<study/>", { "content-type": "application/xml" }),
    415,
    "media-type-unsupported",
    "Content-Type",
  ],
  ["a form", post("study=1", { "content-type": "application/x-www-form-urlencoded" }), 415, "media-type-unsupported"],
  ["a body of no type", post(small, {}), 415, "media-type-unsupported"],
  [
    "a compressed body",
    post(gzipSync(small), { ...JSON_TYPE, "content-encoding": "gzip" }),
    415,
    "media-type-unsupported",
    "Content-Encoding",
  ],
  [
    "a body in another character set",
    post(small, { "content-type": "application/json; charset=latin1" }),
    415,
    "media-type-unsupported",
  ],
  [
    "an Accept that nothing meets",
    post(small, { ...JSON_TYPE, accept: "application/pdf" }),
    406,
    "not-acceptable",
    "Accept",
  ],
  [
    "a picture that nothing meets",
    post(small, { ...JSON_TYPE, accept: "text/html" }, "/api/v1/plots/matrix"),
    406,
    "not-acceptable",
  ],
  ["an unknown format", post(small, JSON_TYPE, "/api/v1/analyses?format=pdf"), 400, "options-invalid", "format"],
  [
    "an option of another picture",
    post(small, JSON_TYPE, "/api/v1/plots/matrix?percent=5"),
    400,
    "options-invalid",
    "percent",
  ],
  ["a scale for SVG", post(small, JSON_TYPE, "/api/v1/plots/matrix?scale=2"), 400, "options-invalid", "scale"],
  [
    "a scale out of range",
    { url: `/api/v1/examples/${SHIPPED_ID}/plots/matrix.png?scale=9` },
    400,
    "options-invalid",
    "scale",
  ],
  [
    "an option unknown to the report",
    { url: `/api/v1/examples/${SHIPPED_ID}/report?colour=red` },
    400,
    "options-invalid",
    "colour",
  ],
  ["a language unknown at the root", { url: "/?lang=de" }, 400, "options-invalid", "lang"],
];

const cases = CASES.map(([name, request, status, code, path]) => ({ name, request, status, code, path }));

test.each(cases)("$name is answered as its own problem", async ({ request, status, code, path }) => {
  const answer = await app().inject(request);
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  const problem = answer.json();
  expect(problem).toMatchObject({
    status,
    code,
    type: `/api/v1/problems/${code}`,
    title: PROBLEMS[code as keyof typeof PROBLEMS].title,
  });
  expect(answer.statusCode).toBe(status);
  expect(problem.detail.length).toBeGreaterThan(5);
  expect(problem.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["etag"]).toBeUndefined();
  if (path !== undefined) expect(problem.issues[0].path).toBe(path);
  expect(answer.body.length).toBeLessThan(300_000);
});

test("a refused method is told which ones there are, before its body is read", async () => {
  const answer = await app().inject(post("x".repeat(200_000), { "content-type": "image/png" }, "/api/v1/examples"));
  expect(answer.headers["allow"]).toBe("GET, HEAD, OPTIONS");
  const options = await app().inject({ method: "OPTIONS", url: "/api/v1/plots/matrix" });
  expect([options.statusCode, options.headers["allow"], options.body]).toEqual([204, "POST, OPTIONS", ""]);
});

test("no other site may read an answer: there is no CORS header", async () => {
  const headers = { origin: "https://example.org", "access-control-request-method": "POST" };
  for (const method of ["GET", "OPTIONS"] as const) {
    const answer = await app().inject({ method, url: "/api/v1/examples", headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("every code of the engine has a status of its own kind", () => {
  for (const code of Object.keys(ERROR_CODES)) expect(PROBLEMS).toHaveProperty([code]);
  for (const { status } of Object.values(PROBLEMS)) expect(status >= 400 && status < 600).toBe(true);
});

test("every type of problem is an address that explains it", async () => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    const answer = await app().inject(`/api/v1/problems/${code}`);
    expect(answer.json()).toEqual({ type: `/api/v1/problems/${code}`, code, status, title });
  }
});

test("a fault of ours says nothing of the inside", () => {
  const secret = "/home/someone/secret.ts";
  for (const error of [new Error(secret), new MotriceError("output-failed", secret), secret, null]) {
    const problem = toProblem(error, "id");
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain("secret");
  }
});

describe("the rate limit", () => {
  let limited: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => {
    limited = await buildApp({ logLevel: "silent", rateLimit: 3, trustProxy: true });
  });
  afterAll(() => limited.close());

  test("counts an address, unknown ones included, says when to come back, and lets health checks through", async () => {
    const from = (address: string, url: string) => limited.inject({ url, headers: { "x-forwarded-for": address } });
    const urls = ["/api/v1/examples", "/nope", "/openapi.json", "/api/v1/examples", "/nope"];
    const answers = [];
    for (const url of urls) answers.push(await from("203.0.113.7", url));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 404, 200, 429, 429]);
    expect(answers[3]!.json()).toMatchObject({ code: "rate-limited", status: 429 });
    expect(Number(answers[3]!.headers["retry-after"])).toBeGreaterThan(0);
    expect((await from("203.0.113.8", "/api/v1/examples")).statusCode).toBe(200);
    for (const url of ["/health/live", "/health/ready", "/metrics"])
      expect((await from("203.0.113.7", url)).statusCode).toBe(200);
  });
});

describe("an address of nothing", () => {
  const ask = (url: string, accept: string) => app().inject({ url, headers: { accept } });

  test("is told to a browser by the page, to a program and below the API as a problem", async () => {
    const page = await ask("/nowhere", "text/html,*/*;q=0.8");
    expect(page.statusCode).toBe(404);
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.body).toContain('<div id="page">');
    for (const [url, accept] of [
      ["/nowhere", "application/json"],
      ["/api/v1/nowhere", "text/html"],
      ["/assets/none.js", "text/html"],
    ] as const)
      expect((await ask(url, accept)).json()).toMatchObject({ code: "not-found" });
  });
});
