import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sensitivity } from "../../src/node/sensitivity.js";
import { writeStudyJson } from "../../src/study/study-json.js";
import { launchChromium } from "../chromium.js";
import { shippedStudy } from "../shipped-study.js";

const PAGE = `<!doctype html><title>Motrice</title>
<script type="module" src="/page.js"></script>`;

const study = await shippedStudy();
const options = { samples: 20_011, seed: 5, perturbation: { kind: "step", probability: 0.2 } } as const;

type Library = typeof import("../../src/index.js");

/** Runs in the page, on the library that it has loaded. */
async function compute([json, given]: readonly [string, object]): Promise<string> {
  const { parseStudyJson, sensitivity } = (globalThis as unknown as { motrice: Library }).motrice;
  return JSON.stringify(await sensitivity(parseStudyJson(json), given));
}

describe("in a browser", () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  let expected: string;
  let policy = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "motrice-browser-"));
    // As the build does: the entry, and its worker beside it.
    await build({
      entryPoints: { index: "src/index.ts", "sensitivity-worker": "src/sensitivity/sensitivity-worker.ts" },
      bundle: true,
      format: "esm",
      target: "es2023",
      platform: "neutral",
      mainFields: ["module", "main"],
      outdir: folder,
      logLevel: "error",
    });
    server = createServer(async (request, response) => {
      const name = request.url === "/" ? "page" : request.url!.slice(1);
      response.setHeader("content-type", name === "page" ? "text/html" : "text/javascript");
      if (policy !== "") response.setHeader("content-security-policy", policy);
      if (name === "page") response.end(PAGE);
      else if (name === "page.js") response.end('import * as motrice from "/index.js"; globalThis.motrice = motrice;');
      else response.end(await readFile(join(folder, name)).catch(() => ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await launchChromium();
    expected = JSON.stringify(await sensitivity(study, { ...options, workers: 1 }));
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function inBrowser(workers: number): Promise<{ text: string; workers: number; errors: string[] }> {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    let started = 0;
    page.on("worker", () => started++);
    try {
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction("globalThis.motrice !== undefined");
      const text = await page.evaluate(compute, [writeStudyJson(study), { ...options, workers }] as const);
      return { text, workers: started, errors };
    } finally {
      await page.close();
    }
  }

  test.each([0, 1, 3])(
    "%i web workers give the bytes of Node, under a policy without eval or blobs",
    async (workers) => {
      policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
      expect(await inBrowser(workers)).toEqual({ text: expected, workers, errors: [] });
    },
  );

  test("the plain twin gives the same bytes where a policy forbids WebAssembly", async () => {
    policy = "default-src 'none'; script-src 'self'; worker-src 'self'";
    expect(await inBrowser(2)).toEqual({ text: expected, workers: 2, errors: [] });
  });

  test("the page itself counts where workers cannot start", async () => {
    policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'";
    expect(await inBrowser(2)).toMatchObject({ text: expected, errors: [] });
  });
});
