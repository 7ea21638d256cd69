import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { createEngine } from "../../../server/engine/engine.js";
import { recentRenderings } from "../../../server/engine/recent-renderings.js";
import { type ClosedRounds, closedRounds } from "../../../server/workshop/closed-rounds.js";
import { type Contribution, expertFeedback, roundStability, type Study } from "../../../src/index.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, closeRound } from "./scored-study.js";

const engine = createEngine({ workers: 1, queueLimit: 20, taskTimeoutMs: 60_000, workerMemoryMb: 1024 });
afterAll(() => engine.close());

const CELLS = ["price", "demand", "supply"].flatMap((from) =>
  ["price", "demand", "supply"].filter((to) => to !== from).map((to) => ({ from, to })),
);
const CALLER = { address: "127.0.0.1" };

let workshop: WorkshopApp;
let study: string;
let facilitator: Invited;
let experts: Invited[];

beforeEach(async () => {
  workshop = await buildWorkshop();
  ({ study, facilitator } = await workshop.create());
  experts = [];
  for (const number of [1, 2, 3, 4, 5]) experts.push(await workshop.invite(study, "expert", `Expert ${number}`));
  // The last expert says nothing.
  for (const [k, expert] of experts.slice(0, 4).entries()) {
    const cells = CELLS.map((cell, place) => ({
      ...cell,
      value: (place + k) % 4,
      confidence: 1 + (k % 3),
      note: "é\n",
    }));
    await answerCells(workshop, study, expert, cells);
  }
});
afterEach(() => workshop.close());

/** The answers of a server that remembers nothing yet, and how many tasks were in worker threads as each began. */
function freshRounds(): ClosedRounds & { readonly begun: number[] } {
  const begun: number[] = [];
  const run: typeof engine.run = (task, caller) => {
    const answer = engine.run(task, caller);
    begun.push(engine.running() + engine.waiting());
    return answer;
  };
  return { ...closedRounds({ store: workshop.store, engine: { ...engine, run }, recent: recentRenderings() }), begun };
}

async function keptBy(snapshot: string): Promise<{ readonly study: Study; readonly contributions: Contribution[] }> {
  const answer = await workshop.ask("GET", `/studies/${study}/snapshots/${snapshot}`, { token: facilitator.token });
  return answer.json().content;
}

const feedbackIn = (rounds: ClosedRounds, { participant }: Invited, studyId = study) =>
  rounds.feedback({ studyId, expert: participant, round: null, caller: CALLER });

test("feedback of all experts at once is one task, and answers the same bytes as one by one, those of the library", async () => {
  const { study: list, contributions } = await keptBy(await closeRound(workshop, study, facilitator));
  const rounds = freshRounds();
  const atOnce = await Promise.all(experts.map((expert) => feedbackIn(rounds, expert)));
  expect(rounds.begun).toEqual([1]);
  for (const [k, expert] of experts.entries()) {
    expect(await feedbackIn(freshRounds(), expert)).toBe(atOnce[k]);
    const silent = { id: expert.participant, answers: list.variables.map(() => list.variables.map(() => null)) };
    const all = k === 4 ? [...contributions, silent] : contributions;
    expect(atOnce[k]).toBe(JSON.stringify({ round: 1, ...expertFeedback(list, all, expert.participant) }));
  }
});

test("a snapshot that is remembered is not that of another study, though it has the same id", async () => {
  const snapshot = await closeRound(workshop, study, facilitator);
  const bundle = (await workshop.ask("GET", `/studies/${study}/export`, { token: facilitator.token })).json();
  const twin = (await workshop.ask("POST", "/studies", { body: { bundle } })).json().study.id;
  const rows = () => workshop.store.db.selectFrom("snapshots").select("content").where("study_id", "=", twin);
  const { content } = await rows().where("id", "=", snapshot).executeTakeFirstOrThrow();
  await workshop.store.write((tx) =>
    tx
      .updateTable("snapshots")
      .set({ content: content.replaceAll("é\\n", "other") })
      .where("study_id", "=", twin)
      .execute(),
  );
  const rounds = freshRounds();
  const [own, others] = [await feedbackIn(rounds, experts[0]!), await feedbackIn(rounds, experts[0]!, twin)];
  expect(own).toContain('["é\\n","é\\n","é\\n"]');
  expect(others).toBe(own.replaceAll("é\\n", "other"));
});

test("stability is one task for all experts; each is told his own moves, the facilitator everyone's", async () => {
  const before = await keptBy(await closeRound(workshop, study, facilitator));
  await workshop.ask("POST", `/studies/${study}/rounds`, { token: facilitator.token });
  await answerCells(workshop, study, experts[0]!, [{ ...CELLS[0]!, value: 3, was: 0 }]);
  const after = await keptBy(await closeRound(workshop, study, facilitator, 2));
  const rounds = freshRounds();
  const told = ({ participant }: Invited, role: "facilitator" | "expert" | "reader") => {
    const member = { studyId: study, participantId: participant, role } as const;
    return rounds.stability({ member, round: 2, options: { stableBelow: 0.3 }, caller: CALLER });
  };
  const all = roundStability(after.study, before.contributions, after.contributions, { stableBelow: 0.3 });
  const atOnce = await Promise.all(experts.map((expert) => told(expert, "expert")));
  expect(rounds.begun).toEqual([1]);
  for (const [k, { participant }] of experts.entries()) {
    const own = all.experts.filter(({ id }) => id === participant);
    expect(atOnce[k]).toBe(JSON.stringify({ round: 2, ...all, experts: own }));
  }
  expect(await told(facilitator, "facilitator")).toBe(JSON.stringify({ round: 2, ...all }));
  expect(rounds.begun).toHaveLength(2);
});
