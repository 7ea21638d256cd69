import { connect } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MAX_CHANGES, MAX_NOTE } from "../../../server/schemas/contribution.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

type Change = Readonly<Record<string, unknown>>;

describeEachStore("changes of cells", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  let keys = 0;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
    ({ study, facilitator } = await workshop.create());
    expert = await workshop.invite(study, "expert", "Expert 1");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const address = (of = expert) => `/studies/${study}/contributions/${of.participant}`;
  const patchRaw = (
    body: unknown,
    { as = expert, of = as, key = `key-${++keys}` }: { as?: Invited; of?: Invited; key?: string } = {},
  ) => workshop.ask("PATCH", `${address(of)}/cells`, { token: as.token, body, headers: { "idempotency-key": key } });
  const patch = (changes: readonly Change[], { merge, ...rest }: Record<string, unknown> = {}) =>
    patchRaw({ changes, ...(merge !== undefined && { merge }) }, rest);
  const cells = async (of = expert) =>
    (await workshop.ask("GET", `${address(of)}/cells`, { token: of.token })).json().cells as Record<string, unknown>[];
  const values = async (of = expert) =>
    Object.fromEntries((await cells(of)).map(({ from, to, value }) => [`${from}>${to}`, value]));
  const events = async () =>
    (await store.db.selectFrom("events").selectAll().where("kind", "=", "cells-changed").orderBy("seq").execute()).map(
      ({ before, after, ...event }) => ({ ...event, before: JSON.parse(before!), after: JSON.parse(after!) }),
    );

  it("what is acknowledged is what is read, with its event before and after", async () => {
    const first = await patch([
      { from: "price", to: "demand", value: 2, was: null, confidence: 3, note: "seen in 2020" },
      { from: "demand", to: "supply", value: "?", was: null },
    ]);
    expect(first.statusCode, first.body).toBe(200);
    const { seq, ...answer } = first.json();
    expect(answer).toEqual({
      applied: [
        { from: "price", to: "demand", value: 2 },
        { from: "demand", to: "supply", value: "?" },
      ],
      conflicts: [],
    });
    const [event] = await events();
    expect(event).toMatchObject({ seq, actor: expert.participant });
    const blank = { value: null, confidence: null, note: null };
    expect(event!.before).toEqual({
      participant: expert.participant,
      cells: [
        { from: "price", to: "demand", ...blank },
        { from: "demand", to: "supply", ...blank },
      ],
    });
    expect(event!.after.cells[0]).toEqual({
      from: "price",
      to: "demand",
      value: 2,
      confidence: 3,
      note: "seen in 2020",
    });
    // An absent confidence or note stays; null clears.
    await patch([{ from: "price", to: "demand", value: "P", was: 2, note: null }]);
    expect((await cells()).find(({ from }) => from === "price")).toMatchObject({
      value: "P",
      confidence: 3,
      note: null,
    });
    await patch([{ from: "price", to: "demand", value: null, was: "P" }]);
    expect(await values()).toEqual({ "demand>supply": "?" });
    expect((await patch([{ from: "price", to: "demand", value: 0, was: null }])).statusCode).toBe(200);
    expect(await values()).toEqual({ "demand>supply": "?", "price>demand": 0 });
  });

  it("two devices: a cell that changed meanwhile conflicts, with both values, and nothing is written", async () => {
    await patch([{ from: "price", to: "demand", value: 1, was: null }]);
    const late = await patch([
      { from: "price", to: "supply", value: 3, was: null },
      { from: "price", to: "demand", value: 2, was: null },
    ]);
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({
      code: "cell-conflict",
      conflicts: [{ from: "price", to: "demand", was: null, yours: 2, theirs: 1 }],
    });
    expect(await values()).toEqual({ "price>demand": 1 });
    expect(await events()).toHaveLength(1);
  });

  it("merged cell by cell: those without conflict are written, the others told", async () => {
    await patch([{ from: "price", to: "demand", value: 1, was: null }]);
    const late = await patch(
      [
        { from: "price", to: "supply", value: 3, was: null },
        { from: "price", to: "demand", value: 2, was: null },
      ],
      { merge: true },
    );
    expect(late.statusCode).toBe(200);
    expect(late.json()).toMatchObject({
      applied: [{ from: "price", to: "supply", value: 3 }],
      conflicts: [{ from: "price", to: "demand", was: null, yours: 2, theirs: 1 }],
    });
    expect(await values()).toEqual({ "price>demand": 1, "price>supply": 3 });
  });

  it("a note that another device has changed meanwhile conflicts where the change says which one it replaces", async () => {
    const place = { from: "price", to: "demand" };
    await patch([{ ...place, value: 2, was: null, note: "first" }]);
    await patch([{ ...place, value: 2, was: 2, note: "theirs", noteWas: "first" }]);
    const mine = { ...place, value: 2, was: 2, note: "mine", noteWas: "first" };
    const { statusCode, ...refused } = await patch([mine]);
    expect(statusCode).toBe(409);
    expect(refused.json().conflicts).toEqual([{ ...place, was: 2, yours: 2, theirs: 2 }]);
    expect((await patch([{ ...place, value: null, was: 2, note: null, noteWas: "first" }])).statusCode).toBe(409);
    expect(await cells()).toMatchObject([{ value: 2, note: "theirs" }]);
    expect((await patch([{ ...mine, noteWas: "theirs" }])).statusCode).toBe(200);
    expect(await cells()).toMatchObject([{ value: 2, note: "mine" }]);
  });

  it("a confidence that another device has changed meanwhile conflicts where the change says which one it replaces", async () => {
    const place = { from: "price", to: "demand" };
    await patch([{ ...place, value: 2, was: null }]);
    await patch([{ ...place, value: 2, was: 2, confidence: 3, confidenceWas: null }]);
    const laptop = { ...place, value: 2, was: 2, confidence: 1, confidenceWas: null };
    const late = await patch([laptop], { key: "laptop" });
    expect([late.statusCode, late.json().conflicts]).toEqual([
      409,
      [{ ...place, was: 2, yours: 2, theirs: 2, confidence: { was: null, yours: 1, theirs: 3 } }],
    ]);
    expect((await patch([{ ...place, value: null, was: 2, confidenceWas: null }])).statusCode).toBe(409);
    expect(await cells()).toMatchObject([{ value: 2, confidence: 3 }]);
    // As it is wanted already, or as it was seen.
    expect((await patch([{ ...laptop, confidence: 3 }])).statusCode).toBe(200);
    expect((await patch([{ ...laptop, confidenceWas: 3 }], { key: "seen" })).statusCode).toBe(200);
    expect(await cells()).toMatchObject([{ value: 2, confidence: 1 }]);
    // Another belief is another request.
    for (const changed of [laptop, { ...place, value: 2, was: 2, confidence: 1 }])
      expect((await patch([changed], { key: "seen" })).json().code).toBe("idempotency-mismatch");
    expect((await patch([{ ...place, value: null, was: 2, confidenceWas: 1 }])).statusCode).toBe(200);
    expect(await cells()).toEqual([]);
  });

  it("a cell that already holds the new value is no conflict, and no event", async () => {
    await patch([{ from: "price", to: "demand", value: 1, was: null }]);
    const again = await patch([{ from: "price", to: "demand", value: 1, was: 3 }]);
    expect(again.statusCode).toBe(200);
    expect(await events()).toHaveLength(1);
    expect(again.json().seq).toBe((await events())[0]!.seq);
  });

  it("a request repeated with its key gets its answer and writes nothing, whatever happened since", async () => {
    const changes = [{ from: "price", to: "demand", value: 1, was: null }];
    const first = await patch(changes, { key: "lost" });
    await patch([{ from: "price", to: "demand", value: 3, was: 1 }]);
    const again = await patch(changes, { key: "lost" });
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    const spaced = await patchRaw(JSON.stringify({ merge: false, changes }, null, 2), { key: "lost" });
    expect([spaced.statusCode, spaced.body]).toEqual([200, first.body]);
    expect(await values()).toEqual({ "price>demand": 3 });
    expect(await events()).toHaveLength(2);
    const other = await patch([{ ...changes[0], note: null }], { key: "lost" });
    expect([other.statusCode, other.json().code]).toEqual([422, "idempotency-mismatch"]);
    // The key is one expert's own.
    const second = await workshop.invite(study, "expert", "Expert 2");
    expect((await patch(changes, { key: "lost", as: second })).statusCode).toBe(200);
    expect(await values(second)).toEqual({ "price>demand": 1 });
  });

  it("the key of a request that was refused stands for nothing", async () => {
    await patch([{ from: "price", to: "demand", value: 1, was: null }]);
    expect((await patch([{ from: "price", to: "demand", value: 2, was: 3 }], { key: "k" })).statusCode).toBe(409);
    expect((await patch([{ from: "price", to: "demand", value: 2, was: 1 }], { key: "k" })).statusCode).toBe(200);
  });

  it("of writes to one cell at the same time exactly one wins, and the others conflict", async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, k) =>
        // Distinct answers: who wants what is there is no loser.
        patch([{ from: "price", to: "demand", value: [0, 1, 2, 3, "P", "?"][k % 6], was: null, note: `${k}` }]),
      ),
    );
    const winners = all.filter(({ statusCode }) => statusCode === 200);
    expect(all.every(({ statusCode }) => statusCode === 200 || statusCode === 409)).toBe(true);
    const won = new Set(winners.map((answer) => answer.json().applied[0].value));
    expect(won.size).toBe(1);
    expect(winners.length).toBeLessThanOrEqual(2);
    expect(await values()).toEqual({ "price>demand": [...won][0] });
    expect(await events()).toHaveLength(winners.length);
  });

  it("the same request sent twice at once is carried out once", async () => {
    const changes = [{ from: "price", to: "demand", value: 1, was: null }];
    const both = await Promise.all([patch(changes, { key: "twice" }), patch(changes, { key: "twice" })]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(both[0]!.body).toBe(both[1]!.body);
    expect(await events()).toHaveLength(1);
  });

  it("a contribution is its expert's own: not another expert's, nor the facilitator's, nor a reader's to write", async () => {
    const other = await workshop.invite(study, "expert", "Expert 2");
    const reader = await workshop.invite(study, "reader");
    const change = [{ from: "price", to: "demand", value: 1, was: null }];
    for (const as of [other, facilitator, reader]) {
      expect((await patch(change, { as, of: expert })).json().code).toBe("forbidden");
    }
    for (const url of [address(), `${address()}/cells`, `/studies/${study}/contributions/nobody`]) {
      expect((await workshop.ask("GET", url, { token: other.token })).statusCode, url).toBe(403);
      expect((await workshop.ask("GET", url, { token: reader.token })).statusCode, url).toBe(403);
    }
    expect((await workshop.ask("GET", address(), { token: facilitator.token })).statusCode).toBe(200);
    const unknown = await workshop.ask("GET", address(facilitator), { token: facilitator.token });
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, "participant-unknown"]);
    expect(await values()).toEqual({});
  });

  it("an id of another study opens nothing", async () => {
    const elsewhere = await workshop.create();
    const theirs = await workshop.invite(elsewhere.study, "expert");
    const headers = { "idempotency-key": "k" };
    const body = { changes: [{ from: "price", to: "demand", value: 1, was: null }] };
    const cross = (studyId: string, participant: string) =>
      workshop.ask("PATCH", `/studies/${studyId}/contributions/${participant}/cells`, {
        token: expert.token,
        body,
        headers,
      });
    expect((await cross(elsewhere.study, theirs.participant)).json().code).toBe("study-unknown");
    expect((await cross(elsewhere.study, expert.participant)).json().code).toBe("study-unknown");
    expect((await cross(study, theirs.participant)).json().code).toBe("forbidden");
    expect(await store.db.selectFrom("cells").selectAll().execute()).toEqual([]);
  });

  it("every fault is told at once, by row and column, and nothing is written", async () => {
    const answer = await patch([
      { from: "price", to: "demand", value: 4, was: null },
      { from: "price", to: "price", value: 1, was: null },
      { from: "gold", to: "demand", value: 1, was: null },
      { from: "demand", to: "supply", value: 1.5, was: null },
      { from: "supply", to: "price", value: 1, was: null },
      { from: "supply", to: "price", value: 2, was: null },
      { from: "supply", to: "demand", value: null, was: null, confidence: 1, note: "why" },
    ]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().code).toBe("body-invalid");
    expect(answer.json().issues.map(({ path }: { path: string }) => path)).toEqual([
      "/changes/0/value",
      "/changes/1",
      "/changes/2/from",
      "/changes/3/value",
      "/changes/5",
      "/changes/6/confidence",
      "/changes/6/note",
    ]);
    expect(answer.json().issues[0]).toMatchObject({ expected: "one of 0, 1, 2, 3, P, ? or null", received: "4" });
    expect(answer.json().issues[0].row).toBeTypeOf("string");
    expect(await values()).toEqual({});
  });

  it("bodies of another shape are refused with every issue", async () => {
    const cell = { from: "price", to: "demand", value: 1, was: null };
    const bad: [unknown, string][] = [
      [{}, "/changes"],
      [{ changes: [] }, "/changes"],
      [{ changes: [{ from: "price", to: "demand", value: 1 }] }, "/changes/0/was"],
      [{ changes: [{ ...cell, value: "x" }] }, "/changes/0/value"],
      [{ changes: [{ ...cell, value: -1 }] }, "/changes/0/value"],
      [{ changes: [{ ...cell, confidence: 4 }] }, "/changes/0/confidence"],
      [{ changes: [{ ...cell, colour: 1 }] }, "/changes/0/colour"],
      [{ changes: [{ ...cell, note: "x".repeat(MAX_NOTE + 1) }] }, "/changes/0/note"],
      [{ changes: [{ ...cell, note: "a\0b" }] }, "/changes/0/note"],
      [{ changes: [{ ...cell, note: "a\ud800b" }] }, "/changes/0/note"],
      [{ changes: [{ ...cell, from: "\0" }] }, "/changes/0/from"],
      [{ changes: [cell], merge: "yes" }, "/merge"],
      [{ changes: Array.from({ length: MAX_CHANGES + 1 }, () => cell) }, "/changes"],
      [[cell], ""],
    ];
    for (const [body, path] of bad) {
      const answer = await patchRaw(body);
      expect([answer.statusCode, answer.json().code], `${path} ${answer.body.slice(0, 300)}`).toEqual([
        422,
        "body-invalid",
      ]);
      expect(answer.json().issues[0].path).toBe(path);
    }
    for (const text of ["", "{", "null", '{"changes":'])
      expect((await patchRaw(text)).statusCode).toBeGreaterThanOrEqual(400);
    for (const key of ["", "a b", "é", "x".repeat(201)]) {
      const answer = await patchRaw({ changes: [cell] }, { key });
      expect([answer.statusCode, answer.json().issues?.[0]?.path]).toEqual([400, "Idempotency-Key"]);
    }
    expect(await values()).toEqual({});
  });

  it("a note of the largest size, in any letters, comes back as it went", async () => {
    const note = `${"é😀\n".repeat(MAX_NOTE).slice(0, MAX_NOTE - 1)}x`;
    const sound = /\p{Surrogate}/u.test(note) ? "😀".repeat(MAX_NOTE / 2) : note;
    expect((await patch([{ from: "price", to: "demand", value: 1, was: null, note: sound }])).statusCode).toBe(200);
    expect((await cells())[0]!["note"]).toBe(sound);
  });

  it("as many changes as a request may hold are written, and taken back, in one", async () => {
    const ids = Array.from({ length: 72 }, (_, index) => `v${index}`);
    const variables = ids.map((id) => ({ id, label: id }));
    const large = await workshop.create({ variables, direct: ids.map(() => ids.map(() => null)) });
    study = large.study;
    const own = await workshop.invite(study, "expert", "Expert 1");
    const places = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to })));
    const many = places.slice(0, MAX_CHANGES);
    const made = await patch(
      many.map((place) => ({ ...place, value: 1, was: null, note: "why" })),
      { as: own },
    );
    expect([made.statusCode, made.json().applied?.length]).toEqual([200, MAX_CHANGES]);
    const tally = async () =>
      (await workshop.ask("GET", address(own), { token: own.token })).json().all as Record<string, number>;
    expect(await tally()).toEqual({ answered: MAX_CHANGES, dontKnow: 0, cells: 72 * 71 });
    await patch(
      many.map((place) => ({ ...place, value: null, was: 1 })),
      { as: own },
    );
    expect(await tally()).toMatchObject({ answered: 0 });
    expect(await events()).toHaveLength(2);
  });

  it("pages of cells put together are all the cells, each once", async () => {
    const ids = ["price", "demand", "supply"];
    const places = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to })));
    await patch(places.map((place) => ({ ...place, value: 1, was: null })));
    const found: string[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const url: string = `${address()}/cells?limit=4${next === null ? "" : `&cursor=${next}`}`;
      const page = (await workshop.ask("GET", url, { token: expert.token })).json();
      found.push(...page.cells.map((cell: { from: string; to: string }) => `${cell.from}>${cell.to}`));
      next = page.next;
      pages += 1;
    } while (next !== null);
    expect(pages).toBe(2);
    expect(found.sort()).toEqual(places.map(({ from, to }) => `${from}>${to}`).sort());
    for (const query of ["limit=0", "limit=5001", "limit=x", "cursor=zz", "cursor=", "page=2"]) {
      const answer = await workshop.ask("GET", `${address()}/cells?${query}`, { token: expert.token });
      expect([answer.statusCode, answer.json().code], query).toEqual([400, "options-invalid"]);
    }
  });

  it("progress counts numbers and P apart from don't know, by expert and block", async () => {
    await patch([
      { from: "price", to: "demand", value: 0, was: null },
      { from: "price", to: "supply", value: "P", was: null },
      { from: "demand", to: "supply", value: "?", was: null },
    ]);
    await workshop.invite(study, "expert", "Expert 2");
    const list = (await workshop.ask("GET", `/studies/${study}/contributions`, { token: facilitator.token })).json();
    expect(list.round).toEqual({ number: 1, state: "open" });
    expect(list.contributions).toMatchObject([
      {
        participant: expert.participant,
        name: "Expert 1",
        assigned: null,
        all: { answered: 2, dontKnow: 1, cells: 6 },
      },
      { name: "Expert 2", all: { answered: 0, dontKnow: 0, cells: 6 }, updatedAt: null },
    ]);
    const own = (await workshop.ask("GET", `/studies/${study}/contributions`, { token: expert.token })).json();
    expect(own.contributions).toEqual([list.contributions[0]]);
    expect((await workshop.ask("GET", address(), { token: expert.token })).json()).toEqual(list.contributions[0]);
  });

  it("a client that vanishes in the middle of its body writes nothing", async () => {
    await workshop.app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = workshop.app.server.address() as { port: number };
    const body = JSON.stringify({ changes: [{ from: "price", to: "demand", value: 1, was: null }] });
    const head = [
      `PATCH /api/v1${address()}/cells HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${expert.token}`,
      "Idempotency-Key: gone",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
    ].join("\r\n");
    const socket = connect(port, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.write(`${head}\r\n\r\n${body.slice(0, -5)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await values()).toEqual({});
    // And the key is still free.
    expect((await patchRaw(body, { key: "gone" })).statusCode).toBe(200);
  });
});
