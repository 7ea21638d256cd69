import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { cursor, openMatrix, saved, shownValues, useWorkshopPage } from "./workshop-page.js";

describe("a study that changes while an expert scores", () => {
  const workshop = useWorkshopPage();

  async function expert() {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    const path = `/studies/${study}/contributions/${participant}/cells`;
    const values = async () =>
      ((await workshop.ask("GET", path, undefined, token)).body.cells as { value: unknown }[]).map(
        ({ value }) => value,
      );
    const assign = async (items: readonly object[]) => {
      const { status } = await workshop.ask(
        "PUT",
        `/studies/${study}/assignments`,
        { assignments: [{ participant, items }] },
        token,
      );
      expect(status).toBe(200);
    };
    return { study, token, participant, person, page, values, assign };
  }

  /** Nothing of this expert arrives until it is called off. */
  async function holdBack(person: BrowserContext): Promise<() => Promise<void>> {
    const path = "**/contributions/*/cells";
    await person.route(path, (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
    return () => person.unroute(path);
  }

  const lockedRow = (page: Page, row: number) =>
    page.locator(`[role=grid] tbody tr:nth-child(${row}) td.cell.locked`).count();

  test("a setting and a name come in without moving the cursor or closing the note", async () => {
    const { study, token, page, person } = await expert();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Digit2");
    await page.keyboard.press("ArrowLeft");
    await saved(page);
    await page.evaluate(() => document.querySelector("[role=grid]")!.setAttribute("data-same", "yes"));
    await page.keyboard.press("n");
    await page.keyboard.type("half a sen");
    await workshop.change(study, token, {
      title: { en: "Another title", fr: "Un autre titre" },
      settings: { aggregation: { method: "mean" } },
    });
    await page.waitForFunction(() => document.querySelector(".header-title")?.textContent === "Another title");
    await page.keyboard.type("tence");
    expect(await page.locator("dialog textarea").inputValue()).toBe("half a sentence");
    await page.keyboard.press("Control+Enter");
    expect(await cursor(page)).toMatchObject({ row: 2, column: 3, text: "2" });
    // It is the same grid, and not one that was drawn anew.
    expect(await page.locator("[role=grid][data-same]").count()).toBe(1);
    const renamed = await fetch(`${workshop.url()}/api/v1/studies/${study}/variables/v2`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": "*" },
      body: JSON.stringify({ label: { en: "Renamed", fr: "Renommée" } }),
    });
    expect(renamed.status).toBe(200);
    await page.waitForFunction(() => document.querySelectorAll("th.row-head .name")[1]?.textContent === "Renamed");
    expect(await cursor(page)).toMatchObject({ row: 2, column: 3, text: "2" });
    await person.close();
  });

  test("assignments come to the open matrix, and go again", async () => {
    const { study, token, page, person, assign } = await expert();
    await workshop.change(study, token, { settings: { unassigned: "locked" } });
    await assign([{ kind: "row", variable: "v2" }]);
    await expect.poll(() => lockedRow(page, 1)).toBe(5);
    await expect.poll(() => lockedRow(page, 2)).toBe(0);
    await page.keyboard.press("Digit3");
    expect((await shownValues(page))[0]!.join("")).toBe("");
    await assign([
      { kind: "row", variable: "v1" },
      { kind: "row", variable: "v2" },
    ]);
    await expect.poll(() => lockedRow(page, 1)).toBe(0);
    await page.keyboard.press("Digit3");
    expect((await shownValues(page))[0]!.join("")).toBe("3");
    await saved(page);
    await person.close();
  });

  test("an answer to a cell that is another's by now stays in sight, to copy or to give up", async () => {
    const { study, token, page, person, assign, values } = await expert();
    const letGo = await holdBack(person);
    await page.keyboard.press("Digit3");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("n");
    await page.keyboard.type("a long thought");
    await page.keyboard.press("Control+Enter");
    await assign([{ kind: "row", variable: "v2" }]);
    await workshop.change(study, token, { settings: { unassigned: "locked" } });
    await expect.poll(() => lockedRow(page, 1)).toBe(5);
    await letGo();
    await page.waitForSelector(".held-answers");
    expect(await page.locator(".saved-state.held").count()).toBe(1);
    expect((await shownValues(page))[0]![1]).toBe("3");
    await page.reload();
    await page.click(".held-answers .button");
    expect(await page.locator("dialog textarea").inputValue()).toBe("V01 → V02\t3\t\ta long thought");
    await page.getByRole("button", { name: "Give up" }).click();
    await saved(page);
    expect((await shownValues(page))[0]![1]).toBe("");
    expect(await values()).toEqual([]);
    await person.close();
  });

  test("an answer that a closed round kept out is shown, and goes into the next one only when it is told to", async () => {
    const { study, token, page, person, values } = await expert();
    const letGo = await holdBack(person);
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.waiting");
    await workshop.ask("POST", `/studies/${study}/rounds/1/close`, {}, token);
    await page.waitForSelector(".held-answers");
    expect(await page.locator(".held-answers").innerText()).toContain("The round was closed before 1 answer");
    expect(await page.locator(".saved-state").innerText()).toContain("1 answer not saved");
    expect((await shownValues(page))[0]![1]).toBe("2");
    await letGo();
    expect((await workshop.ask("POST", `/studies/${study}/rounds`, {}, token)).status).toBe(201);
    await page.waitForFunction(() =>
      document.querySelector(".held-answers")?.textContent?.startsWith("1 answer of an earlier round"),
    );
    // Another answer goes, this one stays.
    await page.locator("td.cell").nth(2).focus();
    await page.keyboard.press("Digit1");
    await expect.poll(values).toEqual([1]);
    await page.click(".held-answers .button");
    await page.getByRole("button", { name: "Send" }).click();
    await saved(page);
    expect((await values()).toSorted()).toEqual([1, 2]);
    expect(await page.locator(".held-answers").count()).toBe(0);
    await person.close();
  });

  test("what happens while the matrix is opened is in it", async () => {
    const { study, participant, page, person } = await expert();
    const { body: link } = await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, {});
    await person.addInitScript(() => {
      const { addEventListener } = EventSource.prototype;
      EventSource.prototype.addEventListener = function (this: EventSource, kind: string, listener: unknown) {
        const heard = (event: Event) => {
          (listener as (event: Event) => void)(event);
          Object.assign(window, { heard: kind });
        };
        return addEventListener.call(this, kind, heard);
      } as typeof addEventListener;
    });
    const path = `/studies/${study}/contributions/${participant}/cells`;
    await page.route("**/contributions/*/cells?*", async (route) => {
      const old = await route.fetch();
      const changes = [{ from: "v1", to: "v2", value: 3, was: null }];
      await workshop.ask("PATCH", path, { changes }, link.token);
      await page.waitForFunction(() => (window as unknown as { heard?: string }).heard === "cells-changed");
      await route.fulfill({ response: old });
    });
    await page.reload();
    await page.waitForSelector("[role=grid]");
    await page.waitForFunction(() => document.querySelectorAll("td.cell")[1]?.textContent === "3");
    await person.close();
  });

  test("quick steps back and forth leave one board open", async () => {
    const { study } = await workshop.create();
    const { participant } = await workshop.invite(study, "expert");
    const { link } = await workshop.invite(study, "facilitator");
    const person = await workshop.person();
    await person.addInitScript(() => {
      const open = new Set<unknown>();
      Object.assign(window, { open });
      window.BroadcastChannel = class extends BroadcastChannel {
        constructor(name: string) {
          super(name);
          open.add(this);
        }
        override close() {
          open.delete(this);
          super.close();
        }
      };
    });
    await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForURL(/\/studies\//);
    await page.goto(`${workshop.url()}/studies/${study}/matrix`);
    await page.waitForSelector("[role=grid]");
    // No cells arrive before all the steps are done.
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const held: Promise<void>[] = [];
    await page.route(/\/(consensus|cells\?limit=\d+)$/, async (route) => {
      held.push(gate.then(() => route.continue()));
    });
    const searches = [`?of=contribution:${participant}`, "?", `?of=contribution:${participant}`, "?"];
    for (const [step, search] of searches.entries()) {
      await page.evaluate((to) => {
        history.pushState(null, "", to);
        window.dispatchEvent(new PopStateEvent("popstate"));
      }, search);
      await expect.poll(() => held.length).toBe(step + 1);
    }
    letGo();
    await Promise.all(held);
    await page.waitForLoadState("networkidle");
    await page.waitForSelector("[role=grid]");
    expect(await page.evaluate(() => (window as unknown as { open: Set<unknown> }).open.size)).toBe(1);
    await person.close();
  });
});
