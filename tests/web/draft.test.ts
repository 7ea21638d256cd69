import { describe, expect, test } from "vitest";
import { openMatrix, saved, shownValues, useWorkshopPage } from "./workshop-page.js";

describe("the draft in the browser", () => {
  const workshop = useWorkshopPage();

  async function expert() {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const { token: other } = await anotherLink(study, participant);
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    const path = `/studies/${study}/contributions/${participant}/cells`;
    const storedAt = async (from: string, to: string) => {
      const { body } = await workshop.ask("GET", path, undefined, token);
      return (body.cells as { from: string; to: string; value: unknown }[]).find(
        (cell) => cell.from === from && cell.to === to,
      )?.value;
    };
    /** The same expert on another device. */
    const elsewhere = (from: string, to: string, value: unknown, was: unknown) =>
      workshop.ask("PATCH", path, { changes: [{ from, to, value, was }] }, other);
    return { study, token, participant, person, page, storedAt, elsewhere };
  }

  async function anotherLink(study: string, participant: string): Promise<{ token: string }> {
    return (await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, {})).body;
  }

  test("who loses the network on the matrix goes on in the questions, and all of it arrives later", async () => {
    const { person, page, storedAt } = await expert();
    await page.waitForLoadState("networkidle");
    await person.setOffline(true);
    await page.keyboard.press("Digit3");
    await page.getByRole("link", { name: "Questions" }).click();
    await page.locator(".question-text").getByText("Variable number 3").waitFor();
    await page.locator(".answer").nth(2).click();
    await person.setOffline(false);
    await saved(page);
    expect([await storedAt("v1", "v2"), await storedAt("v1", "v3")]).toEqual([3, 2]);
    await person.close();
  });

  test("answers given without network are kept, said to be kept, and merge on return", async () => {
    const { page, person, storedAt, elsewhere } = await expert();
    await person.setOffline(true);
    await page.keyboard.press("Digit1");
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.waiting");
    expect(await page.locator(".saved-state").innerText()).toContain("2 answers kept here");
    // Meanwhile, elsewhere: another cell, and one of the same.
    expect((await elsewhere("v2", "v1", 3, null)).status).toBe(200);
    expect((await elsewhere("v1", "v3", 0, null)).status).toBe(200);
    await person.setOffline(false);
    await page.waitForSelector(".matrix-notice .button");
    expect(await storedAt("v1", "v2")).toBe(1);
    expect(await storedAt("v1", "v3")).toBe(0);
    await page.waitForFunction(() => document.querySelectorAll("td.cell")[6]?.textContent === "3");
    await page.click(".matrix-notice .button");
    const dialog = await page.locator("dialog").innerText();
    expect(dialog).toContain("2, moderate");
    expect(dialog).toContain("0, none");
    await page.getByRole("button", { name: /^Mine/ }).click();
    await saved(page);
    expect(await storedAt("v1", "v3")).toBe(2);
    await person.close();
  });

  test("the server's value is taken where the person chooses it", async () => {
    const { page, person, storedAt, elsewhere } = await expert();
    await person.setOffline(true);
    await page.keyboard.press("Digit1");
    await elsewhere("v1", "v2", 3, null);
    await person.setOffline(false);
    await page.click(".matrix-notice .button");
    await page.getByRole("button", { name: /^The server’s/ }).click();
    await saved(page);
    expect((await shownValues(page))[0]![1]).toBe("3");
    expect(await storedAt("v1", "v2")).toBe(3);
    await person.close();
  });

  test("answers survive the death of the page and of the server, and arrive when both are back", async () => {
    const { page, person, storedAt } = await expert();
    const address = page.url();
    await workshop.restart(async () => {
      await page.keyboard.press("Digit3");
      await page.keyboard.press("p");
      await page.waitForSelector(".saved-state.waiting");
      await page.close();
    });
    const again = await person.newPage();
    await again.goto(address);
    await again.waitForSelector("[role=grid]");
    await saved(again);
    expect((await shownValues(again))[0]).toEqual(["", "3", "P", "", "", ""]);
    expect(await storedAt("v1", "v3")).toBe("P");
    await person.close();
  });

  test("two tabs show each other's answers at once and lose none", async () => {
    const { page, person, storedAt } = await expert();
    const second = await person.newPage();
    await second.goto(page.url());
    await second.waitForSelector("[role=grid]");
    await person.setOffline(true);
    await page.keyboard.press("Digit1");
    await second.waitForFunction(() => document.querySelectorAll("td.cell")[1]?.textContent === "1");
    // The other tab changes the very cell that the first has not yet saved.
    await second.bringToFront();
    await second.locator("td.cell").nth(1).click();
    await second.keyboard.press("Digit2");
    await page.waitForFunction(() => document.querySelectorAll("td.cell")[1]?.textContent === "2");
    await person.setOffline(false);
    await saved(second);
    await saved(page);
    expect(await storedAt("v1", "v2")).toBe(2);
    expect(await second.locator(".matrix-notice").count()).toBe(0);
    await person.close();
  });

  test("a tab that is opened while another is typed in has its answers and its undo", async () => {
    const { page, person } = await expert();
    await person.route("**/contributions/*/cells", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    const second = await person.newPage();
    await second.route("**/cells?*", async (route) => {
      await page.keyboard.press("Digit3");
      await page.waitForSelector(".saved-state.waiting");
      await route.continue();
    });
    await second.goto(page.url());
    await second.waitForSelector("[role=grid]");
    expect((await shownValues(second))[0]![1]).toBe("3");
    await second.keyboard.press("Control+z");
    expect((await shownValues(second))[0]![1]).toBe("");
    await page.waitForFunction(() => document.querySelectorAll("td.cell")[1]?.textContent === "");
    await person.close();
  });

  test("what an expert does on another device shows up without moving the cursor", async () => {
    const { page, person, elsewhere } = await expert();
    await page.keyboard.press("ArrowDown");
    const before = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await elsewhere("v3", "v4", 2, null);
    await page.waitForFunction(() => document.querySelectorAll("td.cell")[2 * 6 + 3]?.textContent === "2");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(before);
    await person.close();
  });

  test("a browser that forbids storage says so and still saves", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    await person.addInitScript(() => {
      Object.defineProperty(window, "indexedDB", {
        value: {
          open: () => {
            throw new DOMException("forbidden", "SecurityError");
          },
        },
      });
    });
    const page = await openMatrix(person, link);
    await page.keyboard.press("Digit2");
    await saved(page);
    expect(await page.locator(".saved-state").innerText()).toContain("keeps no copy");
    await person.close();
  });

  test("where storage is forbidden and no answer arrives, links within the page lose nothing", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    await person.addInitScript(() => {
      Object.defineProperty(window, "indexedDB", {
        value: {
          open: () => {
            throw new DOMException("forbidden", "SecurityError");
          },
        },
      });
    });
    const page = await openMatrix(person, link);
    await page.route("**/contributions/*/cells", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.waiting");
    await page.click("a.brand");
    await page.waitForSelector(".study-card");
    await page.goBack();
    await page.waitForSelector("[role=grid]");
    expect((await shownValues(page))[0]![1]).toBe("2");
    await page.unroute("**/contributions/*/cells");
    await saved(page);
    // Undo, too, is still there.
    await page.keyboard.press("Control+z");
    expect((await shownValues(page))[0]![1]).toBe("");
    await person.close();
  });

  test("storage that is full in the middle of scoring is said, and all is kept once there is room", async () => {
    const { page, person, storedAt } = await expert();
    await person.route("**/contributions/*/cells", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await page.keyboard.press("Digit1");
    await page.waitForSelector(".saved-state.waiting");
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      Object.assign(window, { isFull: true });
      IDBObjectStore.prototype.put = function (value, key) {
        if ((window as unknown as { isFull: boolean }).isFull) throw new DOMException("full", "QuotaExceededError");
        return put.call(this, value, key);
      };
    });
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.unkept");
    await page.keyboard.press("Digit3");
    await page.evaluate(() => Object.assign(window, { isFull: false }));
    await page.keyboard.press("Digit0");
    await page.waitForSelector(".saved-state.unkept", { state: "detached" });
    const kept = await page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const opening = indexedDB.open("motrice");
          opening.onsuccess = () => {
            const reading = opening.result.transaction("entries").objectStore("entries").getAll();
            reading.onsuccess = () => resolve(reading.result.map(({ cell }) => cell.value));
          };
        }),
    );
    expect(kept).toEqual([1, 2, 3, 0]);
    await person.unroute("**/contributions/*/cells");
    await saved(page);
    expect(await storedAt("v1", "v3")).toBe(2);
    await person.close();
  });

  test("what the server's cell holds beside its value is shown where it is chosen", async () => {
    const { page, person, study, participant } = await expert();
    const { token: other } = await anotherLink(study, participant);
    await person.setOffline(true);
    await page.keyboard.press("Digit1");
    await workshop.ask(
      "PATCH",
      `/studies/${study}/contributions/${participant}/cells`,
      { changes: [{ from: "v1", to: "v2", value: 3, was: null, confidence: 2, note: "their words" }] },
      other,
    );
    await person.setOffline(false);
    await page.click(".matrix-notice .button");
    expect(await page.locator("dialog").innerText()).toContain("their words");
    await page.getByRole("button", { name: /^The server’s/ }).click();
    await saved(page);
    expect(await page.locator("td.cell").nth(1).getAttribute("data-confidence")).toBe("2");
    expect(await page.locator("td.cell.noted").count()).toBe(1);
    await person.close();
  });

  test("two notes on one answer are both shown, and one is chosen", async () => {
    const { page, person, study, participant, token } = await expert();
    const { token: other } = await anotherLink(study, participant);
    const path = `/studies/${study}/contributions/${participant}/cells`;
    const note = async () => (await workshop.ask("GET", path, undefined, token)).body.cells[0].note;
    await page.keyboard.press("Digit1");
    await saved(page);
    await page.keyboard.press("ArrowLeft");
    await person.setOffline(true);
    await page.keyboard.press("n");
    await page.keyboard.type("my words");
    await page.keyboard.press("Control+Enter");
    const changes = [{ from: "v1", to: "v2", value: 1, was: 1, note: "their words" }];
    expect((await workshop.ask("PATCH", path, { changes }, other)).status).toBe(200);
    await person.setOffline(false);
    await page.click(".matrix-notice .button");
    const told = await page.locator("dialog").innerText();
    expect(told).toContain("my words");
    expect(told).toContain("their words");
    expect(await note()).toBe("their words");
    await page.getByRole("button", { name: /^Mine/ }).click();
    await saved(page);
    expect(await note()).toBe("my words");
    await person.close();
  });

  test("a clock that is wrong by a day changes nothing", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    await person.addInitScript(() => {
      const { now } = Date;
      Date.now = () => now() + 86_400_000;
    });
    const page = await openMatrix(person, link);
    await page.keyboard.press("Digit2");
    await saved(page);
    await page.goto(`${workshop.url()}/`);
    await page.waitForSelector(".study-card");
    expect(await page.locator(".study-foot").first().innerText()).toContain("just now");
    await person.close();
  });

  test("a closed round stops the scoring in words", async () => {
    const { page, person, study, token } = await expert();
    expect((await workshop.ask("POST", `/studies/${study}/rounds/1/close`, {}, token)).status).toBeLessThan(300);
    await page.waitForSelector("p.matrix-notice");
    expect(await page.locator("p.matrix-notice").innerText()).toContain("The round is closed");
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Digit2");
    await page.keyboard.press("Delete");
    expect((await shownValues(page)).flat().join("")).toBe("");
    expect(await page.locator("[aria-live=polite].aside").innerText()).toBe("read only");
    await person.close();
  });
});
