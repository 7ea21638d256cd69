import type { Page } from "playwright-core";
import type { Language } from "../src/node.js";

/** Who looks: the facilitator, an expert of the first round, one who has come in the second, or someone of no study. */
export type Who = "facilitator" | "expert" | "newcomer" | "stranger";

/** One picture: who is where, and what has to be there before it is taken. */
export interface Screen {
  readonly name: string;
  readonly who: Who;
  readonly path: (study: string) => string;
  /** Selector. */
  readonly shown: string;
  readonly act?: (page: Page, language: Language) => Promise<void>;
  readonly phone?: boolean;
  readonly dark?: boolean;
  /** Whether the tour of a first visit stands over it. */
  readonly tour?: boolean;
}

const at =
  (screen: string) =>
  (study: string): string =>
    `/studies/${study}/${screen}`;

const PICTURE = ".picture svg";

/** Every picture of docs/screens/. */
export const SCREENS: readonly Screen[] = [
  { name: "studies", who: "facilitator", path: () => "/", shown: ".study-card progress" },
  {
    name: "new-study",
    who: "facilitator",
    path: () => "/",
    shown: ".study-card progress",
    act: async (page, language) => {
      await page.locator(".studies-head .button.primary").click();
      const title = { fr: "Quel avenir pour la filière bois ?", en: "What future for the timber industry?" };
      await page.locator(".new-study input").first().fill(title[language]);
    },
  },
  { name: "variables", who: "facilitator", path: at("variables"), shown: ".variables-card tbody tr" },
  { name: "sheet", who: "facilitator", path: at("variables?fiche=big-data"), shown: ".fiche-article article" },
  { name: "people", who: "facilitator", path: at("facilitator?part=people"), shown: ".person" },
  {
    name: "link",
    who: "facilitator",
    path: at("facilitator?part=people"),
    shown: ".person",
    act: async (page) => {
      await page.locator(".person-form input").first().fill("Expert 7");
      await page.locator(".person-form .button.primary").click();
      await page.waitForSelector(".link-field");
    },
  },
  { name: "assignments", who: "facilitator", path: at("facilitator?part=assignments"), shown: ".table-card" },
  { name: "progress", who: "facilitator", path: at("facilitator"), shown: ".progress-table" },
  { name: "rounds", who: "facilitator", path: at("facilitator?part=rounds"), shown: ".fields" },
  { name: "agreement", who: "facilitator", path: at("facilitator?part=agreement"), shown: ".heatmap" },
  { name: "agenda", who: "facilitator", path: at("facilitator?part=agenda"), shown: ".agenda-table" },
  {
    name: "decide",
    who: "facilitator",
    path: at("facilitator?part=agenda"),
    shown: ".agenda-table",
    act: async (page) => {
      await page.locator(".agenda-table tbody button").first().click();
      await page.waitForSelector(".discussion .notes li");
    },
  },
  { name: "join", who: "stranger", path: () => "/join", shown: ".state-message" },
  { name: "tour", who: "newcomer", path: at("matrix"), shown: ".tour", tour: true },
  { name: "matrix", who: "newcomer", path: at("matrix?cell=V12.V14"), shown: "[role=grid]" },
  {
    name: "group",
    who: "expert",
    path: at("matrix"),
    shown: "[role=grid]",
    act: async (page) => {
      await page.locator(".matrix-tools .button", { hasText: /\(\d+\)/ }).click();
    },
  },
  {
    name: "map-beside",
    who: "newcomer",
    path: at("matrix?cell=V12.V14"),
    shown: "[role=grid]",
    act: async (page, language) => {
      await page.getByRole("button", { name: { fr: "Carte", en: "Map" }[language], exact: true }).click();
      await page.waitForSelector(".live-map svg");
    },
  },
  { name: "question", who: "newcomer", path: at("question"), shown: ".question-text", phone: true },
  { name: "results", who: "facilitator", path: at("results?plane=indirect"), shown: PICTURE },
  { name: "displacement", who: "facilitator", path: at("results?view=displacement"), shown: PICTURE },
  { name: "graph", who: "facilitator", path: at("results?view=graph&focus=V07&strength=50"), shown: PICTURE },
  { name: "rankings", who: "facilitator", path: at("results?view=rankings"), shown: PICTURE },
  { name: "stability", who: "facilitator", path: at("results?view=stability"), shown: PICTURE },
  { name: "loops", who: "facilitator", path: at("results?view=loops"), shown: PICTURE },
  { name: "paths", who: "facilitator", path: at("results?view=paths&from=V15&to=V16"), shown: PICTURE },
  { name: "sensitivity", who: "facilitator", path: at("sensitivity"), shown: PICTURE },
  { name: "clouds", who: "facilitator", path: at("sensitivity?view=map"), shown: PICTURE },
  { name: "judgements", who: "facilitator", path: at("sensitivity?view=judgements"), shown: ".judgement a" },
  {
    name: "compare",
    who: "facilitator",
    path: at("compare?by=what-if&set=state-intervention.research-development.0,climate-change.regulations.3"),
    shown: ".summary[aria-busy=false]",
  },
  { name: "dark", who: "facilitator", path: at("results?plane=indirect"), shown: PICTURE, dark: true },
  { name: "report", who: "facilitator", path: at("report"), shown: ".report-sections input" },
];
