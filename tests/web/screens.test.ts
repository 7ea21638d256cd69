import { describe, expect, test, vi } from "vitest";
import { violations } from "./axe.js";
import { openMatrix, saved, shownValues, smallStudy, useWorkshopPage } from "./workshop-page.js";

describe("the screens of scoring", () => {
  const workshop = useWorkshopPage();

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on any of them, in ${theme} colours`, { timeout: 240_000 }, async () => {
      const { study } = await workshop.create({ example: "hauts-de-france-industrie-2040" });
      const { link } = await workshop.invite(study, "expert");
      const { link: facilitator } = await workshop.invite(study, "facilitator");
      const person = await workshop.person();
      await person.addInitScript((chosen) => localStorage.setItem("motrice theme", chosen), theme);
      const found: Record<string, string[]> = {};
      const page = await openMatrix(person, link);
      await page.keyboard.press("Digit2");
      await page.keyboard.press("?");
      await saved(page);
      found["matrix"] = await violations(page);
      await page.keyboard.press("/");
      found["find"] = await violations(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Keys" }).click();
      found["keys"] = await violations(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Display" }).click();
      found["display"] = await violations(page);
      await page.goto(`${workshop.url()}/studies/${study}/question`);
      await page.waitForSelector(".answers");
      found["question"] = await violations(page);
      await page.goto(facilitator);
      await page.waitForURL(/facilitator/);
      await page.goto(`${workshop.url()}/studies/${study}/matrix`);
      await page.waitForSelector("[role=grid]");
      found["consensus"] = await violations(page);
      await page.goto(`${workshop.url()}/`);
      await page.waitForSelector(".study-card .study-progress");
      found["studies"] = await violations(page);
      for (const [name, path] of [
        ["join", "/join"],
        ["wrong link", "/join#nothing"],
        ["nowhere", "/studies/a/b/c"],
      ] as const) {
        await page.goto("about:blank");
        await page.goto(`${workshop.url()}${path}`);
        await page.waitForSelector(".state-message");
        found[name] = await violations(page);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
      await person.close();
    });
  }

  test("where the example is not among the studies the first page offers it, scored and labelled as illustrative", async () => {
    const { body } = await workshop.ask("GET", "/studies?limit=100");
    for (const { id, title } of body.studies)
      if (title.fr?.includes("Hauts-de-France")) await workshop.ask("DELETE", `/studies/${id}`);
    const person = await workshop.person({ locale: "fr-FR" });
    const page = await person.newPage();
    await page.goto(workshop.url());
    await page.getByRole("button", { name: "Ouvrir l’exemple" }).click();
    await page.waitForSelector("[role=grid]");
    expect(await page.locator(".answered").innerText()).toContain("812 jugements sur 812");
    expect(await page.locator(".disclaimer").innerText()).toBe("Cotation illustrative");
    // The tour, three steps at most, and then never again.
    for (let step = 1; step <= 3; step += 1) await page.locator("dialog .button.primary").click();
    expect(await page.locator("dialog").count()).toBe(0);
    await page.reload();
    await page.waitForSelector("[role=grid]");
    expect(await page.locator("dialog").count()).toBe(0);
    // The facilitator types into the consensus.
    await page.keyboard.press("Digit3");
    await saved(page);
    expect((await shownValues(page))[0]![1]).toBe("3");
    await person.close();
  });

  test("a study comes from a dropped file, and goes and comes back", async () => {
    const person = await workshop.person();
    const page = await person.newPage();
    await page.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    await page.goto(workshop.url());
    await page.waitForSelector(".studies");
    const title = `Dropped ${Date.now()}`;
    const text = JSON.stringify({ ...smallStudy(4), title });
    await page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "study.json", { type: "application/json" }));
      document
        .querySelector(".studies")!
        .dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, text);
    await page.waitForSelector("[role=grid]");
    await page.goto(workshop.url());
    await page.getByRole("button", { name: `Delete ${title}` }).click();
    await page.waitForFunction((name) => !document.querySelector(".study-cards")!.textContent!.includes(name), title);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction((name) => document.querySelector(".study-cards")!.textContent!.includes(name), title);
    await person.close();
  });

  test("to open an address writes nothing: who looks after the server is asked first, and so is a browser whose link was revoked", async () => {
    const { study, token } = await workshop.create();
    const { link, participant } = await workshop.invite(study, "expert");
    const people = async () => (await workshop.ask("GET", `/studies/${study}/participants`)).body.participants.length;
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    const removed = await workshop.ask("DELETE", `/studies/${study}/participants/${participant}`, undefined, token);
    expect(removed.status).toBe(204);
    const left = await people();
    await page.goto(`${workshop.url()}/studies/${study}/results`);
    await page.getByText("A small system").first().waitFor();
    const enter = page.getByRole("button", { name: "Take part as facilitator" });
    await enter.waitFor();
    expect(await page.locator("nav.screens").count()).toBe(0);
    expect(await people()).toBe(left);
    expect(await violations(page)).toEqual([]);
    await enter.click();
    await page.getByRole("heading", { name: "Results" }).waitFor();
    expect(await people()).toBe(left + 1);
    await person.close();
  });

  test("a file that is no study is refused with every reason", async () => {
    const person = await workshop.person();
    const page = await person.newPage();
    await page.goto(workshop.url());
    await page.setInputFiles("input[type=file]", {
      name: "bad.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(";A;B\nA;;x\nB;-1;\n"),
    });
    await page.waitForSelector(".studies-failure");
    const lines = await page.locator(".studies-failure li").allInnerTexts();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("A → B");
    expect(lines[1]).toContain("B → A");
    await person.close();
  });

  test("a link works once; used, revoked and wrong ones say what to do", async () => {
    const { study } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const first = await workshop.person();
    const page = await openMatrix(first, link);
    // The secret is in neither the address nor the history.
    expect(page.url()).not.toContain(link.split("#")[1]);
    const other = await workshop.person();
    const second = await other.newPage();
    const titleOf = async (address: string) => {
      await second.goto("about:blank");
      await second.goto(address);
      await second.waitForSelector(".state-message h1");
      return second.locator(".state-message h1").innerText();
    };
    expect(await titleOf(link)).toBe("This link no longer works");
    expect(await titleOf(`${workshop.url()}/join#${"x".repeat(43)}`)).toBe("This link is not valid");
    const { body: revoked } = await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, {});
    await workshop.ask("DELETE", `/studies/${study}/links/${revoked.id}`);
    expect(await titleOf(`${workshop.url()}/join#${revoked.token}`)).toBe("This link no longer works");
    await first.close();
    await other.close();
  });

  test("a link that has expired says so, and how to get another", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await person.newPage();
    const MONTHS_MS = 100 * 86_400_000;
    // The server's clock is this process's.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + MONTHS_MS });
    try {
      await page.goto(link);
      await page.waitForSelector(".state-message h1");
    } finally {
      vi.useRealTimers();
    }
    expect(await page.locator(".state-message h1").innerText()).toBe("This link no longer works");
    expect(await page.locator(".state-message").innerText()).toContain(
      "has expired or was revoked. On the device where it was used the study is still open; elsewhere, ask for a new link.",
    );
    await person.close();
  });

  test("a study deleted while it is open says so, and comes back with all in it", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.keyboard.press("Digit2");
    await saved(page);
    await workshop.ask("DELETE", `/studies/${study}`);
    await page.waitForSelector(".state-message");
    expect(await page.locator(".state-message h1").innerText()).toBe("This study has been deleted");
    await workshop.ask("POST", `/studies/${study}/restore`);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("[role=grid]");
    expect((await shownValues(page))[0]![1]).toBe("2");
    await person.close();
  });

  test("questions one by one: score, don't know, reverse, skip and back, by keyboard and by address", async () => {
    const { study, token } = await workshop.create();
    const { participant, link } = await workshop.invite(study, "expert");
    const person = await workshop.person({ viewport: { width: 360, height: 740 } });
    const page = await openMatrix(person, link);
    await page.goto(`${workshop.url()}/studies/${study}/question`);
    await page.waitForSelector(".answers");
    const question = () => page.locator(".question-text").innerText();
    expect(await question()).toContain("“Variable number 1” changes, does it directly change “Variable number 2”");
    await page.getByRole("button", { name: "3 strong" }).click();
    expect(await question()).toContain("“Variable number 3”");
    await page.keyboard.press("r");
    expect(await question()).toContain("If “Variable number 3” changes, does it directly change “Variable number 1”");
    expect(page.url()).toContain("pair=V03.V01");
    await page.keyboard.press("?");
    await page.goBack();
    await page.waitForFunction(() =>
      document.querySelector(".question-text")!.textContent!.includes("number 3” changes"),
    );
    await saved(page);
    const { body } = await workshop.ask(
      "GET",
      `/studies/${study}/contributions/${participant}/cells`,
      undefined,
      token,
    );
    expect(body.cells).toMatchObject([
      { from: "v1", to: "v2", value: 3 },
      { from: "v3", to: "v1", value: "?" },
    ]);
    // Nothing on a phone runs off its side.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await person.close();
  });

  test("in the questions letters are keys on the question only, a held key answers once, and the end is told", async () => {
    const { study } = await workshop.create({ study: smallStudy(2) });
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.goto(`${workshop.url()}/studies/${study}/question`);
    await page.waitForSelector(".answers");
    const question = () => page.locator("main h1").innerText();
    const first = await question();
    await page.getByRole("button", { name: "Display" }).focus();
    for (const key of ["2", "p", "r", "s"]) await page.keyboard.press(key);
    expect(await question()).toBe(first);
    await page.locator("main h1").focus();
    // The number pad without Num Lock moves.
    const devtools = await person.newCDPSession(page);
    await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", code: "Numpad1", key: "End" });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", code: "Numpad1", key: "End" });
    expect(await question()).toBe(first);
    const isOnHeading = () => page.locator("main h1").evaluate((heading) => heading === document.activeElement);
    await page.keyboard.down("2");
    await page.keyboard.down("2");
    await page.keyboard.up("2");
    expect(await question()).toContain("If “Variable number 2” changes");
    expect(await isOnHeading()).toBe(true);
    await page.keyboard.press("1");
    expect(await question()).toBe("Every pair is answered.");
    expect(await isOnHeading()).toBe(true);
    await person.close();
  });

  test("language and colours change at once and stay", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.getByRole("button", { name: "Français" }).click();
    expect(await page.locator(".question").innerText()).toBe(
      "Si « Variable numéro 1 » change, cela modifie\u2011t\u2011il directement « Variable numéro 2 » ? Avec quelle force ?".replace(
        /(« | [»?])/g,
        (text) => text.replace(" ", "\u00A0"),
      ),
    );
    expect(await page.getAttribute("html", "lang")).toBe("fr");
    await page.getByRole("button", { name: "Affichage" }).click();
    await page.getByLabel("Sombres").check();
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    await page.reload();
    await page.waitForSelector("[role=grid]");
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    expect(await page.getAttribute("html", "lang")).toBe("fr");
    await person.close();
  });

  test("a language that is chosen stays, whatever the first address asked for, and keys go by its names", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await page.goto(`${workshop.url()}/studies/${study}/matrix?lang=en&cell=V02.V03`);
    await page.getByRole("button", { name: "Français" }).click();
    expect(page.url()).not.toContain("lang=");
    expect(page.url()).toContain("cell=V02.V03");
    await page.reload();
    await page.getByRole("button", { name: "Touches" }).click();
    const keys = await page.locator("table.keys kbd").allInnerTexts();
    expect(keys).toContain("Suppr");
    expect(keys).toContain("Maj+Tab");
    expect(keys.filter((key) => /Delete|Shift|Esc|Page(Up|Down)|Home|End/.test(key))).toEqual([]);
    await person.close();
  });

  test("a screen whose code cannot be fetched shows that the server is away, and comes when it is back", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    await person.setOffline(true);
    await page.getByRole("link", { name: "Report" }).click();
    await page.waitForSelector(".state-message");
    expect(await page.locator(".state-message h1").innerText()).toBe("The server cannot be reached");
    await person.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("h1", { hasText: "Report" }).or(page.locator(".state-message h1")).first().waitFor();
    expect(await page.locator("h1").allInnerTexts()).not.toContain("The server cannot be reached");
    await person.close();
  });

  test("at twice the size nothing runs off the side of the page, and no control is cut", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "facilitator");
    // 1280 × 800 at 200 %.
    const person = await workshop.person({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await person.addInitScript(() => localStorage.setItem("motrice tour", "seen"));
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForURL(/facilitator/);
    const found: Record<string, unknown> = {};
    for (const [place, shown] of [
      ["/", ".study-card"],
      [`/studies/${study}/matrix`, "[role=grid]"],
      [`/studies/${study}/question`, ".answers"],
      [`/studies/${study}/variables`, ".variables-card"],
      [`/studies/${study}/results?of=consensus`, ".based-on"],
      [`/studies/${study}/facilitator`, ".facilitation-head"],
    ] as const) {
      await page.goto(`${workshop.url()}${place}`);
      await page.waitForSelector(shown);
      found[place] = await page.evaluate(() => {
        const scrolls = (element: Element | null): boolean =>
          element !== null &&
          element !== document.documentElement &&
          (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
        const cut = [...document.querySelectorAll("button, a[href], input, select, textarea, h1, h2")].filter(
          (control) => {
            const { left, right, width, height } = control.getBoundingClientRect();
            const isSeen = width > 2 && height > 2 && !control.matches(".skip");
            return isSeen && !scrolls(control) && (left < -1 || right > window.innerWidth + 1);
          },
        );
        return {
          width: document.documentElement.scrollWidth,
          cut: cut.map((control) => control.outerHTML.slice(0, 120)),
        };
      });
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((place) => [place, { width: 640, cut: [] }])));
    await person.close();
  });

  test("who asks for less motion sees none", async () => {
    const { study } = await workshop.create();
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person({ reducedMotion: "reduce" });
    const page = await openMatrix(person, link);
    await page.getByRole("button", { name: "Keys" }).click();
    const moving = await page.evaluate(() => {
      const longest = (times: string) => Math.max(...times.split(",").map((time) => Number.parseFloat(time)));
      return [...document.querySelectorAll("*")]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          return longest(transitionDuration) > 0.01 || (animationName !== "none" && longest(animationDuration) > 0.01);
        })
        .map((element) => element.className);
    });
    expect(moving).toEqual([]);
    await person.close();
  });

  test("long, hostile and right-to-left names stay text and stay in their place", async () => {
    const study = smallStudy(3) as { variables: { label: unknown; short: unknown }[] };
    const names = [
      '<img src=x onerror=alert(1)> & "quotes"',
      `${"very long ".repeat(30)}`.slice(0, 300),
      "متغير مهم 🌍",
    ];
    study.variables.forEach((variable, index) => {
      variable.label = names[index];
      variable.short = names[index];
    });
    const { study: id } = await workshop.create({ study });
    const { link } = await workshop.invite(id, "expert");
    const person = await workshop.person();
    const page = await openMatrix(person, link);
    expect(await page.locator("[role=grid] img").count()).toBe(0);
    expect(await page.locator("th.row-head").first().innerText()).toContain("<img src=x");
    const heights = await page
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(4);
    await person.close();
  });

  test("a study with one variable asks for more of them", async () => {
    const { study } = await workshop.create({ study: smallStudy(1) });
    const { link } = await workshop.invite(study, "expert");
    const person = await workshop.person();
    const page = await person.newPage();
    await page.goto(link);
    await page.waitForSelector(".state-message");
    expect(await page.locator(".state-message h1").innerText()).toBe("One variable so far: scoring needs two");
    await person.close();
  });
});
