import { afterEach, beforeEach, expect, it } from "vitest";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

const STUDY = {
  blocks: [
    { id: "market", label: "Market" },
    { id: "empty", label: "Nothing in it" },
  ],
  variables: [
    { id: "a b", label: "A", block: "market" },
    { id: "b", label: "B", block: "market" },
    { id: "c", label: "C" },
    { id: "d", label: "D" },
  ],
  direct: Array.from({ length: 4 }, () => [null, null, null, null]),
};
const IDS = ["a b", "b", "c", "d"];

describeEachStore("assignments", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let one: Invited;
  let two: Invited;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
    ({ study, facilitator } = await workshop.create(STUDY));
    one = await workshop.invite(study, "expert", "Expert 1");
    two = await workshop.invite(study, "expert", "Expert 2");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const put = (assignments: unknown, token = facilitator.token) =>
    workshop.ask("PUT", `/studies/${study}/assignments`, { token, body: { assignments } });
  const get = async (token = facilitator.token) =>
    (await workshop.ask("GET", `/studies/${study}/assignments`, { token })).json();
  const split = (body: unknown) =>
    workshop.ask("POST", `/studies/${study}/assignments/split`, { token: facilitator.token, body });
  const lock = () =>
    store.write((tx) =>
      tx
        .updateTable("studies")
        .set((eb) => ({ settings: JSON.stringify({ unassigned: "locked" }), revision: eb("revision", "+", 1) }))
        .execute(),
    );
  let keys = 0;
  const patch = (expert: Invited, places: readonly (readonly [string, string])[], merge = false) =>
    workshop.ask("PATCH", `/studies/${study}/contributions/${expert.participant}/cells`, {
      token: expert.token,
      body: { changes: places.map(([from, to]) => ({ from, to, value: 1, was: null })), merge },
      headers: { "idempotency-key": `k${++keys}` },
    });

  it("a plan that another facilitator has changed meanwhile is not replaced unseen", async () => {
    const address = `/studies/${study}/assignments`;
    const { token } = facilitator;
    const seen = (await workshop.ask("GET", address, { token })).headers.etag as string;
    const giving = (participant: string) => ({
      assignments: [{ participant, items: [{ kind: "row", variable: "b" }] }],
    });
    const replace = (body: object, etag: string) =>
      workshop.ask("PUT", address, { token, body, headers: { "if-match": etag } });
    const first = await replace(giving(one.participant), seen);
    expect(first.statusCode).toBe(200);
    for (const late of [
      await replace(giving(two.participant), seen),
      await workshop.ask("POST", `${address}/split`, { token, body: { perCell: 1 }, headers: { "if-match": seen } }),
    ]) {
      const issues = [{ path: "If-Match", expected: first.headers.etag }];
      expect(late.json()).toMatchObject({ code: "precondition-failed", issues });
    }
    expect((await get()).assignments).toMatchObject([{ participant: one.participant }]);
    const next = await replace(giving(two.participant), first.headers.etag as string);
    expect(next.statusCode).toBe(200);
    const back = await replace(giving(one.participant), next.headers.etag as string);
    expect(back.headers.etag).toBe(first.headers.etag);
    // Without If-Match, whatever is there is replaced.
    expect((await put([])).statusCode).toBe(200);
  });

  it("what is set is what is read, by the facilitator whole, by an expert his own", async () => {
    const items = [
      { kind: "block", block: "market" },
      { kind: "cell", from: "c", to: "a b" },
      { kind: "column", variable: "d" },
    ];
    const rows = [{ kind: "row", variable: "c" }];
    const answer = await put([
      { participant: one.participant, items },
      { participant: two.participant, items: rows },
    ]);
    expect(answer.statusCode, answer.body).toBe(200);
    // Two rows of three, the column's third cell, and one cell.
    expect(answer.json()).toEqual({
      unassigned: "open",
      assignments: [
        { participant: one.participant, items, cells: 8 },
        { participant: two.participant, items: rows, cells: 3 },
      ],
    });
    expect(await get()).toEqual(answer.json());
    expect((await get(two.token)).assignments).toEqual([answer.json().assignments[1]]);
    expect((await put([], two.token)).json().code).toBe("forbidden");
    // A second PUT replaces all; the same one again is no change.
    await put([{ participant: two.participant, items: rows }]);
    await put([{ participant: two.participant, items: rows }]);
    expect((await get()).assignments).toHaveLength(1);
    const events = await store.db
      .selectFrom("events")
      .select(["before", "after"])
      .where("kind", "=", "assignments-changed")
      .orderBy("seq")
      .execute();
    expect(events.map(({ before, after }) => [JSON.parse(before!), JSON.parse(after!)].map(listed))).toEqual([
      [0, 2],
      [2, 1],
    ]);
  });
  const listed = ({ assignments }: { assignments: unknown[] }) => assignments.length;

  it("unknown experts, variables and blocks, repeats and the diagonal are all told, and nothing is written", async () => {
    const answer = await put([
      {
        participant: one.participant,
        items: [
          { kind: "row", variable: "x" },
          { kind: "block", block: "x" },
          { kind: "cell", from: "b", to: "b" },
          { kind: "row", variable: "b" },
          { variable: "b", kind: "row" },
        ],
      },
      { participant: facilitator.participant, items: [] },
      { participant: one.participant, items: [] },
    ]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().issues.map(({ path }: { path: string }) => path)).toEqual([
      "/assignments/0/items/0/variable",
      "/assignments/0/items/1/block",
      "/assignments/0/items/2",
      "/assignments/0/items/4",
      "/assignments/1/participant",
      "/assignments/2/participant",
    ]);
    expect((await put([{ participant: one.participant, items: [{ kind: "row", from: "b" }] }])).statusCode).toBe(422);
    expect((await get()).assignments).toEqual([]);
  });

  it("a fair split gives each cell to perCell experts, and no one more than one cell more than another", async () => {
    const three = await workshop.invite(study, "expert", "Expert 3");
    const answer = (await split({ perCell: 2 })).json();
    const cells = answer.assignments.map((each: { cells: number }) => each.cells);
    expect(cells).toEqual([8, 8, 8]);
    await lock();
    // By a second route: who may write each cell.
    for (const [from, to] of IDS.flatMap((row) =>
      IDS.filter((column) => column !== row).map((column) => [row, column]),
    )) {
      const answers = await Promise.all([one, two, three].map((expert) => patch(expert, [[from!, to!]])));
      expect(
        answers.filter(({ statusCode }) => statusCode === 200),
        `${from} ${to}`,
      ).toHaveLength(2);
      expect(answers.filter(({ statusCode }) => statusCode === 403)).toHaveLength(1);
    }
    expect((await split({ perCell: 1, experts: [two.participant] })).json().assignments).toMatchObject([
      { participant: two.participant, cells: 12 },
    ]);
    for (const [body, path] of [
      [{ perCell: 4 }, "/perCell"],
      [{ perCell: 0 }, "/perCell"],
      [{ perCell: 1, experts: [facilitator.participant] }, "/experts/0"],
      [{ perCell: 1, experts: [one.participant, one.participant] }, "/experts/1"],
    ] as const) {
      const refused = await split(body);
      expect([refused.statusCode, refused.json().issues[0].path], refused.body).toEqual([422, path]);
    }
  });

  it("where unassigned cells are locked, one of them refuses the request and is named; open, all may be answered", async () => {
    await put([{ participant: one.participant, items: [{ kind: "row", variable: "a b" }] }]);
    expect((await patch(one, [["b", "c"]])).statusCode).toBe(200);
    await lock();
    for (const merge of [false, true]) {
      const answer = await patch(
        one,
        [
          ["a b", "c"],
          ["c", "d"],
        ],
        merge,
      );
      expect([answer.statusCode, answer.json().code]).toEqual([403, "cell-locked"]);
      expect(answer.json().issues).toMatchObject([{ path: "/changes/1", row: "c", column: "d" }]);
    }
    expect((await patch(one, [["a b", "c"]])).statusCode).toBe(200);
    // Who has nothing assigned has nothing to answer.
    expect((await patch(two, [["a b", "c"]])).statusCode).toBe(403);
  });

  it("progress is counted of what is assigned beside the whole, by block", async () => {
    await put([
      {
        participant: one.participant,
        items: [
          { kind: "block", block: "market" },
          { kind: "column", variable: "d" },
        ],
      },
    ]);
    await patch(one, [
      ["a b", "c"],
      ["c", "d"],
      ["d", "c"],
    ]);
    const url = `/studies/${study}/contributions/${one.participant}`;
    expect((await workshop.ask("GET", url, { token: one.token })).json()).toMatchObject({
      assigned: { answered: 2, dontKnow: 0, cells: 7 },
      all: { answered: 3, dontKnow: 0, cells: 12 },
      blocks: [
        { block: "market", assigned: { answered: 1, cells: 6 }, all: { answered: 1, cells: 6 } },
        { block: null, assigned: { answered: 1, cells: 1 }, all: { answered: 2, cells: 6 } },
      ],
    });
    expect(
      (await workshop.ask("GET", url.replace(one.participant, two.participant), { token: two.token })).json(),
    ).toMatchObject({
      assigned: null,
    });
  });

  it("a block without variables may be assigned, and covers nothing", async () => {
    const answer = await put([{ participant: one.participant, items: [{ kind: "block", block: "empty" }] }]);
    expect(answer.json().assignments[0].cells).toBe(0);
    await lock();
    expect((await patch(one, [["b", "c"]])).statusCode).toBe(403);
  });

  it("a variable or a block that is deleted leaves the assignments, and nothing else does", async () => {
    const kept = [
      { kind: "cell", from: "b", to: "d" },
      { kind: "column", variable: "d" },
    ];
    await put([
      {
        participant: one.participant,
        items: [
          { kind: "block", block: "market" },
          { kind: "cell", from: "a b", to: "c" },
          { kind: "cell", from: "c", to: "b" },
          { kind: "column", variable: "c" },
          { kind: "row", variable: "c" },
          ...kept,
        ],
      },
    ]);
    const remove = (path: string) =>
      workshop.ask("DELETE", `/studies/${study}${path}`, { token: facilitator.token, headers: { "if-match": "*" } });
    expect((await remove("/variables/c")).statusCode).toBeLessThan(300);
    expect((await get()).assignments[0].items).toEqual([{ kind: "block", block: "market" }, ...kept]);
    expect((await remove("/blocks/market")).statusCode).toBeLessThan(300);
    expect((await get()).assignments[0].items).toEqual(kept);
    await lock();
    expect((await patch(one, [["b", "d"]])).statusCode).toBe(200);
    expect((await patch(one, [["b", "a b"]])).statusCode).toBe(403);
  });
});
