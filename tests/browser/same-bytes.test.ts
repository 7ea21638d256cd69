import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../chromium.js";
import { shippedStudy } from "../shipped-study.js";

const entry = new URL("../../dist/index.js", import.meta.url);

const PAGE = `<!doctype html><title>Motrice</title>
<script type="module">import * as motrice from "/index.js"; globalThis.motrice = motrice;</script>`;

type Library = typeof import("../../src/index.js");

/** Runs in the page and in Node alike, on the library that each has loaded. */
function compute(study: unknown): { analysis: string; pictures: Record<string, string> } {
  const { parseStudy, analyze, toJson, plot, PLOTS } = (globalThis as unknown as { motrice: Library }).motrice;
  const parsed = parseStudy(study);
  const analysis = analyze(parsed, { threshold: "mean + std / 4" });
  const names = Object.keys(PLOTS) as (keyof typeof PLOTS)[];
  const pictures = names.map((name) => [name, plot(name, { study: parsed, analysis })]);
  return { analysis: toJson(analysis), pictures: Object.fromEntries(pictures) };
}

let server: Server;
let browser: Browser;

beforeAll(async () => {
  const code = await readFile(entry);
  server = createServer((request, response) => {
    const script = request.url === "/index.js";
    response.writeHead(200, { "content-type": script ? "text/javascript" : "text/html" });
    response.end(script ? code : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test("the built library gives the same analysis and the same pictures in the browser as in Node", async () => {
  const study = await shippedStudy();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction("globalThis.motrice !== undefined");
  const there = await page.evaluate(compute, study as unknown);
  (globalThis as Record<string, unknown>)["motrice"] = await import(entry.href);
  const here = compute(study);
  expect(there.analysis).toBe(here.analysis);
  expect(Object.keys(there.pictures)).toHaveLength(9);
  expect(there.pictures).toEqual(here.pictures);
});
