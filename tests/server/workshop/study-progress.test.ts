import { afterEach, beforeEach, expect, it } from "vitest";
import { rememberedProgress } from "../../../server/workshop/study-progress.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells } from "./scored-study.js";

describeEachStore("how far a study is", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let experts: Invited[];

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store });
    ({ study, facilitator } = await workshop.create());
    experts = [await workshop.invite(study, "expert"), await workshop.invite(study, "expert")];
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const progress = async (as: Invited, of = study) =>
    (await workshop.ask("GET", `/studies/${of}`, { token: as.token })).json().progress;
  const answer = (expert: Invited, to: string, value: number | "?") =>
    answerCells(workshop, study, expert, [{ from: "price", to, value }]);

  it("is told as of now: an expert his own count, the facilitator those of all who take part, a reader none", async () => {
    const reader = await workshop.invite(study, "reader");
    const none = { own: null, answers: null, experts: null, decisions: null };
    await answer(experts[0]!, "demand", 1);
    await answer(experts[0]!, "supply", "?");
    expect(await progress(facilitator)).toMatchObject({ own: null, answers: 2, experts: 2, decisions: 0 });
    await answer(experts[1]!, "demand", 3);
    expect(await progress(facilitator)).toMatchObject({ answers: 3, experts: 2 });
    expect(await progress(experts[0]!)).toMatchObject({ ...none, own: 2 });
    expect(await progress(experts[1]!)).toMatchObject({ ...none, own: 1 });
    expect(await progress(reader)).toMatchObject(none);
    const removed = await workshop.ask("DELETE", `/studies/${study}/participants/${experts[0]!.participant}`, {
      token: facilitator.token,
    });
    expect(removed.statusCode, removed.body).toBe(204);
    expect(await progress(facilitator)).toMatchObject({ answers: 1, experts: 1 });
  });

  it("is counted once until something happens, and of each study on its own", async () => {
    await answer(experts[0]!, "demand", 1);
    const other = await workshop.create();
    const readProgress = rememberedProgress();
    const counted = await readProgress(store.db, study, 7);
    expect(counted).toEqual({ experts: 2, answers: 1, decisions: 0 });
    expect(await readProgress(store.db, other.study, 7)).toEqual({ experts: 0, answers: 0, decisions: 0 });
    await answer(experts[1]!, "demand", 1);
    expect(await readProgress(store.db, study, 7)).toBe(counted);
    expect(await readProgress(store.db, study, 8)).toMatchObject({ answers: 2 });
  });

  it("an expert's own view tells when he last changed a cell, whatever others do", async () => {
    await answer(experts[0]!, "demand", 1);
    const path = `/studies/${study}/contributions/${experts[0]!.participant}`;
    const own = async () => (await workshop.ask("GET", path, { token: experts[0]!.token })).json();
    const before = await own();
    expect(before.updatedAt).toMatch(/Z$/);
    await answer(experts[1]!, "demand", 2);
    expect(await own()).toEqual(before);
    const all = await workshop.ask("GET", `/studies/${study}/contributions`, { token: facilitator.token });
    expect(all.json().contributions[0]).toEqual(before);
  });
});
