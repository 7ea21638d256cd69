import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { apiClient } from "../demo/api-client.js";
import { readStudy } from "../src/node.js";
import { launchChromium } from "../tests/chromium.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { spread } from "./measure.js";
import { type ServerProcess, startBuiltServer } from "./server-process.js";

const TARGET_SCRIPTS_KB = 90;
const TARGET_INTERACTIVE_MS = 1000;
const TARGET_KEY_MS = 16;
const TARGET_LARGE_KEY_MS = 32;
const TARGET_MAP_MS = 50;
const TARGET_BATCH_MS = 1000;
const BATCH = 100_000;
const LARGE = 100;

/** The page in a real browser: its first load, a key press to what is seen of it, a batch. */
export const pageSpeed: Bench = async ({ quick }) => {
  const server = await startBuiltServer();
  const browser = await launchChromium();
  try {
    const visits = quick ? 1 : 10;
    const keys = quick ? 3 : 200;
    const shipped = { study: await readStudy(SHIPPED_STUDY_PATH), keepScores: false };
    const loads: FirstLoad[] = [];
    for (let visit = 0; visit < visits; visit++) loads.push(await firstLoad(browser, await newExpert(server, shipped)));
    const small = await scoring(browser, await newExpert(server, shipped), keys);
    const large = await scoring(browser, await newExpert(server, { study: largeStudy() }), keys);
    const batches = await batchesOf(
      browser,
      await newFacilitator(server, { ...shipped, keepScores: true }),
      quick ? 1 : 5,
    );
    const rows: Row[] = [
      row("first load of the matrix", "JavaScript, gzipped", loads, (load) => load.scriptsKb, "kB", TARGET_SCRIPTS_KB),
      row(
        "first load of the matrix",
        "to the first cell that takes a key",
        loads,
        (load) => load.interactiveMs,
        "ms",
        TARGET_INTERACTIVE_MS,
      ),
      row("29 × 29 grid", "key press to the painted cell", small.keys, (ms) => ms, "ms", TARGET_KEY_MS),
      row("29 × 29 grid", "key press to the map drawn anew", small.maps, (ms) => ms, "ms", TARGET_MAP_MS),
      row(
        `${LARGE} × ${LARGE} grid`,
        "key press to the painted cell",
        large.keys,
        (ms) => ms,
        "ms",
        TARGET_LARGE_KEY_MS,
      ),
      row(
        `${BATCH.toLocaleString("en")} samples, 29 variables`,
        "web workers of the page",
        batches,
        (ms) => ms,
        "ms",
        TARGET_BATCH_MS,
      ),
    ];
    return {
      name: "page-speed",
      title: "The page in Chromium",
      reference: null,
      rows,
      notes: [
        "a cell is painted once the frame that shows its value is done; a frame comes every 16.7 ms, so half of one is spent waiting",
        "the first load takes what the matrix screen asks for with an empty cache; the engine comes with the first map or result",
        "the batch is started by a press and done once its pictures' result is there",
      ],
    };
  } finally {
    await browser.close();
    await server.stop();
  }
};

function row<Sample>(
  label: string,
  way: string,
  samples: readonly Sample[],
  read: (sample: Sample) => number,
  unit: Row["unit"],
  target: number,
): Row {
  const found = spread(samples.map(read));
  return measuredRow({ case: label, way, unit }, found, { budget: atMost(target, unit, found.median) });
}

/** A way into a study of its own. */
interface Entry {
  readonly id: string;
  readonly link: string;
}

interface NewStudy {
  readonly study: { readonly id: string };
  readonly facilitator: { readonly token: string };
}

async function newFacilitator({ url }: ServerProcess, body: object): Promise<Entry> {
  const { study, facilitator } = await apiClient(`${url}/api/v1`).ask<NewStudy>("POST", "/studies", { body });
  return { id: study.id, link: `${url}/join#${facilitator.token}` };
}

async function newExpert({ url }: ServerProcess, body: object): Promise<Entry> {
  const { ask } = apiClient(`${url}/api/v1`);
  const { study, facilitator } = await ask<NewStudy>("POST", "/studies", { body });
  const { token } = facilitator;
  const participants = `/studies/${study.id}/participants`;
  const expert = { role: "expert", name: "Expert 1" };
  const { id } = await ask<{ id: string }>("POST", participants, { token, body: expert });
  const link = await ask<{ token: string }>("POST", `${participants}/${id}/links`, { token, body: {} });
  return { link: `${url}/join#${link.token}`, id: study.id };
}

interface FirstLoad {
  readonly scriptsKb: number;
  readonly interactiveMs: number;
}

async function firstLoad(browser: Browser, { link, id }: Entry): Promise<FirstLoad> {
  const person = await browser.newContext();
  await person.addInitScript(watchGrid);
  const page = await openGrid(await person.newPage(), link);
  // The session is there: the second visit, with an empty cache, is that of someone who comes to score.
  const bytes: number[] = [];
  const asked: Promise<unknown>[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith(".js")) return;
    asked.push(response.body().then((body) => bytes.push(gzipSync(body).length)));
  });
  const { origin } = new URL(link);
  const devtools = await person.newCDPSession(page);
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(`${origin}/studies/${id}/matrix`);
  await page.waitForSelector("[role=grid]");
  const interactiveMs = await page.evaluate(() => (window as unknown as Watched).gridAt);
  await page.waitForLoadState("networkidle").catch(() => {});
  await Promise.all(asked);
  await person.close();
  return { scriptsKb: bytes.reduce((sum, size) => sum + size, 0) / 1000, interactiveMs };
}

interface Watched {
  gridAt: number;
  keyTimes: number[];
  mapTimes: number[];
}

/** In the page: when the grid first takes a key, in ms since the navigation began. */
function watchGrid(): void {
  localStorage.setItem("motrice tour", "seen");
  const observer = new MutationObserver(() => {
    if (document.querySelector('td.cell[tabindex="0"]') === null) return;
    observer.disconnect();
    (window as unknown as Watched).gridAt = performance.now();
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

/** In the page: how long from each key to the end of the frame that shows it, and to the next map. */
function watchKeys(): void {
  const watched = window as unknown as Watched;
  watched.keyTimes = [];
  watched.mapTimes = [];
  let pressed = 0;
  window.addEventListener(
    "keydown",
    ({ timeStamp }) => {
      pressed = timeStamp;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => watched.keyTimes.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    },
    true,
  );
  const map = document.querySelector(".live-map .picture");
  if (map === null) return;
  new MutationObserver(() => {
    if (pressed > 0) watched.mapTimes.push(performance.now() - pressed);
    pressed = 0;
  }).observe(map, { childList: true });
}

const KEYS = ["Digit3", "Digit1", "Digit2", "Digit0"];
const AFTER_KEY_MS = 60;

/** Types scores one after the other, first in the grid alone, then with the map beside it. */
async function scoring(browser: Browser, { link }: Entry, count: number) {
  const person = await browser.newContext();
  await person.addInitScript(watchGrid);
  const page = await openGrid(await person.newPage(), link);
  const type = async () => {
    await page.evaluate(watchKeys);
    for (let index = 0; index < count; index++) {
      await page.keyboard.press(KEYS[index % KEYS.length]!);
      await page.waitForTimeout(AFTER_KEY_MS);
    }
    await page.waitForTimeout(1000);
    return page.evaluate(() => ({
      keys: (window as unknown as Watched).keyTimes,
      maps: (window as unknown as Watched).mapTimes,
    }));
  };
  const { keys } = await type();
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await page.waitForSelector(".live-map .picture svg");
  await page.locator('td.cell[tabindex="0"]').focus();
  const { maps } = await type();
  await person.close();
  return { keys, maps };
}

async function openGrid(page: Page, link: string): Promise<Page> {
  await page.goto(link);
  await page.waitForSelector("[role=grid]");
  return page;
}

function largeStudy(): object {
  const variables = Array.from({ length: LARGE }, (_, index) => ({
    id: `v${index + 1}`,
    label: `Variable ${index + 1}`,
  }));
  return { title: "A large system", variables, direct: variables.map(() => variables.map(() => null)) };
}

/** Times of the batches that a press starts, in ms, as the page tells them. */
async function batchesOf(browser: Browser, { link, id }: Entry, count: number): Promise<number[]> {
  const person = await browser.newContext();
  const page = await person.newPage();
  await page.goto(link);
  await page.waitForURL(/\/studies\//);
  await page.goto(`${new URL(link).origin}/studies/${id}/sensitivity?samples=${BATCH}`);
  const told = page.locator("[data-elapsed-ms]");
  // The first one starts by itself, and also loads the engine.
  await told.waitFor();
  const times: number[] = [];
  for (let run = 0; run < count; run++) {
    await page.locator(".run-bar button").first().click();
    await page.waitForTimeout(AFTER_KEY_MS);
    await told.waitFor();
    times.push(Number(await told.getAttribute("data-elapsed-ms")));
  }
  await person.close();
  return times;
}
