import { describe, expect, test } from "vitest";
import { saved, shownValues, useWorkshopPage } from "./workshop-page.js";

describe("the consensus, typed into the matrix by the facilitator", () => {
  const workshop = useWorkshopPage();

  /** A matrix that one expert has answered a cell of; `before` is done ahead of its opening. */
  async function open(before: (study: string, token: string) => Promise<unknown> = async () => {}) {
    const { study, token } = await workshop.create();
    const { participant, token: own } = await workshop.invite(study, "expert");
    const changes = [{ from: "v1", to: "v2", value: 3, was: null }];
    await workshop.ask("PATCH", `/studies/${study}/contributions/${participant}/cells`, { changes }, own);
    await before(study, token);
    const { link } = await workshop.invite(study, "facilitator");
    const person = await workshop.person();
    await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForURL(/\/studies\//);
    await page.goto(`${workshop.url()}/studies/${study}/matrix`);
    await page.waitForSelector("[role=grid]");
    const decisions = async () =>
      (await workshop.ask("GET", `/studies/${study}/consensus`, undefined, token)).body.decisions.map(
        ({ from, to, value }: { from: string; to: string; value: unknown }) => `${from} ${to} ${value}`,
      );
    const whole = async () =>
      (await workshop.ask("GET", `/studies/${study}/consensus`, undefined, token)).body.decisions;
    const answer = (value: unknown, was: unknown) =>
      workshop.ask(
        "PATCH",
        `/studies/${study}/contributions/${participant}/cells`,
        { changes: [{ from: "v1", to: "v2", value, was }] },
        own,
      );
    const decide = (body: object) => workshop.ask("PUT", `/studies/${study}/consensus/v1/v2`, body, token);
    const shown = async () => (await shownValues(page))[0]![1];
    return { study, page, person, decisions, whole, answer, decide, shown };
  }

  test("a decision that is cleared gives the cell back to the answers, at once", { timeout: 60_000 }, async () => {
    const { page, person, decisions } = await open();
    const shown = async () => (await shownValues(page))[0]![1];
    await expect.poll(shown).toBe("3");
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Digit1");
    await saved(page);
    expect(await decisions()).toEqual(["v1 v2 1"]);
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Delete");
    await expect.poll(decisions).toEqual([]);
    await expect.poll(shown).toBe("3");
    await person.close();
  });

  test("an aggregate between two steps is written as the page writes numbers, and coloured as the nearest", {
    timeout: 60_000,
  }, async () => {
    const { page, person, study, shown } = await open(async (study) => {
      const second = await workshop.invite(study, "expert");
      const changes = [{ from: "v1", to: "v2", value: 0, was: null }];
      await workshop.ask(
        "PATCH",
        `/studies/${study}/contributions/${second.participant}/cells`,
        { changes },
        second.token,
      );
    });
    await expect.poll(shown).toBe("1.5");
    await page.getByRole("button", { name: /^FR/ }).click();
    await expect.poll(shown).toBe("1,5");
    expect(await page.locator("td.sum").first().innerText()).toBe("1,5");
    const colour = (cell: string) =>
      page
        .locator(cell)
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await colour("td.cell:nth-of-type(2)")).toBe(await colour(".score-button[data-value='2']"));
    await page.goto(`${workshop.url()}/studies/${study}/facilitator?from=v1&to=v2`);
    await expect.poll(() => page.locator(".holds").innerText()).toBe("1,5");
    await person.close();
  });

  const sourced = {
    value: 3,
    reason: { fr: "la raison", en: "the reason" },
    confidence: 2,
    sign: "-",
    source: "report, p. 3",
  };
  const decideSourced = (study: string, token: string) =>
    workshop.ask("PUT", `/studies/${study}/consensus/v1/v2`, sourced, token);

  test("a copied number has every digit, though the cell shows two", { timeout: 60_000 }, async () => {
    const { page, person, shown } = await open((study, token) =>
      workshop.ask("PUT", `/studies/${study}/consensus/v1/v2`, { value: 4 / 3, reason: "a mean of three" }, token),
    );
    await expect.poll(shown).toBe("1.33");
    await page.locator("td.cell").nth(1).focus();
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      document.activeElement!.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      return data.getData("text/plain");
    });
    expect(Number(copied)).toBe(4 / 3);
    await person.close();
  });

  test("another value keeps the rest of the decision, and undo brings a removed one back whole", async () => {
    const { page, person, whole } = await open(decideSourced);
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Digit1");
    await saved(page);
    expect(await whole()).toMatchObject([{ ...sourced, value: 1 }]);
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("n");
    await page.locator("dialog textarea").fill("another reason");
    await page.keyboard.press("Control+Enter");
    const reason = { fr: "la raison", en: "another reason" };
    await expect.poll(whole).toMatchObject([{ ...sourced, value: 1, reason }]);
    await page.keyboard.press("Delete");
    await expect.poll(whole).toEqual([]);
    await page.locator("td.cell").nth(1).focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press("Control+z");
    await expect.poll(whole).toMatchObject([sourced]);
    await person.close();
  });

  test("the dialog of a decision changes what is changed in it, and no more", async () => {
    const { page, person, study, whole } = await open(decideSourced);
    await page.goto(`${workshop.url()}/studies/${study}/facilitator?from=v1&to=v2`);
    await page.locator("dialog .value").nth(1).click();
    await page.getByRole("button", { name: "Change the decision" }).click();
    await expect.poll(whole).toMatchObject([{ ...sourced, value: 1 }]);
    await person.close();
  });

  test("undo of the first decision of a cell leaves nothing decided, and redo decides again", async () => {
    const { page, person, decisions, shown } = await open();
    await expect.poll(shown).toBe("3");
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Digit1");
    await saved(page);
    await expect.poll(decisions).toEqual(["v1 v2 1"]);
    await page.keyboard.press("Control+z");
    await expect.poll(decisions).toEqual([]);
    expect(await shown()).toBe("3");
    await page.keyboard.press("Control+y");
    await expect.poll(decisions).toEqual(["v1 v2 1"]);
    expect(await page.locator(".toast").count()).toBe(0);
    await person.close();
  });

  test("what is not decided cannot be cleared, and follows the answers as they come", async () => {
    const { page, person, answer, shown } = await open();
    await expect.poll(shown).toBe("3");
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Delete");
    await saved(page);
    expect(await shown()).toBe("3");
    await answer(2, 3);
    await expect.poll(shown).toBe("2");
    await answer(null, 2);
    await expect.poll(shown).toBe("");
    await person.close();
  });

  test("a decision that another facilitator took meanwhile is not overwritten, but settled", {
    timeout: 60_000,
  }, async () => {
    const { page, person, whole, decide, shown } = await open();
    await expect.poll(shown).toBe("3");
    await page.locator("td.cell").nth(1).focus();
    await person.setOffline(true);
    await page.keyboard.press("Digit1");
    await page.waitForSelector(".saved-state.waiting");
    expect((await decide({ value: 2, reason: "agreed without you" })).status).toBe(200);
    await person.setOffline(false);
    await page.click(".matrix-notice .button");
    expect(await page.locator("dialog").innerText()).toContain("agreed without you");
    expect(await whole()).toMatchObject([{ value: 2, reason: "agreed without you" }]);
    await page.getByRole("button", { name: /^Mine/ }).click();
    await saved(page);
    expect(await whole()).toMatchObject([{ value: 1, reason: "Entered in the matrix" }]);
    await person.close();
  });

  test("a decision that another facilitator took is not cleared unseen, and the other cells are", {
    timeout: 60_000,
  }, async () => {
    const { page, person, study, decisions, decide } = await open(async (study, token) => {
      const body = {
        decisions: [1, 3].map((to) => ({ from: to === 1 ? "v2" : "v1", to: to === 1 ? "v1" : "v3", value: to })),
      };
      await workshop.ask("PUT", `/studies/${study}/consensus`, body, token);
      await workshop.ask("PUT", `/studies/${study}/consensus/v1/v2`, { value: 1, reason: "first" }, token);
    });
    expect(await decisions()).toEqual(["v1 v2 1", "v1 v3 3", "v2 v1 1"]);
    await page.locator("td.cell").nth(1).focus();
    await person.setOffline(true);
    for (const cell of [1, 2]) {
      await page.locator("td.cell").nth(cell).focus();
      await page.keyboard.press("Delete");
    }
    await page.waitForSelector(".saved-state.waiting");
    expect((await decide({ value: 2, reason: "agreed without you" })).status).toBe(200);
    await person.setOffline(false);
    await page.click(".matrix-notice .button");
    expect(await page.locator("dialog").innerText()).toContain("agreed without you");
    expect(await decisions()).toEqual(["v1 v2 2", "v2 v1 1"]);
    await page.getByRole("button", { name: /^Mine/ }).click();
    await saved(page);
    expect(await decisions(), study).toEqual(["v2 v1 1"]);
    await person.close();
  });

  test("the dialog of a decision tells what another facilitator decided meanwhile, and keeps what was typed", {
    timeout: 60_000,
  }, async () => {
    const { page, person, study, whole, decide } = await open();
    await page.goto(`${workshop.url()}/studies/${study}/facilitator?from=v1&to=v2`);
    await page.locator("dialog .value").nth(1).click();
    await page.locator("dialog textarea").fill("my reason");
    expect((await decide({ value: 2, reason: "agreed without you" })).status).toBe(200);
    const set = page.locator("dialog button[type=submit]");
    // Whether or not the page has heard of it: what is typed was typed before.
    await set.click();
    await page.waitForSelector("dialog [role=alert]");
    expect(await page.locator("dialog [role=alert]").innerText()).toContain("2 (agreed without you)");
    expect(await whole()).toMatchObject([{ value: 2, reason: "agreed without you" }]);
    expect(await page.locator("dialog textarea").inputValue()).toBe("my reason");
    await set.click();
    await expect.poll(whole).toMatchObject([{ value: 1, reason: "my reason" }]);
    await person.close();
  });

  test("a paste is decided in one request, and undone in one", { timeout: 60_000 }, async () => {
    const { page, person, decisions } = await open();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() !== "GET") sent.push(new URL(request.url()).pathname);
    });
    await page.evaluate(() => {
      const text = "0\t1\t2\t3\t0\t1\n1\t0\t2\t2\t1\t0\n3\t2\t0\t1\t0\t0";
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const cell = document.querySelector("td.cell")!;
      cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    });
    await saved(page);
    await expect.poll(async () => (await decisions()).length).toBeGreaterThan(10);
    expect(sent.filter((path) => path.endsWith("/consensus"))).toHaveLength(1);
    expect(sent).toHaveLength(1);
    // What the paste left out is told in a dialog.
    await page.keyboard.press("Escape");
    await page.locator("td.cell").nth(2).focus();
    await page.keyboard.press("Control+z");
    await expect.poll(decisions).toEqual([]);
    expect(sent).toHaveLength(2);
    await person.close();
  });
});
