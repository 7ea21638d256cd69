import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { violations } from "./axe.js";
import { smallStudy, useWorkshopPage } from "./workshop-page.js";

const PATIENCE = { timeout: 120_000 };

describe("the screens of facilitation and of variables", () => {
  const workshop = useWorkshopPage();

  /** A facilitator's page on a screen of a study. */
  async function facilitate(
    person: BrowserContext,
    study: string,
    screen: string,
    role: "facilitator" | "expert" | "reader" = "facilitator",
  ): Promise<Page> {
    const { link } = await workshop.invite(study, role);
    await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await person.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(link);
    await page.waitForURL(/\/studies\//);
    await page.goto(`${workshop.url()}/studies/${study}/${screen}`);
    return page;
  }

  /** Scores a few cells as an expert. */
  async function score(study: string, cells: readonly (readonly [string, string, unknown])[]): Promise<string> {
    const { participant, token } = await workshop.invite(study, "expert");
    const changes = cells.map(([from, to, value]) => ({ from, to, value, was: null, note: `why ${value}` }));
    await workshop.ask("PATCH", `/studies/${study}/contributions/${participant}/cells`, { changes }, token);
    return participant;
  }

  /** Takes back what the newest notice that says so tells, once it is there: the server knows of a change before it. */
  async function undo(page: Page, said: string): Promise<void> {
    await page.locator(".toast", { hasText: said }).last().getByRole("button", { name: "Undo" }).click();
  }

  test("an expert is added with a link that is shown once, works once, and is revoked", PATIENCE, async () => {
    const { study } = await workshop.create();
    const person = await workshop.person();
    const page = await facilitate(person, study, "facilitator?part=people");
    await page.getByLabel("Name", { exact: true }).fill("Expert 7");
    await page.getByRole("button", { name: "Add and make a link" }).click();
    const link = await page.locator(".link-field").inputValue();
    expect(link).toMatch(/\/join#[\w-]{43}$/);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    expect(await page.content()).not.toContain(link.split("#")[1]);
    await page.getByRole("button", { name: "Links of Expert 7" }).click();
    expect(await page.locator(".links li").innerText()).toContain("not used yet");
    expect(page.url()).toContain("links=");
    await workshop.ask("POST", "/session", { token: link.split("#")[1] });
    await page.reload();
    await page.waitForSelector(".links .pill.used");
    await page.getByRole("button", { name: /^Revoke the link/ }).click();
    // A link in use is asked about: to leave it changes nothing.
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await page.locator(".links .pill.used").count()).toBe(1);
    await page.getByRole("button", { name: /^Revoke the link/ }).click();
    await page.locator("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.waitForSelector(".links .pill.revoked");
    const { status } = await workshop.ask("POST", "/session", { token: link.split("#")[1] });
    expect(status).toBe(410);
    await person.close();
  });

  test("a name that is written from right to left does not turn the sentence it stands in", PATIENCE, async () => {
    const { study } = await workshop.create();
    const person = await workshop.person();
    const page = await facilitate(person, study, "facilitator?part=people");
    await page.getByLabel("Name", { exact: true }).fill("خبيرة");
    await page.getByRole("button", { name: "Add and make a link" }).click();
    await page.locator(".link-field").waitFor();
    expect(await page.locator("dialog h2").innerText()).toContain("\u2068خبيرة\u2069");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Links of \u2068خبيرة\u2069" }).waitFor();
    await person.close();
  });

  test("progress follows the experts as they score, and focus stays where it was", PATIENCE, async () => {
    const { study } = await workshop.create();
    await score(study, [["v1", "v2", 3]]);
    const person = await workshop.person();
    const page = await facilitate(person, study, "facilitator");
    await page.waitForSelector(".pill.live.connected");
    const total = page.locator(".total strong");
    expect(await total.innerText()).toBe("1 of 30 expected answers");
    const sort = page.locator(".progress-table thead button").first();
    await sort.focus();
    await score(study, [
      ["v1", "v2", 1],
      ["v1", "v3", "?"],
    ]);
    await page.waitForFunction(() => document.querySelector(".total strong")!.textContent!.startsWith("3 of 60"));
    expect(await sort.evaluate((button) => button === document.activeElement)).toBe(true);
    await person.close();
  });

  test("a fair share gives every expert as many cells, and a part is chosen by hand", PATIENCE, async () => {
    const { study, token } = await workshop.create();
    for (const _ of [1, 2]) await score(study, [["v1", "v2", 3]]);
    const person = await workshop.person();
    const page = await facilitate(person, study, "facilitator?part=assignments");
    await page.getByLabel("Experts per cell").fill("1");
    await page.getByRole("button", { name: "Share the cells" }).click();
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll(".table-card td.numeric")].map((cell) => cell.textContent);
      return shown.join() === "15,15";
    });
    await page.getByRole("button", { name: "Choose what Expert 1 scores" }).first().click();
    await page.getByRole("button", { name: "None" }).nth(1).click();
    await page.getByLabel("Second block").check();
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    await page.getByLabel("are locked").check();
    await expect
      .poll(async () => (await workshop.ask("GET", `/studies/${study}/assignments`, undefined, token)).body)
      .toMatchObject({ unassigned: "locked", assignments: [{ cells: 15 }, { cells: 15 }] });
    const { body } = await workshop.ask("GET", `/studies/${study}/assignments`, undefined, token);
    expect(body.assignments.map((part: { items: unknown }) => part.items)).toContainEqual([
      { kind: "block", block: "two" },
    ]);
    const given = async () =>
      (await workshop.ask("GET", `/studies/${study}/assignments`, undefined, token)).body.assignments;
    const before = await given();
    await page.getByRole("button", { name: "Clear all assignments" }).click();
    await expect.poll(given).toEqual([]);
    await undo(page, "No cell is assigned to anybody.");
    await expect.poll(given).toEqual(before);
    await person.close();
  });

  test("a round is closed once that is confirmed, and the next one opened", PATIENCE, async () => {
    const { study, token } = await workshop.create();
    await score(study, [["v1", "v2", 3]]);
    const person = await workshop.person();
    const page = await facilitate(person, study, "facilitator?part=rounds");
    const stateOf = async () =>
      (await workshop.ask("GET", `/studies/${study}/rounds`, undefined, token)).body.rounds.map(
        ({ state }: { state: string }) => state,
      );
    await page.getByRole("button", { name: "Close round 1" }).click();
    await page.getByText("1 of 30 expected answers are given.").waitFor();
    expect(await stateOf()).toEqual(["open"]);
    await page.locator("dialog").getByRole("button", { name: "Close round 1" }).click();
    await page.getByRole("button", { name: "Open round 2" }).click();
    await page.getByRole("button", { name: "Close round 2" }).waitFor();
    expect(await stateOf()).toEqual(["closed", "open"]);
    await page.getByLabel("One value per cell").selectOption("mean");
    const settings = async () => (await workshop.ask("GET", `/studies/${study}`, undefined, token)).body.settings;
    // A second change while the first is on its way is not taken for another's.
    await page.getByLabel("Shown to all, live").click();
    await expect.poll(settings).toMatchObject({ results: "open", aggregation: { method: "mean" } });
    expect(await page.locator(".toast.error").count()).toBe(0);
    // Two changes, two notices: the last one is the second's once both are there.
    const changed = page.locator(".toast", { hasText: "The setting is changed." });
    await changed.nth(1).waitFor();
    await undo(page, "The setting is changed.");
    await expect.poll(settings).toMatchObject({ results: "hidden", aggregation: { method: "mean" } });
    await changed.getByRole("button", { name: "Close" }).click();
    await page.getByLabel("One value per cell").selectOption("mode");
    await expect.poll(settings).toMatchObject({ aggregation: { method: "mode" } });
    await undo(page, "The setting is changed.");
    await expect.poll(settings).toMatchObject({ results: "hidden", aggregation: { method: "mean" } });
    await person.close();
  });

  test(
    "a disputed cell is discussed from map and agenda, decided with a reason, and taken back",
    PATIENCE,
    async () => {
      const { study, token } = await workshop.create();
      await score(study, [
        ["v1", "v2", 3],
        ["v2", "v3", 2],
      ]);
      await score(study, [
        ["v1", "v2", 0],
        ["v2", "v3", 2],
      ]);
      const person = await workshop.person();
      const page = await facilitate(person, study, "facilitator?part=agreement");
      const decisions = async () =>
        (await workshop.ask("GET", `/studies/${study}/consensus`, undefined, token)).body.decisions;
      const cell = page.getByRole("gridcell", { name: "Var. 1 on Var. 2: dispersion 3, 2 answers" });
      await cell.focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector(".notes");
      expect(await page.locator(".notes .note").allInnerTexts()).toEqual(["why 3", "why 0"]);
      await page.goBack();
      await page.waitForSelector("dialog", { state: "detached" });
      await page.goto(`${workshop.url()}/studies/${study}/facilitator?part=agenda`);
      await page.getByRole("button", { name: "Discuss V01 → V02" }).click();
      const set = page.getByRole("button", { name: "Set the consensus" });
      await page.locator(".values .value").nth(2).click();
      expect(await set.isDisabled()).toBe(true);
      await page.getByLabel("Reason").fill("agreed in the room");
      await set.click();
      await page.waitForSelector("dialog", { state: "detached" });
      expect(await decisions()).toMatchObject([{ from: "v1", to: "v2", value: 2, reason: "agreed in the room" }]);
      await page.getByText("Decided cells (1)").waitFor();
      await page.getByRole("button", { name: "Discuss V01 → V02" }).click();
      await page.getByRole("button", { name: "Take the decision back" }).click();
      await page.getByText("No cell has been decided yet.").waitFor();
      expect(await decisions()).toEqual([]);
      await undo(page, "The decision is taken back");
      await page.getByText("Decided cells (1)").waitFor();
      expect(await decisions()).toMatchObject([{ from: "v1", to: "v2", value: 2, reason: "agreed in the room" }]);
      await person.close();
    },
  );

  for (const role of ["expert", "reader"] as const) {
    test(`facilitation is closed to ${role}s, who read variables and sheets and change nothing`, PATIENCE, async () => {
      const { study } = await workshop.create();
      const person = await workshop.person();
      const page = await facilitate(person, study, "facilitator", role);
      await page.waitForSelector(".state-message");
      expect(await page.locator(".state-message h1").innerText()).toBe("This screen is not open to you");
      await page.goto(`${workshop.url()}/studies/${study}/variables`);
      await page.waitForSelector(".variables-card tbody tr");
      expect(await page.locator(".variables button").count()).toBe(0);
      await page.getByRole("link", { name: "Variable number 2" }).click();
      await page.waitForSelector(".fiche-article article");
      expect(await page.locator(".fiche-views a").allInnerTexts()).toEqual(["Read", "History"]);
      await person.close();
    });
  }

  test(
    "variables are added, moved by keyboard with the focus, and deleted only after the loss is told",
    PATIENCE,
    async () => {
      const { study } = await workshop.create({ study: smallStudy(3) });
      await score(study, [
        ["v1", "v2", 3],
        ["v3", "v1", 0],
      ]);
      const person = await workshop.person();
      const page = await facilitate(person, study, "variables");
      const codes = () => page.locator(".variables-card tbody th").allInnerTexts();
      await page.getByRole("button", { name: "Add a variable" }).click();
      await page.getByLabel("Long name in English").fill("متغير 🌍 <b>");
      await page.getByRole("button", { name: "Save" }).click();
      await expect.poll(codes).toEqual(["V01", "V02", "V03", "V04"]);
      const down = page.getByRole("button", { name: "Move V01 Var. 1 down" });
      await down.focus();
      await page.keyboard.press("Enter");
      await expect.poll(codes).toEqual(["V02", "V01", "V03", "V04"]);
      await expect.poll(() => down.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.getByRole("button", { name: "Delete V01 Var. 1" }).click();
      await page.getByRole("button", { name: "Delete", exact: true }).last().click();
      expect(await page.locator("dialog .variables-warning").innerText()).toBe(
        "Lost with it, for good: answers 2, decisions 0.",
      );
      await page.getByRole("button", { name: "Delete, with the answers" }).click();
      await expect.poll(codes).toEqual(["V02", "V03", "V04"]);
      await person.close();
    },
  );

  test("a selection of text that ends beside a dialog leaves it open", PATIENCE, async () => {
    const { study } = await workshop.create({ study: smallStudy(3) });
    const person = await workshop.person();
    const page = await facilitate(person, study, "variables");
    await page.getByRole("button", { name: "Add a variable" }).click();
    const name = page.getByLabel("Long name in English");
    await name.fill("a name that took long to find");
    const { x, y, width, height } = (await name.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(5, y, { steps: 4 });
    await page.mouse.up();
    expect(await name.inputValue()).toBe("a name that took long to find");
    await page.mouse.click(5, y);
    await page.waitForSelector("dialog", { state: "detached" });
    await person.close();
  });

  test("a sheet keeps its draft, shows markup as text, and tells of another's change", PATIENCE, async () => {
    const { study, token } = await workshop.create();
    const person = await workshop.person();
    const page = await facilitate(person, study, "variables?fiche=v1&view=edit");
    const past = page.getByLabel("How has the variable evolved?");
    await past.fill("It **rose** <script>alert(1)</script> [x](javascript:alert(1))");
    await page.reload();
    expect(await past.inputValue()).toContain("It **rose**");
    // Somebody else saves first.
    const address = `${workshop.url()}/api/v1/studies/${study}/fiches/v1`;
    const theirs = await fetch(address, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": "*" },
      body: JSON.stringify({ past: { en: "theirs" } }),
    });
    expect(theirs.status).toBe(200);
    await page.getByRole("button", { name: "Save the sheet" }).click();
    await page.getByRole("button", { name: "Replace theirs with mine" }).click();
    await page.getByText("The sheet is saved.").waitFor();
    await page.getByRole("link", { name: "Read" }).click();
    await page.waitForSelector(".fiche-article strong");
    expect(await page.locator(".fiche-article script, .fiche-article a").count()).toBe(0);
    expect(await page.locator(".fiche-article").innerText()).toContain("<script>alert(1)</script>");
    await page.getByRole("link", { name: "History" }).click();
    await page.getByRole("button", { name: "Show 1" }).click();
    await page.waitForFunction(() => document.querySelector(".fiche-old")?.textContent?.includes("theirs"));
    await person.close();
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on any part, in ${theme} colours`, { timeout: 300_000 }, async () => {
      const { study } = await workshop.create();
      await score(study, [
        ["v1", "v2", 3],
        ["v2", "v3", "P"],
      ]);
      await score(study, [
        ["v1", "v2", 1],
        ["v2", "v3", 0],
      ]);
      const person = await workshop.person({ viewport: { width: 360, height: 740 } });
      await person.addInitScript((chosen) => localStorage.setItem("motrice theme", chosen), theme);
      const page = await facilitate(person, study, "facilitator");
      const found: Record<string, string[]> = {};
      const places = {
        facilitator: ".progress-table",
        "facilitator?part=people": ".person",
        "facilitator?part=assignments": ".table-card",
        "facilitator?part=rounds": ".fields",
        "facilitator?part=agreement": ".heatmap",
        "facilitator?part=agenda": ".agenda-table",
        "facilitator?part=agenda&from=v1&to=v2": ".notes",
        variables: ".variables-card",
        "variables?fiche=v1": ".fiche-article article",
        "variables?fiche=v1&view=edit": ".fiche-form",
        "variables?fiche=v1&view=history": ".fiche-history",
      };
      for (const [place, shown] of Object.entries(places)) {
        await page.goto(`${workshop.url()}/studies/${study}/${place}`);
        await page.waitForSelector(shown);
        found[place] = await violations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(360);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      await person.close();
    });
  }
});
