import { afterEach, beforeEach, expect, it } from "vitest";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings } from "./scored-study.js";

describeEachStore("rounds and snapshots", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let experts: Invited[];
  let reader: Invited;

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await describedWorkshop(await buildWorkshop({ store }));
    ({ study, facilitator } = await workshop.create());
    experts = [];
    for (const number of [1, 2, 3]) experts.push(await workshop.invite(study, "expert", `Expert ${number}`));
    reader = await workshop.invite(study, "reader");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const ask = (method: "GET" | "POST" | "PATCH", path: string, as: Invited = facilitator, body?: unknown) =>
    workshop.ask(method, `/studies/${study}${path}`, { token: as.token, ...(body !== undefined && { body }) });
  let keys = 0;
  const patch = (expert: Invited, changes: unknown[]) =>
    workshop.ask("PATCH", `/studies/${study}/contributions/${expert.participant}/cells`, {
      token: expert.token,
      body: { changes },
      headers: { "idempotency-key": `k${++keys}` },
    });
  const answer = async (values: readonly unknown[], was: readonly unknown[] = values.map(() => null)) => {
    for (const [place, value] of values.entries()) {
      const change = { from: "price", to: "demand", value, was: was[place], note: `reason ${value}` };
      expect((await patch(experts[place]!, [change])).statusCode).toBe(200);
    }
  };
  const close = (number = 1) => ask("POST", `/rounds/${number}/close`);
  const kinds = async () =>
    (await store.db.selectFrom("events").select("kind").where("study_id", "=", study).orderBy("seq").execute()).map(
      ({ kind }) => kind,
    );

  it("closing keeps all that was answered and agreed, in one change, and stops the answers until the next round", async () => {
    await answer([1, 2, 3]);
    const closed = await close();
    expect(closed.statusCode, closed.body).toBe(200);
    const { round, snapshot } = closed.json();
    expect(round).toMatchObject({ number: 1, state: "closed", snapshot: snapshot.id });
    expect((await kinds()).slice(-2)).toEqual(["snapshot-made", "round-closed"]);
    const kept = (await ask("GET", `/snapshots/${snapshot.id}`)).json();
    expect(kept).toMatchObject({ title: "Round 1", round: 1, published: false, createdBy: facilitator.participant });
    expect(kept.content.version).toBe(1);
    expect(kept.content.contributions.map(({ id }: { id: string }) => id)).toEqual(
      experts.map(({ participant }) => participant),
    );
    expect(kept.content.contributions.map(({ answers }: { answers: unknown[][] }) => answers[0]![1])).toEqual([
      1, 2, 3,
    ]);
    expect(kept.content.contributions[0].notes[0][1]).toBe("reason 1");
    expect([kept.content.aggregate[0][1], kept.content.study.direct[0][1]]).toEqual([2, 2]);
    expect(kept.content.experts).toMatchObject([{ name: "Expert 1", weight: 1 }, {}, {}]);
    const late = await patch(experts[0]!, [{ from: "price", to: "supply", value: 1, was: null }]);
    expect([late.statusCode, late.json().code]).toEqual([409, "round-closed"]);
    expect((await close()).json().code).toBe("round-closed");
    const next = await ask("POST", "/rounds");
    expect([next.statusCode, next.json()]).toMatchObject([201, { number: 2, state: "open", snapshot: null }]);
    // The answers carry over.
    expect((await patch(experts[0]!, [{ from: "price", to: "demand", value: 2, was: 1 }])).statusCode).toBe(200);
    expect((await ask("GET", "/rounds", reader)).json().rounds).toMatchObject([
      { number: 1, state: "closed" },
      { number: 2, state: "open" },
    ]);
    // What was kept stays.
    expect((await ask("GET", `/snapshots/${snapshot.id}`)).json()).toEqual(kept);
  });

  it("a round opens after a closed one only, and only those there are can be closed", async () => {
    const open = await ask("POST", "/rounds");
    expect([open.statusCode, open.json().code]).toEqual([409, "round-open"]);
    for (const number of ["2", "0", "x", "1e0", "99999999999"]) {
      const missing = await ask("POST", `/rounds/${number}/close`);
      expect([missing.statusCode, missing.json().code], number).toEqual([404, "round-unknown"]);
    }
    for (const as of [experts[0]!, reader]) {
      expect((await ask("POST", "/rounds/1/close", as)).json().code).toBe("forbidden");
      expect((await ask("POST", "/rounds", as)).json().code).toBe("forbidden");
    }
    const both = await Promise.all([close(), close()]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await ask("GET", "/snapshots")).json().snapshots).toHaveLength(1);
  });

  it("feedback: own answer beside median and quartiles, the others' notes and no name", async () => {
    expect((await ask("GET", `/contributions/${experts[0]!.participant}/feedback`, experts[0]!)).json().code).toBe(
      "round-open",
    );
    await answer([0, 3, 3]);
    await close();
    const path = `/contributions/${experts[0]!.participant}/feedback`;
    const feedback = (await ask("GET", path, experts[0]!)).json();
    expect(feedback).toMatchObject({ round: 1, expert: experts[0]!.participant });
    const cell = feedback.cells.find(
      ({ from, to }: { from: string; to: string }) => from === "price" && to === "demand",
    );
    // Quartiles of 0, 3, 3 by linear interpolation.
    expect(cell).toMatchObject({
      own: 0,
      answers: 3,
      median: 3,
      lowerQuartile: 1.5,
      upperQuartile: 3,
      outside: true,
      notes: ["reason 3", "reason 3"],
    });
    for (const other of experts.slice(1)) expect(JSON.stringify(feedback)).not.toContain(other.participant);
    await ask("POST", "/rounds");
    await patch(experts[1]!, [{ from: "price", to: "demand", value: 1, was: 3 }]);
    // The round under way does not show through.
    expect((await ask("GET", path, experts[0]!)).json()).toEqual(feedback);
    expect((await ask("GET", `${path}?round=1`, facilitator)).json()).toEqual(feedback);
    expect((await ask("GET", path, experts[1]!)).json().code).toBe("forbidden");
    expect((await ask("GET", `${path}?round=2`, experts[0]!)).json().code).toBe("round-open");
    expect((await ask("GET", `${path}?round=3`, experts[0]!)).json().code).toBe("round-unknown");
    for (const query of ["round=0", "round=x", "rounds=1"])
      expect((await ask("GET", `${path}?${query}`, experts[0]!)).json().code, query).toBe("options-invalid");
    const newcomer = await workshop.invite(study, "expert", "Expert 4");
    const theirs = (await ask("GET", `/contributions/${newcomer.participant}/feedback`, newcomer)).json();
    expect(theirs.cells[0]).toMatchObject({ own: null, median: 3 });
  });

  it("stability compares a round with the one before; an expert sees himself alone, a reader what is published", async () => {
    await answer([0, 3, 3]);
    await close();
    await ask("POST", "/rounds");
    await answer([2, 3, 3], [0, 3, 3]);
    expect((await ask("GET", "/rounds/2/stability")).json().code).toBe("round-open");
    expect((await ask("GET", "/rounds/1/stability")).json().code).toBe("round-unknown");
    const { snapshot } = (await close(2)).json();
    const stability = (await ask("GET", "/rounds/2/stability")).json();
    // One of three answers moved, by two points.
    expect(stability).toMatchObject({ round: 2, answers: 3, cellsCompared: 1, stability: 0 });
    expect(stability.unchanged).toBeCloseTo(2 / 3, 12);
    expect(stability.meanAbsoluteChange).toBeCloseTo(2 / 3, 12);
    expect(stability.experts).toHaveLength(3);
    const own = (await ask("GET", "/rounds/2/stability", experts[1]!)).json();
    expect(own.experts).toMatchObject([{ id: experts[1]!.participant, unchanged: 1 }]);
    expect((await ask("GET", "/rounds/2/stability", reader)).json().code).toBe("results-hidden");
    await ask("PATCH", `/snapshots/${snapshot.id}`, facilitator, { published: true });
    expect((await ask("GET", "/rounds/2/stability", reader)).json()).toMatchObject({ round: 2, experts: [] });
    expect((await ask("GET", "/rounds/2/stability?stableBelow=0.5")).json().stability).toBe(1);
    expect((await ask("GET", "/rounds/2/stability?nope=1")).json().code).toBe("options-invalid");
  });

  it("a P counts in stability as in feedback and agreement, as the aggregation has it, unless the query says otherwise", async () => {
    await answer(["P", "P", 0]);
    await close();
    await ask("POST", "/rounds");
    await changeSettings(workshop, study, { results: "open", aggregation: { potential: "value", potentialValue: 3 } });
    await answer([1], ["P"]);
    await close(2);
    const here = ({ from, to }: { from: string; to: string }) => from === "price" && to === "demand";
    const cellOf = async (path: string) => {
      const told = (await ask("GET", path)).json();
      return { ...told.cells.find(here), ...told.options };
    };
    const group = await cellOf("/agreement");
    const feedback = await cellOf(`/contributions/${experts[0]!.participant}/feedback`);
    const moved = await cellOf("/rounds/2/stability");
    expect([group.median, feedback.median, moved.medianAfter]).toEqual([1, 1, 1]);
    expect(moved).toMatchObject({ medianBefore: 3, potential: "value", potentialValue: 3 });
    const asked = await cellOf("/rounds/2/stability?potentialValue=2");
    expect(asked).toMatchObject({ medianBefore: 2, potentialValue: 2 });
    expect(await cellOf("/rounds/2/stability?potential=ignore")).toMatchObject({ medianBefore: 0, potentialValue: 3 });
    for (const as of [experts[0]!, experts[1]!]) {
      const own = (await ask("GET", "/rounds/2/stability", as)).json();
      expect(own.options).toMatchObject({ potentialValue: 3 });
      expect(own.experts[0].meanAbsoluteChange).toBe(as === experts[0] ? 2 : 0);
    }
  });

  it("below minimumAnswers no figure tells an expert or a reader what another answered; the facilitator sees all", async () => {
    await changeSettings(workshop, study, { results: "open", aggregation: { minimumAnswers: 3 } });
    const other = { from: "demand", to: "price" };
    const value = [1, 0, 3];
    await answer([0, 3]);
    for (const [place, expert] of experts.entries())
      await answerCells(workshop, study, expert, [{ ...other, value: value[place]! }]);
    const first = (await close()).json();
    const thin = { from: "price", to: "demand", answers: 0, distribution: [], median: null, dispersion: null };
    const agreement = (await ask("GET", "/agreement", experts[0]!)).json();
    expect(agreement.cells).toContainEqual(expect.objectContaining(thin));
    expect(agreement.cells).toContainEqual(expect.objectContaining({ ...other, answers: 3, median: 1 }));
    // On the other cell alone: 1 beside 0 and 3.
    expect(agreement.severity[0]).toMatchObject({ id: experts[0]!.participant, cells: 1, mean: 1, others: 1.5 });
    expect(agreement.distances.cells.flat().every((cells: number) => cells <= 1)).toBe(true);
    // The report rests on the cells that its reader's agreement rests on, the snapshot's too.
    const alphas = async (as: Invited) => {
      const { alpha } = (await ask("GET", "/agreement", as)).json();
      const made = await Promise.all(
        ["consensus", `snapshot:${first.snapshot.id}`].map(async (of) => ask("GET", `/making?of=${of}`, as)),
      );
      return { alpha: alpha.alpha, reports: made.map((each) => each.json().alpha) };
    };
    const [seen, whole] = [await alphas(experts[0]!), await alphas(facilitator)];
    expect(seen.reports).toEqual([seen.alpha, seen.alpha]);
    expect(whole.reports).toEqual([whole.alpha, whole.alpha]);
    expect(seen.alpha).not.toBe(whole.alpha);
    const listed = async (as: Invited) =>
      (await ask("GET", "/agenda", as)).json().cells.map(({ from }: { from: string }) => from);
    expect([await listed(experts[0]!), (await listed(facilitator)).sort()]).toEqual([["demand"], ["demand", "price"]]);
    await ask("POST", "/rounds");
    await answer([0, 2], [0, 3]);
    const { snapshot } = (await close(2)).json();
    await ask("PATCH", `/snapshots/${snapshot.id}`, facilitator, { published: true });
    for (const as of [experts[0]!, reader]) {
      const stability = (await ask("GET", "/rounds/2/stability", as)).json();
      expect(stability).toMatchObject({ answers: 3, unchanged: 1, meanAbsoluteChange: 0, cellsCompared: 1 });
      const hidden = {
        from: "price",
        to: "demand",
        answers: 0,
        medianBefore: null,
        medianAfter: null,
        netChange: null,
      };
      expect(stability.cells).toContainEqual(expect.objectContaining(hidden));
    }
    // His own moves are his own, in all of his cells.
    expect((await ask("GET", "/rounds/2/stability", experts[1]!)).json().experts).toMatchObject([
      { answers: 2, unchanged: 0.5 },
    ]);
    const all = (await ask("GET", "/rounds/2/stability")).json();
    expect(all).toMatchObject({ answers: 5, cellsCompared: 2 });
    expect((await ask("GET", "/agreement")).json().cells).toContainEqual(
      expect.objectContaining({ from: "price", to: "demand", median: 1 }),
    );
  });

  it("snapshots: experts see those of closed rounds, readers published ones, and neither who answered what", async () => {
    await answer([1, 2, 3]);
    const made = await ask("POST", "/snapshots", facilitator, { title: "Before the session" });
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json();
    expect(made.headers["location"]).toBe(`/api/v1/studies/${study}/snapshots/${id}`);
    const list = async (as: Invited) => (await ask("GET", "/snapshots", as)).json().snapshots.length;
    expect([await list(facilitator), await list(experts[0]!), await list(reader)]).toEqual([1, 0, 0]);
    expect((await ask("GET", `/snapshots/${id}`, experts[0]!)).json().code).toBe("results-hidden");
    await close();
    expect([await list(facilitator), await list(experts[0]!), await list(reader)]).toEqual([2, 1, 0]);
    const before = await kinds();
    const changed = await ask("PATCH", `/snapshots/${id}`, facilitator, { published: true, title: "Session" });
    expect(changed.json()).toMatchObject({ id, title: "Session", published: true });
    await ask("PATCH", `/snapshots/${id}`, facilitator, { published: true });
    expect(await kinds()).toEqual([...before, "snapshot-changed"]);
    expect([await list(experts[0]!), await list(reader)]).toEqual([2, 1]);
    for (const as of [experts[0]!, reader]) {
      const seen = await ask("GET", `/snapshots/${id}`, as);
      expect(Object.keys(seen.json().content).sort()).toEqual(["aggregate", "settings", "study", "version"]);
      for (const { participant } of experts) expect(seen.body).not.toContain(participant);
    }
    for (const as of [experts[0]!, reader]) {
      expect((await ask("POST", "/snapshots", as, { title: "x" })).json().code).toBe("forbidden");
      expect((await ask("PATCH", `/snapshots/${id}`, as, { published: false })).json().code).toBe("forbidden");
    }
    expect((await ask("GET", "/snapshots/nope")).json().code).toBe("snapshot-unknown");
    for (const [body, path] of [
      [{ title: "" }, "/title"],
      [{ title: "a\0" }, "/title"],
      [{ title: "x", colour: 1 }, "/colour"],
      [{}, "/title"],
    ] as const) {
      const refused = await ask("POST", "/snapshots", facilitator, body);
      expect([refused.statusCode, refused.json().issues[0].path]).toEqual([422, path]);
    }
    expect((await ask("PATCH", `/snapshots/${id}`, facilitator, {})).statusCode).toBe(422);
  });

  it("compare tells the cells that differ and the classes that moved, of snapshots that one may see", async () => {
    const places = ["price", "demand", "supply"].flatMap((from) =>
      ["price", "demand", "supply"].filter((to) => to !== from).map((to) => ({ from, to })),
    );
    const [expert] = experts;
    await patch(
      expert!,
      places.map((place) => ({ ...place, value: place.from === "price" ? 3 : 0, was: null })),
    );
    const first = (await ask("POST", "/snapshots", facilitator, { title: "one" })).json();
    await patch(expert!, [
      { from: "price", to: "demand", value: 0, was: 3 },
      { from: "price", to: "supply", value: 0, was: 3 },
      { from: "supply", to: "price", value: 3, was: 0 },
    ]);
    const second = (await ask("POST", "/snapshots", facilitator, { title: "two" })).json();
    const moved = await ask("GET", `/compare?from=${first.id}&to=${second.id}&power=1`);
    expect(moved.statusCode, moved.body).toBe(200);
    expect(moved.json()).toMatchObject({ from: first, to: second, added: [], removed: [] });
    expect(moved.json().cells).toEqual([
      { from: "price", to: "demand", before: 3, after: 0 },
      { from: "price", to: "supply", before: 3, after: 0 },
      { from: "supply", to: "price", before: 0, after: 3 },
    ]);
    // Row and column sums by hand: price 6/0 → 0/3, supply 0/3 → 3/0; lines at the means 2/2 → 1/1.
    expect(moved.json().classes.filter(({ plane }: { plane: string }) => plane === "direct")).toMatchObject([
      { id: "price", before: "motor", after: "dependent" },
      { id: "demand", before: "dependent", after: "autonomous" },
      { id: "supply", before: "dependent", after: "motor" },
    ]);
    expect((await ask("GET", `/compare?from=${first.id}&to=${first.id}`)).json()).toMatchObject({
      cells: [],
      classes: [],
    });
    expect((await ask("GET", `/compare?from=${first.id}&to=${second.id}`, reader)).json().code).toBe("results-hidden");
    expect((await ask("GET", `/compare?from=${first.id}`)).json().issues).toMatchObject([{ path: "to" }]);
    expect((await ask("GET", `/compare?from=${first.id}&to=nope`)).json().code).toBe("snapshot-unknown");
    expect((await ask("GET", `/compare?from=%00&to=${second.id}`)).json().issues).toMatchObject([{ path: "from" }]);
    expect((await ask("GET", `/compare?from=${first.id}&to=${second.id}&power=x`)).json().code).toBe("options-invalid");
  });

  it("variables that come and go between rounds: what both rounds have is compared, what was kept stays", async () => {
    await answer([0, 3, 3]);
    await patch(experts[0]!, [{ from: "demand", to: "supply", value: 1, was: null }]);
    const first = (await close()).json().snapshot;
    await ask("POST", "/rounds");
    const change = (method: "POST" | "DELETE", path: string, body?: unknown) =>
      workshop.ask(method, `/studies/${study}${path}`, {
        token: facilitator.token,
        headers: { "if-match": "*" },
        ...(body !== undefined && { body }),
      });
    expect((await change("DELETE", "/variables/supply?dropScores=true")).statusCode).toBeLessThan(300);
    expect((await change("POST", "/variables", { id: "wages", label: "Wages" })).statusCode).toBe(201);
    await patch(experts[0]!, [{ from: "wages", to: "price", value: 2, was: null }]);
    const gone = await patch(experts[0]!, [{ from: "demand", to: "supply", value: 2, was: 1 }]);
    expect([gone.statusCode, gone.json().issues[0].path]).toEqual([422, "/changes/0/to"]);
    const second = (await close(2)).json().snapshot;
    const stability = (await ask("GET", "/rounds/2/stability")).json();
    expect(stability).toMatchObject({ answers: 3, unchanged: 1, cellsCompared: 1 });
    expect(stability.cells.map(({ from, to }: { from: string; to: string }) => `${from}>${to}`)).toEqual([
      "price>demand",
      "price>wages",
      "demand>price",
      "demand>wages",
      "wages>price",
      "wages>demand",
    ]);
    const path = `/contributions/${experts[0]!.participant}/feedback?round=1`;
    const feedback = (await ask("GET", path, experts[0]!)).json();
    expect(
      feedback.cells.find(({ to, own }: { to: string; own: unknown }) => to === "supply" && own === 1),
    ).toBeDefined();
    const moved = (await ask("GET", `/compare?from=${first.id}&to=${second.id}`)).json();
    expect(moved).toMatchObject({ added: ["wages"], removed: ["supply"], cells: [] });
  });
});
