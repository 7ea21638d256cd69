import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { aggregate, analyze, cellInfluence, type Moves, moves, parseStudy, plot, type Study } from "../../src/index.js";
import { doWork } from "../../web/engine/do-work.js";
import type { CellToTry } from "../../web/engine/engine-work.js";
import { editsText, fittingEdits, readEdits } from "../../web/screens/compare/what-if-changes.js";
import { shippedStudy } from "../shipped-study.js";
import { violations } from "./axe.js";
import { type Answer, smallStudy, useWorkshopPage } from "./workshop-page.js";

const PATIENCE = { timeout: 240_000 };
const SIZE = 6;
const frame = parseStudy(smallStudy(SIZE));
const idAt = (place: number) => frame.variables[place]!.id;
const codeOf = (id: string) => frame.variables.find((variable) => variable.id === id)!.code;

/** A full matrix of answers that is another for each seed. */
function answersOf(seed: number): Answer[][] {
  return frame.variables.map((_, row) =>
    frame.variables.map((_, column): Answer => {
      const mixed = (row * 7 + column * 5 + seed * (row + 2 * column + 1)) % 5;
      return row === column ? null : mixed === 4 ? "?" : mixed;
    }),
  );
}

const withDirect = (direct: Study["direct"]): Study => parseStudy({ ...frame, direct });

describe("the engine's work on two studies and on groups", () => {
  const contributions = [0, 1, 2].map((seed) => ({ id: `e${seed}`, answers: answersOf(seed) }));

  test("what moves, what a group says and which cells to try are what the library says", async () => {
    const shipped = await shippedStudy();
    const [before, after] = [0, 1].map((seed) => withDirect(aggregate(frame, [contributions[seed]!]).direct));
    const beside = { study: before!, made: new Map() };
    const options = { power: 2 } as const;
    expect(doWork(after!, new Map(), { kind: "moves", options }, { beside })).toEqual(moves(before!, after!, options));
    const group = { kind: "group", experts: ["e0", "e2"], options: { method: "mean" } } as const;
    expect(doWork(frame, new Map(), group, { contributions })).toEqual(
      aggregate(frame, [contributions[0]!, contributions[2]!], { method: "mean" }),
    );
    const tries = doWork(shipped, new Map(), { kind: "tries", options: {}, count: 5 }) as readonly CellToTry[];
    const most = Math.max(
      ...cellInfluence(shipped).cells.flatMap(({ up, down }) =>
        [up, down].map((step) => (step === null ? 0 : step.direct.classChanges + step.indirect.classChanges)),
      ),
    );
    expect(tries).toHaveLength(5);
    expect(tries[0]!.direct + tries[0]!.indirect).toBe(most);
  });

  test("two maps that stand beside one another have the same axes, and without a study beside a map is as ever", () => {
    const [weak, strong] = [1, 3].map((score) =>
      withDirect(
        frame.variables.map((_, row) => frame.variables.map((_, to) => (row === to ? null : (row + to) % (score + 1)))),
      ),
    );
    const [first, second] = [analyze(weak!), analyze(strong!)];
    const ticks = (svg: string) => [...svg.matchAll(/font-size="12"[^>]*>([\d,.]+)</g)].map((match) => match[1]);
    const shown = ticks(plot("map-direct", { study: weak!, analysis: first, beside: second }));
    expect(shown.length).toBeGreaterThan(4);
    expect(shown).toEqual(ticks(plot("map-direct", { study: strong!, analysis: second, beside: first })));
    expect(shown).not.toEqual(ticks(plot("map-direct", { study: weak!, analysis: first })));
    const work = { kind: "picture", name: "map-direct", options: {}, plot: {} } as const;
    expect(doWork(weak!, new Map(), work, { beside: { study: strong!, made: new Map() } })).toBe(
      plot("map-direct", { study: weak!, analysis: first, beside: second }),
    );
    expect(() => plot("stability", { study: weak!, analysis: first, beside: second })).toThrow("beside");
  });
});

describe("changes in the address", () => {
  test("come back as they were, whatever ids hold; what is no change is left out", () => {
    const edits = [
      { from: "a.b", to: "c,d", value: 3 },
      { from: "é %", to: "a.b", value: null },
      { from: "c,d", to: "é %", value: "P" as const },
      { from: "c,d", to: "a.b", value: 1.5 },
    ];
    expect(readEdits(editsText(edits), undefined)).toEqual({ edits, unread: 0 });
    const odd = readEdits("a.b.3,a.b,x.y.z,a.c.%,b.a.-1,a.b.2", undefined);
    expect(odd).toEqual({ edits: [{ from: "a", to: "b", value: 2 }], unread: 4 });
    expect(readEdits("a.b.4", { values: [{ value: "3", label: "strong" }] }).edits).toEqual([]);
  });

  test("of unknown variables and of the diagonal do not fit", () => {
    const edits = [
      { from: idAt(0), to: idAt(1), value: 2 },
      { from: "nobody", to: idAt(1), value: 2 },
      { from: idAt(2), to: idAt(2), value: 2 },
    ];
    expect(fittingEdits(frame, frame.variables, edits).map(({ row, column }) => [row, column])).toEqual([[0, 1]]);
  });
});

describe("the screen of comparisons", () => {
  const workshop = useWorkshopPage();

  /** Three experts, of whom the last one's token is told, and what they answered. */
  async function scored(): Promise<{ study: string; token: string; experts: string[]; expertToken: string }> {
    const { study, token } = await workshop.create({ study: smallStudy(SIZE) });
    const experts: string[] = [];
    let expertToken = "";
    for (const seed of [0, 1, 2]) {
      const invited = await workshop.invite(study, "expert");
      const changes = answersOf(seed).flatMap((row, from) =>
        row.flatMap((value, to) => (value === null ? [] : [{ from: idAt(from), to: idAt(to), value, was: null }])),
      );
      const path = `/studies/${study}/contributions/${invited.participant}/cells`;
      const { status } = await workshop.ask("PATCH", path, { changes }, invited.token);
      expect(status).toBe(200);
      experts.push(invited.participant);
      expertToken = invited.token;
    }
    return { study, token, experts, expertToken };
  }

  async function open(
    study: string,
    query: string,
    {
      role = "facilitator",
      theme = "light",
      person,
    }: { role?: "facilitator" | "expert" | "reader"; theme?: string; person?: BrowserContext } = {},
  ): Promise<{ page: Page; person: BrowserContext }> {
    const context = person ?? (await workshop.person());
    const { link } = await workshop.invite(study, role);
    await context.addInitScript((name) => localStorage.setItem("motrice theme", name), theme);
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    await page.goto(link);
    await page.waitForURL(/\/studies\//);
    await page.goto(`${workshop.url()}/studies/${study}/compare${query}`);
    return { page, person: context };
  }

  const compared = (page: Page) => page.waitForFunction(() => document.querySelectorAll(".two-maps svg").length === 2);

  /** The tables of what moved and of cells, as the page shows them, and its sentence. */
  async function shown(page: Page) {
    await compared(page);
    await page.waitForSelector(".summary[aria-busy=false]");
    const rows = (title: string) =>
      page
        .locator("section.table-section")
        .filter({ has: page.getByRole("heading", { name: title }) })
        .locator("tbody tr")
        .evaluateAll((lines) =>
          lines.map((line) =>
            [...line.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, " ").trim()),
          ),
        );
    return {
      sentence: await page.locator(".sum").innerText(),
      classes: (await rows("Variables that change class")).map(([name, plane, move, influence, dependence]) => [
        name!.split(" ").find((word) => /^V\d\d$/.test(word)),
        plane!.toLowerCase(),
        ...move!.toLowerCase().split(" → "),
        influence,
        dependence,
      ]),
      cells: (await rows("Cells that differ")).map(([from, to, before, after]) => [
        from!.slice(0, 3),
        to!.slice(0, 3),
        before,
        after,
      ]),
    };
  }

  const gain = (places: number) => (places === 0 ? "–" : places > 0 ? `+${places}` : `−${-places}`);
  const text = (cell: Answer) => (cell === null ? "blank" : String(cell));

  function expected({ cells, classes, power }: Moves, heads: readonly [string, string]) {
    const on = (plane: string) => classes.filter((moved) => moved.plane === plane).length;
    const powers =
      power.before === power.after
        ? `${power.after} on both sides`
        : `${power.before} (${heads[0]}), ${power.after} (${heads[1]})`;
    const changing = (count: number) =>
      count === 0 ? "no variable changes" : count === 1 ? "1 variable changes" : `${count} variables change`;
    const difference =
      (cells.length === 0 && "No cell differs") ||
      (cells.length === 1 ? "1 cell differs" : `${cells.length} cells differ`);
    return {
      sentence: `${difference}; ${changing(on("direct"))} class on the direct plane, ${on("indirect") || "none"} on the indirect one. Power of the indirect plane: ${powers}.`,
      classes: classes.map((moved) => [
        codeOf(moved.id),
        moved.plane,
        moved.before,
        moved.after,
        gain(moved.influenceRankChange),
        gain(moved.dependenceRankChange),
      ]),
      cells: cells.map(({ from, to, before, after }) => [codeOf(from), codeOf(to), text(before), text(after)]).sort(),
    };
  }

  const sorted = <Shown extends { cells: unknown[][] }>(found: Shown) => ({ ...found, cells: found.cells.toSorted() });

  const matrixOf = async (study: string, of: string, token: string) =>
    parseStudy((await workshop.ask("GET", `/studies/${study}/study?of=${of}`, undefined, token)).body);

  test(
    "a facilitator without a snapshot takes one, and it is compared with the consensus by what the library says",
    PATIENCE,
    async () => {
      const { study, token } = await scored();
      const { page, person } = await open(study, "");
      await page.getByRole("heading", { name: "No snapshot yet" }).waitFor();
      await page.getByRole("button", { name: "Keep a snapshot now" }).click();
      await compared(page);
      expect(await page.locator(".sum").innerText()).toBe("Nothing differs: same variables, same cells, same classes.");
      const decision = { value: 3, reason: "agreed" };
      for (const [from, to] of [
        [0, 1],
        [2, 0],
        [4, 5],
      ] as const) {
        const { status } = await workshop.ask(
          "PUT",
          `/studies/${study}/consensus/${idAt(from)}/${idAt(to)}`,
          decision,
          token,
        );
        expect(status).toBeLessThan(300);
      }
      await page.waitForFunction(() => !document.querySelector(".sum")!.textContent!.startsWith("Nothing"));
      const { body } = await workshop.ask("GET", `/studies/${study}/snapshots`, undefined, token);
      const snapshot = `snapshot:${body.snapshots[0].id}`;
      const [before, after] = [await matrixOf(study, snapshot, token), await matrixOf(study, "consensus", token)];
      await page.reload();
      const moved = moves(before, after);
      expect(moved.cells.length).toBeGreaterThan(0);
      expect(sorted(await shown(page))).toEqual(expected(moved, ["Before", "After"]));
      await page.getByRole("button", { name: "Swap the two" }).click();
      await page.waitForURL(/a=consensus/);
      expect(sorted(await shown(page))).toEqual(expected(moves(after, before), ["Before", "After"]));
      await page.goBack();
      await page.waitForURL((url) => !url.search.includes("a="));
      await page.locator("button[aria-label^='Download as CSV: Cells']").waitFor();
      const saving = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download as CSV: Cells that differ" }).click();
      const csv = await readFile(await (await saving).path(), "utf8");
      expect(csv.trim().split("\n")).toHaveLength(moved.cells.length + 1);
      const drawing = page.waitForEvent("download");
      await page.getByRole("button", { name: /^Download the picture, After.*PNG$/ }).click();
      expect((await readFile(await (await drawing).path())).subarray(1, 4).toString()).toBe("PNG");
      await person.close();
    },
  );

  test("groups are what the library makes of their experts, and the address brings them back", PATIENCE, async () => {
    const { study, experts } = await scored();
    const { page, person } = await open(study, "?by=groups");
    const group = (seeds: readonly number[]) => {
      const said = aggregate(
        frame,
        seeds.map((seed) => ({ id: experts[seed]!, answers: answersOf(seed) })),
      );
      const answers = said.answers.flat().reduce((sum, count) => sum + count, 0);
      return { study: withDirect(said.direct), answers };
    };
    const [halfA, halfB] = [group([0, 1]), group([2])];
    expect(sorted(await shown(page))).toEqual(expected(moves(halfA.study, halfB.study), ["Group A", "Group B"]));
    expect(await page.locator(".group > p").allInnerTexts()).toEqual(
      [halfA, halfB].map(({ answers }) => expect.stringContaining(`${answers} judgements`)),
    );
    await page.getByRole("combobox", { name: "One against all the others" }).selectOption(experts[1]!);
    await page.waitForURL(/one=/);
    const [one, others] = [group([1]), group([0, 2])];
    const wanted = expected(moves(one.study, others.study), ["Group A", "Group B"]);
    await page.waitForFunction((sentence) => document.querySelector(".sum")!.textContent === sentence, wanted.sentence);
    expect(sorted(await shown(page))).toEqual(wanted);
    const sizes = (await shown(page)).cells.map(([, , before, after]) =>
      before === "blank" || after === "blank" ? -1 : Math.abs(Number(after) - Number(before)),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    await page.reload();
    expect(sorted(await shown(page))).toEqual(wanted);
    await person.close();
  });

  test(
    "a change that is tried moves what the library says, is undone by key, and never reaches the study",
    PATIENCE,
    async () => {
      const { study, token } = await scored();
      const before = await matrixOf(study, "consensus", token);
      const { page, person } = await open(study, `?by=what-if&set=nobody.${idAt(1)}.2`);
      await compared(page);
      expect(await page.locator(".warning").innerText()).toMatch(/^One change/);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("combobox", { name: "From", exact: true }).fill("V02");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "To", exact: true }).fill("number 5");
      await page.keyboard.press("Enter");
      const value = before.direct[1]![4] === 3 ? 0 : 3;
      const choice = page.getByRole("group", { name: "New value" });
      await choice.getByRole("button", { name: String(value), exact: true }).click();
      await page.waitForURL(/set=/);
      const direct = before.direct.map((row, from) => row.map((cell, to) => (from === 1 && to === 4 ? value : cell)));
      const { judgements: _, ...bare } = before;
      const wanted = expected(moves(before, parseStudy({ ...bare, direct })), ["As it is", "With the changes"]);
      const isWanted = () =>
        page.waitForFunction((sentence) => document.querySelector(".sum")?.textContent === sentence, wanted.sentence);
      await isWanted();
      expect(sorted(await shown(page))).toEqual(wanted);
      await page.reload();
      await isWanted();
      expect(sorted(await shown(page))).toEqual(wanted);
      await page.locator("h1").click();
      await page.keyboard.press("Control+z");
      await page.waitForFunction(() => document.querySelector(".sum")!.textContent!.startsWith("Nothing differs yet"));
      expect(page.url()).not.toContain("set=");
      await page.keyboard.press("Control+y");
      await isWanted();
      await page.goBack();
      await page.waitForFunction(() => document.querySelector(".sum")!.textContent!.startsWith("Nothing differs yet"));
      await page.locator("button[aria-label^='Try ']").first().click();
      await page.locator(".change-list li").waitFor();
      await page.getByRole("button", { name: /^Take back/ }).click();
      await page.waitForFunction(() => document.querySelector(".change-list li") === null);
      expect(await matrixOf(study, "consensus", token)).toEqual(before);
      await person.close();
    },
  );

  test("those who may not see get their answer, and so does an address that names nothing", PATIENCE, async () => {
    const { study, token } = await scored();
    const reader = await open(study, "", { role: "reader" });
    await reader.page.getByRole("heading", { name: "There are not two states to compare yet" }).waitFor();
    await reader.page.goto(`${workshop.url()}/studies/${study}/compare?by=groups`);
    await reader.page.getByRole("heading", { name: "Groups are compared by the facilitator" }).waitFor();
    await reader.person.close();
    const expert = await open(study, "?a=consensus&b=aggregate", { role: "expert" });
    await expert.page.getByRole("heading", { name: "The results are not open yet" }).waitFor();
    await expert.page.getByRole("button", { name: "Try changes" }).click();
    await compared(expert.page);
    expect(await expert.page.getByRole("combobox", { name: "Start from" }).locator("option").allInnerTexts()).toEqual([
      "My own answers",
    ]);
    await expert.person.close();
    const { page, person } = await open(study, "?a=snapshot:nope&b=consensus");
    await page.getByRole("heading", { name: "This matrix is not there" }).waitFor();
    await workshop.ask("POST", `/studies/${study}/snapshots`, { title: "Kept" }, token);
    await page.reload();
    await page.getByRole("button", { name: "Compare what is there" }).click();
    await compared(page);
    await person.close();
    const { study: alone } = await workshop.create({ study: smallStudy(1) });
    const single = await open(alone, "");
    await single.page.getByRole("heading", { name: "Nothing to compare yet" }).waitFor();
    await single.person.close();
    const { study: quiet } = await workshop.create();
    const silent = await open(quiet, "?by=groups");
    await silent.page.getByRole("heading", { name: "No experts yet" }).waitFor();
    await silent.person.close();
  });

  test("a variable that only one state has is named", PATIENCE, async () => {
    const { study, token } = await scored();
    await workshop.ask("POST", `/studies/${study}/snapshots`, { title: "Before the tenth" }, token);
    const { body } = await workshop.ask("GET", `/studies/${study}`, undefined, token);
    const added = await fetch(`${workshop.url()}/api/v1/studies/${study}/variables`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        "if-match": `"${body.revision}"`,
      },
      body: JSON.stringify({ code: "V10", label: "A latecomer" }),
    });
    expect(added.status).toBe(201);
    const { page, person } = await open(study, "");
    await compared(page);
    expect(await page.locator(".summary").innerText()).toMatch(/Only in “After”: V10 A latecomer/);
    await person.close();
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing in any way, in ${theme} colours, and the language follows a press`, PATIENCE, async () => {
      const { study } = await scored();
      const person = await workshop.person();
      const { page } = await open(study, "", { theme, person });
      const found: Record<string, string[]> = {};
      for (const query of [
        "",
        "?a=aggregate&b=consensus",
        "?by=groups&plane=indirect",
        `?by=what-if&from=V01&to=V02&set=${idAt(0)}.${idAt(1)}.P,${idAt(2)}.${idAt(3)}.-`,
      ]) {
        await page.goto(`${workshop.url()}/studies/${study}/compare${query}`);
        await (query === "" ? page.waitForSelector(".state-message") : compared(page));
        found[query] = await violations(page);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      await page.getByRole("combobox", { name: "From", exact: true }).click();
      await page.locator(".combobox-list [role=option]").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: /Français/ }).click();
      await page.getByRole("heading", { name: "Comparaison" }).waitFor();
      await page.waitForFunction(() =>
        /Plan influence/.test(document.querySelector(".two-maps svg")?.textContent ?? ""),
      );
      expect(await page.locator(".sum").innerText()).toMatch(/Puissance du plan indirect\u00A0:/);
      await person.close();
    });
  }

  test("nothing runs off the side of a phone", PATIENCE, async () => {
    const { study } = await scored();
    const person = await workshop.person({ viewport: { width: 360, height: 740 } });
    const { page } = await open(study, "?a=aggregate&b=consensus", { person });
    for (const query of ["?a=aggregate&b=consensus", "?by=groups", `?by=what-if&set=${idAt(0)}.${idAt(1)}.P`]) {
      await page.goto(`${workshop.url()}/studies/${study}/compare${query}`);
      await compared(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), query).toBe(360);
    }
    await person.close();
  });
});
