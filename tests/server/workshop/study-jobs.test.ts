import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { JobView } from "../../../server/jobs/job-view.js";
import { parseStudyJson, robustness, toSensitivityCsv } from "../../../src/index.js";
import { sensitivity } from "../../../src/node.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, closeRound } from "./scored-study.js";
import { listenTo, type SseClient, until } from "./sse-client.js";

describeEachStore("jobs of a stored study", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let experts: Invited[];

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store, settings: { taskTimeoutMs: 120_000, heartbeatMs: 200 } });
    ({ study, facilitator } = await workshop.create());
    experts = [];
    for (const number of [1, 2]) experts.push(await workshop.invite(study, "expert", `Expert ${number}`));
    await answerCells(workshop, study, experts[0]!, [
      { from: "price", to: "demand", value: 3 },
      { from: "demand", to: "supply", value: 1 },
      { from: "supply", to: "price", value: "?" },
    ]);
    await answerCells(workshop, study, experts[1]!, [
      { from: "price", to: "demand", value: 1 },
      { from: "supply", to: "price", value: 2 },
    ]);
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const ask = (method: "GET" | "POST" | "DELETE", path: string, as: Invited = facilitator, body?: unknown) =>
    workshop.ask(method, `/studies/${study}${path}`, { token: as.token, ...(body !== undefined && { body }) });

  async function start(path: string, body?: unknown): Promise<JobView> {
    const answer = await ask("POST", path, facilitator, body);
    expect(answer.statusCode, answer.body).toBe(202);
    expect(answer.headers["location"]).toBe(`/api/v1/studies/${study}/jobs/${answer.json().id}`);
    return answer.json();
  }

  async function ended(id: string): Promise<JobView> {
    let view = (await ask("GET", `/jobs/${id}`)).json();
    await until(async () => {
      view = (await ask("GET", `/jobs/${id}`)).json();
      return view.endedAt !== null;
    }, 120_000);
    return view;
  }

  it("a batch and an enumeration give the bytes of the library for the same study, and are told in the log", async () => {
    const whole = parseStudyJson((await ask("GET", "/study")).body);
    const batch = await start("/sensitivity?samples=500&seed=7");
    const search = await start("/robustness", { options: { limit: 5 } });
    expect(batch.study).toEqual({ id: study, of: "consensus", createdBy: facilitator.participant });
    expect((await ended(batch.id)).state).toBe("done");
    expect((await ended(search.id)).state).toBe("done");
    const expected = await sensitivity(whole, { samples: 500, seed: 7, workers: 0 });
    expect((await ask("GET", `/jobs/${batch.id}/result`)).body).toBe(JSON.stringify(expected));
    expect((await ask("GET", `/jobs/${batch.id}/result?format=csv`)).body).toBe(toSensitivityCsv(whole, expected));
    expect((await ask("GET", `/jobs/${search.id}/result`)).json()).toEqual(
      JSON.parse(JSON.stringify(robustness(whole, { limit: 5 }))),
    );
    expect((await ask("GET", `/jobs/${batch.id}/plots/sensitivity-map.svg`)).body).toMatch(/^<svg /);
    const { jobs } = (await ask("GET", "/jobs")).json();
    expect(jobs.map(({ id }: JobView) => id).sort()).toEqual([batch.id, search.id].sort());
    const { events } = (await ask("GET", "/events?limit=1000")).json();
    const told = events.filter(({ kind }: { kind: string }) => kind.startsWith("job-"));
    expect(
      told.map(({ kind, after }: { kind: string; after: { job: string } }) => `${kind} ${after.job}`).sort(),
    ).toEqual([batch, search].flatMap(({ id }) => [`job-ended ${id}`, `job-started ${id}`]).sort());
  });

  it("the models that draw from experts take the stored contributions, unless some are sent", async () => {
    const whole = parseStudyJson((await ask("GET", "/study")).body);
    const answers = async (expert: Invited) =>
      parseStudyJson((await ask("GET", `/study?of=contribution:${expert.participant}`)).body).direct;
    const contributions = await Promise.all(experts.map(async (expert) => ({ answers: await answers(expert) })));
    expect(contributions[0]!.answers[2]![0]).toBeNull();
    const models = [
      { kind: "experts", aggregation: "median" },
      { kind: "step", probability: 0.1 },
    ] as const;
    const job = await start("/sensitivity", { options: { samples: 300, seed: 3, perturbation: models } });
    expect((await ended(job.id)).state).toBe("done");
    const perturbation = [{ ...models[0], contributions }, models[1]];
    const expected = await sensitivity(whole, { samples: 300, seed: 3, workers: 0, perturbation });
    expect((await ask("GET", `/jobs/${job.id}/result`)).body).toBe(JSON.stringify(expected));
    const snapshot = await closeRound(workshop, study, facilitator);
    await ask("POST", "/rounds");
    await answerCells(workshop, study, experts[0]!, [{ from: "price", to: "demand", value: 0, was: 3 }]);
    const kept = await start(`/sensitivity?of=snapshot:${snapshot}`, {
      options: { samples: 300, seed: 3, perturbation: models },
    });
    expect((await ended(kept.id)).state).toBe("done");
    expect((await ask("GET", `/jobs/${kept.id}/result`)).body).toBe(JSON.stringify(expected));
    const sent = { kind: "spread", contributions: [{ answers: whole.direct }] };
    const other = await start("/sensitivity?samples=50", { options: { perturbation: sent } });
    expect((await ended(other.id)).state).toBe("done");
  });

  it("the facilitator starts and cancels; whoever may see the matrix may look, and nobody from another study", async () => {
    const reader = await workshop.invite(study, "reader");
    for (const as of [experts[0]!, reader]) {
      expect((await ask("POST", "/sensitivity", as, {})).json().code).toBe("forbidden");
    }
    const consensus = await start("/robustness?limit=1");
    const own = await start(`/robustness?limit=1&of=contribution:${experts[0]!.participant}`);
    const seen = async (as: Invited) => {
      const jobs = (await ask("GET", "/jobs", as)).json().jobs.map(({ id }: JobView) => id);
      const looks = await Promise.all(
        [consensus, own].map(async ({ id }) => (await ask("GET", `/jobs/${id}`, as)).statusCode),
      );
      return { jobs, looks };
    };
    expect(await seen(experts[0]!)).toEqual({ jobs: [own.id], looks: [403, 200] });
    expect(await seen(experts[1]!)).toEqual({ jobs: [], looks: [403, 403] });
    expect(await seen(reader)).toEqual({ jobs: [], looks: [403, 403] });
    expect((await ask("GET", `/jobs/${consensus.id}/events`, experts[0]!)).json().code).toBe("results-hidden");
    expect((await ask("DELETE", `/jobs/${own.id}`, experts[0]!)).json().code).toBe("forbidden");
    await ended(consensus.id);
    await ended(own.id);
    await closeRound(workshop, study, facilitator);
    expect((await seen(experts[0]!)).looks).toEqual([200, 200]);
    const elsewhere = await workshop.create();
    for (const path of [`/studies/${elsewhere.study}/jobs/${consensus.id}`, `/jobs/${consensus.id}`]) {
      const answer = await workshop.ask("GET", path, { token: elsewhere.facilitator.token });
      expect(answer.json(), path).toMatchObject({ status: 404, code: "job-unknown" });
    }
  });

  it("the stream of a job ends with the right to see it: as the round opens again, and with the link", async () => {
    await workshop.app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = workshop.app.server.address() as AddressInfo;
    await closeRound(workshop, study, facilitator);
    const { id, links } = await start("/sensitivity?samples=1000000000000");
    const [expert, other] = experts as [Invited, Invited];
    const listen = async ({ token }: Invited): Promise<SseClient> => {
      const client = await listenTo(`http://127.0.0.1:${port}${links.events}`, { token });
      expect(client.status).toBe(200);
      return client;
    };
    const stays = await listen(facilitator);
    const heard = await listen(expert);
    await until(() => heard.text().includes(": alive"));
    expect((await ask("POST", "/rounds")).statusCode).toBe(201);
    await until(heard.ended);

    await closeRound(workshop, study, facilitator, 2);
    const again = [await listen(expert), await listen(other)];
    expect((await ask("DELETE", `/participants/${expert.participant}`)).statusCode).toBe(204);
    const past = new Date(Date.now() - 1).toISOString();
    await store.write((tx) =>
      tx
        .updateTable("access_tokens")
        .set({ expires_at: past })
        .where("participant_id", "=", other.participant)
        .execute(),
    );
    for (const { ended: hasEnded } of again) await until(hasEnded);
    expect(stays.ended()).toBe(false);
    await ask("DELETE", `/jobs/${id}`);
    await until(stays.ended);
  });

  it("an option that is not valid, or stands twice, is refused before anything starts", async () => {
    const refusals = [
      ["/sensitivity?samples=0", undefined],
      ["/sensitivity?samples=5", { options: { samples: 5 } }],
      ["/sensitivity?of=nothing", undefined],
      ["/robustness?colour=red", undefined],
    ] as const;
    for (const [path, body] of refusals) {
      expect((await ask("POST", path, facilitator, body)).json(), path).toMatchObject({ code: "options-invalid" });
    }
    expect((await ask("POST", "/robustness", facilitator, { study: {} })).json().code).toBe("body-invalid");
    const nobody = await workshop.create();
    const { token } = nobody.facilitator;
    const body = { options: { perturbation: { kind: "experts" } } };
    const answer = await workshop.ask("POST", `/studies/${nobody.study}/sensitivity`, { token, body });
    expect(answer.json()).toMatchObject({ code: "options-invalid" });
    expect(answer.json().issues[0].path).toBe("perturbation/contributions");
    expect((await ask("GET", "/jobs")).json()).toEqual({ jobs: [] });
  });
});
