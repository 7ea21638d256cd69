import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, test } from "vitest";
import { openStore } from "../../../server/store/open-store.js";
import type { Happening, Store } from "../../../server/store/store.js";
import { eventFeeds } from "../../../server/workshop/event-feeds.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings, closeRound } from "./scored-study.js";
import { listenTo, type SseClient, until } from "./sse-client.js";

const clients: SseClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** Something that happens in a study, and nothing else. */
function happen(store: Store, study: string, ...events: Happening[]): Promise<void> {
  return store.change(study, "admin", async () => ({ events, result: undefined }));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

async function lastSeq(store: Store, study: string): Promise<number> {
  return (await store.db.selectFrom("studies").select("seq").where("id", "=", study).executeTakeFirstOrThrow()).seq;
}

describeEachStore("events of a study", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let url: string;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  let other: Invited;
  let reader: Invited;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    await start(store);
    ({ study, facilitator } = await workshop.create());
    expert = await workshop.invite(study, "expert", "Expert 1");
    other = await workshop.invite(study, "expert", "Expert 2");
    reader = await workshop.invite(study, "reader");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  async function start(on: Store): Promise<void> {
    workshop = await buildWorkshop({ store: on, settings: { heartbeatMs: 100 } });
    await workshop.app.listen({ host: "127.0.0.1", port: 0 });
    url = `http://127.0.0.1:${(workshop.app.server.address() as AddressInfo).port}`;
  }

  async function listen(as: Invited, lastEventId?: number): Promise<SseClient> {
    const address = `${url}/api/v1/studies/${study}/events`;
    const client = await listenTo(address, { token: as.token, ...(lastEventId !== undefined && { lastEventId }) });
    clients.push(client);
    return client;
  }

  const ids = (client: SseClient) => client.heard.map(({ id }) => id);

  it("a listener hears each event once and in order: those he has missed, then those to come", async () => {
    const before = await lastSeq(store, study);
    const [all, late] = [await listen(facilitator, 0), await listen(facilitator)];
    expect(all.status).toBe(200);
    expect(all.response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(all.response.headers["cache-control"]).toBe("no-store");
    await answerCells(workshop, study, expert, [{ from: "price", to: "demand", value: 2 }]);
    await happen(store, study, { kind: "study-changed" }, { kind: "blocks-changed" });
    await until(() => all.heard.length === before + 3 && late.heard.length === 3);
    expect(ids(all)).toEqual(range(1, before + 3));
    expect(ids(late)).toEqual(range(before + 1, before + 3));
    expect(late.heard[0]).toMatchObject({
      kind: "cells-changed",
      data: { actor: expert.participant, after: { cells: [{ from: "price", to: "demand", value: 2 }] } },
    });
    await until(() => all.text().includes(": alive"));
    expect(all.heard).toHaveLength(before + 3);
  });

  it("large events come a few at a time, page by page and to a listener, and none is left out", async () => {
    const before = await lastSeq(store, study);
    const large = (letters: number): Happening => ({ kind: "study-changed", after: { said: "x".repeat(letters) } });
    const sizes = [400_000, 400_000, 400_000, 3_000_000, 10, 10, 700_000];
    await happen(store, study, ...sizes.map(large));
    const pages: number[][] = [];
    for (let after: number | null = before; after !== null; ) {
      const path: string = `/studies/${study}/events?limit=1000&after=${after}`;
      const body: { events: { after: { said: string } }[]; next: number | null } = (
        await workshop.ask("GET", path, { token: facilitator.token })
      ).json();
      pages.push(body.events.map(({ after: state }) => state.said.length));
      after = body.next;
    }
    expect(pages).toEqual([[400_000, 400_000, 400_000], [3_000_000], [10, 10, 700_000]]);
    // Told only that the study has changed: the line does not matter.
    const late = await listen(reader, before);
    await until(() => late.heard.length === sizes.length);
    expect(ids(late)).toEqual(range(before + 1, before + sizes.length));
  });

  it("a page after a number beyond the log is empty", async () => {
    for (const after of [await lastSeq(store, study), 3_000_000_000, Number.MAX_SAFE_INTEGER]) {
      const path = `/studies/${study}/events?after=${after}`;
      expect((await workshop.ask("GET", path, { token: facilitator.token })).json()).toEqual({
        events: [],
        next: null,
      });
    }
  });

  it("the metrics tell who listens, and how many events were told", async () => {
    const before = await lastSeq(store, study);
    const one = await listen(facilitator, before);
    const two = await listen(facilitator, before);
    // A reader is told that the study has changed, and of no job.
    await listen(reader, before);
    await happen(store, study, { kind: "job-started" }, { kind: "study-changed" });
    await until(() => one.heard.length === 2 && two.heard.length === 2);
    await until(async () => {
      const { body } = await workshop.app.inject("/metrics");
      return /^motrice_listeners 3$/m.test(body) && /^motrice_events_sent_total 5$/m.test(body);
    });
    one.close();
    await until(async () => /^motrice_listeners 2$/m.test((await workshop.app.inject("/metrics")).body));
  });

  it("who comes and goes while others write misses nothing and hears nothing twice", async () => {
    const first = await lastSeq(store, study);
    const writes = 120;
    let isWriting = true;
    const writer = (async () => {
      await Promise.all(
        range(1, 4).map(async () => {
          for (let count = 0; count < writes / 4; count++) await happen(store, study, { kind: "blocks-changed" });
        }),
      );
      isWriting = false;
    })();
    const heard: number[] = [];
    let last = first;
    for (let visit = 0; isWriting || last < first + writes; visit++) {
      const client = await listen(facilitator, last);
      await pause(visit % 3 === 0 ? 0 : 30);
      if (!isWriting) await until(() => (client.heard.at(-1)?.id ?? last) >= first + writes);
      client.close();
      heard.push(...ids(client));
      last = heard.at(-1) ?? first;
    }
    await writer;
    expect(heard).toEqual(range(first + 1, first + writes));
  });

  it("a listener goes on where he was after the server has started again", async () => {
    const before = await listen(facilitator, 0);
    const last = await lastSeq(store, study);
    await until(() => before.heard.length === last);
    await workshop.close();
    await until(before.ended);
    await happen(store, study, { kind: "blocks-changed" });
    await start(store);
    await happen(store, study, { kind: "study-changed" });
    const after = await listen(facilitator, before.heard.at(-1)!.id);
    await until(() => after.heard.length === 2);
    expect(ids(after)).toEqual([last + 1, last + 2]);
  });

  it("what another server writes to the same database is heard too", async () => {
    const { place } = store;
    const second = await openStore(
      typeof place === "object" && "dataFolder" in place ? { ...place, shared: true } : place,
    );
    try {
      const client = await listen(facilitator);
      await happen(second, study, { kind: "blocks-changed" });
      await until(() => client.heard.length === 1);
    } finally {
      await second.close();
    }
  });

  it("each hears what is his to know: experts their own cells, the others' as a count; readers what is published", async () => {
    const [whole, own, read] = [await listen(facilitator), await listen(expert), await listen(reader)];
    const from = await lastSeq(store, study);
    await answerCells(workshop, study, expert, [{ from: "price", to: "demand", value: 2, note: "own note" }]);
    await answerCells(workshop, study, other, [{ from: "price", to: "demand", value: 3, note: "other note" }]);
    await workshop.ask("PUT", `/studies/${study}/consensus/price/demand`, {
      token: facilitator.token,
      body: { value: 1, reason: "first reason" },
    });
    await until(() => whole.heard.length === 3);
    const snapshot = await closeRound(workshop, study, facilitator);
    await workshop.ask("PUT", `/studies/${study}/consensus/price/demand`, {
      token: facilitator.token,
      body: { value: 2, reason: "second reason" },
    });
    await workshop.ask("PATCH", `/studies/${study}/snapshots/${snapshot}`, {
      token: facilitator.token,
      body: { published: true },
    });
    await happen(store, study, { kind: "study-changed", after: { title: "New" } });
    await until(() => [whole, own, read].every(({ heard }) => heard.at(-1)?.kind === "study-changed"));
    expect(ids(whole)).toEqual(range(from + 1, from + 8));
    expect(own.heard.map(({ kind, data }) => [kind, data.actor === expert.participant])).toEqual([
      ["cells-changed", true],
      ["cells-changed", false],
      ["snapshot-made", false],
      ["round-closed", false],
      ["decision-set", false],
      ["snapshot-changed", false],
      ["study-changed", false],
    ]);
    expect(own.heard[0]!.data.after).toMatchObject({ cells: [{ value: 2, note: "own note" }] });
    expect(own.heard[1]!.data).toMatchObject({ actor: null, before: null, after: { count: 1 } });
    expect(read.heard.map(({ kind }) => kind)).toEqual(["snapshot-changed", "study-changed"]);
    expect(read.heard[0]!.data).toMatchObject({ before: null, after: { id: snapshot, published: true } });
    for (const secret of [other.participant, "other note", facilitator.participant]) {
      expect(own.text()).not.toContain(secret);
    }
    for (const secret of [expert.participant, "own note", "other note", " reason", facilitator.participant]) {
      expect(read.text()).not.toContain(secret);
    }
    const page = async (as: Invited) =>
      (await workshop.ask("GET", `/studies/${study}/events?after=${from}`, { token: as.token })).json();
    for (const [as, client] of [
      [facilitator, whole],
      [reader, read],
    ] as const) {
      expect((await page(as)).events).toEqual(client.heard.map(({ data }) => data));
    }
  });

  it("assignments are told to those they concern, settings take effect for what is told from then on", async () => {
    const client = await listen(expert);
    const assign = (participant: string) => [{ participant, items: [{ kind: "row", variable: "price" }] }];
    await happen(
      store,
      study,
      {
        kind: "assignments-changed",
        before: { assignments: [] },
        after: { assignments: assign(other.participant) },
      },
      {
        kind: "assignments-changed",
        before: { assignments: assign(other.participant) },
        after: { assignments: [...assign(other.participant), ...assign(expert.participant)] },
      },
    );
    await changeSettings(workshop, study, { results: "open" });
    await workshop.ask("PUT", `/studies/${study}/consensus/price/demand`, {
      token: facilitator.token,
      body: { value: 1, reason: "seen by all" },
    });
    await until(() => client.heard.at(-1)?.kind === "decision-set");
    expect(client.heard.map(({ kind }) => kind)).toEqual(["assignments-changed", "study-changed", "decision-set"]);
    expect(client.heard[0]!.data.after).toEqual({ assignments: assign(expert.participant) });
    expect(client.heard.at(-1)!.data.after).toMatchObject({ value: 1, reason: "seen by all" });
    expect(client.text()).not.toContain(other.participant);
  });

  it("the streams of a session end as it is left, on this server at once and on another at its next sign of life", async () => {
    const another = await buildWorkshop({ store, settings: { heartbeatMs: 100 } });
    await another.app.listen({ host: "127.0.0.1", port: 0 });
    const elsewhere = `http://127.0.0.1:${(another.app.server.address() as AddressInfo).port}`;
    const join = async ({ token }: Invited) => {
      const [cookie] = (await workshop.ask("POST", "/session", { body: { token } })).cookies;
      return `${cookie!.name}=${cookie!.value}`;
    };
    const [cookie, stays] = [await join(expert), await join(other)];
    const listenBy = async (session: string, at = url) => {
      const client = await listenTo(`${at}/api/v1/studies/${study}/events`, { cookie: session });
      clients.push(client);
      return client;
    };
    const left = [await listenBy(cookie), await listenBy(cookie, elsewhere)];
    const kept = await listenBy(stays);
    expect([...left, kept].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await workshop.ask("DELETE", "/session", { headers: { cookie } })).statusCode).toBe(204);
    await until(() => left.every((client) => client.ended()));
    expect(kept.ended()).toBe(false);
    await another.close();
  });

  it("the stream of a participant ends with his links, his role, his place in the study, and the study", async () => {
    const ends = async (as: Invited, end: () => Promise<unknown>) => {
      const client = await listen(as);
      const answer = await end();
      if (answer !== undefined) expect((answer as { statusCode: number }).statusCode).toBeLessThan(300);
      await until(client.ended);
      return client;
    };
    const { token } = facilitator;
    const participants = `/studies/${study}/participants`;
    const stays = await listen(facilitator);
    const link = await linkOf(expert);
    await ends(expert, () => workshop.ask("DELETE", `/studies/${study}/links/${link}`, { token }));
    await ends(other, () => workshop.ask("DELETE", `${participants}/${other.participant}`, { token }));
    const body = { role: "expert" };
    await ends(reader, () => workshop.ask("PATCH", `${participants}/${reader.participant}`, { token, body }));
    expect(stays.ended()).toBe(false);
    const told = await ends(facilitator, async () => {
      await store.change(study, "admin", async (tx, at) => {
        await tx.updateTable("studies").set({ deleted_at: at }).where("id", "=", study).execute();
        return { events: [{ kind: "study-deleted" }], result: undefined };
      });
    });
    expect(told.heard.at(-1)!.kind).toBe("study-deleted");
    await until(stays.ended);
  });

  it("the log comes page by page, and an option that is none is refused", async () => {
    const ask = (query: string, headers: Record<string, string> = {}) =>
      workshop.ask("GET", `/studies/${study}/events${query}`, { token: facilitator.token, headers });
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: { events: { seq: number }[]; next: number | null } = (await ask(`?after=${after}&limit=2`)).json();
      seen.push(...page.events.map(({ seq }) => seq));
      after = page.next;
    }
    expect(seen).toEqual(range(1, await lastSeq(store, study)));
    for (const query of ["?after=-1", "?after=x", "?limit=0", "?limit=1001", "?since=4"]) {
      expect((await ask(query)).json(), query).toMatchObject({ status: 400, code: "options-invalid" });
    }
    expect((await ask("", { accept: "image/png" })).json().code).toBe("not-acceptable");
    expect((await ask("", { accept: "text/event-stream", "last-event-id": "x" })).json().code).toBe("options-invalid");
  });

  it("a hundred listeners cost one read of the log", async () => {
    let reads = 0;
    const counting = store.db.withPlugin({
      transformQuery: ({ node }) => {
        const text = JSON.stringify(node);
        if (node.kind === "SelectQueryNode" && text.includes('"events"')) reads += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const feeds = eventFeeds({
      store: { ...store, db: counting },
      heartbeatMs: 60_000,
      pollMs: 60_000,
      onFault: raise,
    });
    const heard = Array.from({ length: 100 }, () => "");
    for (const listener of heard.keys()) {
      const member = { studyId: study, participantId: `p${listener}`, role: "facilitator" } as const;
      const stream = await feeds.listen({ member, link: "any", session: null, after: null });
      stream.on("data", (text: Buffer) => {
        heard[listener] += text.toString();
      });
    }
    reads = 0;
    await happen(store, study, { kind: "blocks-changed" });
    await until(() => heard.every((text) => text.includes("event: blocks-changed")));
    expect(feeds.listeners()).toBe(100);
    expect(reads).toBe(1);
    feeds.close();
    await until(() => feeds.listeners() === 0);
  });

  it("a listener who takes nothing in costs little memory, then hears all of it in order, or is dropped", async () => {
    const patient = eventFeeds({ store, heartbeatMs: 60_000, pollMs: 60_000, onFault: raise });
    const hasty = eventFeeds({ store, heartbeatMs: 50, pollMs: 60_000, onFault: raise });
    const member = { studyId: study, participantId: facilitator.participant, role: "facilitator" } as const;
    const from = await lastSeq(store, study);
    const link = await linkOf(facilitator);
    const slow = await patient.listen({ member, link, session: null, after: null });
    const dead = await hasty.listen({ member, link, session: null, after: null });
    const large = "x".repeat(100_000);
    for (let count = 0; count < 60; count++) await happen(store, study, { kind: "study-changed", after: { large } });
    await until(() => dead.destroyed);
    expect(slow.readableLength).toBeLessThan(500_000);
    let text = "";
    slow.on("data", (part: Buffer) => {
      text += part.toString();
    });
    await until(() => text.split("\n\n").length > 61);
    expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual(range(from + 1, from + 60));
    patient.close();
    await until(() => patient.listeners() + hasty.listeners() === 0);
  });

  async function linkOf({ participant }: Invited): Promise<string> {
    const row = await store.db
      .selectFrom("access_tokens")
      .select("id")
      .where("participant_id", "=", participant)
      .executeTakeFirstOrThrow();
    return row.id;
  }
});

test("a study has so many listeners and no more, and one participant cannot take the places of the others", async () => {
  const workshop = await buildWorkshop();
  const { study } = await workshop.create();
  const feeds = eventFeeds({ store: workshop.store, heartbeatMs: 60_000, onFault: raise });
  const listen = async (participantId: string) => {
    const member = { studyId: study, participantId, role: "expert" } as const;
    return (await feeds.listen({ member, link: "any", session: null, after: null })).resume();
  };
  const greedy: Awaited<ReturnType<typeof listen>>[] = [];
  for (let time = 0; time < 301; time++) greedy.push(await listen("p0"));
  expect(feeds.listeners()).toBe(10);
  await until(() => greedy.filter(({ destroyed }) => !destroyed).length === 10);
  expect(greedy.slice(-10).some(({ destroyed }) => destroyed)).toBe(false);

  const streams = [];
  for (let place = 10; place < 300; place++) streams.push(await listen(`p${Math.floor(place / 10)}`));
  await expect(listen("p30")).rejects.toMatchObject({ code: "server-busy" });
  streams[0]!.destroy();
  await until(() => feeds.listeners() === 299);
  await listen("p30");
  feeds.close();
  await until(() => feeds.listeners() === 0);
  await workshop.close();
});

function raise(error: unknown): never {
  throw error;
}
