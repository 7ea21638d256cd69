import { afterEach, beforeEach, expect, it } from "vitest";
import { AgendaSchema, AgreementSchema } from "../../../server/schemas/agreement.js";
import { ConsensusSchema, DecisionsSchema, MAX_DECISIONS } from "../../../server/schemas/consensus.js";
import { EventPageSchema } from "../../../server/schemas/event.js";
import { createStudy } from "../../../server/workshop/create-study.js";
import {
  analyze,
  fileName,
  parseMatrixCsv,
  parseStudyJson,
  plot,
  type ReportMaking,
  schemaIssues,
  toCsv,
  toHtml,
  toJson,
  toMarkdown,
  writeGexf,
  writeMatrixCsv,
  writeStudyJson,
} from "../../../src/index.js";
import { parseMatrixXlsx, readExample, svgToPng, writeStudyXlsx } from "../../../src/node.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { answerCells, changeSettings, closeRound } from "./scored-study.js";

describeEachStore("results of a stored study", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let experts: Invited[];

  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store, settings: { taskTimeoutMs: 120_000 } });
    ({ study, facilitator } = await workshop.create());
    experts = [];
    for (const number of [1, 2, 3]) experts.push(await workshop.invite(study, "expert", `Expert ${number}`));
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const get = (path: string, as: Invited = facilitator, headers: Record<string, string> = {}) =>
    workshop.ask("GET", `/studies/${study}${path}`, { token: as.token, headers });
  const decide = (from: string, to: string, body: unknown, as: Invited = facilitator) =>
    workshop.ask("PUT", `/studies/${study}/consensus/${from}/${to}`, { token: as.token, body });
  const scoreAll = async () => {
    await answerCells(workshop, study, experts[0]!, [
      { from: "price", to: "demand", value: 3, confidence: 2, note: "first reason" },
      { from: "demand", to: "price", value: 1 },
      { from: "supply", to: "price", value: "?", note: "no idea" },
    ]);
    await answerCells(workshop, study, experts[1]!, [
      { from: "price", to: "demand", value: 2 },
      { from: "demand", to: "price", value: 1 },
      { from: "supply", to: "price", value: "P" },
    ]);
    await answerCells(workshop, study, experts[2]!, [{ from: "demand", to: "price", value: 3 }]);
  };

  it("the consensus is the decision where there is one, else the aggregate, and says which", async () => {
    await scoreAll();
    const set = await decide("supply", "demand", { value: 2.5, reason: "agreed in session", source: "report, p. 3" });
    expect(set.statusCode, set.body).toBe(200);
    expect(set.json()).toMatchObject({ value: 2.5, aggregate: null, decidedBy: facilitator.participant });
    expect((await decide("demand", "price", { value: null, reason: "not this way" })).json()).toMatchObject({
      value: null,
      aggregate: 1,
    });
    const { direct, origins, answers, scored, cells, decisions, lacking } = (await get("/consensus")).json();
    expect(direct).toEqual([
      [null, 2.5, null],
      [null, null, null],
      ["P", 2.5, null],
    ]);
    expect(origins).toEqual([
      [null, "aggregate", null],
      ["decision", null, null],
      ["aggregate", "decision", null],
    ]);
    expect(answers).toEqual([
      [0, 2, 0],
      [3, 0, 0],
      [1, 0, 0],
    ]);
    expect({ scored, cells }).toEqual({ scored: 3, cells: 6 });
    expect(decisions.map(({ from, aggregate }: { from: string; aggregate: unknown }) => [from, aggregate])).toEqual([
      ["demand", 1],
      ["supply", null],
    ]);
    expect(lacking.map(({ from, to }: { from: string; to: string }) => `${from}>${to}`)).toEqual([
      "price>supply",
      "demand>supply",
    ]);
  });

  it("a decision is an event with what was there before; the same one again is none", async () => {
    const body = { value: 3, reason: "first" };
    await decide("price", "demand", body);
    await decide("price", "demand", body);
    await decide("price", "demand", { value: "P", reason: "second" });
    const gone = await workshop.ask("DELETE", `/studies/${study}/consensus/price/demand`, { token: facilitator.token });
    expect(gone.statusCode).toBe(204);
    const events = await store.db.selectFrom("events").selectAll().where("kind", "like", "decision-%").execute();
    const told = events.map(({ kind, before, after }) => {
      const value = (text: string | null) => (text === null ? undefined : JSON.parse(text)?.value);
      return [kind, value(before), value(after)];
    });
    expect(told).toEqual([
      ["decision-set", undefined, 3],
      ["decision-set", 3, "P"],
      ["decision-removed", "P", undefined],
    ]);
    const again = await workshop.ask("DELETE", `/studies/${study}/consensus/price/demand`, {
      token: facilitator.token,
    });
    expect(again.json()).toMatchObject({ status: 404, code: "decision-unknown" });
  });

  it("what a decision leaves out stays as it was decided, and null clears it", async () => {
    const reason = { fr: "la raison", en: "the reason" };
    const whole = { value: 3, reason, confidence: 2, sign: "-", source: "report, p. 3" };
    expect((await decide("price", "demand", whole)).json()).toMatchObject(whole);
    expect((await decide("price", "demand", { value: 1, reason: "again" })).json()).toMatchObject({
      ...whole,
      value: 1,
      reason: "again",
    });
    const setAll = (decision: object) =>
      workshop.ask("PUT", `/studies/${study}/consensus`, {
        token: facilitator.token,
        body: { decisions: [{ from: "price", to: "demand", ...decision }] },
      });
    expect((await setAll({ value: 2, reason })).json().decisions).toMatchObject([{ ...whole, value: 2 }]);
    expect((await setAll({ value: 0 })).json().decisions).toMatchObject([{ ...whole, value: 0 }]);
    const none = { value: 0, reason: "", confidence: null, sign: null, source: null };
    expect((await setAll(none)).json().decisions).toMatchObject([none]);
  });

  it("a decision names real variables, a cell off the diagonal, a value of the scale, and a reason", async () => {
    const issuesOf = async (from: string, to: string, body: unknown) => {
      const answer = await decide(from, to, body);
      expect(answer.statusCode, answer.body).toBe(422);
      return answer.json().issues.map(({ path }: { path: string }) => path);
    };
    expect(await issuesOf("nobody", "nothing", { value: 4, reason: "x" })).toEqual(["from", "to", "/value"]);
    expect(await issuesOf("price", "price", { value: 1, reason: "x" })).toEqual(["to"]);
    for (const reason of ["", " \n", "a".repeat(2001), null, undefined, {}]) {
      expect(await issuesOf("price", "demand", { value: 1, reason })).toEqual(["/reason"]);
    }
    expect(await issuesOf("price", "demand", { value: 1, reason: { en: " " } })).toEqual(["/reason/en"]);
    expect(await issuesOf("price", "demand", { value: "?", reason: "x" })).toEqual(["/value"]);
    expect(await issuesOf("price", "demand", { value: 1, reason: "nul \u0000" })).toEqual(["/reason"]);
    expect((await get("/consensus")).json().scored).toBe(0);
  });

  it("a decision that is taken comes back with the bundle: the smallest and the largest score are the same in both", async () => {
    const issuesOf = async (value: unknown) =>
      (await decide("price", "demand", { value, reason: "x" })).json().issues?.[0].path;
    expect([await issuesOf(1e-7), await issuesOf(0.00000099), await issuesOf(3.01)]).toEqual([
      "/value",
      "/value",
      "/value",
    ]);
    for (const value of [0.000001, 0, 3]) {
      expect(await issuesOf(value)).toBeUndefined();
      const bundle = (await get("/export")).json();
      expect((await workshop.ask("POST", "/studies", { body: { bundle } })).statusCode).toBe(201);
    }
  });

  it("several decisions are one change: all with their events, or none; the same ones again are none", async () => {
    await scoreAll();
    await decide("price", "demand", { value: 3, reason: "agreed" });
    const setAll = (decisions: unknown, as: Invited = facilitator) =>
      workshop.ask("PUT", `/studies/${study}/consensus`, { token: as.token, body: { decisions } });
    const decisions = [
      { from: "price", to: "demand", value: 3, reason: "agreed" },
      { from: "demand", to: "price", value: "P", confidence: 1, sign: "-", source: "report" },
      { from: "supply", to: "demand", value: null, reason: "not this way" },
    ];
    const events = async () => (await get("/events?after=0&limit=1000")).json().events;
    const before = await events();
    const set = await setAll(decisions);
    expect(set.statusCode, set.body).toBe(200);
    const single = (await get("/consensus")).json();
    expect(schemaIssues(DecisionsSchema, set.json())).toEqual([]);
    expect(set.json().decisions).toMatchObject([
      { ...decisions[0], aggregate: 2.5 },
      { ...decisions[1], reason: "", aggregate: 1, decidedBy: facilitator.participant },
      { ...decisions[2], aggregate: null },
    ]);
    expect([...set.json().decisions].sort((a, b) => (a.from < b.from ? -1 : 1))).toEqual(
      [...single.decisions].sort((a, b) => (a.from < b.from ? -1 : 1)),
    );
    const after = await events();
    expect(
      after
        .slice(before.length)
        .map(({ kind, after }: { kind: string; after: { from: string } }) => [kind, after.from]),
    ).toEqual([
      ["decision-set", "demand"],
      ["decision-set", "supply"],
    ]);
    expect((await setAll(decisions)).statusCode).toBe(200);
    const faulty = await setAll([
      { from: "price", to: "supply", value: 1 },
      { from: "nobody", to: "price", value: 9 },
      { from: "price", to: "price", value: 1 },
      { from: "price", to: "supply", value: 2 },
    ]);
    expect([faulty.statusCode, faulty.json().issues.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ["/decisions/1/from", "/decisions/1/value", "/decisions/2/to", "/decisions/3/to"],
    ]);
    for (const body of [
      [],
      decisions[0],
      [{ ...decisions[0], colour: 1 }],
      Array.from({ length: 4001 }, () => decisions[0]),
    ]) {
      expect((await setAll(body)).statusCode).toBe(422);
    }
    expect((await setAll(decisions, experts[0]!)).json().code).toBe("forbidden");
    expect(await events()).toEqual(after);
  });

  it("as many decisions as one request takes are set in one go", async () => {
    const variables = Array.from({ length: 64 }, (_, index) => ({ id: `v${index}`, label: `Variable ${index}` }));
    const { study: large, facilitator: token } = await workshop.create({
      variables,
      direct: variables.map(() => variables.map(() => null)),
    });
    const cells = variables.flatMap(({ id: from }) =>
      variables.flatMap(({ id: to }) => (from === to ? [] : [{ from, to, value: 2 }])),
    );
    const decisions = cells.slice(0, MAX_DECISIONS);
    const set = await workshop.ask("PUT", `/studies/${large}/consensus`, { token: token.token, body: { decisions } });
    expect([set.statusCode, set.json().decisions?.length]).toEqual([200, MAX_DECISIONS]);
  });

  it("each matrix asked for is the study with that matrix; what an expert does not know is blank", async () => {
    await scoreAll();
    await decide("price", "supply", { value: 3, reason: "agreed", confidence: 3, sign: "-" });
    const snapshot = await closeRound(workshop, study, facilitator);
    const direct = async (of: string) => parseStudyJson((await get(`/study?of=${of}`)).body);
    expect((await direct("consensus")).direct).toEqual([
      [null, 2.5, 3],
      [1, null, null],
      ["P", null, null],
    ]);
    expect((await direct("aggregate")).direct[0]).toEqual([null, 2.5, null]);
    const own = await direct(`contribution:${experts[0]!.participant}`);
    expect(own.direct).toEqual([
      [null, 3, null],
      [1, null, null],
      [null, null, null],
    ]);
    expect(own.judgements).toEqual([
      { from: "price", to: "demand", value: 3, confidence: 2, rationale: "first reason" },
      { from: "supply", to: "price", value: null, rationale: "no idea" },
    ]);
    expect((await direct("consensus")).judgements).toEqual([
      { from: "price", to: "supply", value: 3, sign: "-", confidence: 3, rationale: "agreed" },
    ]);
    expect(await direct(`snapshot:${snapshot}`)).toEqual(await direct("consensus"));
    await decide("price", "supply", { value: 0, reason: "changed since" });
    expect((await direct(`snapshot:${snapshot}`)).direct[0]![2]).toBe(3);
    expect((await get("/study?of=contribution:nobody")).json().code).toBe("participant-unknown");
    expect((await get("/study?of=snapshot:none")).json().code).toBe("snapshot-unknown");
    for (const of of ["median", "contribution:", "contribution:a/b", "snapshot"]) {
      expect((await get(`/study?of=${encodeURIComponent(of)}`)).json()).toMatchObject({
        code: "options-invalid",
        issues: [{ path: "of" }],
      });
    }
  });

  it("every result has the bytes of the library for the same study", async () => {
    await scoreAll();
    await decide("price", "supply", { value: 1.25, reason: "agreed" });
    const whole = parseStudyJson((await get("/study")).body);
    const analysis = analyze(whole, { power: 3 });
    expect(analysis.characteristics.scored).toBe(4);
    const bytes = async (path: string, accept = "*/*") => (await get(path, facilitator, { accept })).rawPayload;
    expect((await bytes("/analysis?power=3")).toString()).toBe(toJson(analysis));
    expect((await bytes("/analysis?power=3", "text/csv")).toString()).toBe(toCsv(analysis));
    expect((await bytes("/analysis?power=3&format=md")).toString()).toBe(toMarkdown(whole, analysis));
    const making = (await get("/making")).json() as ReportMaking;
    expect((await bytes("/report?power=3")).toString()).toBe(toHtml(whole, analysis, { making }));
    const svg = plot("map-direct", { study: whole, analysis }, { width: 600 });
    expect((await bytes("/plots/map-direct.svg?power=3&width=600")).toString()).toBe(svg);
    expect(await bytes("/plots/map-direct.png?power=3&width=600&scale=1")).toEqual(
      Buffer.from(svgToPng(svg, { scale: 1 })),
    );
    expect((await bytes("/export/matrix.csv")).toString()).toBe(writeMatrixCsv(whole));
    expect(parseMatrixCsv((await bytes("/export/matrix.csv")).toString()).direct).toEqual(whole.direct);
    const workbook = await bytes("/export/study.xlsx");
    expect(workbook).toEqual(Buffer.from(await writeStudyXlsx(whole)));
    expect((await parseMatrixXlsx(workbook, {})).direct).toEqual(whole.direct);
    const graph = {
      classes: analysis.direct.classes,
      lang: analysis.options.lang,
      measures: analysis.graph.centrality,
      analysisOptions: analysis.options,
    };
    expect((await bytes("/export/graph.gexf?power=3")).toString()).toBe(writeGexf(whole, graph));
  });

  it("how the matrix was made is counted, and told without a name; the agreement to those who may see it", async () => {
    await scoreAll();
    await decide("demand", "price", { value: 2, reason: "agreed in session" });
    const told = await get("/making");
    const group = (await get("/consensus")).json();
    const { alpha } = (await get("/agreement")).json();
    expect(told.json()).toMatchObject({
      experts: experts.length,
      aggregation: group.aggregation,
      decisions: 1,
      departing: [
        {
          from: "demand",
          to: "price",
          value: 2,
          aggregate: group.decisions[0].aggregate,
          reason: "agreed in session",
        },
      ],
      alpha: alpha.alpha,
      stoodOn: null,
      round: { number: 1, open: true },
    });
    for (const { participant } of experts) expect(told.body).not.toContain(participant);
    expect((await get(`/making?of=contribution:${experts[0]!.participant}`)).body).toBe("null");
    expect((await get("/making?of=aggregate")).json()).toMatchObject({ decisions: 0, departing: [] });
  });

  it("the matrix is a table for French spreadsheets where asked, and files bear the title of the study", async () => {
    await scoreAll();
    await decide("price", "supply", { value: 1.25, reason: "agreed" });
    const sent = await get("/export/matrix.csv?names=label&separator=semicolon&byteOrderMark=true");
    const whole = parseStudyJson((await get("/study")).body);
    expect(sent.body).toBe(writeMatrixCsv(whole, { names: "label", separator: ";", byteOrderMark: true }));
    expect(sent.body).toContain("1,25");
    const back = parseMatrixCsv(sent.rawPayload.toString());
    expect(back.variables.map(({ label }) => label)).toEqual(whole.variables.map(({ label }) => label));
    expect(back.direct).toEqual(whole.direct);
    for (const [path, content] of [
      ["matrix.csv", "matrix"],
      ["study.xlsx", "study"],
      ["graph.gexf", "graph"],
    ] as const) {
      const name = fileName(whole, content, path.split(".")[1]!);
      const { headers } = await get(`/export/${path}`);
      expect(headers["content-disposition"]).toBe(`attachment; filename="${name}"`);
    }
    expect((await get("/export/matrix.csv?names=short&separator=;&colour=red")).json().issues).toHaveLength(3);
  });

  it("a study that came with scores is, as a consensus, the study it came as", async () => {
    const { study: shipped } = await readExample("hauts-de-france-industrie-2040");
    const source = { study: shipped, keepScores: true };
    const created = await createStudy(store, { origin: "example", source, settings: {}, facilitator: "Facilitator 1" });
    study = created.studyId;
    facilitator = { participant: created.participant, token: created.link.token };
    const blankDiagonal = shipped.direct.map((row, from) => row.map((cell, to) => (from === to ? null : cell)));
    expect((await get("/study")).body).toBe(writeStudyJson({ ...shipped, direct: blankDiagonal }));
    expect((await get("/analysis")).body).toBe(toJson(analyze(shipped)));
  });

  it("a result keeps its tag until its matrix changes, whatever else happens in the study", async () => {
    await scoreAll();
    const paths = ["/analysis", "/study", "/consensus", "/agreement", "/agenda", "/export/matrix.csv", "/report"];
    const tags = async () =>
      Promise.all(
        paths.map(async (path) => {
          const { headers, statusCode, body } = await get(path);
          expect(statusCode, `${path}: ${body}`).toBe(200);
          expect(headers["cache-control"]).toBe("private, no-cache");
          return headers["etag"] as string;
        }),
      );
    const first = await tags();
    await workshop.invite(study, "reader");
    expect(await tags()).toEqual(first);
    for (const [place, path] of paths.entries()) {
      const again = await get(path, facilitator, { "if-none-match": first[place]! });
      expect({ path, status: again.statusCode, body: again.body }).toEqual({ path, status: 304, body: "" });
    }
    await answerCells(workshop, study, experts[2]!, [{ from: "price", to: "demand", value: 0 }]);
    const second = await tags();
    for (const [place, path] of paths.entries()) expect(second[place], path).not.toBe(first[place]);
  });

  it("options that are unknown are refused, and so is a picture that is none", async () => {
    for (const path of ["/analysis?colour=red", "/consensus?power=2", "/study?power=2", "/export/matrix.csv?power=2"]) {
      expect((await get(path)).json(), path).toMatchObject({ status: 400, code: "options-invalid" });
    }
    for (const path of ["/agenda?aggregation=mean", "/agreement?completeness=2", "/agenda?decisions=x"]) {
      expect((await get(path)).json(), path).toMatchObject({ status: 400, code: "options-invalid" });
    }
    expect((await get("/plots/nothing.svg")).json().code).toBe("plot-unknown");
  });

  it("of a study without variables nothing is computed, and its consensus is empty", async () => {
    await store.change(study, "admin", async (tx) => {
      await tx.deleteFrom("variables").where("study_id", "=", study).execute();
      return { events: [{ kind: "variables-changed" }], result: undefined };
    });
    const pictures = ["/plots/map-direct.svg", "/export/graph.gexf", "/export/study.xlsx"];
    for (const path of ["/analysis", "/report", "/agreement", "/agenda", ...pictures]) {
      expect((await get(path)).json(), path).toMatchObject({ status: 422, code: "analysis-undefined" });
    }
    for (const job of ["/sensitivity", "/robustness"]) {
      const asked = await workshop.ask("POST", `/studies/${study}${job}`, { token: facilitator.token, body: {} });
      expect(asked.json(), job).toMatchObject({ status: 422, code: "analysis-undefined" });
    }
    expect((await get("/consensus")).json()).toMatchObject({ variables: [], direct: [], cells: 0 });
  });

  it("agreement and agenda are those of the library; an expert is told of the others without their names", async () => {
    await scoreAll();
    await closeRound(workshop, study, facilitator);
    const told = (await get("/agreement")).json();
    expect(told.experts).toEqual(experts.map(({ participant }) => participant));
    expect(told.cells[0]).toMatchObject({ from: "price", to: "demand", median: 2.5, dispersion: 1 });
    const own = (await get("/agreement", experts[1]!)).json();
    expect(own.experts).toEqual([experts[1]!.participant, "expert-2", "expert-3"]);
    expect(own.cells).toEqual(told.cells);
    expect(own.alpha).toEqual(told.alpha);
    const ids = [experts[0]!, experts[2]!].map(({ participant }) => participant);
    for (const id of ids) expect(JSON.stringify(own)).not.toContain(id);
    const { cells, disputed } = (await get("/agenda", experts[1]!)).json();
    expect(disputed).toBe(2);
    expect(cells.map(({ from }: { from: string }) => from).sort()).toEqual(["demand", "price"]);
    await decide("price", "demand", { value: 3, reason: "agreed" });
    const agenda = (await get("/agenda")).json();
    expect(agenda.disputed).toBe(1);
    expect(schemaIssues(AgreementSchema, told)).toEqual([]);
    expect(schemaIssues(AgendaSchema, agenda)).toEqual([]);
    expect(schemaIssues(ConsensusSchema, (await get("/consensus")).json())).toEqual([]);
    expect(schemaIssues(EventPageSchema, (await get("/events")).json())).toEqual([]);
  });

  it("the aggregate follows the settings of the study", async () => {
    await scoreAll();
    await changeSettings(workshop, study, { aggregation: { method: "mean", minimumAnswers: 2 } });
    const { direct, aggregation } = (await get("/consensus")).json();
    expect(aggregation).toMatchObject({ method: "mean", minimumAnswers: 2, potential: "majority" });
    expect(direct[1][0]).toBe(1.67);
    expect(direct[2][0]).toBeNull();
  });

  it("results are for those who may see them, now and not before or after", async () => {
    await scoreAll();
    const reader = await workshop.invite(study, "reader");
    const live = ["/consensus", "/agreement", "/agenda", "/analysis", "/analysis?of=aggregate", "/report", "/study"];
    const others = [`/analysis?of=contribution:${experts[1]!.participant}`, "/analysis?of=contribution:nobody"];
    const statuses = async (paths: readonly string[], as: Invited) =>
      Promise.all(paths.map(async (path) => (await get(path, as)).statusCode));
    const every = (status: number, paths: readonly string[]) => paths.map(() => status);
    // Asked by the facilitator first: what is remembered is not shown to others.
    await statuses(live, facilitator);
    expect(await statuses([...live, ...others], experts[0]!)).toEqual(every(403, [...live, ...others]));
    expect((await get("/consensus", experts[0]!)).json()).toMatchObject({ code: "results-hidden" });
    expect((await get(`/analysis?of=contribution:${experts[0]!.participant}`, experts[0]!)).statusCode).toBe(200);
    expect(await statuses(live, reader)).toEqual(every(403, live));
    const snapshot = await closeRound(workshop, study, facilitator);
    expect(await statuses(live, experts[0]!)).toEqual(every(200, live));
    expect(await statuses(others, experts[0]!)).toEqual(every(403, others));
    expect(await statuses([...live, `/analysis?of=snapshot:${snapshot}`], reader)).toEqual(every(403, [...live, ""]));
    expect((await workshop.ask("POST", `/studies/${study}/rounds`, { token: facilitator.token })).statusCode).toBe(201);
    expect(await statuses(live, experts[0]!)).toEqual(every(403, live));
    expect((await get(`/analysis?of=snapshot:${snapshot}`, experts[0]!)).statusCode).toBe(200);
    await changeSettings(workshop, study, { results: "open" });
    expect(await statuses(live, experts[0]!)).toEqual(every(200, live));
    expect(await statuses(["/consensus", "/analysis", "/study", "/agreement", "/agenda"], reader)).toEqual([
      200, 200, 200, 403, 403,
    ]);
    for (const as of [experts[0]!, reader]) {
      expect((await decide("price", "demand", { value: 1, reason: "x" }, as)).json().code).toBe("forbidden");
    }
  });
});
