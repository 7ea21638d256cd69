import { describe, expect, test } from "vitest";
import { openMatrix, saved, useWorkshopPage } from "./workshop-page.js";

describe("one question at a time", () => {
  const workshop = useWorkshopPage();
  const SIZE = 6;

  /** An expert's page of questions, with what he has answered before. */
  async function expert(answers: readonly { from: string; to: string; value: number }[] = [], rounds = 1) {
    const { study, token } = await workshop.create();
    const { participant, link, token: own } = await workshop.invite(study, "expert");
    const others = rounds === 1 ? [] : [await workshop.invite(study, "expert"), await workshop.invite(study, "expert")];
    const { body: another } = await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, {});
    for (const [who, secret] of [[participant, own], ...others.map((each) => [each.participant, each.token])]) {
      const changes = answers.map(({ value, ...at }) => ({ ...at, value: who === participant ? value : 3, was: null }));
      if (changes.length > 0)
        await workshop.ask("PATCH", `/studies/${study}/contributions/${who}/cells`, { changes }, secret);
    }
    if (rounds > 1) {
      await workshop.ask("POST", `/studies/${study}/rounds/1/close`, {}, token);
      await workshop.ask("POST", `/studies/${study}/rounds`, {}, token);
    }
    const person = await workshop.person();
    const page = await openMatrix(person, rounds === 1 ? link : `${workshop.url()}/join#${another.token}`);
    await page.goto(`${workshop.url()}/studies/${study}/question`);
    await page.waitForSelector(".question-screen");
    const asked = async () => (await page.locator(".question-progress span").first().innerText()).match(/\d+/)![0];
    const cells = async () =>
      (await workshop.ask("GET", `/studies/${study}/contributions/${participant}/cells`, undefined, token)).body.cells;
    return { page, person, study, token, asked, cells };
  }

  const all = (value: number) =>
    Array.from({ length: SIZE }, (_, i) => Array.from({ length: SIZE }, (_, j) => [i + 1, j + 1] as const))
      .flat()
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ from: `v${from}`, to: `v${to}`, value }));

  test("after the reverse pair one is back where one was", { timeout: 60_000 }, async () => {
    const { page, person, asked } = await expert();
    for (const key of ["1", "2"]) await page.keyboard.press(key);
    await expect.poll(asked).toBe("3");
    // Asked for before the answer: the pair itself comes back.
    await page.keyboard.press("r");
    await expect.poll(asked).toBe("16");
    await page.keyboard.press("0");
    await expect.poll(asked).toBe("3");
    await page.keyboard.press("3");
    await expect.poll(asked).toBe("4");
    // Asked for after it: what follows comes.
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("r");
    await page.keyboard.press("s");
    await expect.poll(asked).toBe("4");
    await person.close();
  });

  test("confidence and note are asked for the answer just given", { timeout: 60_000 }, async () => {
    const { page, person, asked, cells } = await expert();
    expect(await page.locator(".question-confidence").count()).toBe(0);
    await page.keyboard.press("3");
    await expect.poll(asked).toBe("2");
    expect(await page.locator(".question-confidence legend").innerText()).toBe("V01 → V02: 3, strong. Confidence");
    await page.locator(".question-confidence").getByRole("button", { name: /^2/ }).click();
    await page.locator("h1").focus();
    await page.keyboard.press("n");
    await page.locator("dialog textarea").fill("since 2020");
    await page.getByRole("button", { name: "Save the note" }).click();
    await saved(page);
    expect(await asked()).toBe("2");
    expect(await cells()).toMatchObject([{ from: "v1", to: "v2", value: 3, confidence: 2, note: "since 2020" }]);
    await person.close();
  });

  test("a second round begins where one stands apart, if all is answered", { timeout: 60_000 }, async () => {
    const answers = all(3).map((each) => (each.from === "v2" && each.to === "v1" ? { ...each, value: 0 } : each));
    const { page, person, study, token, asked } = await expert(answers, 2);
    expect(await page.getByLabel("Only where I stand apart from the group (1)").isChecked()).toBe(true);
    expect(await asked()).toBe("6");
    expect(await page.locator(".group-line").innerText()).toContain("You stand apart");
    // What can no longer be changed is not asked to be.
    await workshop.ask("POST", `/studies/${study}/rounds/2/close`, {}, token);
    await page.goto(`${workshop.url()}/studies/${study}/question?pair=V02.V01`);
    await page.locator(".group-line").waitFor();
    expect(await page.locator(".group-line").innerText()).not.toContain("change your answer");
    await person.close();
  });

  test("a link opened on a phone leads to the questions", { timeout: 60_000 }, async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForSelector(".question-screen");
    expect(new URL(page.url()).pathname).toBe(`/studies/${study}/question`);
    await person.close();
  });
});
