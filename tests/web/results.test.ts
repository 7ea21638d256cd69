import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { analyze, plot, strongestInfluences, strongestPaths } from "../../src/index.js";
import { doWork } from "../../web/engine/do-work.js";
import { shippedStudy } from "../shipped-study.js";
import { violations } from "./axe.js";
import { smallStudy, useWorkshopPage } from "./workshop-page.js";

const EXAMPLE = { example: "hauts-de-france-industrie-2040" };
const shipped = await shippedStudy();
const codeOf = new Map(shipped.variables.map(({ id, code }) => [id, code]));

describe("the engine's work", () => {
  test("gives what the library gives, and makes the analysis of the same options once", () => {
    const made = new Map();
    const options = { lang: "en", power: 3 } as const;
    const analysis = analyze(shipped, options);
    expect(doWork(shipped, made, { kind: "analysis", options })).toEqual(analysis);
    const drawn = doWork(shipped, made, { kind: "picture", name: "map-indirect", options, plot: { width: 700 } });
    expect(drawn).toBe(plot("map-indirect", { study: shipped, analysis }, { width: 700 }));
    expect(made.size).toBe(1);
  });

  test("a part of the graph holds the influences asked for and their variables alone, in the classes of the whole", () => {
    const options = { lang: "en" } as const;
    const [one] = strongestInfluences(shipped, 5).influences;
    const only = [[one!.from, one!.to]] as const;
    const work = { kind: "picture", name: "graph", options, plot: { percent: 100 }, only } as const;
    const svg = doWork(shipped, new Map(), work) as string;
    const named = (name: string) => [...svg.matchAll(new RegExp(`${name}="([^"]*)"`, "g"))].map((match) => match[1]);
    expect([named("data-from"), named("data-to")]).toEqual([[one!.from], [one!.to]]);
    expect(new Set(named("data-variable"))).toEqual(new Set(only[0]));
  });

  test("every variable of a map has its mark, and every arrow of a graph its two ends", () => {
    const input = { study: shipped, analysis: analyze(shipped) };
    for (const name of ["map-direct", "map-indirect", "displacement", "rank-change", "graph"] as const) {
      const marked = new Set([...plot(name, input).matchAll(/data-variable="([^"]*)"/g)].map((match) => match[1]));
      expect(marked, name).toEqual(new Set(shipped.variables.map(({ id }) => id)));
    }
    const arrows = plot("graph", input, { percent: 10 }).match(/data-from=/g);
    expect(arrows).toHaveLength(strongestInfluences(shipped, 10).influences.length);
  });
});

describe("results and report", () => {
  const workshop = useWorkshopPage();

  async function open(path: string, settings: { readonly theme?: string; readonly body?: object } = {}) {
    const { study } = await workshop.create(settings.body ?? EXAMPLE);
    const person = await workshop.person();
    await workshop.lead(person, study);
    await person.addInitScript((theme) => localStorage.setItem("motrice theme", theme), settings.theme ?? "light");
    const page = await person.newPage();
    await page.goto(`${workshop.url()}/studies/${study}/${path}`);
    return { study, person, page };
  }

  const drawn = (page: Page) => page.waitForSelector(".picture svg");

  /** The rows of the table beside the picture. */
  const rows = (page: Page) =>
    page
      .locator(".data-table tbody tr")
      .evaluateAll((lines) =>
        lines.map((line) => [...line.children].map((cell) => (cell as HTMLElement).innerText.trim())),
      );

  test("on a projector a picture has the width of the screen and larger letters and is seen whole; the next visit too", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await open("results?plane=indirect");
    await drawn(page);
    const seen = () =>
      page.locator(".picture svg").evaluate((svg) => {
        const { width, height } = svg.getBoundingClientRect();
        const letters = [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect().height);
        return { width, height, letters: Math.min(...letters) };
      });
    const before = await seen();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Display" }).click();
    await page.getByRole("checkbox", { name: /^Presentation/ }).check();
    await expect.poll(async () => (await seen()).letters).toBeGreaterThan(1.3 * before.letters);
    await page.reload();
    await drawn(page);
    await expect.poll(async () => (await seen()).letters).toBeGreaterThan(1.3 * before.letters);
    const { width, height } = await seen();
    expect(width).toBeGreaterThan(0.85 * 1280);
    expect(height).toBeLessThan(0.85 * 800);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
    await person.close();
  });

  test("the table says what the library says, options act at once and stand in the address", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await open("results?plane=indirect");
    await drawn(page);
    expect(await page.locator(".based-on").innerText()).toBe("Based on 812 of 812 judgements");
    const ranks = async () => (await rows(page)).map((cells) => Number(cells[2]));
    expect(await ranks()).toEqual(analyze(shipped).indirect.influenceRank);
    await page.getByRole("spinbutton", { name: "Power" }).fill("1");
    await page.waitForFunction(() => document.querySelector(".picture svg")!.textContent!.includes("power 1"));
    expect(await ranks()).toEqual(analyze(shipped, { power: 1 }).indirect.influenceRank);
    expect(page.url()).toContain("power=1");
    await page.getByRole("combobox", { name: "Threshold" }).selectOption("median");
    await page.waitForFunction(() =>
      document.querySelector(".picture svg")!.textContent!.includes("threshold: median"),
    );
    await page.reload();
    await drawn(page);
    expect(await page.locator(".picture svg").textContent()).toMatch(/power 1.*threshold: median/s);
    await page.getByRole("button", { name: "Back to the defaults" }).click();
    await page.waitForFunction(() => document.querySelector(".picture svg")!.textContent!.includes("power 7"));
    await person.close();
  });

  test("a variable pointed at lights up in picture and table; one that is pressed stays lit by the address", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await open("results");
    await drawn(page);
    const lit = () =>
      page.evaluate(() => [
        [...document.querySelectorAll(".data-table tr.lit .variable-code")].map((code) => code.textContent),
        [
          ...new Set(
            [...document.querySelectorAll<SVGElement>(".picture .lit")].map((mark) => mark.dataset["variable"]),
          ),
        ],
      ]);
    await page.locator('.picture [data-variable="export"]').first().hover({ force: true });
    await expect.poll(lit).toEqual([["V05"], ["export"]]);
    await page.locator("tbody tr").nth(1).locator("button").click();
    await page.locator("h1").hover();
    await page.locator("h1").click();
    await page.reload();
    await drawn(page);
    await page.waitForSelector(".picture .lit");
    expect((await lit())[0]).toEqual(["V02"]);
    await person.close();
  });

  test("an arrow tells why it is there, and a variable in focus keeps its neighbours alone", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await open("results?view=graph&strength=50&focus=V07");
    await drawn(page);
    const { influences } = strongestInfluences(shipped, 50);
    const near = influences.filter(({ from, to }) => codeOf.get(from) === "V07" || codeOf.get(to) === "V07");
    expect(await page.locator(".picture [data-from]").count()).toBe(near.length);
    expect((await rows(page)).length).toBe(near.length);
    const judgement = shipped.judgements!.find(({ from, to }) => from === near[0]!.from && to === near[0]!.to)!;
    const rationale = judgement.rationale as { en: string };
    await page.locator(".picture .grip").last().dispatchEvent("click");
    await page.waitForSelector(".influence");
    await page.locator(".data-table .arrow-name").first().click();
    await page.waitForFunction(
      (text) => document.querySelector(".influence")!.textContent!.includes(text),
      rationale.en,
    );
    expect(page.url()).toContain("arrow=");
    await person.close();
  });

  test("paths are those of the library, strongest first, and back returns to the view before", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await open("results?from=V15&to=V05");
    await drawn(page);
    await page.getByRole("link", { name: "Paths" }).click();
    await page.waitForSelector(".arrow-name");
    const expected = strongestPaths(shipped, "V15", "V05", { count: 10 });
    expect((await rows(page)).map(([path]) => path)).toEqual(
      expected.map(({ variables }) => variables.map((id) => codeOf.get(id)).join(" → ")),
    );
    await page.goBack();
    await page.waitForSelector(".variable-name");
    await person.close();
  });

  test("results of an open round are hidden from experts, who may see their own", { timeout: 60_000 }, async () => {
    const { study } = await workshop.create({ study: smallStudy(4) });
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForURL(/studies/);
    await page.goto(`${workshop.url()}/studies/${study}/results`);
    await page.waitForSelector(".state-message");
    expect(await page.locator(".state-message h1").innerText()).toBe("The results are not open yet");
    await page.getByRole("button", { name: "See the results of my own answers" }).click();
    await drawn(page);
    expect(await page.locator(".based-on").innerText()).toBe("Based on 0 of 12 judgements");
    await person.close();
  });

  test("options that cannot be say so, and the way back is a press", { timeout: 60_000 }, async () => {
    const { page, person } = await open("results?threshold=mean%20%2B");
    await page.getByRole("button", { name: "Back to the defaults" }).click();
    await drawn(page);
    expect(new URL(page.url()).search).toBe("");
    await person.close();
  });

  test("a report is in its own language, leaves out what is not wanted, prints, and every file is there", {
    timeout: 180_000,
  }, async () => {
    const { page, person } = await open("report?in=fr&without=study.matrix");
    await page.waitForSelector(".report-sections input");
    const frame = page.frame({ url: "about:srcdoc" })!;
    expect(await frame.locator("h1").innerText()).toContain("Quel avenir pour l’industrie régionale");
    expect(await frame.locator("#matrix").isVisible()).toBe(false);
    expect(await frame.locator("nav li:visible .number").allInnerTexts()).toEqual(
      Array.from({ length: (await page.locator(".report-sections input").count()) - 2 }, (_, place) =>
        String(place + 1),
      ),
    );
    // The report's own styles hold in the preview.
    expect(await frame.locator(".disclaimer").evaluate((note) => getComputedStyle(note).borderLeftStyle)).toBe("solid");
    await frame.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "");
    });
    await page.getByRole("button", { name: "Print, or save as PDF" }).click();
    expect(await frame.locator("html").getAttribute("data-printed")).toBe("");
    await frame.locator("html").evaluate((html) => html.removeAttribute("data-printed"));
    await page.locator("h1").click();
    await page.keyboard.press("Control+p");
    expect(await frame.locator("html").getAttribute("data-printed")).toBe("");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Report as a web page (HTML)" }).click();
    const saved = await readFile(await (await saving).path(), "utf8");
    expect(saved).toMatch(/^<!DOCTYPE html>\n<html lang="fr"/);
    expect(saved).toContain("@page");
    expect(saved).not.toMatch(/<section id="(study|matrix)"/);
    const files = await page
      .locator(".report-files a")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const statuses = await page.evaluate(
      async (addresses) => {
        const answers: [string, number][] = [];
        for (const address of addresses) {
          // A server that is busy says so, and when to ask again.
          let answer = await fetch(address);
          for (let tries = 0; answer.status === 503 && tries < 5; tries++) answer = await fetch(address);
          answers.push([address, answer.status]);
        }
        return answers;
      },
      files.filter((address) => !/\.png|\.svg/.test(address) || address.includes("map-direct.svg")),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
    expect(files).toHaveLength(24);
    await person.close();
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on any view, in ${theme} colours`, { timeout: 240_000 }, async () => {
      const { study, page, person } = await open("results", { theme });
      const found: Record<string, string[]> = {};
      for (const path of [
        "results",
        "results?plane=all",
        "results?view=displacement&lit=V05",
        "results?view=graph&focus=V07&arrow=V07%3EV20",
        "results?view=rankings",
        "results?view=stability",
        "results?view=loops",
        "results?view=paths&measure=attenuated&threshold=mean%20%2B%20std",
        "report",
      ]) {
        await page.goto(`${workshop.url()}/studies/${study}/${path}`);
        await page.waitForSelector(path === "report" ? ".report-sections input" : ".picture svg");
        found[path] = await violations(page);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      await person.close();
    });
  }

  test("nothing runs off the side of a phone", { timeout: 60_000 }, async () => {
    const { study } = await workshop.create(EXAMPLE);
    const person = await workshop.person({ viewport: { width: 360, height: 740 } });
    await workshop.lead(person, study);
    const page = await person.newPage();
    for (const view of ["planes", "graph", "rankings", "paths"]) {
      await page.goto(`${workshop.url()}/studies/${study}/results?view=${view}`);
      await drawn(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(360);
    }
    await person.close();
  });
});
