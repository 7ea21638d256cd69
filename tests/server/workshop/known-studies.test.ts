import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../../server/store/store.js";
import { knownStudies } from "../../../server/workshop/known-studies.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings } from "./scored-study.js";

let workshop: WorkshopApp;
let study: string;
let facilitator: Invited;
let expert: Invited;

beforeEach(async () => {
  workshop = await buildWorkshop();
  ({ study, facilitator } = await workshop.create());
  expert = await workshop.invite(study, "expert");
});
afterEach(() => workshop.close());

/** A store that counts its reads of several tables at one moment. */
function counted(store: Store): { readonly store: Store; readonly reads: () => number } {
  let reads = 0;
  const read: Store["read"] = (work) => {
    reads += 1;
    return store.read(work);
  };
  return { store: { ...store, read }, reads: () => reads };
}

const memberOf = ({ participant }: Invited, role: "facilitator" | "expert") => ({
  studyId: study,
  participantId: participant,
  role,
});

test("a study is assembled once until something happens in it, also for those who ask at the same time", async () => {
  const { store, reads } = counted(workshop.store);
  const known = knownStudies(store);
  const member = memberOf(facilitator, "facilitator");
  const [first, second] = await Promise.all([
    known.read(member, { kind: "consensus" }),
    known.read(member, { kind: "consensus" }),
  ]);
  const third = await known.read(member, { kind: "consensus" });
  expect(reads()).toBe(1);
  expect([second, third]).toEqual([first, first]);
  await known.read(member, { kind: "aggregate" });
  expect(reads()).toBe(2);
  await answerCells(workshop, study, expert, [{ from: "price", to: "demand", value: 2 }]);
  const changed = await known.read(member, { kind: "consensus" });
  expect(reads()).toBe(3);
  expect(changed.hash).not.toBe(first.hash);
  expect(changed.study.direct[0]![1]).toBe(2);
});

test("equal studies have equal hashes, whatever has happened in between", async () => {
  const known = knownStudies(workshop.store);
  const member = memberOf(facilitator, "facilitator");
  const first = await known.read(member, { kind: "consensus" });
  await answerCells(workshop, study, expert, [{ from: "price", to: "demand", value: 2 }]);
  await answerCells(workshop, study, expert, [{ from: "price", to: "demand", value: null, was: 2 }]);
  expect((await known.read(member, { kind: "consensus" })).hash).toBe(first.hash);
});

test("what is remembered for one who may see it is kept from one who may not, from the moment he may not", async () => {
  const known = knownStudies(workshop.store);
  const read = () => known.read(memberOf(expert, "expert"), { kind: "consensus" });
  await known.read(memberOf(facilitator, "facilitator"), { kind: "consensus" });
  await expect(read()).rejects.toMatchObject({ code: "results-hidden" });
  await changeSettings(workshop, study, { results: "open" });
  expect((await read()).study.variables).toHaveLength(3);
  await changeSettings(workshop, study, { results: "hidden" });
  await expect(read()).rejects.toMatchObject({ code: "results-hidden" });
});

test("a study that begins to hide its results while it is assembled is not shown", async () => {
  await changeSettings(workshop, study, { results: "open" });
  const { store } = workshop;
  const late: Store = {
    ...store,
    read: async (work) => {
      await changeSettings(workshop, study, { results: "hidden" });
      return store.read(work);
    },
  };
  const known = knownStudies(late);
  await expect(known.read(memberOf(expert, "expert"), { kind: "consensus" })).rejects.toMatchObject({
    code: "results-hidden",
  });
});

test("more studies than are remembered are assembled anew", async () => {
  const { store, reads } = counted(workshop.store);
  const known = knownStudies(store);
  const member = memberOf(facilitator, "facilitator");
  const others = await Promise.all(Array.from({ length: 101 }, () => workshop.create()));
  await known.read(member, { kind: "consensus" });
  for (const other of others) {
    const { participant } = other.facilitator;
    await known.read({ studyId: other.study, participantId: participant, role: "facilitator" }, { kind: "consensus" });
  }
  await known.read(member, { kind: "consensus" });
  expect(reads()).toBe(103);
});
