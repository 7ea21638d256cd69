import { afterEach, beforeEach, expect, it } from "vitest";
import { MAX_DECISIONS } from "../../../server/schemas/consensus.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

type Decision = Readonly<Record<string, unknown>>;

describeEachStore("decisions of several facilitators", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let one: Invited;
  let two: Invited;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
    ({ study, facilitator: one } = await workshop.create());
    two = await workshop.invite(study, "facilitator", "Second facilitator");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const CELL = { from: "price", to: "demand" };
  const OTHER = { from: "demand", to: "price" };
  const put = (body: unknown, as = one) =>
    workshop.ask("PUT", `/studies/${study}/consensus`, { token: as.token, body });
  const putOne = (body: unknown, as = one) =>
    workshop.ask("PUT", `/studies/${study}/consensus/price/demand`, { token: as.token, body });
  const decisions = async (): Promise<Decision[]> =>
    (await workshop.ask("GET", `/studies/${study}/consensus`, { token: one.token })).json().decisions;
  const events = async () =>
    (await store.db.selectFrom("events").select(["kind", "before", "after"]).orderBy("seq").execute()).filter(
      ({ kind }) => kind.startsWith("decision-"),
    );

  it("what another facilitator decided meanwhile is not overwritten: both decisions are told", async () => {
    expect((await putOne({ value: 3, reason: "voted 7 to 2", confidence: 2, was: null })).statusCode).toBe(200);
    const theirs = { value: 3, reason: "voted 7 to 2", confidence: 2, sign: null, source: null };
    const late = await putOne({ value: 1, reason: "old screen", was: null }, two);
    expect([late.statusCode, late.json().code]).toEqual([409, "decision-conflict"]);
    // What the decision leaves out would have stayed.
    const yours = { ...theirs, value: 1, reason: "old screen" };
    expect(late.json().conflicts).toEqual([{ ...CELL, was: null, yours, theirs }]);
    expect(await decisions()).toMatchObject([theirs]);
    expect(await events()).toHaveLength(1);
    expect((await putOne({ value: 1, reason: "seen", was: theirs }, two)).statusCode).toBe(200);
    expect(await decisions()).toMatchObject([{ value: 1, reason: "seen", decidedBy: two.participant }]);
  });

  it("one conflict of a list, and nothing of it is written; all of them are told", async () => {
    await put({ decisions: [{ ...CELL, value: 3 }] });
    const was = { value: 2 };
    const late = await put({
      decisions: [
        { from: "price", to: "supply", value: 1, was: null },
        { ...CELL, value: 1, was },
        { ...OTHER, value: 0, was },
      ],
    });
    expect(late.statusCode).toBe(409);
    const blank = { reason: "", confidence: null, sign: null, source: null };
    expect(late.json().conflicts).toEqual([
      { ...CELL, was, yours: { value: 1, ...blank }, theirs: { value: 3, ...blank } },
      { ...OTHER, was, yours: { value: 0, ...blank }, theirs: null },
    ]);
    expect(await decisions()).toMatchObject([{ ...CELL, value: 3 }]);
    expect(await events()).toHaveLength(1);
  });

  it("a cell that is decided to be blank is not one of which nothing is decided", async () => {
    await putOne({ value: null, reason: "not this way" });
    expect((await putOne({ value: 1, reason: "x", was: null })).statusCode).toBe(409);
    expect((await putOne({ value: 1, reason: "x", was: { value: null } })).statusCode).toBe(200);
    expect((await put({ decisions: [{ ...OTHER, value: 1, was: { value: null } }] })).statusCode).toBe(409);
  });

  it("each part of a decision counts where it is told, and none where it is left out", async () => {
    const reason = { fr: "la raison", en: "the reason" };
    const whole = { value: 4 / 3, reason, confidence: 2, sign: "-", source: "report, p. 3" };
    await putOne(whole);
    const others = { value: 1, reason: { en: "the reason" }, confidence: null, sign: "+", source: null };
    for (const part of Object.keys(whole) as (keyof typeof whole)[]) {
      const was = { ...whole, [part]: others[part] };
      expect((await putOne({ value: 0, reason: "x", was })).statusCode, part).toBe(409);
    }
    const was = { source: whole.source, reason: { en: reason.en, fr: reason.fr }, value: whole.value };
    expect((await putOne({ value: 0, reason: "x", was })).statusCode).toBe(200);
    expect((await putOne({ value: 1, reason: "x", was: { value: 0 } })).statusCode).toBe(200);
  });

  it("a decision that is there already is no conflict, so that a request may come again for want of an answer", async () => {
    const body = { value: 3, reason: "agreed", was: null };
    expect((await putOne(body)).statusCode).toBe(200);
    expect((await putOne(body)).statusCode).toBe(200);
    expect((await put({ decisions: [{ ...CELL, value: 3, was: { value: 1 } }] })).statusCode).toBe(200);
    expect(await events()).toHaveLength(1);
  });

  it("decisions are set and taken back in one change, each an event; what is not decided stays so", async () => {
    await put({ decisions: [CELL, OTHER].map((cell) => ({ ...cell, value: 3 })) });
    const third = { from: "price", to: "supply" };
    const both = { decisions: [{ ...third, value: 1 }], undecided: [CELL, { from: "supply", to: "price", was: null }] };
    const answer = await put(both);
    expect([answer.statusCode, answer.json().decisions.length]).toEqual([200, 1]);
    expect((await decisions()).map(({ from, to }) => ({ from, to }))).toEqual([third, OTHER]);
    expect((await put({ undecided: [CELL] })).json()).toEqual({ decisions: [] });
    const [, , set, removed, ...more] = await events();
    expect([set!.kind, removed!.kind, more]).toEqual(["decision-set", "decision-removed", []]);
    expect([JSON.parse(removed!.before!), JSON.parse(removed!.after!)]).toMatchObject([{ ...CELL, value: 3 }, null]);
  });

  it("a decision is taken back only as it was seen, and with it all that was asked for", async () => {
    await put({ decisions: [CELL, OTHER].map((cell) => ({ ...cell, value: 3, reason: "voted" })) });
    const undecided = [
      { ...CELL, was: { value: 3, reason: "voted" } },
      { ...OTHER, was: { value: 1 } },
    ];
    const late = await put({ decisions: [{ from: "price", to: "supply", value: 0 }], undecided });
    const theirs = { value: 3, reason: "voted", confidence: null, sign: null, source: null };
    expect([late.statusCode, late.json().conflicts]).toEqual([
      409,
      [{ ...OTHER, was: { value: 1 }, yours: null, theirs }],
    ]);
    expect(await decisions()).toHaveLength(2);
    expect((await put({ undecided: [{ ...OTHER, was: null }] })).statusCode).toBe(409);
    expect((await put({ undecided: [{ ...OTHER, was: { value: 3 } }] })).statusCode).toBe(200);
    expect(await decisions()).toMatchObject([CELL]);
  });

  it("a cell stands in one of the lists, once; each fault is told by its place", async () => {
    const answer = await put({
      decisions: [{ ...CELL, value: 1 }],
      undecided: [CELL, { from: "gold", to: "price" }, { from: "price", to: "price" }],
    });
    expect(answer.json().issues.map(({ path }: { path: string }) => path)).toEqual([
      "/undecided/0/to",
      "/undecided/1/from",
      "/undecided/2/to",
    ]);
    for (const body of [{}, { undecided: [] }, { undecided: [{ ...CELL, value: 1 }] }])
      expect((await put(body)).statusCode).toBe(422);
    expect((await put({ undecided: [CELL] }, await workshop.invite(study, "expert"))).json().code).toBe("forbidden");
    expect(await events()).toEqual([]);
  });

  it("as many decisions as one request takes are taken back in one go", async () => {
    const variables = Array.from({ length: 64 }, (_, index) => ({ id: `v${index}`, label: `Variable ${index}` }));
    ({ study, facilitator: one } = await workshop.create({
      variables,
      direct: variables.map(() => variables.map(() => null)),
    }));
    const cells = variables.flatMap(({ id: from }) =>
      variables.flatMap(({ id: to }) => (from === to ? [] : [{ from, to }])),
    );
    const most = cells.slice(0, MAX_DECISIONS);
    await put({ decisions: most.map((cell) => ({ ...cell, value: 2 })) });
    expect(await decisions()).toHaveLength(MAX_DECISIONS);
    expect((await put({ undecided: most.map((cell) => ({ ...cell, was: { value: 2 } })) })).statusCode).toBe(200);
    expect(await decisions()).toEqual([]);
    expect((await put({ undecided: cells.slice(0, MAX_DECISIONS + 1) })).statusCode).toBe(422);
  });

  it("without `was` the last one wins, and the log keeps both", async () => {
    await putOne({ value: 3, reason: "first" });
    expect((await putOne({ value: 1, reason: "second" }, two)).statusCode).toBe(200);
    const [, second] = await events();
    expect(JSON.parse(second!.before!)).toMatchObject({ value: 3, reason: "first" });
  });

  it("what a decision replaces is told by value, and by nothing that a decision has not", async () => {
    const pathsOf = async (was: unknown) => {
      const answer = await put({ decisions: [{ ...CELL, value: 1, was }] });
      expect(answer.statusCode, answer.body).toBe(422);
      return answer.json().issues.map(({ path }: { path: string }) => path);
    };
    expect(await pathsOf({ value: "?" })).toEqual(["/decisions/0/was/value"]);
    expect(await pathsOf({ value: 1, colour: 2 })).toEqual(["/decisions/0/was/colour"]);
    expect(await pathsOf(3)).toEqual(["/decisions/0/was"]);
    expect(await pathsOf({ reason: "x" })).toEqual(["/decisions/0/was"]);
  });
});
