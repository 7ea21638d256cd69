import { readFile } from "node:fs/promises";
import type { Page, Worker } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { SensitivityOptions } from "../../src/index.js";
import { cellInfluence } from "../../src/index.js";
import { sensitivity } from "../../src/node.js";
import { unsettledPairs } from "../../web/screens/sensitivity/unsettled-pairs.js";
import { shippedStudy } from "../shipped-study.js";
import { violations } from "./axe.js";
import { smallStudy, useWorkshopPage } from "./workshop-page.js";

const EXAMPLE = { example: "hauts-de-france-industrie-2040" };
const shipped = await shippedStudy();
const STEP = { kind: "step" } as const;
/** A machine that runs other tests too takes its time. */
const PATIENCE_MS = 120_000;

test("a pair is told apart from 95 % on, and the least settled comes first", () => {
  const above = [
    [0, 0.95, 0.5],
    [0.05, 0, 0.7],
    [0.5, 0.2, 0],
  ];
  const { pairs, unsettled } = unsettledPairs(above);
  expect(pairs).toBe(3);
  expect(unsettled.map(({ first, second }) => [first, second])).toEqual([
    [0, 2],
    [1, 2],
  ]);
});

describe("the screen of sensitivity", () => {
  const workshop = useWorkshopPage();

  async function open(path: string, settings: { readonly theme?: string; readonly body?: object } = {}) {
    const { study, token } = await workshop.create(settings.body ?? EXAMPLE);
    const person = await workshop.person();
    await workshop.lead(person, study);
    await person.addInitScript((theme) => localStorage.setItem("motrice theme", theme), settings.theme ?? "light");
    const page = await person.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${workshop.url()}/studies/${study}/${path}`);
    return { study, token, person, page };
  }

  const drawn = (page: Page) => page.waitForSelector(".picture svg");

  /** The bytes of the result that is shown, as the page saves them. */
  async function savedJson(page: Page): Promise<string> {
    const saving = page.waitForEvent("download");
    await page.locator(".batch-files button").last().click();
    return readFile(await (await saving).path(), "utf8");
  }

  const here = async (options: SensitivityOptions) => JSON.stringify(await sensitivity(shipped, options));

  /** Writes down what the engine's worker of batches starts, and what that answers. */
  function watchWorkers(worker: Worker): Promise<void> {
    return worker.evaluate(() => {
      const scope = globalThis as unknown as { Worker: typeof globalThis.Worker; seen: string[] };
      scope.seen = [];
      scope.Worker = class extends scope.Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          scope.seen.push(`start ${/sensitivity-worker/.test(String(url))}`);
          this.addEventListener("message", ({ data }: MessageEvent<{ ready?: string }>) =>
            scope.seen.push(data.ready === undefined ? "counts" : `ready ${data.ready}`),
          );
        }
      };
    });
  }

  test("10⁵ samples in real workers, in WebAssembly, have the bytes of the library in Node", {
    timeout: 600_000,
  }, async () => {
    const { page, person } = await open("sensitivity?samples=2000");
    await drawn(page);
    const seenBy = (worker: Worker) => worker.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    const engines = page.workers().filter((worker) => worker.url().includes("engine-worker"));
    for (const worker of engines) await watchWorkers(worker);
    // Long enough for threads to be worth their start.
    await page.evaluate(() => {
      history.pushState(null, "", `${location.pathname}?samples=400000&seed=7`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.waitForFunction(() => document.querySelector("[data-elapsed-ms]")?.textContent?.startsWith("400,000"));
    const seen = (await Promise.all(engines.map(seenBy))).flat();
    expect(seen.filter((line) => line === "start true").length).toBeGreaterThan(1);
    expect(seen.filter((line) => line.startsWith("ready")).every((line) => line === "ready kernel")).toBe(true);
    expect(seen.filter((line) => line === "counts").length).toBeGreaterThan(1);
    expect(await savedJson(page)).toBe(await here({ samples: 400_000, seed: 7, perturbation: [STEP] }));
    await page.evaluate(() => {
      history.pushState(null, "", `${location.pathname}?samples=100000&seed=8`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.waitForFunction(() => document.querySelector("[data-elapsed-ms]")?.textContent?.startsWith("100,000"));
    const elapsed = await page.locator("[data-elapsed-ms]").getAttribute("data-elapsed-ms");
    console.log(`10⁵ samples of 29 variables in the browser: ${elapsed} ms`);
    const bytes = await here({ samples: 100_000, seed: 8, perturbation: [STEP] });
    expect(await savedJson(page)).toBe(bytes);
    // The address says all: another visit gives the same.
    await page.reload();
    await drawn(page);
    expect(await savedJson(page)).toBe(bytes);
    await person.close();
  });

  test("cancelling keeps what was counted, and says that it is not all", { timeout: 600_000 }, async () => {
    const { page, person } = await open("sensitivity?samples=50000000");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.waitForFunction(() => Number(document.querySelector<HTMLProgressElement>("progress")?.value) > 0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await drawn(page);
    expect(await page.locator(".headline .incomplete").innerText()).toMatch(/^Cancelled: [\d,]+ of the 50,000,000/);
    const kept = JSON.parse(await savedJson(page));
    expect(kept.complete).toBe(false);
    expect(kept.samples).toBeGreaterThan(0);
    expect(kept.samples).toBeLessThan(50_000_000);
    await person.close();
  });

  test("models and options of the address are those of the result; the engine's refusal stands at its field", {
    timeout: 600_000,
  }, async () => {
    const { page, person } = await open(
      "sensitivity?model=potential.step.omission&step=0.3_0.15_0.05&potential=0.4&value=2&omission=0.1&zero=0.02&power=3&threshold=median&top=3&seed=9&samples=3000",
    );
    await drawn(page);
    const perturbation = [
      { kind: "potential", probability: 0.4, value: 2 },
      { kind: "step", probability: { 1: 0.3, 2: 0.15, 3: 0.05 }, zeroProbability: 0.02 },
      { kind: "omission", probability: 0.1 },
    ] as const;
    const options = { samples: 3000, seed: 9, power: 3, threshold: "median", top: 3, perturbation } as const;
    expect(await savedJson(page)).toBe(await here(options));
    await page.locator(".batch-options summary").click();
    await page.getByRole("spinbutton", { name: "Probability that a cell is forgotten" }).fill("1.5");
    await page.waitForSelector(".model .refusal");
    expect(await page.locator(".model .refusal").innerText()).toContain("a probability from 0 to 1");
    expect(await page.getByRole("spinbutton", { name: /cell is forgotten/ }).getAttribute("aria-invalid")).toBe("true");
    await person.close();
  });

  test("a run that the facilitator starts on the server is listed as finished, and opens for who may see results", {
    timeout: 600_000,
  }, async () => {
    const { study, token: facilitator, page, person } = await open("sensitivity?samples=3000&seed=5");
    await drawn(page);
    await page.getByRole("button", { name: "Run on the server" }).click();
    await page.waitForURL(/job=/);
    await drawn(page);
    const bytes = await savedJson(page);
    expect(JSON.parse(bytes)).toMatchObject({ samples: 3000, seed: 5, complete: true });
    await page.locator(".job-list", { hasText: "finished" }).waitFor();
    expect(await page.locator(".job-list tbody tr").innerText()).toMatch(/step ±1 with probability 10 %, seed 5/);
    const { token } = await workshop.invite(study, "reader");
    const opening = await fetch(`${workshop.url()}/api/v1/studies/${study}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${facilitator}`, "content-type": "application/json", "if-match": "*" },
      body: JSON.stringify({ settings: { results: "open" } }),
    });
    expect(opening.status).toBe(200);
    const reader = await workshop.person();
    const read = await reader.newPage();
    read.setDefaultTimeout(PATIENCE_MS);
    await read.goto(`${workshop.url()}/join#${token}`);
    await read.waitForURL(/studies/);
    await read.goto(page.url());
    await drawn(read);
    expect(await savedJson(read)).toBe(bytes);
    expect(await read.getByRole("button", { name: "Run on the server" }).count()).toBe(0);
    await page.getByRole("button", { name: "New run with these options" }).click();
    await page.waitForSelector("[data-elapsed-ms]");
    expect(JSON.parse(await savedJson(page)).seed).toBe(5);
    await page.goto(`${workshop.url()}/studies/${study}/sensitivity?job=${"x".repeat(22)}`);
    await page.getByText("This run is no longer kept on the server.").waitFor();
    await person.close();
    await reader.close();
  });

  test("the judgements to discuss first are those of the library, and lead to their cells", {
    timeout: 600_000,
  }, async () => {
    const { page, person } = await open("sensitivity?view=judgements");
    await page.waitForSelector(".judgement a");
    const codes = new Map(shipped.variables.map(({ id, code }) => [id, code]));
    const expected = cellInfluence(shipped, { limit: 0 }).cells.slice(0, 100);
    const shown = page.locator(".judgements > div").first().locator(".judgement > a");
    expect(await shown.allInnerTexts()).toEqual(
      expected.map(({ from, to }) => `${codes.get(from)} → ${codes.get(to)}`),
    );
    await page.locator("#radius-title").waitFor();
    await shown.first().click();
    await page.waitForSelector("[role=grid]");
    const { from, to } = expected[0]!;
    expect(page.url()).toContain(`cell=${codes.get(from)}.${codes.get(to)}`);
    await page.goBack();
    await page.waitForSelector(".judgement a");
    await person.close();
  });

  test("the language changes at once, without counting again; options go along from results to results", {
    timeout: 600_000,
  }, async () => {
    const { page, person } = await open("results?threshold=median&labels=code");
    await drawn(page);
    await page.getByRole("link", { name: "Sensitivity" }).click();
    await page.waitForURL(/sensitivity\?threshold=median&labels=code/);
    await page.waitForSelector("[data-elapsed-ms]");
    const before = await page.locator("[data-elapsed-ms]").getAttribute("data-elapsed-ms");
    await page
      .getByRole("button", { name: /FR|Français/ })
      .first()
      .click();
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Sensibilité");
    await page.waitForFunction(() => document.querySelector(".picture svg")?.textContent?.includes("médiane"));
    expect(await page.locator(".headline-sentence").innerText()).toMatch(
      /^Sur 10.000 matrices perturbées, \d+ variables sur 29/,
    );
    expect(await page.locator("[data-elapsed-ms]").getAttribute("data-elapsed-ms")).toBe(before);
    await person.close();
  });

  test("no score, one variable and 120 variables each have their answer; hidden results stay hidden", {
    timeout: 600_000,
  }, async () => {
    const blank = await open("sensitivity", { body: { study: smallStudy(4) } });
    await blank.page.getByRole("heading", { name: "No classes to be sure of" }).waitFor();
    await blank.person.close();
    const one = await open("sensitivity", { body: { study: smallStudy(1) } });
    await one.page.getByText("A single variable has neither rank nor class").waitFor();
    await one.person.close();
    const large = smallStudy(120) as { direct: (number | null)[][] };
    large.direct = large.direct.map((row, from) => row.map((_, to) => (from === to ? null : (from * 7 + to * 11) % 4)));
    const many = await open("sensitivity?view=pairs", { body: { study: large } });
    await many.page.waitForSelector(".picture svg");
    expect(await many.page.locator(".data-table tbody tr").count()).toBeLessThanOrEqual(200);
    await many.person.close();
    const { study } = await workshop.create({ study: smallStudy(4) });
    const { link } = await workshop.invite(study, "expert");
    const expert = await workshop.person();
    const page = await expert.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(link);
    await page.waitForURL(/studies/);
    await page.goto(`${workshop.url()}/studies/${study}/sensitivity`);
    await page.getByRole("heading", { name: "The results are not open yet" }).waitFor();
    await expert.close();
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on any view, in ${theme} colours`, { timeout: 600_000 }, async () => {
      const { study, page, person } = await open("sensitivity", { theme });
      const found: Record<string, string[]> = {};
      for (const path of [
        "sensitivity?samples=2000000&model=experts.potential.step.omission&step=0.3_0.2_0.1",
        "sensitivity?view=membership&samples=1000",
        "sensitivity?view=map&samples=1000&lit=V05",
        "sensitivity?view=ranks&samples=1000&axis=dependence&plane=direct",
        "sensitivity?view=pairs&samples=1000",
        "sensitivity?view=convergence&samples=1000",
        "sensitivity?view=judgements&samples=1000",
      ]) {
        await page.goto(`${workshop.url()}/studies/${study}/${path}`);
        const sign = path.includes("judgements")
          ? ".judgement a"
          : path.includes("experts")
            ? ".models"
            : ".picture svg";
        await page.waitForSelector(sign);
        found[path] = await violations(page);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      await person.close();
    });
  }

  test("nothing runs off the side of a phone", { timeout: 600_000 }, async () => {
    const { study } = await workshop.create(EXAMPLE);
    const person = await workshop.person({ viewport: { width: 360, height: 740 } });
    await workshop.lead(person, study);
    const page = await person.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    for (const view of ["membership", "ranks", "judgements"]) {
      await page.goto(`${workshop.url()}/studies/${study}/sensitivity?view=${view}&samples=1000`);
      await page.waitForSelector(view === "judgements" ? ".judgement a" : ".picture svg");
      await page.locator(".batch-options summary").click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(360);
    }
    await person.close();
  });
});
