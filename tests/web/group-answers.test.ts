import { describe, expect, test } from "vitest";
import { openMatrix, saved, useWorkshopPage } from "./workshop-page.js";

describe("the answers of the group, between two rounds", () => {
  const workshop = useWorkshopPage();

  /** Three experts answer; a round is closed and the next one opened. The first expert's page. */
  async function secondRound() {
    const { study, token } = await workshop.create();
    const experts = [];
    for (const _ of [1, 2, 3]) experts.push(await workshop.invite(study, "expert"));
    const [first] = experts as [(typeof experts)[0]];
    const { body: another } = await workshop.ask(
      "POST",
      `/studies/${study}/participants/${first.participant}/links`,
      {},
    );
    for (const [place, { participant, token: own }] of experts.entries()) {
      const changes = [
        {
          from: "v1",
          to: "v2",
          value: [0, 3, 3][place],
          was: null,
          note: ["mine", "strong since 2020", "so it is"][place],
        },
        { from: "v1", to: "v3", value: 2, was: null },
      ];
      const path = `/studies/${study}/contributions/${participant}/cells`;
      expect((await workshop.ask("PATCH", path, { changes }, own)).status).toBe(200);
    }
    await workshop.ask("POST", `/studies/${study}/rounds/1/close`, {}, token);
    expect((await workshop.ask("POST", `/studies/${study}/rounds`, {}, token)).status).toBe(201);
    const person = await workshop.person();
    const page = await openMatrix(person, `${workshop.url()}/join#${another.token}`);
    return { page, person, study, token, participant: first.participant };
  }

  test("stand beside one's own, with the others' notes unnamed, and say where one stands apart", {
    timeout: 60_000,
  }, async () => {
    const { page, person } = await secondRound();
    await page.getByRole("button", { name: "Next where you stand apart (1)" }).click();
    const line = page.locator(".group-line");
    expect(await line.innerText()).toContain(
      "Round 1: the group’s median is 3, its middle half from 1.5 to 3 (3 answers). You stand apart",
    );
    await line.locator("summary").click();
    expect(await line.locator("li").allInnerTexts()).toEqual(["so it is", "strong since 2020"]);
    expect(await page.locator("td.apart").count()).toBe(1);
    expect(await page.locator("td.apart").getAttribute("aria-label")).toContain("apart from the group");
    await page.locator("td.apart").focus();
    await page.keyboard.press("Digit2");
    await saved(page);
    expect(await page.locator("td.apart").count()).toBe(0);
    expect(await line.innerText()).toBe("Round 1: the group’s median is 2, its middle half at 2 (3 answers).");
    await page.getByRole("button", { name: "Next where you stand apart (0)" }).waitFor();
    await person.close();
  });

  test("stand under the question too, which can be asked for those cells alone", { timeout: 60_000 }, async () => {
    const { page, person, study, token, participant } = await secondRound();
    await page.goto(`${workshop.url()}/studies/${study}/question`);
    await page.getByLabel("Only where I stand apart from the group").check();
    await page.locator(".group-line .apart").waitFor();
    expect(await page.locator(".question-text").innerText()).toContain("Variable number 2");
    await page.keyboard.press("n");
    await page.locator("dialog textarea").fill("the ports hold it back");
    await page.getByRole("button", { name: "Save the note" }).click();
    await saved(page);
    const { body } = await workshop.ask(
      "GET",
      `/studies/${study}/contributions/${participant}/cells`,
      undefined,
      token,
    );
    expect(body.cells).toContainEqual(expect.objectContaining({ to: "v2", value: 0, note: "the ports hold it back" }));
    await page.keyboard.press("Digit3");
    await page.getByText("You stand apart from the group nowhere").waitFor();
    await person.close();
  });

  test("are not shown while the first round is open", { timeout: 60_000 }, async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.keyboard.press("Digit2");
    await saved(page);
    expect(await page.locator(".group-line").count()).toBe(0);
    await person.close();
  });
});
