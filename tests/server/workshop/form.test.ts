import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { WORKBOOK_TYPE } from "../../../server/plugins/body-parsers.js";
import { readScoringForm } from "../../../src/node.js";
import { edit, formOfFour, put, scoreAddress } from "../../node/form-study.js";
import { describedWorkshop } from "../described-workshop.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

const IDS = ["a", "b", "c"];
const STUDY = {
  title: "Three variables",
  variables: IDS.map((id) => ({ id, code: id.toUpperCase(), label: `Variable ${id}` })),
  direct: IDS.map(() => [null, null, null]),
};

describeEachStore("scoring forms over HTTP", (newPlace) => {
  let workshop: WorkshopApp;
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  let keys = 0;

  // One app for all: each starts worker threads.
  beforeAll(async () => {
    store = await openTestStore(newPlace);
    // The first task also starts a worker thread.
    workshop = await describedWorkshop(await buildWorkshop({ store, settings: { taskTimeoutMs: 120_000 } }));
  });
  beforeEach(async () => {
    ({ study, facilitator } = await workshop.create(STUDY));
    expert = await workshop.invite(study, "expert", "Expert 1");
  });
  afterAll(async () => {
    await workshop.close();
    await store.close();
  });

  const address = (of = expert) => `/studies/${study}/contributions/${of.participant}`;
  const getForm = async (as = expert, of = expert) =>
    (await workshop.ask("GET", `${address(of)}/form?lang=en`, { token: as.token })).rawPayload;
  const send = (bytes: Uint8Array, as = expert, of = expert) =>
    workshop.ask("POST", `${address(of)}/form`, {
      token: as.token,
      body: bytes,
      headers: { "content-type": WORKBOOK_TYPE },
    });
  const fill = (bytes: Uint8Array, cells: Record<string, string | number | null>) =>
    edit(bytes, ({ Sheets }) =>
      put(
        Sheets["Scores"]!,
        Object.fromEntries(
          Object.entries(cells).map(([place, value]) => {
            const [from, to] = place.split(">");
            return [scoreAddress(IDS.indexOf(from!), IDS.indexOf(to!)), value];
          }),
        ),
      ),
    );
  const patch = (from: string, to: string, value: unknown, was: unknown = null) =>
    workshop.ask("PATCH", `${address()}/cells`, {
      token: expert.token,
      body: { changes: [{ from, to, value, was }] },
      headers: { "idempotency-key": `k${++keys}` },
    });
  const values = async () => {
    const { cells } = (await workshop.ask("GET", `${address()}/cells`, { token: expert.token })).json();
    return Object.fromEntries(
      cells.map((cell: { from: string; to: string; value: unknown }) => [`${cell.from}>${cell.to}`, cell.value]),
    );
  };
  const lastSeq = async () =>
    (await store.db.selectFrom("studies").select("seq").where("id", "=", study).executeTakeFirstOrThrow()).seq;

  it("a form goes out with the answers so far, and its changes come in cell by cell: applied, or in conflict", async () => {
    await patch("a", "b", 1);
    await patch("b", "a", "?");
    const sent = await workshop.ask("GET", `${address()}/form`, { token: expert.token });
    expect(sent.headers["content-type"]).toBe(WORKBOOK_TYPE);
    expect(sent.headers["content-disposition"]).toBe(`attachment; filename="form-${expert.participant}-round-1.xlsx"`);
    const form = await getForm();
    expect(await readScoringForm(form)).toMatchObject({
      studyId: study,
      participantId: expert.participant,
      round: 1,
      changes: [],
    });
    // Meanwhile, on the page:
    await patch("c", "a", 2);
    const filled = fill(form, { "a>b": 3, "b>a": null, "a>c": "P", "c>a": 1 });
    const taken = await send(filled);
    expect(taken.statusCode, taken.body).toBe(200);
    expect(taken.json()).toEqual({
      applied: [
        { from: "a", to: "b", value: 3 },
        { from: "a", to: "c", value: "P" },
        { from: "b", to: "a", value: null },
      ],
      conflicts: [{ from: "c", to: "a", was: null, yours: 1, theirs: 2 }],
      refused: [],
      seq: await lastSeq(),
    });
    expect(await values()).toEqual({ "a>b": 3, "a>c": "P", "c>a": 2 });
    // The same form again changes nothing.
    const seq = await lastSeq();
    expect((await send(filled)).json()).toMatchObject({ refused: [], seq });
    expect(await lastSeq()).toBe(seq);
    // A facilitator may take a form in that came by mail; the log says who did.
    const late = fill(await getForm(facilitator), { "b>c": 0 });
    expect((await send(late, facilitator)).statusCode).toBe(200);
    const { actor } = await store.db
      .selectFrom("events")
      .select("actor")
      .where("study_id", "=", study)
      .where("seq", "=", await lastSeq())
      .executeTakeFirstOrThrow();
    expect(actor).toBe(facilitator.participant);
  });

  it("cells at fault are told by sheet and address, all at once, and nothing is written", async () => {
    const refused = await send(fill(await getForm(), { "a>b": 7, "a>c": 2, "b>c": "yes" }));
    expect([refused.statusCode, refused.json().code]).toEqual([422, "form-invalid"]);
    expect(refused.json().issues).toMatchObject([
      { path: `Scores!${scoreAddress(0, 1)}`, row: "A", column: "B" },
      { path: `Scores!${scoreAddress(1, 2)}`, row: "B", column: "C" },
    ]);
    expect(await values()).toEqual({});
  });

  it("a form of another study, another expert or another round is refused, and nothing is written", async () => {
    const form = fill(await getForm(), { "a>b": 1 });
    const other = await workshop.invite(study, "expert", "Expert 2");
    const wrongExpert = await send(form, other, other);
    expect([wrongExpert.statusCode, wrongExpert.json().code]).toEqual([422, "form-invalid"]);
    expect(wrongExpert.json().issues).toMatchObject([{ path: "participant" }]);
    expect((await send(form, other)).json().code).toBe("forbidden");
    expect((await workshop.ask("GET", `${address()}/form`, { token: other.token })).json().code).toBe("forbidden");
    const wrongStudy = await send(await formOfFour());
    expect([wrongStudy.statusCode, wrongStudy.json().issues[0].path]).toEqual([422, "study"]);
    await workshop.ask("POST", `/studies/${study}/rounds/1/close`, { token: facilitator.token });
    expect((await send(form)).json().code).toBe("round-closed");
    expect((await workshop.ask("GET", `${address()}/form`, { token: expert.token })).json().code).toBe("round-closed");
    await workshop.ask("POST", `/studies/${study}/rounds`, { token: facilitator.token });
    const older = await send(form);
    expect([older.statusCode, older.json().code]).toEqual([409, "round-closed"]);
    expect(older.json().detail).toContain("round 1");
    expect(await store.db.selectFrom("cells").selectAll().where("study_id", "=", study).execute()).toEqual([]);
  });

  it("what is no form is refused: other workbooks, other bytes, other kinds of body", async () => {
    const noForm = edit(await getForm(), (book) => {
      book.SheetNames = ["Scores"];
      book.Sheets = { Scores: book.Sheets["Scores"]! };
    });
    expect((await send(noForm)).json().code).toBe("form-invalid");
    expect((await send(Buffer.from("PK\u0003\u0004 not a workbook"))).json().code).toBe("study-unreadable");
    const json = await workshop.ask("POST", `${address()}/form`, { token: expert.token, body: { changes: [] } });
    expect(json.json().code).toBe("body-missing");
    const bytes = await workshop.ask("PATCH", `${address()}/cells`, {
      token: expert.token,
      body: await getForm(),
      headers: { "content-type": WORKBOOK_TYPE, "idempotency-key": "x" },
    });
    expect(bytes.statusCode).toBe(415);
    for (const query of ["lang=de", "colour=1"]) {
      const refused = await workshop.ask("GET", `${address()}/form?${query}`, { token: expert.token });
      expect(refused.json().code, query).toBe("options-invalid");
    }
  });

  it("cells that are locked by now, or off the scale of today, are refused one by one; the others are applied", async () => {
    const form = fill(await getForm(), { "a>b": 1, "b>c": 2, "a>c": 3 });
    await workshop.ask("PUT", `/studies/${study}/assignments`, {
      token: facilitator.token,
      body: { assignments: [{ participant: expert.participant, items: [{ kind: "row", variable: "a" }] }] },
    });
    const scale = { values: ["0", "1", "2"].map((value) => ({ value, label: value })) };
    await store.write((tx) =>
      tx
        .updateTable("studies")
        .set((eb) => ({
          settings: JSON.stringify({ unassigned: "locked" }),
          document: JSON.stringify({ id: "study", title: "x", language: "en", scale }),
          revision: eb("revision", "+", 1),
        }))
        .where("id", "=", study)
        .execute(),
    );
    const taken = await send(form);
    expect(taken.json()).toMatchObject({
      applied: [{ from: "a", to: "b", value: 1 }],
      conflicts: [],
      refused: [
        { from: "a", to: "c", value: 3, reason: "off-scale" },
        { from: "b", to: "c", value: 2, reason: "not-assigned" },
      ],
    });
    expect(await values()).toEqual({ "a>b": 1 });
    // In the next form the locked cells are locked.
    const locked = await send(fill(await getForm(), { "b>c": 2 }));
    expect(locked.json().code).toBe("form-invalid");
  });
});
