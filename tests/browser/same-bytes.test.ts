import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChromium, launchChromium } from "../chromium.js";
import { shippedStudy } from "../shipped-study.js";

const chromium = findChromium();
const entry = new URL("../../dist/index.js", import.meta.url);

let server: Server;
let browser: Browser;

beforeAll(async () => {
  if (chromium === null) return;
  const code = await readFile(entry);
  server = createServer((request, response) => {
    const script = request.url === "/index.js";
    response.writeHead(200, { "content-type": script ? "text/javascript" : "text/html" });
    response.end(script ? code : "<!doctype html><title>Motrice</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchChromium(chromium);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test.skipIf(chromium === null)(
  "the built library gives the same analysis and the same pictures in the browser as in Node",
  async () => {
    const study = await shippedStudy();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const address = "/index.js";
    const compute = async (input: { study: unknown; module: string }) => {
      const motrice = await import(input.module);
      const parsed = motrice.parseStudy(input.study);
      const analysis = motrice.analyze(parsed, { threshold: "mean + std / 4" });
      const pictures = Object.keys(motrice.PLOTS).map((name) => [
        name,
        motrice.plot(name, { study: parsed, analysis }),
      ]);
      return { analysis: motrice.toJson(analysis), pictures: Object.fromEntries(pictures) };
    };
    const there = await page.evaluate(compute, { study: study as unknown, module: address });
    const here = await compute({ study, module: entry.href });
    expect(there.analysis).toBe(here.analysis);
    expect(Object.keys(there.pictures)).toHaveLength(9);
    expect(there.pictures).toEqual(here.pictures);
  },
);
