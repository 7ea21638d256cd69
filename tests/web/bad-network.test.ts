import { afterEach, describe, expect, test } from "vitest";
import { type Fault, type FaultyProxy, startFaultyProxy } from "./faulty-proxy.js";
import { openMatrix, saved, useWorkshopPage } from "./workshop-page.js";

const LOGIN = "<!doctype html><title>Log in to the network</title>";

describe("a network that fails", () => {
  const workshop = useWorkshopPage();
  let proxy: FaultyProxy | undefined;
  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });

  /** An expert in the matrix, behind a proxy that fails as it is told. */
  async function expert(faultOf: (method: string, path: string) => Fault | null, locale = "en-GB") {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    proxy = await startFaultyProxy(workshop.url(), faultOf);
    const person = await workshop.person({ locale });
    const page = await openMatrix(person, link.replace(workshop.url(), proxy.url));
    const path = `/studies/${study}/contributions/${participant}/cells`;
    const stored = async () => (await workshop.ask("GET", path, undefined, token)).body.cells;
    return { page, person, stored };
  }

  const faults: Readonly<Record<string, Fault>> = {
    "is cut in the middle": "cut",
    "is the page of a network's login": { status: 200, html: LOGIN },
    "is a proxy's own time out": { status: 408, html: "<h1>408</h1>" },
    "is a proxy's own limit of requests": { status: 429, html: "<h1>429</h1>" },
    "is a proxy's own refusal": { status: 403, html: "<h1>403</h1>" },
  };
  for (const [name, fault] of Object.entries(faults))
    test(`an answer that ${name} leaves the judgement waiting, and it is sent again`, async () => {
      let isFaulty = true;
      const { page, person, stored } = await expert((method) => (method === "PATCH" && isFaulty ? fault : null));
      await page.keyboard.press("Digit2");
      await page.waitForSelector(".saved-state.waiting");
      isFaulty = false;
      await saved(page);
      expect(await stored()).toMatchObject([{ from: "v1", to: "v2", value: 2 }]);
      await person.close();
    });

  test("a proxy that takes no body of this size holds the judgement back, and says so in the language of the page", async () => {
    const refusal = { status: 413, html: "<h1>413</h1>" };
    const { page, person } = await expert((method) => (method === "PATCH" ? refusal : null), "fr-FR");
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.held");
    expect(await page.locator(".saved-state").getAttribute("title")).toBe("C’est trop volumineux pour le serveur.");
    await person.close();
  });

  test("figures follow a stream of answers that never pauses, though each reading takes long", async () => {
    const { study } = await workshop.create();
    const { participant, token } = await workshop.invite(study, "expert");
    const { link } = await workshop.invite(study, "facilitator");
    proxy = await startFaultyProxy(workshop.url(), (_, path) =>
      /\/study\?of=|\/contributions$/.test(path) ? { lateMs: 700 } : null,
    );
    const person = await workshop.person();
    const page = await person.newPage();
    await page.goto(link.replace(workshop.url(), proxy.url));
    await page.waitForSelector(".total strong");
    let value = 0;
    const cells = `/studies/${study}/contributions/${participant}/cells`;
    const stream = setInterval(() => {
      const changes = [{ from: "v1", to: "v2", value: value % 4, was: value === 0 ? null : (value - 1) % 4 }];
      value += 1;
      void workshop.ask("PATCH", cells, { changes }, token);
    }, 200);
    try {
      await page.waitForFunction(() => document.querySelector(".total strong")!.textContent!.startsWith("1 of 30"));
      await page.goto(`${proxy.url}/studies/${study}/results?of=contribution:${participant}`);
      await page.waitForSelector(".based-on");
      const changes = [{ from: "v2", to: "v1", value: 3, was: null }];
      await workshop.ask("PATCH", cells, { changes }, token);
      await page.getByText("Based on 2 of 30 judgements").waitFor({ timeout: 15_000 });
    } finally {
      clearInterval(stream);
    }
    await person.close();
  });

  /** A facilitator's page on a screen of a study, behind the proxy. */
  async function facilitator(screen: string, faultOf: (method: string, path: string) => Fault | null) {
    const { study, token } = await workshop.create();
    const { link } = await workshop.invite(study, "facilitator");
    proxy = await startFaultyProxy(workshop.url(), faultOf);
    const person = await workshop.person();
    await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await person.newPage();
    await page.goto(link.replace(workshop.url(), proxy.url));
    await page.waitForSelector(".facilitation-head");
    page.setDefaultTimeout(15_000);
    await page.goto(`${proxy.url}/studies/${study}/${screen}`);
    return { page, person, study, token };
  }

  test("what is written into a sheet while it is being saved stays, and is saved after it", async () => {
    const { page, person, study, token } = await facilitator("variables?fiche=v1&view=edit", (method) =>
      method === "PUT" ? { lateMs: 1500 } : null,
    );
    const past = page.getByLabel("How has the variable evolved?");
    await past.fill("one");
    await page.getByRole("button", { name: "Save the sheet" }).click();
    await past.fill("one two");
    await page.getByText("The sheet is saved.").waitFor();
    expect(await past.inputValue()).toBe("one two");
    await page.getByRole("button", { name: "Save the sheet" }).click();
    const written = async () => (await workshop.ask("GET", `/studies/${study}/fiches/v1`, undefined, token)).body;
    await expect.poll(written).toMatchObject({ revision: 2, fiche: { past: { en: "one two" } } });
    await person.close();
  });

  test("a study that is opened anew while its events are asked for again is followed once", async () => {
    let feeds = 0;
    let slow = 0;
    const { page, person, study, token } = await facilitator("facilitator", (_, path) => {
      if (path.includes("/events?")) {
        feeds += 1;
        return feeds === 2 ? { status: 403, html: LOGIN } : null;
      }
      if (slow !== 1 || !path.endsWith("/variables")) return null;
      slow = 2;
      return { lateMs: 4000 };
    });
    await expect.poll(() => feeds, { timeout: 10_000 }).toBe(2);
    slow = 1;
    // The page reads the study to learn why its events were refused.
    await expect.poll(() => slow, { timeout: 10_000 }).toBe(2);
    let read = 0;
    page.on("requestfinished", (request) => {
      if (request.url().endsWith("/variables")) read += 1;
    });
    await page.locator("a.brand").click();
    await page.locator(".study-card a").first().click();
    await expect.poll(() => feeds, { timeout: 10_000 }).toBe(3);
    await expect.poll(() => read, { timeout: 10_000 }).toBe(2);
    await page.locator("nav.screens a").last().click();
    await page.waitForSelector(".facilitation-head");
    const heard = page.waitForResponse((response) => response.url().endsWith("/contributions"));
    const { participant } = await workshop.invite(study, "expert");
    await workshop.ask(
      "PUT",
      `/studies/${study}/assignments`,
      {
        assignments: [{ participant, items: [{ kind: "row", variable: "v2" }] }],
      },
      token,
    );
    await heard;
    expect(feeds).toBe(3);
    await person.close();
  });

  test("two settings changed one upon the other are both kept, and nobody is said to have changed them", async () => {
    const { page, person, study, token } = await facilitator("facilitator?part=rounds", (method, path) =>
      method === "PATCH" || path.endsWith("/variables") ? { lateMs: 800 } : null,
    );
    await page.getByLabel("One value per cell").selectOption("mean");
    await page.getByLabel("Shown to all, live").click();
    const settings = async () => (await workshop.ask("GET", `/studies/${study}`, undefined, token)).body.settings;
    await expect
      .poll(settings, { timeout: 10_000 })
      .toMatchObject({ results: "open", aggregation: { method: "mean" } });
    expect(await page.locator(".toast.error").count()).toBe(0);
    await person.close();
  });

  test("leaving ends the session and the study; where the server does not hear it, it says so and stays", async () => {
    let isDown = true;
    const { page, person, study } = await facilitator("matrix", (method) =>
      method === "DELETE" && isDown ? { status: 403, html: LOGIN } : null,
    );
    await page.waitForSelector("[role=grid]");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Display" }).click();
    await page.getByRole("button", { name: "Leave this session" }).click();
    await page.waitForSelector(".toast.error");
    expect(page.url()).toContain(study);
    isDown = false;
    await page.getByRole("button", { name: "Leave this session" }).click();
    await page.waitForURL(`${proxy!.url}/`);
    expect(await page.locator("[role=grid]").count()).toBe(0);
    await page.getByRole("button", { name: "Display" }).click();
    expect(await page.getByRole("button", { name: "Leave this session" }).count()).toBe(0);
    await person.close();
  });
});
