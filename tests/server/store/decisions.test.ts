import { afterEach, beforeEach, expect, it } from "vitest";
import {
  decisionAt,
  decisionsOf,
  putDecisions,
  removeDecisions,
  type StoredDecision,
} from "../../../server/store/decisions.js";
import { eventsAfter } from "../../../server/store/events.js";
import { goodLinks } from "../../../server/store/good-links.js";
import { studyState } from "../../../server/store/study-state.js";
import { changeSettings, closeRound } from "../workshop/scored-study.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";
import { describeEachStore, openTestStore } from "./stores.js";

describeEachStore("decisions, events and the state of a study", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store });
    ({ study } = await workshop.create());
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const decision = (part: Partial<StoredDecision>): StoredDecision => ({
    from: "price",
    to: "demand",
    value: 1.5,
    reason: { fr: "parce que", en: "because" },
    confidence: 2,
    sign: "~",
    source: "report",
    decidedBy: "admin",
    decidedAt: "2026-11-21T09:30:00.000Z",
    ...part,
  });

  it("decisions are read as they were put, the later one of a cell in the place of the earlier", async () => {
    const all = [
      decision({ from: "demand", to: "price", value: null, reason: "", confidence: null, sign: null, source: null }),
      decision({ value: "P" }),
      decision({ from: "supply", to: "price", value: 0 }),
    ];
    await store.write((tx) => putDecisions(tx, study, all));
    expect(await decisionsOf(store.db, study)).toEqual(all);
    await store.write((tx) => putDecisions(tx, study, [decision({ value: 3, reason: "later" })]));
    expect(await decisionAt(store.db, study, { from: "price", to: "demand" })).toEqual(
      decision({ value: 3, reason: "later" }),
    );
    await store.write((tx) => removeDecisions(tx, study, [{ from: "price", to: "demand" }]));
    expect(await decisionAt(store.db, study, { from: "price", to: "demand" })).toBeNull();
    expect(await decisionsOf(store.db, study)).toHaveLength(2);
  });

  it("ten thousand decisions are put at once", async () => {
    const ids = Array.from({ length: 101 }, (_, i) => `v${String(i).padStart(3, "0")}`);
    const rows = ids.map((id, position) => ({
      study_id: study,
      id,
      position: 10 + position,
      block_id: null,
      content: "{}",
    }));
    await store.db.insertInto("variables").values(rows).execute();
    const all = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => decision({ from, to })));
    await store.write((tx) => putDecisions(tx, study, all));
    expect(await decisionsOf(store.db, study)).toEqual(all);
  });

  it("events are read after a place, in order, so many at a time, with what was and what is", async () => {
    await store.change(study, "somebody", async () => ({
      events: [
        { kind: "decision-set", before: null, after: { value: "é\u2028" } },
        { kind: "decision-removed", before: [1, null] },
      ],
      result: undefined,
    }));
    const { events: all } = await eventsAfter(store.db, study, { after: 0, limit: 100 });
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.slice(-2)).toMatchObject([
      { actor: "somebody", kind: "decision-set", before: null, after: { value: "é\u2028" } },
      { actor: "somebody", kind: "decision-removed", before: [1, null], after: null },
    ]);
    expect(await eventsAfter(store.db, study, { after: 1, limit: 2 })).toEqual({
      events: all.slice(1, 3),
      isFull: true,
    });
    const none = { events: [], isFull: false };
    expect(await eventsAfter(store.db, study, { after: all.length, limit: 2 })).toEqual(none);
    expect(await eventsAfter(store.db, "another", { after: 0, limit: 2 })).toEqual(none);
  });

  it("the state tells the last event, the latest round and the settings; none of a deleted study", async () => {
    const { study: second, facilitator } = await workshop.create();
    const state = await studyState(store.db, second);
    expect(state).toMatchObject({ results: "hidden", round: "open", aggregation: {} });
    await changeSettings(workshop, second, { results: "open", aggregation: { method: "mean" } });
    await closeRound(workshop, second, facilitator);
    expect(await studyState(store.db, second)).toEqual({
      seq: state!.seq + 3,
      results: "open",
      round: "closed",
      aggregation: { method: "mean" },
    });
    await store.db.updateTable("studies").set({ deleted_at: "2026-11-21" }).where("id", "=", second).execute();
    expect(await studyState(store.db, second)).toBeNull();
    expect(await studyState(store.db, "none")).toBeNull();
  });

  it("good links are those that still let their holders in", async () => {
    const { study: second } = await workshop.create();
    const expert = await workshop.invite(second, "expert");
    const now = new Date().toISOString();
    const before = await goodLinks(store.db, second, now);
    expect([...before.values()].map(({ role }) => role).sort()).toEqual(["expert", "facilitator"]);
    const [link] = [...before].find(([, { participantId }]) => participantId === expert.participant)!;
    expect((await goodLinks(store.db, second, "2999-01-01T00:00:00.000Z")).size).toBe(0);
    await store.db.updateTable("access_tokens").set({ revoked_at: now }).where("id", "=", link).execute();
    expect((await goodLinks(store.db, second, now)).has(link)).toBe(false);
    await store.db.updateTable("participants").set({ removed_at: now }).where("study_id", "=", second).execute();
    expect((await goodLinks(store.db, second, now)).size).toBe(0);
  });
});
