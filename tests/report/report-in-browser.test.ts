import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { toHtml, toSensitivityHtml } from "../../src/report/html.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { launchChromium } from "../chromium.js";
import { shippedStudy } from "../shipped-study.js";
import { additionsOf } from "./additions.js";
import { EVIL_STUDY } from "./studies.js";

/** Printable area of an A4 page with the report's margins, in CSS pixels: 180 × 262 mm. */
const PAPER = { width: 680, height: 990 };

test("in a browser the report asks for nothing, overflows nowhere and fits A4 paper", async () => {
  const browser = await launchChromium();
  try {
    const shipped = await shippedStudy();
    const reports = [toHtml(shipped, analyze(shipped)), toHtml(EVIL_STUDY, analyze(EVIL_STUDY))];
    for (const study of [shipped, EVIL_STUDY]) {
      const additions = await additionsOf(study, false);
      reports.push(toSensitivityHtml(study, analyze(study, { lang: "fr" }), additions));
    }
    for (const report of reports) {
      const page = await browser.newPage();
      const asked: string[] = [];
      const said: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => said.push(message.text()));
      page.on("dialog", (dialog) => said.push(`dialog: ${dialog.message()}`));
      await page.setContent(report);
      for (const width of [360, 768, 1400]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        expect(wide, `at ${width} px`).toBeLessThanOrEqual(0);
      }
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ ...PAPER });
      const sizes = (await page.evaluate(
        "[...document.querySelectorAll('figure, table')].map((e) => [e.tagName + ' ' + (e.caption?.textContent ?? ''), e.getBoundingClientRect().width, e.getBoundingClientRect().height])",
      )) as [string, number, number][];
      for (const [name, width, height] of sizes) {
        expect(width, name).toBeLessThanOrEqual(PAPER.width + 1);
        if (name.startsWith("FIGURE")) expect(height, name).toBeLessThanOrEqual(PAPER.height);
      }
      expect({ asked: asked.filter((url) => !url.startsWith("about:")), said }).toEqual({ asked: [], said: [] });
      await page.close();
    }
  } finally {
    await browser.close();
  }
});

test("on paper sections flow: five variables fill no more than fourteen pages, and no class is broken over lines", async () => {
  const names = ["Règlementations environnementales", "Gouvernance territoriale", "Décarbonation", "Emploi", "Énergie"];
  const study = parseStudy({
    language: "fr",
    variables: names.map((label, i) => ({ id: `v${i}`, label })),
    direct: names.map((_, from) => names.map((_, to) => (from === to ? null : (from * 2 + to) % 4))),
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent(toHtml(study, analyze(study)));
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ ...PAPER });
    const heights = (await page.evaluate(
      "[...document.querySelectorAll('#direct td.nowrap')].map((cell) => { const r = document.createRange(); r.selectNodeContents(cell); return new Set([...r.getClientRects()].map(({ bottom }) => Math.round(bottom / 8))).size; })",
    )) as number[];
    expect(heights).toEqual(names.map(() => 1));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(14);
  } finally {
    await browser.close();
  }
});
