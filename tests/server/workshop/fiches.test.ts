import { afterAll, beforeAll, expect, it } from "vitest";
import { assembleStudy } from "../../../server/workshop/assemble-study.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { SHIPPED_ID, SMALL_STUDY } from "../test-app.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";

describeEachStore("fiches", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  async function open(study: unknown = SMALL_STUDY) {
    const made = await workshop.create(study);
    const { token, participant } = made.facilitator;
    const get = (path: string, headers: Record<string, string> = {}) =>
      workshop.ask("GET", `/studies/${made.study}/fiches${path}`, { token, headers });
    const put = (variable: string, body: unknown, tag: string | null) =>
      workshop.ask("PUT", `/studies/${made.study}/fiches/${variable}`, {
        token,
        body,
        headers: tag === null ? {} : { "if-match": tag },
      });
    return { id: made.study, token, participant, get, put };
  }

  const paths = (answer: { json: () => { issues: { path: string }[] } }) =>
    answer
      .json()
      .issues.map(({ path }) => path)
      .sort();

  it("a fiche that nobody has written has revision 0, and each change counts one", async () => {
    const { participant, get, put } = await open();
    const blank = await get("/price");
    expect(blank.json()).toEqual({ variable: "price", revision: 0, at: null, by: null, fiche: {} });
    expect(blank.headers["etag"]).toBe('"0"');
    const fiche = { past: { fr: "Passé", en: "Past" }, sources: "https://insee.fr" };
    const first = await put("price", fiche, '"0"');
    expect(first.json()).toMatchObject({ revision: 1, by: participant, fiche });
    expect(first.headers["etag"]).toBe('"1"');
    expect((await put("price", { ...fiche, sources: "" }, '"1"')).json()).toEqual({
      ...first.json(),
      revision: 2,
      at: expect.any(String),
      fiche: { past: fiche.past },
    });
    expect((await put("price", { past: fiche.past }, '"2"')).json().revision).toBe(2);
  });

  it("a change names the revision it replaces", async () => {
    const { put, get } = await open();
    expect((await put("price", { past: "A" }, null)).statusCode).toBe(428);
    expect((await put("price", { past: "A" }, '"1"')).json()).toMatchObject({
      code: "precondition-failed",
      revision: 0,
    });
    await put("price", { past: "A" }, '"0"');
    expect((await put("price", { past: "B" }, '"0"')).statusCode).toBe(412);
    expect((await put("price", { past: "B" }, "*")).statusCode).toBe(200);
    expect((await get("/price")).json().fiche).toEqual({ past: "B" });
    const answers = await Promise.all(Array.from({ length: 6 }, (_, k) => put("price", { past: `${k}` }, '"2"')));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it("definition and hypotheses are the study's, and go when they are taken away", async () => {
    const { id, put } = await open({
      ...SMALL_STUDY,
      hypotheses: {
        price: { low: { title: "Cheap" }, high: { title: "Dear" } },
        demand: { trend: { title: "As now" } },
      },
    });
    const assembled = () => store.read((tx) => assembleStudy(tx, id));
    const low = { title: { fr: "Bas", en: "Low" }, text: "Text", basis: "fiche" };
    await put("price", { definition: { en: "What" }, hypotheses: { low } }, '"1"');
    let study = await assembled();
    expect(study.variables[0]!.definition).toEqual({ en: "What" });
    expect(study.hypotheses).toEqual({ price: { low }, demand: { trend: { title: "As now" } } });
    await put("price", {}, '"2"');
    study = await assembled();
    expect(study.variables[0]).not.toHaveProperty("definition");
    expect(study.hypotheses).toEqual({ demand: { trend: { title: "As now" } } });
  });

  it("the history holds every revision, who wrote it and when, the latest first; pages put together are all", async () => {
    const { id, participant, get, put } = await open();
    const other = await workshop.invite(id, "facilitator");
    for (let k = 0; k < 7; k++) await put("price", { past: `Past ${k}` }, `"${k}"`);
    await workshop.ask("PUT", `/studies/${id}/fiches/price`, {
      token: other.token,
      body: { past: "Other" },
      headers: { "if-match": '"7"' },
    });
    const seen = [];
    let cursor = "";
    do {
      const { history, next } = (await get(`/price/history?limit=3${cursor}`)).json();
      seen.push(...history);
      cursor = next === null ? "" : `&cursor=${next}`;
    } while (cursor !== "");
    expect(seen.map(({ revision }) => revision)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(seen.map(({ fiche }) => fiche.past)).toEqual(["Other", ..."6543210".split("").map((k) => `Past ${k}`)]);
    expect(seen.map(({ by }) => by)).toEqual([other.participant, ...Array(7).fill(participant)]);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect((await get("/none/history")).json().code).toBe("fiche-unknown");
    for (const query of ["limit=0", "limit=101", "cursor=WyJ4Il0", "revision=1"]) {
      expect((await get(`/price/history?${query}`)).statusCode, query).toBe(400);
    }
  });

  it("the list says how far each fiche is, in the order of the variables", async () => {
    const { get, put } = await open();
    await put("supply", { past: "P", definition: { fr: " " }, hypotheses: { high: { title: "T" } } }, '"0"');
    const { fiches } = (await get("")).json();
    expect(fiches.map(({ variable }: { variable: string }) => variable)).toEqual(["price", "demand", "supply"]);
    expect(fiches[0]).toEqual({ variable: "price", revision: 0, at: null, by: null, written: [] });
    expect(fiches[2]).toMatchObject({ revision: 1, written: ["past", "high"] });
  });

  it("is read as JSON, Markdown or HTML, by format or Accept, in the language asked or the study's", async () => {
    const { get, put } = await open({ ...SMALL_STUDY, language: "fr" });
    await put("price", { past: { fr: "**Avant**", en: "**Before**" } }, '"0"');
    const type = async (path: string, accept?: string) => {
      const answer = await get(path, accept === undefined ? {} : { accept });
      expect(answer.headers["etag"]).toBe('"1"');
      expect(answer.headers["cache-control"]).toBe("no-store");
      return [answer.headers["content-type"], answer.body] as const;
    };
    expect((await type("/price"))[0]).toBe("application/json; charset=utf-8");
    const [html, page] = await type("/price", "text/html");
    expect(html).toBe("text/html; charset=utf-8");
    expect(page).toContain("<strong>Avant</strong>");
    const [markdown, text] = await type("/price?format=md&lang=en");
    expect(markdown).toBe("text/markdown; charset=utf-8");
    expect(text).toContain("## How has the variable evolved?\n\n**Before**");
    expect((await get("/price?lang=de")).statusCode).toBe(400);
    expect((await get("/price?format=pdf")).statusCode).toBe(400);
    expect((await get("/price", { accept: "image/png" })).statusCode).toBe(406);
  });

  it("a page of Markdown with script runs none and may load nothing", async () => {
    const { get, put } = await open();
    const evil =
      "<script>alert(1)</script> [x](javascript:alert(1)) ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>";
    await put(
      "price",
      { definition: evil, past: evil, hypotheses: { low: { title: evil, text: evil, basis: "<b>" } } },
      '"0"',
    );
    const { body, headers } = await get("/price?format=html");
    expect(body).not.toMatch(/<(script|img)|href="(?!https:\/\/evil\.example\/x\.png")/i);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  it("texts that are too long, of another kind or cannot be stored are refused, each with its path", async () => {
    const { get, put } = await open();
    const long = "x".repeat(20_001);
    const refused = await put(
      "price",
      {
        past: long,
        present: { fr: long, de: "x" },
        region: 3,
        future: "x",
        hypotheses: { low: { text: "x" }, mid: {} },
      },
      '"0"',
    );
    expect(refused.statusCode).toBe(422);
    expect(paths(refused)).toEqual([
      "/future",
      "/hypotheses/low/title",
      "/hypotheses/mid",
      "/past",
      "/present/de",
      "/present/fr",
      "/region",
    ]);
    const unstorable = await put("price", { past: "a\0b", sources: { fr: "\ud83d" } }, '"0"');
    expect(paths(unstorable)).toEqual(["/past", "/sources/fr"]);
    expect(unstorable.body).not.toMatch(/[\0\p{Surrogate}]/u);
    const most = "é".repeat(20_000);
    const fiche = Object.fromEntries(
      ["definition", "past", "present", "region", "turningPoints", "sources"].map((name) => [
        name,
        { fr: most, en: most },
      ]),
    );
    expect((await put("price", fiche, '"0"')).statusCode).toBe(200);
    expect((await get("/price")).json().fiche).toEqual(fiche);
    expect((await put("price", { past: "x".repeat(3_000_000) }, '"1"')).json().code).toBe("body-too-large");
  });

  it("experts and readers read fiches and write none", async () => {
    const { id } = await open();
    for (const role of ["expert", "reader"] as const) {
      const { token } = await workshop.invite(id, role);
      expect((await workshop.ask("GET", `/studies/${id}/fiches/price/history`, { token })).statusCode).toBe(200);
      const put = await workshop.ask("PUT", `/studies/${id}/fiches/price`, {
        token,
        body: { past: "x" },
        headers: { "if-match": '"0"' },
      });
      expect(put.statusCode).toBe(403);
    }
  });

  it("the shipped study has a fiche for each variable, with its definition and three hypotheses", async () => {
    const answer = await workshop.ask("POST", "/studies", { body: { example: SHIPPED_ID } });
    const { study, facilitator } = answer.json();
    const { fiches } = (await workshop.ask("GET", `/studies/${study.id}/fiches`, { token: facilitator.token })).json();
    expect(fiches).toHaveLength(29);
    for (const { written, revision } of fiches) {
      expect(written).toEqual(["definition", "low", "trend", "high"]);
      expect(revision).toBe(1);
    }
  });
});
