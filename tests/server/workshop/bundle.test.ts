import fc from "fast-check";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { exportBundle } from "../../../server/workshop/export-bundle.js";
import { importBundle } from "../../../server/workshop/import-bundle.js";
import { readStudyOf } from "../../../server/workshop/study-of.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { SMALL_STUDY } from "../test-app.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings, closeRound } from "./scored-study.js";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

const BLANK_STUDY = {
  variables: SMALL_STUDY.variables,
  direct: SMALL_STUDY.variables.map(() => SMALL_STUDY.variables.map(() => null)),
};

/** What may be done to a study, with everything that is chosen at random. */
const operation = fc.oneof(
  fc.record({
    do: fc.constant("cells" as const),
    who: fc.nat(2),
    values: fc.array(fc.constantFrom(0, 1, 2, 3, "P", "?"), { minLength: 1, maxLength: 6 }),
    note: fc.option(fc.string({ maxLength: 20, unit: "grapheme" })),
  }),
  fc.record({ do: fc.constant("decide" as const), cell: fc.nat(5), value: fc.constantFrom(0, 1, 3, "P", null) }),
  fc.record({
    do: fc.constant("fiche" as const),
    variable: fc.nat(5),
    text: fc.string({ maxLength: 30, unit: "grapheme" }),
  }),
  fc.record({ do: fc.constant("add-variable" as const), position: fc.nat(5) }),
  fc.record({ do: fc.constant("delete-variable" as const), variable: fc.nat(5) }),
  fc.record({ do: fc.constant("reverse" as const) }),
  fc.record({ do: fc.constant("add-block" as const) }),
  fc.record({ do: fc.constant("assign" as const), who: fc.nat(2) }),
  fc.record({ do: fc.constant("settings" as const), method: fc.constantFrom("mean", "mode", null) }),
  fc.record({ do: fc.constant("snapshot" as const) }),
  fc.record({ do: fc.constant("round" as const) }),
  fc.record({ do: fc.constant("remove-expert" as const), who: fc.nat(2) }),
);

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

describeEachStore("a bundle", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let other: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    other = await openTestStore(async () => ({ place: "memory", remove: async () => {} }));
    workshop = await describedWorkshop(await buildWorkshop({ store }));
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
    await other.close();
  });

  interface Open {
    readonly id: string;
    readonly facilitator: Invited;
    readonly experts: Invited[];
    readonly ask: (method: Method, path: string, body?: unknown, who?: Invited) => ReturnType<WorkshopApp["ask"]>;
  }

  async function open(): Promise<Open> {
    const answer = await workshop.ask("POST", "/studies", { body: { study: SMALL_STUDY } });
    const { study, facilitator } = answer.json();
    const experts = [
      await workshop.invite(study.id, "expert", "Expert 1"),
      await workshop.invite(study.id, "expert", "Expert 2"),
    ];
    let key = 0;
    return {
      id: study.id,
      facilitator,
      experts,
      ask: (method, path, body, who = facilitator) =>
        workshop.ask(method, `/studies/${study.id}${path}`, {
          token: who.token,
          ...(body !== undefined && { body }),
          headers: { "if-match": "*", "idempotency-key": `k${key++}` },
        }),
    };
  }

  /** Does it; what the study refuses at that moment is no fault. */
  async function act({ ask, experts }: Open, step: Operation): Promise<void> {
    const variables: string[] = (await ask("GET", "/variables")).json().variables.map(({ id }: { id: string }) => id);
    const cells = variables.flatMap((from) => variables.filter((to) => to !== from).map((to) => ({ from, to })));
    const variable = (place: number) => variables[place % Math.max(1, variables.length)];
    const address = (id: string | undefined) => encodeURIComponent(id ?? "none");
    const expert = experts["who" in step ? step.who % experts.length : 0]!;
    const send = async (...asked: Parameters<Open["ask"]>) => {
      const answer = await ask(...asked);
      expect(answer.statusCode, `${asked[0]} ${asked[1]} ${answer.body}`).toBeLessThan(500);
      return answer;
    };
    switch (step.do) {
      case "cells": {
        const own = await send("GET", `/contributions/${expert.participant}/cells?limit=100`, undefined, expert);
        const held: { from: string; to: string; value: unknown }[] = own.json().cells ?? [];
        const changes = cells.slice(0, step.values.length).map((cell, index) => ({
          ...cell,
          value: step.values[index],
          was: held.find(({ from, to }) => from === cell.from && to === cell.to)?.value ?? null,
          ...(step.note !== null && { note: step.note, confidence: 2 }),
        }));
        if (changes.length > 0) await send("PATCH", `/contributions/${expert.participant}/cells`, { changes }, expert);
        return;
      }
      case "decide": {
        const cell = cells[step.cell % Math.max(1, cells.length)];
        if (cell)
          await send("PUT", `/consensus/${address(cell.from)}/${address(cell.to)}`, {
            value: step.value,
            reason: "Why",
          });
        return;
      }
      case "fiche":
        await send("PUT", `/fiches/${address(variable(step.variable))}`, {
          definition: step.text,
          past: { fr: step.text },
          hypotheses: { low: { title: `Low ${step.text}` } },
        });
        return;
      case "add-variable":
        await send("POST", "/variables", { label: `Variable ${variables.length} é`, position: step.position });
        return;
      case "delete-variable":
        if (variables.length > 2)
          await send("DELETE", `/variables/${address(variable(step.variable))}?dropScores=true`);
        return;
      case "reverse":
        await send("PUT", "/variables/order", { order: [...variables].reverse() });
        return;
      case "add-block": {
        const { id } = (await send("POST", "/blocks", { label: "Block" })).json();
        if (id && variables[0]) await send("PATCH", `/variables/${address(variables[0])}`, { block: id });
        return;
      }
      case "assign": {
        const items = [
          { kind: "row", variable: variables[0] },
          { kind: "cell", ...cells.at(-1) },
        ];
        await send("PUT", "/assignments", { assignments: [{ participant: expert.participant, items }] });
        return;
      }
      case "settings":
        await send("PATCH", "", { settings: { aggregation: { method: step.method }, unassigned: "open" } });
        return;
      case "snapshot":
        await send("POST", "/snapshots", { title: "A state", published: true });
        return;
      case "round": {
        const { number, state } = (await send("GET", "")).json().round;
        await (state === "open" ? send("POST", `/rounds/${number}/close`, {}) : send("POST", "/rounds"));
        return;
      }
      case "remove-expert":
        await send("DELETE", `/participants/${expert.participant}`);
    }
  }

  const exported = (from: typeof store, id: string) =>
    from.read(async (tx) => Buffer.concat(await exportBundle(tx, id)).toString());

  it("of whatever has been done to a study exports the same bytes once it is imported, on either database", async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 14 }), async (steps) => {
        const study = await open();
        for (const step of steps) {
          await act(study, step);
          done.add(step.do);
        }
        const bytes = await exported(store, study.id);
        expect(JSON.stringify(JSON.parse(bytes))).toBe(bytes);
        const here = await importBundle(store, JSON.parse(bytes));
        expect(here.studyId).not.toBe(study.id);
        expect(await exported(store, here.studyId)).toBe(bytes);
        const there = await importBundle(other, JSON.parse(bytes));
        expect(await exported(other, there.studyId)).toBe(bytes);
        if ((JSON.parse(bytes) as { study: { variables: unknown[] } }).study.variables.length > 0) {
          const read = (from: typeof store, id: string) =>
            from.read((tx) => readStudyOf(tx, id, { kind: "consensus" }));
          expect(await read(other, there.studyId)).toEqual(await read(store, study.id));
        }
      }),
      { numRuns: 20 },
    );
    expect(done.size).toBeGreaterThan(8);
  });

  it("goes out and comes in over HTTP, holds no token, and lets its first facilitator in", async () => {
    const study = await open();
    await act(study, { do: "cells", who: 0, values: [1, "P", "?"], note: "Why" });
    const answer = await study.ask("GET", "/export");
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="study-${study.id}.json"`);
    for (const { token } of [study.facilitator, ...study.experts]) expect(answer.body).not.toContain(token);
    expect(answer.body).not.toMatch(/"hash"|access_token/);
    expect((await study.ask("GET", "/export", undefined, study.experts[0]!)).statusCode).toBe(403);
    const made = await workshop.ask("POST", "/studies", { body: { bundle: answer.json() } });
    expect(made.statusCode, made.body).toBe(201);
    const { study: copy, facilitator } = made.json();
    expect(facilitator.participant).toBe(study.facilitator.participant);
    expect(copy).toMatchObject({ title: SMALL_STUDY.title, size: 3, seq: answer.json().events.length });
    const again = await workshop.ask("GET", `/studies/${copy.id}/export`, { token: facilitator.token });
    expect(again.body).toBe(answer.body);
    expect((await workshop.ask("GET", `/studies/${copy.id}`, { token: study.facilitator.token })).statusCode).toBe(404);
  });

  it("of a study whose scale ends in the third decimal comes back, its snapshots too", async () => {
    const values = ["0", "0.375", "0.875"].map((value) => ({ value, label: `Is ${value}` }));
    const { study: id, facilitator } = await workshop.create({ ...BLANK_STUDY, scale: { values } });
    for (const name of ["Expert 1", "Expert 2", "Expert 3"]) {
      const expert = await workshop.invite(id, "expert", name);
      await answerCells(workshop, id, expert, [
        { from: "price", to: "demand", value: 0.875 },
        { from: "demand", to: "price", value: name === "Expert 1" ? 0.375 : 0.875 },
      ]);
    }
    await changeSettings(workshop, id, { aggregation: { method: "mean" } });
    await closeRound(workshop, id, facilitator);
    const read = () => store.read((tx) => readStudyOf(tx, id, { kind: "consensus" }));
    expect((await read()).direct.map((row) => row.slice(0, 2))).toEqual([
      [null, 0.875],
      [0.71, null],
      [null, null],
    ]);
    expect((await workshop.ask("GET", `/studies/${id}/analysis`, facilitator)).statusCode).toBe(200);
    const bytes = await exported(store, id);
    const there = await importBundle(other, JSON.parse(bytes));
    expect(await exported(other, there.studyId)).toBe(bytes);
  });

  it("whose P counts more than the scale holds, as could be set once, comes back", async () => {
    const values = ["0", "1", "2", "P"].map((value) => ({ value, label: `Is ${value}` }));
    const { study: id } = await workshop.create({ ...BLANK_STUDY, scale: { values } });
    await changeSettings(workshop, id, { aggregation: { potential: "value", potentialValue: 3 } });
    const bytes = await exported(store, id);
    const there = await importBundle(other, JSON.parse(bytes));
    expect(await exported(other, there.studyId)).toBe(bytes);
  });

  it("larger than other bodies may be comes in, and a study of that size does not", async () => {
    const study = await open();
    const bundle = (await study.ask("GET", "/export")).json();
    const small = await buildWorkshop({ store, settings: { bodyLimit: 2000, bundleLimit: 2_000_000 } });
    onTestFinished(() => small.close());
    const body = `${JSON.stringify({ bundle })}${" ".repeat(2000)}`;
    expect((await small.ask("POST", "/studies", { body })).statusCode).toBe(201);
    const others = [
      await small.ask("POST", "/studies", { body: `${JSON.stringify({ study: SMALL_STUDY })}${" ".repeat(2000)}` }),
      await small.ask("POST", "/studies", {
        body: `,a\na,${" ".repeat(2000)}\n`,
        headers: { "content-type": "text/csv" },
      }),
      await small.ask("POST", "/studies", { body: `${JSON.stringify({ bundle })}${" ".repeat(2_000_000)}` }),
    ];
    expect(others.map((answer) => [answer.statusCode, answer.json().code])).toEqual(
      [413, 413, 413].map((status) => [status, "body-too-large"]),
    );
  });

  it("that is broken is refused with every issue and its path, and nothing of it is written", async () => {
    const study = await open();
    for (const step of [
      { do: "cells", who: 0, values: [1, 2], note: null },
      { do: "fiche", variable: 0, text: "x" },
      { do: "assign", who: 0 },
      { do: "round" },
    ] satisfies Operation[]) {
      await act(study, step);
    }
    const good = JSON.parse(await exported(store, study.id));
    const count = async () => (await store.db.selectFrom("studies").select("id").execute()).length;
    const before = await count();
    const issuesOf = async (change: (bundle: typeof good) => void) => {
      const bundle = structuredClone(good);
      change(bundle);
      const answer = await workshop.ask("POST", "/studies", { body: { bundle } });
      expect(answer.statusCode, answer.body).toBe(422);
      return answer
        .json()
        .issues.map(({ path }: { path: string }) => path.replace("/bundle", ""))
        .sort();
    };
    expect(
      await issuesOf((bundle) => {
        bundle.format = "zip";
        bundle.version = 2;
        bundle.more = 1;
        delete bundle.events;
        bundle.participants[0].role = "admin";
        bundle.contributions[0].cells[0].value = "x";
      }),
    ).toEqual(["/contributions/0/cells/0/value", "/events", "/format", "/more", "/participants/0/role", "/version"]);
    expect(
      await issuesOf((bundle) => {
        bundle.createdAt = "yesterday";
        bundle.study.variables[1].code = bundle.study.variables[0].code;
        bundle.study.variables[2].block = "none";
        bundle.settings = { results: "shut" };
        bundle.fiches[0].revision = 2;
        bundle.participants[1].id = bundle.participants[0].id;
        bundle.assignments[0].items[1].variable = "none";
        bundle.contributions[0].cells[0].to = "none";
        bundle.contributions[0].cells[1].value = -0.5 + 0.5000000001;
        bundle.decisions[0].to = bundle.decisions[0].from;
        bundle.decisions.push(bundle.decisions[1]);
        bundle.rounds[0].snapshot = "none";
        bundle.rounds[0].closedAt = null;
        bundle.snapshots[0].content.study.direct[0][1] = 99;
        bundle.snapshots[0].content.settings = { results: 1 };
        bundle.events[1].seq = 1;
      }),
    ).toEqual([
      "/assignments/0/items/1/variable",
      "/assignments/0/participant",
      "/contributions/0/cells/0/to",
      "/contributions/0/cells/1/value",
      "/contributions/0/participant",
      "/createdAt",
      "/decisions/0/to",
      "/decisions/6",
      "/events/1/seq",
      "/fiches",
      "/participants/1/id",
      "/rounds/0/closedAt",
      "/rounds/0/snapshot",
      "/settings/results",
      "/snapshots/0/content/settings/results",
      "/study/variables/1/code",
      "/study/variables/2/block",
    ]);
    expect(
      await issuesOf((bundle) => {
        for (const each of bundle.participants) each.role = "reader";
      }),
    ).toEqual(["/participants"]);
    expect(
      await issuesOf((bundle) => {
        bundle.snapshots[0].content.version = 1;
        bundle.snapshots[0].content.contributions = [{ id: "x", answers: [[1]] }];
      }),
    ).toEqual(["/snapshots/0/content/contributions/0/answers"]);
    expect(
      await issuesOf((bundle) => {
        const [first] = bundle.snapshots[0].content.contributions;
        first.cells = [[0, 1, 99_000_000], [0, 1, 1], [3, 0, 1], [0, 0.5, 1], [0, 2, null], [1, 2], "x"];
        bundle.snapshots[0].content.contributions.push({ id: "x" });
      }),
    ).toEqual([
      "/snapshots/0/content/contributions/0/cells/1",
      "/snapshots/0/content/contributions/0/cells/2",
      "/snapshots/0/content/contributions/0/cells/3",
      "/snapshots/0/content/contributions/0/cells/4",
      "/snapshots/0/content/contributions/0/cells/5",
      "/snapshots/0/content/contributions/0/cells/6",
      "/snapshots/0/content/contributions/1/cells",
    ]);
    expect(
      await issuesOf((bundle) => {
        bundle.snapshots[0].content.contributions[0].cells = [[0, 1, -1, 7, 5]];
      }),
    ).not.toEqual([]);
    expect(
      await issuesOf((bundle) => {
        bundle.study.title = "a\0";
        bundle.events[0].after = { "\ud800": 1 };
      }),
    ).toEqual(["/events/0/after", "/study/title"]);
    const deep = JSON.stringify({ bundle: good }).replace(
      '"after":',
      `"after":${"[".repeat(200_000)}${"]".repeat(200_000)},"after2":`,
    );
    const answer = await workshop.ask("POST", "/studies", { body: deep.replace('"after2":', '"before":') });
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(422);
    expect(answer.json().issues).toEqual([
      { path: "/bundle/events/0/after", expected: "at most 100 levels", received: "a list of 1" },
    ]);
    expect(await count()).toBe(before);
  });

  it("a snapshot that holds nothing of one is refused, member by member", async () => {
    const study = await open();
    await act(study, { do: "round" });
    const bundle = JSON.parse(await exported(store, study.id));
    for (const content of [{}, { version: 1 }, { version: 2 }, { version: 3 }]) {
      bundle.snapshots[0].content = content;
      const answer = await workshop.ask("POST", "/studies", { body: { bundle } });
      expect(answer.statusCode, JSON.stringify(content)).toBe(422);
      expect(answer.json().issues[0].path).toMatch(/^\/bundle\/snapshots\/0\/content/);
    }
  });

  it("with any one member changed at random is taken or refused, and what is taken exports as it came", async () => {
    const study = await open();
    for (const step of [
      { do: "cells", who: 0, values: [1, 2], note: "n" },
      { do: "fiche", variable: 0, text: "x" },
      { do: "round" },
    ] satisfies Operation[]) {
      await act(study, step);
    }
    const good = await exported(store, study.id);
    const places = (node: unknown, path: readonly (string | number)[] = []): (string | number)[][] =>
      node === null || typeof node !== "object"
        ? [[...path]]
        : [
            [...path],
            ...Object.entries(node).flatMap(([name, value]) =>
              places(value, [...path, Array.isArray(node) ? Number(name) : name]),
            ),
          ];
    const all = places(JSON.parse(good)).filter((path) => path.length > 0);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.oneof(
          fc.constantFrom<unknown>(null, 0, -0, -1, 1e9, "", "x", "..", "__proto__", [], {}, true),
          fc.jsonValue(),
        ),
        async (path, value) => {
          const bundle = JSON.parse(good);
          const parent = path.slice(0, -1).reduce((node, name) => node[name], bundle);
          parent[path.at(-1)!] = value;
          const answer = await workshop.ask("POST", "/studies", { body: { bundle } });
          expect(answer.statusCode, `${path.join("/")} = ${JSON.stringify(value)} ${answer.body}`).toBeLessThan(500);
          if (answer.statusCode !== 201) return;
          taken++;
          const { study: copy, facilitator } = answer.json();
          const again = await workshop.ask("GET", `/studies/${copy.id}/export`, { token: facilitator.token });
          expect(JSON.parse(again.body)).toEqual(JSON.parse(JSON.stringify(bundle)));
          for (const address of [
            "",
            "/variables",
            "/fiches",
            "/consensus",
            "/snapshots",
            "/assignments",
            "/contributions",
          ]) {
            const read = await workshop.ask("GET", `/studies/${copy.id}${address}`, { token: facilitator.token });
            expect(read.statusCode, `${path.join("/")} = ${JSON.stringify(value)} ${address} ${read.body}`).toBe(200);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(0);
  });
});
