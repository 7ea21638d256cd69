import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openMatrix, useWorkshopPage } from "./workshop-page.js";

/** Whether all of an element is inside what the screen shows across. */
async function isInSight(place: Locator, width: number): Promise<boolean> {
  const box = (await place.boundingBox())!;
  const isOnTop = await place.evaluate((element) => {
    const { left, top, width: across, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + across / 2, top + height / 2));
  });
  return isOnTop && box.x >= 0 && box.x + box.width <= width;
}

describe("on narrow and low screens", () => {
  const workshop = useWorkshopPage();

  test.each([390, 820])(
    "the buttons of a row and the open screen's tab are in sight, %i wide",
    { timeout: 60_000 },
    async (width) => {
      const { study } = await workshop.create();
      const person = await workshop.person({ viewport: { width, height: 1000 } });
      await workshop.lead(person, study);
      for (const { token, participant, value } of [
        { ...(await workshop.invite(study, "expert")), value: 0 },
        { ...(await workshop.invite(study, "expert")), value: 3 },
      ]) {
        const changes = [{ from: "v1", to: "v2", value, was: null }];
        await workshop.ask("PATCH", `/studies/${study}/contributions/${participant}/cells`, { changes }, token);
      }
      const page = await person.newPage();
      await page.goto(`${workshop.url()}/studies/${study}/variables`);
      const first = page.locator(".variables-card tbody tr").first();
      for (const name of [/^Change/, /^Delete/]) {
        const button = first.getByRole("button", { name });
        await button.waitFor();
        expect(await isInSight(button, width)).toBe(true);
      }
      await page.goto(`${workshop.url()}/studies/${study}/facilitator?part=agenda`);
      const discuss = page
        .locator("tbody tr")
        .first()
        .getByRole("button", { name: /^Discuss/ });
      await discuss.waitFor();
      expect(await isInSight(discuss, width)).toBe(true);
      expect(await isInSight(page.locator(".screens [aria-current]"), width)).toBe(true);
      expect(await isInSight(page.locator(".parts [aria-current]"), width)).toBe(true);
      await person.close();
    },
  );

  test("at 200 % zoom the matrix shows at least eight rows", { timeout: 60_000 }, async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person({ viewport: { width: 640, height: 400 } });
    const page = await openMatrix(person, link);
    const { grid, head, row } = await page.evaluate(() => {
      const height = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().height;
      return { grid: height(".grid"), head: height(".grid thead"), row: height(".grid tbody tr") };
    });
    expect(grid).toBeLessThanOrEqual(400);
    expect((grid - head) / row).toBeGreaterThan(8);
    await person.close();
  });
});
