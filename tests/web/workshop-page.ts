import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type RunningServer, startServer } from "../../server/main.js";
import { launchChromium } from "../chromium.js";

/** A value of a cell, as the API has it. */
export type Answer = number | "P" | "?" | null;

interface Created {
  readonly study: { readonly id: string };
  readonly facilitator: { readonly token: string };
}

/** A server on a folder of its own, and a browser that looks at it. */
export interface WorkshopPage {
  readonly url: () => string;
  /** Stops the server and starts another on the same studies and the same port, after what is done between. */
  readonly restart: (between?: () => Promise<void>) => Promise<void>;
  /** Makes a study; its facilitator's token comes back beside its id. */
  readonly create: (body?: object) => Promise<{ readonly study: string; readonly token: string }>;
  /** Adds a participant, and gives a link's token that has not been used. */
  readonly invite: (study: string, role: "expert" | "facilitator" | "reader") => Promise<Invited>;
  /** Makes a person's browser a facilitator of a study. */
  readonly lead: (person: BrowserContext, study: string) => Promise<void>;
  /** Changes settings of a study, or what it is called, whatever its revision. */
  readonly change: (study: string, token: string, changes: object) => Promise<void>;
  readonly ask: (method: string, path: string, body?: unknown, token?: string) => Promise<Answered>;
  /** A person's browser: cookies and storage of its own. */
  readonly person: (options?: BrowserContextOptions) => Promise<BrowserContext>;
}

export interface Invited {
  readonly participant: string;
  readonly token: string;
  readonly link: string;
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind
  readonly body: any;
}

/** `size` variables in two blocks, with names in both languages. */
export function smallStudy(size: number): object {
  return {
    title: { en: "A small system", fr: "Un petit système" },
    language: "en",
    blocks: [
      { id: "one", label: { en: "First block", fr: "Premier bloc" } },
      { id: "two", label: { en: "Second block", fr: "Second bloc" } },
    ],
    variables: Array.from({ length: size }, (_, index) => ({
      id: `v${index + 1}`,
      code: `V${String(index + 1).padStart(2, "0")}`,
      label: { en: `Variable number ${index + 1}`, fr: `Variable numéro ${index + 1}` },
      short: { en: `Var. ${index + 1}`, fr: `Var. ${index + 1}` },
      block: index < size / 2 ? "one" : "two",
    })),
    direct: Array.from({ length: size }, () => new Array<null>(size).fill(null)),
  };
}

/** Starts server and browser for the tests of one file. */
export function useWorkshopPage(): WorkshopPage {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  const settings = () => ({
    logLevel: "silent" as const,
    rateLimit: 0,
    workers: 1,
    maxEventLoopDelayMs: 0,
    stopOnSignal: false,
    stopTimeoutMs: 200,
    heartbeatMs: 1000,
    dataFolder: folder,
    // A machine that runs other tests too takes its time.
    taskTimeoutMs: 120_000,
    announce: () => {},
  });
  beforeAll(async () => {
    if (!existsSync("dist/web/index.html")) throw new Error("the page is not built: npm run build");
    folder = await mkdtemp(join(tmpdir(), "motrice-page-"));
    server = await startServer({ ...settings(), port: 0 });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const ask: WorkshopPage["ask"] = async (method, path, body, token) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(method === "PATCH" && { "idempotency-key": `test-${Math.random()}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  const invite: WorkshopPage["invite"] = async (study, role) => {
    const { body: participant } = await ask("POST", `/studies/${study}/participants`, { role, name: "Expert 1" });
    const { body: link } = await ask("POST", `/studies/${study}/participants/${participant.id}/links`, {});
    return { participant: participant.id, token: link.token, link: `${server.url}/join#${link.token}` };
  };
  return {
    url: () => server.url,
    async restart(between = async () => {}) {
      const { port } = new URL(server.url);
      await server.stop();
      await between();
      server = await startServer({ ...settings(), port: Number(port) });
    },
    async create(body = { study: smallStudy(6) }) {
      const { status, body: made } = await ask("POST", "/studies", body);
      if (status !== 201) throw new Error(JSON.stringify(made));
      const { study, facilitator } = made as Created;
      return { study: study.id, token: facilitator.token };
    },
    invite,
    async change(study, token, changes) {
      const response = await fetch(`${server.url}/api/v1/studies/${study}`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": "*" },
        body: JSON.stringify(changes),
      });
      if (response.status !== 200) throw new Error(await response.text());
    },
    ask,
    async lead(person, study) {
      const { token } = await invite(study, "facilitator");
      const answer = await person.request.post(`${server.url}/api/v1/session`, { data: { token } });
      if (!answer.ok()) throw new Error(await answer.text());
    },
    person: (options) => browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 }, ...options }),
  };
}

/** Opens a link in a person's browser and waits for the grid; the tour is taken as seen. */
export async function openMatrix(person: BrowserContext, link: string): Promise<Page> {
  await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
  const page = await person.newPage();
  await page.goto(link);
  await page.waitForSelector("[role=grid]");
  return page;
}

/** The text of the cell that the keyboard is on, and its place. */
export function cursor(page: Page): Promise<{ row: number; column: number; text: string }> {
  return page.evaluate(() => {
    const cell = document.activeElement as HTMLTableCellElement;
    return {
      row:
        cell.parentElement!.parentElement!.children.length > 0
          ? [...cell.parentElement!.parentElement!.children].indexOf(cell.parentElement!)
          : -1,
      column: [...cell.parentElement!.children].indexOf(cell) - 1,
      text: cell.textContent ?? "",
    };
  });
}

/** What the grid shows, row by row, blanks as empty texts. */
export function shownValues(page: Page): Promise<string[][]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("[role=grid] tbody tr")].map((row) =>
      [...row.querySelectorAll("td.cell")].map((cell) => cell.textContent ?? ""),
    ),
  );
}

/** Waits until the page says that all is saved. */
export async function saved(page: Page): Promise<void> {
  await page.waitForSelector(".saved-state.saved");
}
