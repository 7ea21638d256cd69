/**
 * npm run screens [-- --out DIR] [--only NAME …]
 *
 * The pictures of the README and of the guides: every screen in French and in English, of the built page in Chromium, with a workshop of made-up
 * experts on the 29-variable study, whose scoring is illustrative.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { startBuiltServer } from "../bench/server-process.js";
import type { Language } from "../src/node.js";
import { launchChromium } from "../tests/chromium.js";
import { SCREENS, type Screen, type Who } from "./screen-list.js";
import { type SeededWorkshop, seededWorkshop } from "./seeded-workshop.js";

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: "docs/screens" } },
});
const wanted = SCREENS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const server = await startBuiltServer();
const browser = await launchChromium();
try {
  const workshop = await seededWorkshop(server.url);
  for (const language of ["fr", "en"] as const) {
    await mkdir(join(values.out, language), { recursive: true });
    for (const screen of wanted) {
      await take(browser, workshop, language, screen).catch((error: unknown) => {
        throw new Error(`${language}/${screen.name}`, { cause: error });
      });
    }
  }
} finally {
  await browser.close();
  await server.stop();
}

async function take(
  from: Browser,
  workshop: SeededWorkshop,
  language: Language,
  { name, who, path, shown, act, phone = false, dark = false, tour = false }: Screen,
): Promise<void> {
  const person = await from.newContext({
    viewport: phone ? PHONE : WIDE,
    locale: { fr: "fr-FR", en: "en-GB" }[language],
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  if (!tour) await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
  const page = await person.newPage();
  await enter(page, workshop, who);
  await page.goto(`${workshop.url}${path(workshop.study)}`);
  await page.waitForSelector(shown);
  await act?.(page, language);
  await page.mouse.move(0, 0);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(values.out, language, `${name}.png`) });
  await person.close();
  console.log(`${language}/${name}.png`);
}

/** Opens a link of the person's role; a stranger has none. */
async function enter(page: Page, workshop: SeededWorkshop, who: Who): Promise<void> {
  if (who === "stranger") return;
  await page.goto(`${workshop.url}/join#${await workshop.link(who)}`);
  await page.waitForURL(/\/studies\//);
}
