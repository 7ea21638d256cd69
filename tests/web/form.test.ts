import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { edit, put, scoreAddress } from "../node/form-study.js";
import { openMatrix, saved, shownValues, useWorkshopPage } from "./workshop-page.js";

describe("scoring in a spreadsheet, from the page", () => {
  const workshop = useWorkshopPage();

  test("the form goes out with the answers so far, comes back cell by cell, and its faults have an address", {
    timeout: 180_000,
  }, async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.keyboard.press("Digit3");
    await saved(page);
    await page.getByRole("button", { name: "Form", exact: true }).click();
    const saving = page.waitForEvent("download", { timeout: 90_000 });
    await page.getByRole("link", { name: "Download the form" }).click();
    const bytes = await readFile(await (await saving).path());
    const bring = async (cells: Record<string, string | number>) => {
      const buffer = edit(bytes, ({ Sheets }) => put(Sheets["Scores"]!, cells));
      const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      await page.locator('dialog input[type="file"]').setInputFiles({ name: "form.xlsx", mimeType, buffer });
    };

    await bring({ [scoreAddress(0, 2)]: "seven" });
    await page.locator("dialog [role=alert] li").waitFor();
    expect(await page.locator("dialog [role=alert] li").innerText()).toContain(scoreAddress(0, 2));

    await bring({ [scoreAddress(0, 2)]: 1, [scoreAddress(5, 4)]: "P", [scoreAddress(1, 0)]: "?" });
    await page.getByText("3 answers taken in.").waitFor();
    await page.keyboard.press("Escape");
    const values = async () => {
      const shown = await shownValues(page);
      return [shown[0]![1], shown[0]![2], shown[5]![4], shown[1]![0]];
    };
    await expect.poll(values).toEqual(["3", "1", "P", "?"]);
    await person.close();
  });
});
