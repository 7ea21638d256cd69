import { afterEach, beforeEach, expect, it } from "vitest";
import { cellKey } from "../../../server/store/cells.js";
import { aggregateOf, aggregatesAt } from "../../../server/workshop/aggregate-of.js";
import { enrol } from "../../../server/workshop/invitations.js";
import { readStudyParts } from "../../../server/workshop/study-of.js";
import {
  AGGREGATION_METHODS,
  type AggregationOptions,
  type Answer,
  aggregate,
  type Contribution,
  parseStudy,
} from "../../../src/index.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings } from "./scored-study.js";

describeEachStore("what the experts say together", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store });
    ({ study, facilitator } = await workshop.create());
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  it("the aggregate of single cells is that of the whole matrix, and so is that of a decision", async () => {
    const ids = ["price", "demand", "supply"];
    const places = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to })));
    for (const [number, values] of [
      [0, 1, 2, 3, "P", "?"],
      [3, 3, "P", "?", "P", 1],
      [1, 0, 3, "?", 2, "?"],
    ].entries()) {
      const expert = await workshop.invite(study, "expert");
      await store.db
        .updateTable("participants")
        .set({ weight: number + 0.5 })
        .where("id", "=", expert.participant)
        .execute();
      const cells = places.map((place, index) => ({
        ...place,
        value: values[index] as Answer,
        confidence: 1 + ((index + number) % 3),
      }));
      await answerCells(workshop, study, expert, cells);
    }
    const gone = await workshop.invite(study, "expert");
    await answerCells(
      workshop,
      study,
      gone,
      places.map((place) => ({ ...place, value: 3 })),
    );
    await workshop.ask("DELETE", `/studies/${study}/participants/${gone.participant}`, { token: facilitator.token });
    for (const method of AGGREGATION_METHODS) {
      const aggregation: AggregationOptions = { method, dontKnow: "blank-when-majority" };
      await changeSettings(workshop, study, { aggregation });
      const [parts, cells] = await store.read(async (tx) => [
        await readStudyParts(tx, study),
        await aggregatesAt(tx, study, places, aggregation),
      ]);
      const whole = aggregate(parts.study, parts.contributions, aggregation);
      expect(await aggregateOf(parts)).toEqual(whole);
      const order = parts.study.variables.map(({ id }) => id);
      for (const { from, to } of places) {
        const value = whole.direct[order.indexOf(from)]![order.indexOf(to)]!;
        expect(cells.get(cellKey({ from, to })), `${method} ${from} ${to}`).toEqual(value);
      }
      const decided = await workshop.ask("PUT", `/studies/${study}/consensus/price/demand`, {
        token: facilitator.token,
        body: { value: 1, reason: method },
      });
      expect(decided.json().aggregate).toEqual(whole.direct[order.indexOf("price")]![order.indexOf("demand")]);
    }
  });

  it("a study never grows beyond what a round of it can be closed with", async () => {
    const variables = Array.from({ length: 250 }, (_, index) => ({ id: `v${index}`, label: `Variable ${index}` }));
    const direct = variables.map(() => variables.map(() => null));
    const large = await workshop.create({ variables, direct });
    const ask = (method: "GET" | "POST" | "PATCH", path: string, body?: unknown) =>
      workshop.ask(method, `/studies/${large.study}${path}`, {
        token: large.facilitator.token,
        headers: { "if-match": "*" },
        ...(body !== undefined && { body }),
      });
    await store.change(large.study, "admin", async (tx, at) => {
      const events = [];
      for (let number = 1; number <= 60; number++) {
        events.push(
          ...(await enrol(tx, large.study, at, { role: "expert", name: `Expert ${number}`, weight: 1 })).events,
        );
      }
      return { events, result: undefined };
    });
    const reader = await workshop.invite(large.study, "reader");
    const tooMany = [
      await ask("POST", "/participants", { role: "expert", name: "Expert 61" }),
      await ask("PATCH", `/participants/${reader.participant}`, { role: "expert" }),
      await ask("POST", "/variables", { label: "One more" }),
    ];
    expect(tooMany.map((answer) => [answer.statusCode, answer.json().code, answer.json().issues[0].path])).toEqual([
      [413, "study-too-large", "/role"],
      [413, "study-too-large", "/role"],
      [413, "study-too-large", "/variables"],
    ]);
    const closed = await ask("POST", "/rounds/1/close");
    expect(closed.statusCode, closed.body).toBe(200);
    const bundle = (await ask("GET", "/export")).json();
    bundle.participants.push({ ...bundle.participants.at(-1), id: "another", role: "expert" });
    const back = await workshop.ask("POST", "/studies", { body: { bundle } });
    expect([back.statusCode, back.json().code, back.json().issues[0].path]).toEqual([
      413,
      "study-too-large",
      "/bundle/participants",
    ]);
  });

  it("a large aggregate lets others be served in between", async () => {
    const variables = Array.from({ length: 100 }, (_, index) => ({ id: `v${index}`, label: `Variable ${index}` }));
    const blank = parseStudy({ variables, direct: variables.map(() => variables.map(() => null)) });
    const contributions = Array.from(
      { length: 40 },
      (_, expert): Contribution => ({
        id: `e${expert}`,
        answers: variables.map((_, row) =>
          variables.map((_, column) => (row === column ? null : (row + column + expert) % 4)),
        ),
      }),
    );
    let served = 0;
    let done = false;
    const serve = () => {
      served += 1;
      if (!done) setImmediate(serve);
    };
    setImmediate(serve);
    await aggregateOf({ study: blank, contributions, aggregation: {} });
    done = true;
    expect(served).toBeGreaterThan(2);
  });
});
