import { describe, expect, test } from "vitest";
import { cursor, openMatrix, saved, shownValues, useWorkshopPage } from "./workshop-page.js";

describe("scoring in the matrix", () => {
  const workshop = useWorkshopPage();

  async function expert() {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    const cells = async () => {
      const { body } = await workshop.ask(
        "GET",
        `/studies/${study}/contributions/${participant}/cells`,
        undefined,
        token,
      );
      return new Map(
        (body.cells as { from: string; to: string; value: unknown }[]).map(({ from, to, value }) => [
          `${from} ${to}`,
          value,
        ]),
      );
    };
    return { study, token, participant, person, page, cells };
  }

  test("each key scores, goes on to the next cell past the diagonal, and reaches the server", async () => {
    const { page, cells, person } = await expert();
    await page.keyboard.press("Digit2");
    expect(await cursor(page)).toMatchObject({ row: 0, column: 2 });
    for (const key of ["p", "?", "0", "3"]) await page.keyboard.press(key);
    // The end of a row leads to the next one.
    expect(await cursor(page)).toMatchObject({ row: 1, column: 0 });
    await page.keyboard.press("Digit1");
    expect(await cursor(page)).toMatchObject({ row: 1, column: 2 });
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Delete");
    await saved(page);
    expect(await cells()).toEqual(
      new Map<string, unknown>([
        ["v1 v2", 2],
        ["v1 v3", "P"],
        ["v1 v4", "?"],
        ["v1 v5", 0],
        ["v1 v6", 3],
      ]),
    );
    await person.close();
  });

  test("a name that begins with a key is sought, and what its letters did is taken back", async () => {
    const { page, cells, person } = await expert();
    const typed = async (text: string) => {
      // In one task, so that no pause of the machine comes between the letters.
      await page.evaluate((letters) => {
        for (const key of letters)
          document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      }, text);
      const found = await page.locator("search.find input").inputValue();
      await page.keyboard.press("Escape");
      return found;
    };
    await page.keyboard.press("Digit1");
    expect(await typed("pr")).toBe("pr");
    expect(await cursor(page)).toMatchObject({ row: 0, column: 2 });
    expect((await shownValues(page)).flat().join("")).toBe("1");
    await page.keyboard.press("ArrowLeft");
    for (const word of ["co", "Pé", "cpr"]) expect(await typed(word)).toBe(word);
    // Nothing of it is a step: one undo takes back the one answer, and redo brings no other.
    await page.keyboard.press("Control+z");
    expect((await shownValues(page)).flat().join("")).toBe("");
    await page.keyboard.press("Control+y");
    await page.keyboard.press("Control+y");
    await saved(page);
    expect(await cells()).toEqual(new Map([["v1 v2", 1]]));
    // By the keyboard itself; the same key twice is two answers.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("pp");
    expect((await shownValues(page)).flat().join("")).toBe("1PP");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("n");
    await page.waitForSelector("dialog textarea");
    expect(await page.locator("search.find").count()).toBe(0);
    await person.close();
  });

  test("on a French keyboard the digits' keys score without Shift", async () => {
    const { page, person } = await expert();
    const devtools = await person.newCDPSession(page);
    // What AZERTY sends for the keys above the letters: à & é ".
    for (const [code, key] of [
      ["Digit0", "à"],
      ["Digit1", "&"],
      ["Digit2", "é"],
      ["Digit3", '"'],
    ] as const) {
      await devtools.send("Input.dispatchKeyEvent", { type: "keyDown", code, key, text: key });
      await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", code, key });
    }
    expect((await shownValues(page))[0]).toEqual(["", "0", "1", "2", "3", ""]);
    await person.close();
  });

  test("a key that is held down scores one cell", async () => {
    const { page, person } = await expert();
    await page.keyboard.down("2");
    await page.keyboard.down("2");
    await page.keyboard.down("2");
    await page.keyboard.up("2");
    expect((await shownValues(page))[0]).toEqual(["", "2", "", "", "", ""]);
    const devtools = await person.newCDPSession(page);
    await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", code: "Numpad0", key: "Insert" });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", code: "Numpad0", key: "Insert" });
    expect((await shownValues(page))[0]).toEqual(["", "2", "", "", "", ""]);
    await person.close();
  });

  test("arrows, Home, End and the corners move; Tab follows the chosen order", async () => {
    const { page, person } = await expert();
    await page.keyboard.press("End");
    expect(await cursor(page)).toMatchObject({ row: 0, column: 5 });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    expect(await cursor(page)).toMatchObject({ row: 1, column: 4 });
    await page.keyboard.press("Control+End");
    expect(await cursor(page)).toMatchObject({ row: 5, column: 4 });
    await page.keyboard.press("Control+Home");
    expect(await cursor(page)).toMatchObject({ row: 0, column: 1 });
    await page.selectOption(".order select", "column");
    await page.locator("td.cell[tabindex='0']").focus();
    await page.keyboard.press("Tab");
    expect(await cursor(page)).toMatchObject({ row: 2, column: 1 });
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.closest("[role=grid]"))).toBeNull();
    await person.close();
  });

  test("undo outlives the page, and redo takes it back", async () => {
    const { page, cells, person } = await expert();
    await page.keyboard.press("Digit1");
    await page.keyboard.press("Digit2");
    await saved(page);
    await page.reload();
    await page.waitForSelector("[role=grid]");
    await page.keyboard.press("Control+z");
    expect((await shownValues(page))[0]).toEqual(["", "1", "", "", "", ""]);
    await page.keyboard.press("Control+z");
    await saved(page);
    expect((await cells()).size).toBe(0);
    await page.keyboard.press("Control+y");
    await page.keyboard.press("Control+Shift+z");
    await saved(page);
    expect(await cells()).toEqual(
      new Map([
        ["v1 v2", 1],
        ["v1 v3", 2],
      ]),
    );
    await person.close();
  });

  test("a note and a confidence go with an answer", async () => {
    const { page, study, participant, token, person } = await expert();
    await page.keyboard.press("Digit3");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("c");
    await page.keyboard.press("c");
    await page.keyboard.press("n");
    await page.keyboard.type("<b>Orders</b> fall within a year");
    await page.keyboard.press("Control+Enter");
    await saved(page);
    const { body } = await workshop.ask(
      "GET",
      `/studies/${study}/contributions/${participant}/cells`,
      undefined,
      token,
    );
    expect(body.cells).toMatchObject([{ value: 3, confidence: 2, note: "<b>Orders</b> fall within a year" }]);
    // Focus is back in the cell, whose name tells all of it.
    const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(name).toBe("Variable number 1 on Variable number 2: 3, strong, Confidence 2, with a note");
    await person.close();
  });

  test("typing a name finds the variable's row, with Shift its column", async () => {
    const { page, person } = await expert();
    await page.keyboard.type("var");
    await page.keyboard.type("iable number 4");
    await page.keyboard.press("Enter");
    expect(await cursor(page)).toMatchObject({ row: 3, column: 1 });
    await page.keyboard.press("/");
    await page.keyboard.type("V06");
    await page.keyboard.press("Shift+Enter");
    expect(await cursor(page)).toMatchObject({ row: 3, column: 5 });
    await person.close();
  });

  test("a paste fills from the cell on, names what it leaves out, and is one step to undo", async () => {
    const { page, person } = await expert();
    await paste(page, "1\t2\tx\n0\t4\t3\r\n");
    await page.waitForSelector("dialog");
    const told = await page.locator("dialog").innerText();
    expect(told).toContain("V01 → V04");
    expect(told).toContain("“x” is not a value of the scale (0, 1, 2, 3, P)");
    expect((await shownValues(page)).slice(0, 2)).toEqual([
      ["", "1", "2", "", "", ""],
      ["", "", "", "3", "", ""],
    ]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    expect((await shownValues(page)).flat().join("")).toBe("");
    await person.close();
  });

  test("a whole sheet with its names goes where its names say", async () => {
    const { page, person } = await expert();
    await page.keyboard.press("Control+End");
    await paste(page, "\tVariable number 3\tV01\nV02\t2\t1\nvariable numéro 4\tP\t\n");
    const rows = await shownValues(page);
    expect(rows[1]).toEqual(["1", "", "2", "", "", ""]);
    expect(rows[3]).toEqual(["", "", "P", "", "", ""]);
    await person.close();
  });

  test("a paste of ten megabytes is refused in words, and changes nothing", async () => {
    const { page, person } = await expert();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "1\t2\n".repeat(2_500_000));
      document.activeElement!.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.waitForSelector(".toast.error");
    expect(await page.locator(".toast.error").innerText()).toContain("10,000,000");
    expect((await shownValues(page)).flat().join("")).toBe("");
    await person.close();
  });

  test("cells that are another's are locked where the study says so", async () => {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const assignments = [{ participant, items: [{ kind: "row", variable: "v2" }] }];
    expect((await workshop.ask("PUT", `/studies/${study}/assignments`, { assignments }, token)).status).toBe(200);
    await workshop.change(study, token, { settings: { unassigned: "locked" } });
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    expect(await cursor(page)).toMatchObject({ row: 1, column: 0 });
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Digit3");
    expect((await shownValues(page))[0]!.join("")).toBe("");
    await person.close();
  });

  test("the undo beside a paste takes back the paste, whatever was scored after it", async () => {
    const { page, person, cells } = await expert();
    await paste(page, "1\t2\n");
    await page.waitForSelector(".toast-action");
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Digit0");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Digit3");
    await page.click(".toast-action");
    // The cell that was scored anew since the paste stays.
    expect((await shownValues(page))[0]).toEqual(["", "0", "", "", "", ""]);
    await saved(page);
    expect(await cells()).toEqual(
      new Map([
        ["v1 v2", 0],
        ["v6 v5", 3],
      ]),
    );
    await page.locator("td.cell").nth(1).focus();
    await page.keyboard.press("Control+z");
    expect((await shownValues(page))[0]).toEqual(["", "0", "2", "", "", ""]);
    await person.close();
  });

  test("a paste that changes nothing has nothing to undo", async () => {
    const { page, person } = await expert();
    await page.keyboard.press("Digit1");
    await page.locator("td.cell").nth(1).focus();
    await paste(page, "1\tx\n");
    await page.waitForSelector("dialog");
    expect(await page.locator("dialog").getByRole("button", { name: "Undo" }).count()).toBe(0);
    await person.close();
  });

  test("Escape and Tab leave the matrix, and Shift+Tab comes back into it", async () => {
    const { page, person } = await expert();
    const focusIn = (selector: string) =>
      page.evaluate((where) => document.activeElement?.closest(where) !== null, selector);
    await page.getByRole("button", { name: "Map", exact: true }).click();
    await page.waitForSelector(".live-map select");
    await page.locator("td.cell[tabindex='0']").focus();
    await page.keyboard.press("Escape");
    expect(await focusIn("[role=grid]")).toBe(false);
    await page.keyboard.press("Tab");
    expect(await focusIn(".live-map")).toBe(true);
    await page.keyboard.press("Shift+Tab");
    expect(await focusIn("[role=grid]")).toBe(true);
    await person.close();
  });

  test("another language leaves focus on its button", async () => {
    const { page, person } = await expert();
    const french = page.getByRole("button", { name: /^FR/ });
    await french.click();
    await page.waitForFunction(() => document.querySelector("th.row-head .name")?.textContent === "Variable numéro 1");
    expect(await french.evaluate((button) => button === document.activeElement)).toBe(true);
    await person.close();
  });

  test("a selection is told: each cell of it, and how many", async () => {
    const { page, person } = await expert();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Shift+ArrowLeft");
    expect(await page.locator("[role=grid]").getAttribute("aria-multiselectable")).toBe("true");
    expect(await page.locator("td[aria-selected=true]").count()).toBe(4);
    expect(await page.locator("[aria-live=polite].aside").innerText()).toBe("4 cells selected");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("td[aria-selected=true]").count()).toBe(0);
    await person.close();
  });

  test("saving is told where it fails and where it recovers, and not at every key", async () => {
    const { page, person } = await expert();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const status = document.querySelector(".saved-state [role=status]") ?? document.querySelector(".saved-state")!;
      new MutationObserver(() => said.push(status.textContent ?? "")).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    await page.keyboard.press("Digit1");
    await page.waitForSelector(".saved-state:not(.saved)");
    await saved(page);
    expect(await said()).toEqual([]);
    await person.setOffline(true);
    await page.keyboard.press("Digit2");
    await page.waitForSelector(".saved-state.waiting");
    await page.keyboard.press("Digit3");
    await page.waitForFunction(() => document.querySelector(".saved-text")?.textContent?.startsWith("2 answers"));
    await person.setOffline(false);
    await saved(page);
    const told = ["1 answer kept here, waiting for the server", "Saved"];
    expect(await said()).toEqual(told);
    await page.keyboard.press("Digit0");
    await page.waitForSelector(".saved-state:not(.saved)");
    await saved(page);
    expect(await said()).toEqual(told);
    await person.close();
  });

  test("the score bar follows what another device changes in the cell", async () => {
    const { page, study, participant, person } = await expert();
    await page.keyboard.press("Digit3");
    await page.keyboard.press("ArrowLeft");
    await saved(page);
    const { body: link } = await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, {});
    const changes = [{ from: "v1", to: "v2", value: 3, was: 3, confidence: 2 }];
    await workshop.ask("PATCH", `/studies/${study}/contributions/${participant}/cells`, { changes }, link.token);
    await page.waitForSelector(".dots[data-confidence='2']");
    await person.close();
  });

  test("a key writes its own step to the draft, however large the pastes before it", async () => {
    const { page, person } = await expert();
    const row = "1\t2\t3\t0\t1";
    for (let times = 0; times < 10; times += 1) {
      await page.keyboard.press("Control+Home");
      await paste(page, times % 2 === 0 ? row : "2\t3\t0\t1\t2");
    }
    await saved(page);
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      Object.assign(window, { written: 0 });
      IDBObjectStore.prototype.put = function (value, key) {
        (window as unknown as { written: number }).written += JSON.stringify(value).length;
        return put.call(this, value, key);
      };
    });
    await page.keyboard.press("p");
    await saved(page);
    const written = await page.evaluate(() => (window as unknown as { written: number }).written);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(2000);
    await page.reload();
    await page.waitForSelector("[role=grid]");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect((await shownValues(page))[0]!.join("")).toBe("12301");
    await person.close();
  });
});

async function paste(page: import("playwright-core").Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}
