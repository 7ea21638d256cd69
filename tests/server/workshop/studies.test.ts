import { afterAll, beforeAll, expect, it } from "vitest";
import { assembleStudy } from "../../../server/workshop/assemble-study.js";
import { purgeStudiesDeletedBefore } from "../../../server/workshop/change-study.js";
import { readStudyOf } from "../../../server/workshop/study-of.js";
import { parseMatrixCsv, parseStudy, type Study } from "../../../src/index.js";
import { writeStudyXlsx } from "../../../src/node.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { SHIPPED_ID, SMALL_STUDY, shippedStudy } from "../test-app.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";
import { answerCells } from "./scored-study.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ADMIN = "x".repeat(43);

/** The parts that a study keeps when it is stored: all but its scores. */
function withoutScores({ direct: _, judgements: __, ...study }: Study): object {
  return study;
}

/** Blank, as the diagonal of a stored study is. */
function blankDiagonal(study: Study): Study {
  return { ...study, direct: study.direct.map((row, from) => row.map((cell, to) => (from === to ? null : cell))) };
}

/** Letters of three bytes that no database packs into fewer. */
function farApart(length: number, seed: number): string {
  return Array.from({ length }, (_, place) =>
    String.fromCharCode(0x4e00 + ((place * 7919 + seed * 104_729) ** 2 % 20_000)),
  ).join("");
}

describeEachStore("studies", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store, adminToken: ADMIN }));
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  async function post(body: unknown, headers: Record<string, string> = {}, query = "") {
    return workshop.ask("POST", `/studies${query}`, { token: ADMIN, body, headers });
  }

  async function made(body: unknown, headers: Record<string, string> = {}, query = "") {
    const answer = await post(body, headers, query);
    expect(answer.statusCode, answer.body).toBe(201);
    const { study, facilitator } = answer.json();
    return { id: study.id as string, view: study, token: facilitator.token as string, answer };
  }

  const consensus = (id: string) => store.read((tx) => readStudyOf(tx, id, { kind: "consensus" }));
  const assembled = (id: string) => store.read((tx) => assembleStudy(tx, id));

  it("a copy of the shipped study is the shipped study, judgements and hypotheses included", async () => {
    const shipped = await shippedStudy();
    const { id, view } = await made({ example: SHIPPED_ID });
    expect(JSON.stringify(withoutScores(await assembled(id)))).toBe(JSON.stringify(withoutScores(shipped)));
    expect(JSON.stringify(await consensus(id))).toBe(JSON.stringify(blankDiagonal(shipped)));
    expect(view).toMatchObject({ size: 29, revision: 1, documentId: SHIPPED_ID, role: "facilitator" });
    expect(view.progress).toMatchObject({ cells: 812, answers: 0, experts: 0 });
    expect(view.round).toMatchObject({ number: 1, state: "open" });
  });

  it("without its scores it is blank, and nothing else is missing", async () => {
    const { id } = await made({ example: SHIPPED_ID, keepScores: false });
    const study = await consensus(id);
    expect(study.direct.flat().every((cell) => cell === null)).toBe(true);
    expect(study.judgements).toBeUndefined();
    expect(withoutScores(study)).toEqual(withoutScores(await shippedStudy()));
  });

  it("a study, a CSV and a workbook of one matrix make the same scores", async () => {
    const study = parseStudy(SMALL_STUDY);
    const csv = ",Price,Demand,Supply\nPrice,,3,1\nDemand,2,,P\nSupply,1,0,\n";
    const workbook = Buffer.from(await writeStudyXlsx(parseMatrixCsv(csv)));
    const fromJson = await made({ study: SMALL_STUDY });
    const fromCsv = await made(csv, { "content-type": "text/csv" }, "?title=Trois&language=fr");
    const fromXlsx = await made(workbook, { "content-type": XLSX });
    expect(await consensus(fromJson.id)).toEqual(study);
    for (const { id } of [fromCsv, fromXlsx]) expect((await consensus(id)).direct).toEqual(study.direct);
    expect(fromCsv.view).toMatchObject({ title: "Trois", language: "fr", size: 3 });
    expect((await consensus(fromXlsx.id)).variables.map(({ id }) => id)).toEqual(["Price", "Demand", "Supply"]);
  });

  it("a workbook that was exported comes back with its own title and names, whatever the query says for want of them", async () => {
    const whole = await shippedStudy();
    const exported = Buffer.from(await writeStudyXlsx(whole));
    const { id, view } = await made(exported, { "content-type": XLSX }, "?title=out&language=en");
    expect(view).toMatchObject({ title: whole.title, language: "fr", horizon: 2040 });
    const back = await assembled(id);
    expect(back.variables).toEqual(whole.variables);
    expect(back.blocks).toEqual(whole.blocks);
  });

  it("values of a file that are none of the scale's come in, and are told", async () => {
    const csv = ";A;B\nA;;7\nB;2,5;\n";
    const { answer, id } = await made(csv, { "content-type": "text/csv" });
    expect(answer.json().offScale).toEqual({
      scale: ["0", "1", "2", "3", "P"],
      count: 2,
      cells: [
        { from: "A", to: "B", value: 7 },
        { from: "B", to: "A", value: 2.5 },
      ],
    });
    expect((await consensus(id)).direct).toEqual([
      [null, 7],
      [2.5, null],
    ]);
    expect(
      (await made(csv.replace("7", "3").replace("2,5", "P"), { "content-type": "text/csv" })).answer.json(),
    ).not.toHaveProperty("offScale");
  });

  it("an empty study has a title, a round and a facilitator, and its facilitator's link lets him in", async () => {
    const { id, view, token, answer } = await made({ title: { fr: "Région", en: "Region" }, horizon: 2040 });
    expect(answer.headers["location"]).toBe(`/api/v1/studies/${id}`);
    expect(answer.headers["etag"]).toBe('"1"');
    expect(view).toMatchObject({ documentId: "region", horizon: 2040, size: 0, language: "en", blocks: [] });
    expect(view.progress).toMatchObject({ cells: 0 });
    const read = await workshop.ask("GET", `/studies/${id}`, { token });
    expect(read.json()).toEqual(view);
    expect((await assembled(id)).variables).toEqual([]);
  });

  it("what cannot be a study is refused with every issue and its path, and nothing is made", async () => {
    const before = (await workshop.ask("GET", "/studies?limit=100", { token: ADMIN })).json().studies.length;
    const paths = async (body: unknown, headers?: Record<string, string>, query?: string) => {
      const answer = await post(body, headers, query);
      expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      return answer
        .json()
        .issues.map(({ path }: { path: string }) => path)
        .sort();
    };
    const broken = {
      variables: [
        { id: "a", label: "A" },
        { id: "a", label: "B" },
      ],
      direct: [
        [null, -1],
        ["x", null],
      ],
    };
    expect(await paths({ study: broken })).toEqual(["/study/direct/0/1", "/study/direct/1/0", "/study/variables/1/id"]);
    expect(await paths({ study: SMALL_STUDY, keepScore: false })).toEqual(["/keepScore"]);
    expect(await paths({ title: 3, horizon: 20_000, settings: { results: "shut", none: 1 } })).toEqual([
      "/horizon",
      "/settings/none",
      "/settings/results",
      "/title",
    ]);
    expect(await paths({ settings: { aggregation: { method: "sum" } } })).toEqual(["/settings/aggregation/method"]);
    expect(await paths({ study: SMALL_STUDY, example: SHIPPED_ID })).toEqual(["/example"]);
    expect(await paths({ example: "../../etc" })).toEqual([]);
    expect(await paths(",a\na,1\n", { "content-type": "text/csv" })).toEqual(["/direct/0/0"]);
    expect(await paths(",a\na,\n", { "content-type": "text/csv" }, "?keepScores=maybe&sheet=x&title=")).toEqual([
      "keepScores",
      "sheet",
      "title",
    ]);
    expect(await paths("PK no workbook", { "content-type": XLSX })).toEqual(["body"]);
    expect(await paths({ study: { ...SMALL_STUDY, title: "a\0b\ud800" } })).toEqual(["/study/title"]);
    const named = (id: string) => ({
      variables: [
        { id, label: "A" },
        { id: "b", label: "B" },
      ],
      direct: [
        [null, 1],
        [1, null],
      ],
    });
    expect(await paths({ study: named("..") })).toEqual(["/variables/0/id"]);
    expect(await paths({ study: named(farApart(500, 1)) })).toEqual(["/variables/0/id"]);
    const after = (await workshop.ask("GET", "/studies?limit=100", { token: ADMIN })).json().studies.length;
    expect(after).toBe(before);
  });

  it("ids of as many bytes as may be stored are scored, decided and assigned on either database", async () => {
    const ids = [1, 2, 3].map((seed) => `${farApart(333, seed)}x`);
    const variables = ids.map((id, index) => ({ id, label: `Variable ${index}`, block: id }));
    const blocks = ids.map((id, index) => ({ id, label: `Block ${index}` }));
    const direct = ids.map((_, row) => ids.map((_, column) => (row === column ? null : 2)));
    const { id, token } = await made({ study: { blocks, variables, direct } });
    const expert = await workshop.invite(id, "expert");
    await answerCells(workshop, id, expert, [{ from: ids[0]!, to: ids[1]!, value: 1 }]);
    const items = [{ kind: "cell", from: ids[1], to: ids[2] }];
    const assigned = await workshop.ask("PUT", `/studies/${id}/assignments`, {
      token,
      body: { assignments: [{ participant: expert.participant, items }] },
    });
    expect(assigned.statusCode, assigned.body).toBe(200);
    const bundle = (await workshop.ask("GET", `/studies/${id}/export`, { token })).json();
    await made({ bundle });
    const longer = JSON.parse(JSON.stringify(bundle).replaceAll(ids[0]!, `${ids[0]}é`));
    expect((await post({ bundle: longer })).json()).toMatchObject({
      status: 422,
      code: "study-invalid",
      issues: [{ path: "/bundle/study/variables/0/id" }, { path: "/bundle/study/blocks/0/id" }],
    });
  });

  it("pages of the list put together are every study, the newest first, whatever is made meanwhile", async () => {
    const ids = new Set<string>();
    for (let k = 0; k < 5; k++) ids.add((await made({ title: `Page ${k}` })).id);
    const seen: string[] = [];
    let cursor = "";
    do {
      const answer = await workshop.ask("GET", `/studies?limit=2${cursor}`, { token: ADMIN });
      const { studies, next } = answer.json();
      expect(studies.length).toBeLessThanOrEqual(2);
      seen.push(...studies.map(({ id }: { id: string }) => id));
      cursor = next === null ? "" : `&cursor=${next}`;
      if (seen.length === 2) await made({ title: "Meanwhile" });
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of ids) expect(seen).toContain(id);
    for (const query of ["limit=0", "limit=101", "limit=x", "cursor=x", "deleted=yes", "page=2"]) {
      expect((await workshop.ask("GET", `/studies?${query}`, { token: ADMIN })).statusCode, query).toBe(400);
    }
  });

  it("a participant lists the studies he is in, and no other", async () => {
    const { id, token } = await made({ title: "Mine" });
    await made({ title: "Not mine" });
    const { studies } = (await workshop.ask("GET", "/studies", { token })).json();
    expect(studies.map((study: { id: string }) => study.id)).toEqual([id]);
    expect(studies[0]).toMatchObject({ role: "facilitator", title: "Mine" });
  });

  it("a change names what it replaces; null takes away; what is not named stays", async () => {
    const { id, token } = await made({ study: { ...SMALL_STUDY, horizon: 2040, territory: "Here" } });
    const patch = (body: unknown, tag?: string) =>
      workshop.ask("PATCH", `/studies/${id}`, { token, body, ...(tag && { headers: { "if-match": tag } }) });
    expect((await patch({ horizon: 2050 })).statusCode).toBe(428);
    expect((await patch({ horizon: 2050 }, '"7"')).json()).toMatchObject({ code: "precondition-failed", revision: 1 });
    expect((await patch({ horizon: 2050 }, 'W/"1"')).statusCode).toBe(412);
    const changed = await patch({ horizon: null, territory: "There", settings: { results: "open" } }, '"1"');
    expect(changed.statusCode, changed.body).toBe(200);
    expect(changed.headers["etag"]).toBe('"2"');
    expect(changed.json()).toMatchObject({ territory: "There", settings: { results: "open", unassigned: "open" } });
    expect(changed.json()).not.toHaveProperty("horizon");
    expect((await assembled(id)).title).toBe(SMALL_STUDY.title);
    const again = await patch({ territory: "There" }, '"2"');
    expect(again.headers["etag"]).toBe('"2"');
    const aggregation = await patch({ settings: { aggregation: { method: "mean", minimumAnswers: 2 } } }, '"2"');
    expect(aggregation.json().settings).toMatchObject({
      results: "open",
      aggregation: { method: "mean", minimumAnswers: 2 },
    });
    const back = await patch({ settings: { results: null, aggregation: { method: null } } }, "*");
    expect(back.json().settings).toMatchObject({
      results: "hidden",
      aggregation: { method: "median", minimumAnswers: 2 },
    });
    const refused = await patch(
      { title: "", language: "de", documentId: "", settings: { unassigned: "shut" }, x: 1 },
      "*",
    );
    expect(
      refused
        .json()
        .issues.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(["/documentId", "/language", "/settings/unassigned", "/x"]);
  });

  it("a change writes one event with what was and what is, and no other study hears of it", async () => {
    const { id, token } = await made({ title: "One", horizon: 2030 });
    await workshop.ask("PATCH", `/studies/${id}`, { token, body: { horizon: 2040 }, headers: { "if-match": '"1"' } });
    const rows = await store.db.selectFrom("events").selectAll().where("study_id", "=", id).orderBy("seq").execute();
    const last = rows.at(-1)!;
    expect(rows.map(({ kind }) => kind)).toEqual([
      "study-created",
      "round-opened",
      "participant-added",
      "link-made",
      "study-changed",
    ]);
    expect([JSON.parse(last.before!), JSON.parse(last.after!)]).toEqual([{ horizon: 2030 }, { horizon: 2040 }]);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("a scale that scores are not on is refused, and says how many", async () => {
    const { id, token } = await made({ study: SMALL_STUDY });
    const scale = {
      values: [
        { value: "0", label: "No" },
        { value: "1", label: "Yes" },
      ],
    };
    const headers = { "if-match": "*" };
    const refused = await workshop.ask("PATCH", `/studies/${id}`, { token, body: { scale }, headers });
    expect(refused.json().issues).toEqual([
      {
        path: "/scale/values",
        expected: "a scale that holds 2, 3, P, which 3 answers and decisions have",
        received: "0, 1",
      },
    ]);
    await consensus(id);
    const expert = await workshop.invite(id, "expert");
    await answerCells(workshop, id, expert, [
      { from: "price", to: "demand", value: "P" },
      { from: "price", to: "supply", value: 1 },
      { from: "supply", to: "demand", value: "?" },
    ]);
    const without = { values: ["0", "2", "3"].map((value) => ({ value, label: `Is ${value}` })) };
    for (const body of [{ scale: without }, { scale: { values: [...without.values, { value: "1.5", label: "x" }] } }]) {
      const answer = await workshop.ask("PATCH", `/studies/${id}`, { token, body, headers });
      expect(answer.json().issues[0].expected).toMatch(/^a scale that holds 1, P, which 3 answers and decisions have$/);
    }
    const whole = { values: ["0", "1", "2", "3", "P"].map((value) => ({ value, label: `Is ${value}` })) };
    expect((await workshop.ask("PATCH", `/studies/${id}`, { token, body: { scale: whole }, headers })).statusCode).toBe(
      200,
    );
    const empty = await made({ study: SMALL_STUDY, keepScores: false });
    const taken = await workshop.ask("PATCH", `/studies/${empty.id}`, { token: empty.token, body: { scale }, headers });
    expect(taken.json().scale).toEqual(scale);
  });

  it("a P counts no more than the largest score: not in the settings, not by a lower scale, not from the start", async () => {
    const scaleTo = (most: number) => ({
      values: [...Array.from({ length: most + 1 }, (_, i) => String(i)), "P"].map((value) => ({ value, label: value })),
    });
    const counts = (potentialValue: number) => ({ settings: { aggregation: { potential: "value", potentialValue } } });
    const { id, token } = await made({ study: SMALL_STUDY, keepScores: false });
    const patch = async (body: object) => {
      const answer = await workshop.ask("PATCH", `/studies/${id}`, { token, body, headers: { "if-match": "*" } });
      return answer.statusCode === 200 ? 200 : answer.json().issues;
    };
    const path = "/settings/aggregation/potentialValue";
    const tooMuch = [{ path, expected: "a number from 0 to 2, the largest score of the scale", received: "3" }];
    expect(await patch(counts(3))).toBe(200);
    expect(await patch({ scale: scaleTo(2) })).toEqual([
      {
        path: "/scale/values",
        expected: "a scale up to 3, which a P counts in the aggregation",
        received: "0, 1, 2, P",
      },
    ]);
    expect(await patch({ scale: scaleTo(2), ...counts(3) })).toEqual(tooMuch);
    expect(await patch({ scale: scaleTo(2), ...counts(2) })).toBe(200);
    expect(await patch(counts(3))).toEqual(tooMuch);
    expect(await patch({ settings: { aggregation: { potentialValue: null } } })).toBe(200);
    expect(await patch({ scale: scaleTo(1) })).toBe(200);
    const refused = await post({ title: "Empty", scale: scaleTo(2), ...counts(3) });
    expect([refused.statusCode, refused.json().issues]).toEqual([422, tooMuch]);
  });

  it("of changes at the same time that replace the same revision exactly one is had", async () => {
    const { id, token } = await made({ title: "Race" });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, k) =>
        workshop.ask("PATCH", `/studies/${id}`, { token, body: { horizon: 2000 + k }, headers: { "if-match": '"1"' } }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(7).fill(412)]);
  });

  it("a deleted study is closed to all, listed as deleted, and comes back whole", async () => {
    const { id, token } = await made({ study: SMALL_STUDY });
    const reader = await workshop.invite(id, "reader");
    const before = await consensus(id);
    expect((await workshop.ask("DELETE", `/studies/${id}`, { token, headers: { "if-match": '"9"' } })).statusCode).toBe(
      412,
    );
    expect((await workshop.ask("DELETE", `/studies/${id}`, { token: reader.token })).statusCode).toBe(403);
    expect((await workshop.ask("DELETE", `/studies/${id}`, { token })).statusCode).toBe(204);
    expect((await workshop.ask("GET", `/studies/${id}`, { token })).json().code).toBe("study-deleted");
    const listed = async (who: string, query: string) =>
      (await workshop.ask("GET", `/studies?limit=100${query}`, { token: who }))
        .json()
        .studies.map((s: { id: string }) => s.id);
    expect(await listed(token, "")).not.toContain(id);
    expect(await listed(token, "&deleted=true")).toEqual([id]);
    expect(await listed(reader.token, "&deleted=true")).toEqual([]);
    expect((await workshop.ask("POST", `/studies/${id}/restore`, { token: reader.token })).statusCode).toBe(403);
    const restored = await workshop.ask("POST", `/studies/${id}/restore`, { token });
    expect(restored.json()).toMatchObject({ id, deletedAt: null });
    expect(await consensus(id)).toEqual(before);
    expect((await workshop.ask("POST", `/studies/${id}/restore`, { token })).statusCode).toBe(200);
  });

  it("purging removes every row of a deleted study, and no row of another", async () => {
    const kept = await made({ study: SMALL_STUDY });
    const { id, token } = await made({ example: SHIPPED_ID });
    await workshop.invite(id, "expert");
    const rows = async (study: string) => {
      const counts: number[] = [];
      for (const table of [
        "blocks",
        "variables",
        "hypotheses",
        "fiches",
        "participants",
        "access_tokens",
        "decisions",
        "rounds",
        "events",
      ] as const) {
        counts.push((await store.db.selectFrom(table).selectAll().where("study_id", "=", study).execute()).length);
      }
      return counts;
    };
    expect((await rows(id)).every((count) => count > 0)).toBe(true);
    const others = await rows(kept.id);
    expect((await workshop.ask("POST", `/studies/${id}/purge`, { token: ADMIN })).json().code).toBe(
      "study-not-deleted",
    );
    await workshop.ask("DELETE", `/studies/${id}`, { token });
    expect((await workshop.ask("POST", `/studies/${id}/purge`, { token })).statusCode).toBe(403);
    expect((await workshop.ask("POST", `/studies/${id}/purge`, { token: ADMIN })).statusCode).toBe(204);
    expect((await rows(id)).every((count) => count === 0)).toBe(true);
    expect(await rows(kept.id)).toEqual(others);
    expect((await workshop.ask("POST", `/studies/${id}/restore`, { token: ADMIN })).statusCode).toBe(404);
  });

  it("what was deleted before a time is purged, what was deleted later or restored is not", async () => {
    const [old, recent, restored] = [
      await made({ title: "A" }),
      await made({ title: "B" }),
      await made({ title: "C" }),
    ];
    for (const { id, token } of [old, recent, restored]) await workshop.ask("DELETE", `/studies/${id}`, { token });
    const date = (id: string, at: string | null) =>
      store.write((tx) => tx.updateTable("studies").set({ deleted_at: at }).where("id", "=", id).execute());
    await date(old.id, "2026-01-01T00:00:00.000Z");
    await date(recent.id, "2026-03-01T00:00:00.000Z");
    await date(restored.id, null);
    expect(await purgeStudiesDeletedBefore(store, "2026-02-01T00:00:00.000Z")).toEqual([old.id]);
    const left = await store.db.selectFrom("studies").select("id").execute();
    expect(left.map(({ id }) => id)).toEqual(expect.arrayContaining([recent.id, restored.id]));
  });

  it("ids that look like members of objects are ids like others", async () => {
    const names = ["constructor", "toString", "hasOwnProperty", "order", "a/b", "a?b#c%", "😀 é"];
    const variables = names.map((id) => ({ id, label: id, definition: `About ${id}` }));
    const hypotheses = Object.fromEntries(names.map((id) => [id, { low: { title: `Low ${id}` } }]));
    const direct = names.map((_, from) => names.map((_, to) => (from === to ? null : 1)));
    const study = parseStudy({ variables, direct, hypotheses });
    const { id } = await made({ study });
    expect(await consensus(id)).toEqual(study);
  });
});
