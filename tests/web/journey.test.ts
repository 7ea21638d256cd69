import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBuiltServer } from "../../bench/server-process.js";
import { freePort } from "../../demo/free-port.js";
import { openMatrix, saved, shownValues, useWorkshopPage } from "./workshop-page.js";

const run = promisify(execFile);

const PATIENCE = { timeout: 240_000 };

describe("a workshop from the empty study to the printed report", () => {
  const workshop = useWorkshopPage();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "motrice-journey-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const NAMES = ["Energy prices", "Skilled workers", "Water", "Local industry"];

  /** Types the scores of the grid from the first cell on, row by row: the diagonal is passed by itself. */
  async function score(page: Page, digits: string): Promise<void> {
    for (const digit of digits) await page.keyboard.press(`Digit${digit}`);
    await saved(page);
  }

  test("a facilitator and two experts, each in a browser of their own, by the page alone", PATIENCE, async () => {
    const facilitator = await workshop.person();
    await facilitator.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await facilitator.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(workshop.url());
    await page.getByRole("button", { name: "New study" }).click();
    await page.getByLabel("Title").fill("What future for our valley?");
    await page.getByLabel("Horizon (year)").fill("2040");
    await page.getByRole("button", { name: "Create the study" }).click();
    await page.waitForURL(/\/variables/);
    for (const name of NAMES) {
      await page.getByRole("button", { name: "Add a variable" }).first().click();
      await page.locator('dialog input[lang="en"]').first().fill(name);
      await page.locator("dialog").getByRole("button", { name: "Save" }).click();
      await page.waitForSelector("dialog", { state: "detached" });
    }
    const study = /studies\/([^/]+)/.exec(page.url())![1]!;

    const experts: Page[] = [];
    for (const name of ["Expert 1", "Expert 2"]) {
      await page.goto(`${workshop.url()}/studies/${study}/facilitator?part=people`);
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByRole("button", { name: "Add and make a link" }).click();
      const link = await page.locator(".link-field").inputValue();
      experts.push(await openMatrix(await workshop.person(), link));
    }
    const [first, second] = experts as [Page, Page];
    await page.goto(`${workshop.url()}/studies/${study}/facilitator`);
    await Promise.all([score(first, "312301223110"), score(second, "012301223110")]);
    await page.waitForFunction(() => document.querySelector(".total strong")?.textContent?.startsWith("24 of 24"));

    // Nobody sees the results of the others before the round is closed.
    await second.goto(`${workshop.url()}/studies/${study}/results`);
    await second.waitForSelector(".state-message");

    await page.goto(`${workshop.url()}/studies/${study}/facilitator?part=rounds`);
    await page.getByRole("button", { name: "Close round 1" }).click();
    await page.locator("dialog").getByRole("button", { name: "Close round 1" }).click();
    await page.getByRole("button", { name: "Open round 2" }).waitFor();

    await page.goto(`${workshop.url()}/studies/${study}/facilitator?part=agenda`);
    await page.getByRole("button", { name: "Discuss V01 → V02" }).click();
    await page.locator(".values .value").nth(2).click();
    await page.getByLabel("Reason").fill("the mine closes in 2031");
    await page.getByRole("button", { name: "Set the consensus" }).click();
    await page.waitForSelector("dialog", { state: "detached" });

    await second.reload();
    await second.waitForSelector(".results .picture svg");
    expect(await second.locator(".based-on").innerText()).toBe("Based on 12 of 12 judgements");

    await page.goto(`${workshop.url()}/studies/${study}/report`);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Report as a web page (HTML)" }).click();
    const report = join(folder, "report.html");
    await writeFile(report, await readFile(await (await saving).path()));
    const paper = await facilitator.newPage();
    await paper.goto(`file://${report}`);
    const pdf = join(folder, "report.pdf");
    await paper.pdf({ path: pdf, preferCSSPageSize: true });
    const { stdout } = await run("pdftotext", ["-layout", pdf, "-"]);
    expect(stdout).toContain("What future for our valley?");
    for (const name of NAMES) expect(stdout).toContain(name);
    await Promise.all([facilitator.close(), first.context().close(), second.context().close()]);
  });
});

describe("a server that is killed in mid-scoring", () => {
  const workshop = useWorkshopPage();

  test("comes back, and so does every answer, those typed while it was away included", PATIENCE, async () => {
    const folder = await mkdtemp(join(tmpdir(), "motrice-killed-"));
    const port = await freePort();
    let server = await startBuiltServer({ dataFolder: folder, port });
    try {
      const ask = async (path: string, body: object, token = "") => {
        const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
        const answer = await fetch(`${server.url}/api/v1/studies${path}`, {
          method: "POST",
          headers,
          body: JSON.stringify(body),
        });
        return answer.json();
      };
      const variables = ["a", "b", "c", "d", "e"].map((id) => ({ id, label: `Variable ${id}` }));
      const direct = variables.map(() => variables.map(() => null));
      const { study, facilitator } = await ask("", { study: { title: "Killed", variables, direct } });
      const { id } = await ask(`/${study.id}/participants`, { role: "expert", name: "Expert 1" }, facilitator.token);
      const link = await ask(`/${study.id}/participants/${id}/links`, {}, facilitator.token);
      const person = await workshop.person();
      const page = await openMatrix(person, `${server.url}/join#${link.token}`);
      const digits = "31230122311023120132";
      for (const [index, digit] of [...digits].entries()) {
        await page.keyboard.press(`Digit${digit}`);
        if (index === 6) await server.kill();
        if (index === 13) server = await startBuiltServer({ dataFolder: folder, port });
      }
      await saved(page);
      const shown = (await shownValues(page)).flat().join("");
      expect(shown).toBe(digits);
      // What the server holds, as someone else reads it.
      const cells = await fetch(`${server.url}/api/v1/studies/${study.id}/contributions/${id}/cells`, {
        headers: { authorization: `Bearer ${facilitator.token}` },
      });
      const stored = new Map(
        (await cells.json()).cells.map((cell: { from: string; to: string; value: number }) => [
          `${cell.from}${cell.to}`,
          cell.value,
        ]),
      );
      const expected = variables.flatMap(({ id: from }) =>
        variables.filter(({ id: to }) => to !== from).map(({ id: to }) => stored.get(`${from}${to}`)),
      );
      expect(expected.join("")).toBe(digits);
      await person.close();
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
