import { afterEach, beforeEach, expect, it } from "vitest";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

const ADMIN_TOKEN = "sixteen-letters-at-least";
const DAY_MS = 86_400_000;

describeEachStore("participants and links", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let workshop: WorkshopApp;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store, adminToken: ADMIN_TOKEN });
    ({ study, facilitator } = await workshop.create());
    expert = await workshop.invite(study, "expert");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const ask = (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, token: string, body?: unknown) =>
    workshop.ask(method, `/studies/${study}${url}`, { token, ...(body !== undefined && { body }) });
  const add = (body: unknown) => ask("POST", "/participants", facilitator.token, body);
  const makeLink = (token: string, participant: string, body?: unknown) =>
    ask("POST", `/participants/${participant}/links`, token, body);
  const events = async () =>
    (await store.db.selectFrom("events").selectAll().where("study_id", "=", study).orderBy("seq").execute()).map(
      ({ actor, kind, before, after }) => ({ actor, kind, before: JSON.parse(before!), after: JSON.parse(after!) }),
    );

  it("a participant is added, changed and removed, each with its event, and is then unknown", async () => {
    const added = await add({ role: "expert", name: "  Expert 7 " });
    expect([added.statusCode, added.headers["location"]]).toEqual([
      201,
      `/api/v1/studies/${study}/participants/${added.json().id}`,
    ]);
    const { id } = added.json();
    expect(added.json()).toMatchObject({ role: "expert", name: "Expert 7", weight: 1 });
    const before = (await events()).length;
    const same = await ask("PATCH", `/participants/${id}`, facilitator.token, { name: "Expert 7" });
    expect(same.json()).toEqual(added.json());
    expect(await events()).toHaveLength(before);
    const changed = await ask("PATCH", `/participants/${id}`, facilitator.token, { role: "reader", weight: 2.5 });
    expect(changed.json()).toEqual({ ...added.json(), role: "reader", weight: 2.5 });
    expect((await ask("DELETE", `/participants/${id}`, facilitator.token)).statusCode).toBe(204);
    for (const [method, url] of [
      ["PATCH", ""],
      ["DELETE", ""],
      ["GET", "/links"],
      ["POST", "/links"],
    ] as const) {
      const answer = await ask(
        method,
        `/participants/${id}${url}`,
        facilitator.token,
        method === "PATCH" ? {} : undefined,
      );
      expect([answer.statusCode, answer.json().code], `${method} ${url}`).toEqual([404, "participant-unknown"]);
    }
    const list = (await ask("GET", "/participants", facilitator.token)).json().participants;
    expect(list.map((each: { id: string }) => each.id)).toEqual([facilitator.participant, expert.participant]);
    expect((await events()).slice(-3)).toEqual([
      {
        actor: facilitator.participant,
        kind: "participant-added",
        before: null,
        after: { id, role: "expert", name: "Expert 7", weight: 1 },
      },
      {
        actor: facilitator.participant,
        kind: "participant-changed",
        before: { id, role: "expert", name: "Expert 7", weight: 1 },
        after: { id, role: "reader", name: "Expert 7", weight: 2.5 },
      },
      {
        actor: facilitator.participant,
        kind: "participant-removed",
        before: { id, role: "reader", name: "Expert 7", weight: 2.5 },
        after: null,
      },
    ]);
  });

  it("a name has 1 to 200 letters and no control characters; every fault of a body is told", async () => {
    for (const name of [
      "",
      "   ",
      "x".repeat(201),
      "a\nb",
      "a\u0000b",
      "a\u001b[2J",
      "\u202Eevil",
      "\ud800",
      7,
      null,
    ]) {
      const answer = await add({ role: "expert", name });
      expect([answer.statusCode, answer.json().code], JSON.stringify(name)).toEqual([422, "body-invalid"]);
      expect(answer.json().issues[0].path).toBe("/name");
    }
    for (const name of ["É", "Жан", "专家 1", "👩‍🔬", "x".repeat(200), "O'Neil; DROP TABLE participants", "<b>"])
      expect((await add({ role: "reader", name })).json().name).toBe(name);
    const faults = await add({ role: "admin", weight: -1, more: true });
    expect(
      faults
        .json()
        .issues.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(["/more", "/name", "/role", "/weight"]);
  });

  it("a study keeps at least one facilitator", async () => {
    const alone = facilitator.participant;
    for (const answer of [
      await ask("DELETE", `/participants/${alone}`, facilitator.token),
      await ask("PATCH", `/participants/${alone}`, facilitator.token, { role: "expert" }),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([409, "last-facilitator"]);
    await ask("PATCH", `/participants/${expert.participant}`, facilitator.token, { role: "facilitator" });
    expect((await ask("DELETE", `/participants/${alone}`, expert.token)).statusCode).toBe(204);
    expect((await ask("GET", "/participants", facilitator.token)).statusCode).toBe(401);
  });

  it("of two facilitators who remove each other at once, one stays", async () => {
    const other = await workshop.invite(study, "facilitator");
    const answers = await Promise.all([
      ask("DELETE", `/participants/${other.participant}`, facilitator.token),
      ask("DELETE", `/participants/${facilitator.participant}`, other.token),
    ]);
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1);
  });

  it("a role counts from the next request on", async () => {
    expect((await ask("GET", "/participants", expert.token)).statusCode).toBe(403);
    await ask("PATCH", `/participants/${expert.participant}`, facilitator.token, { role: "facilitator" });
    expect((await ask("GET", "/participants", expert.token)).statusCode).toBe(200);
  });

  it("a link lasts 90 days or as many as are asked, from 1 to 366, and its secret is told once", async () => {
    const lasts = async (body?: unknown) => {
      const made = (await makeLink(facilitator.token, expert.participant, body)).json();
      return Math.round((Date.parse(made.expiresAt) - Date.now()) / DAY_MS);
    };
    expect([
      await lasts(),
      await lasts({}),
      await lasts({ expiresInDays: 1 }),
      await lasts({ expiresInDays: 366 }),
    ]).toEqual([90, 90, 1, 366]);
    for (const expiresInDays of [0, 367, 1.5, "7", null, -1]) {
      const refused = await makeLink(facilitator.token, expert.participant, { expiresInDays });
      expect([refused.statusCode, refused.json().code], String(expiresInDays)).toEqual([422, "body-invalid"]);
    }
    const made = (await makeLink(facilitator.token, expert.participant)).json();
    expect(made.token).toMatch(/^[\w-]{43}$/);
    expect(made.url).toBe(`http://localhost/join#${made.token}`);
    const list = await ask("GET", `/participants/${expert.participant}/links`, facilitator.token);
    expect(list.json().links).toHaveLength(6);
    expect(list.json().links.at(-1)).toEqual({
      id: made.id,
      participant: expert.participant,
      createdAt: expect.any(String),
      expiresAt: made.expiresAt,
      exchangedAt: null,
      revokedAt: null,
    });
    for (const text of [list.body, JSON.stringify(await events())]) expect(text).not.toContain(made.token);
    expect((await events()).at(-1)).toEqual({
      actor: facilitator.participant,
      kind: "link-made",
      before: null,
      after: { id: made.id, participant: expert.participant, expiresAt: made.expiresAt },
    });
  });

  it("behind a proxy a link begins with the public address", async () => {
    const settings = { publicUrl: "https://motrice.example/" };
    const proxied = await buildWorkshop({ store, adminToken: ADMIN_TOKEN, settings });
    const url = `/studies/${study}/participants/${expert.participant}/links`;
    const made = await proxied.ask("POST", url, { token: facilitator.token });
    expect(made.json().url).toBe(`https://motrice.example/join#${made.json().token}`);
    await proxied.close();
  });

  it("anyone makes a link for himself and for nobody else; it ends with the link he came by", async () => {
    const brief = (await makeLink(facilitator.token, expert.participant, { expiresInDays: 2 })).json();
    const own = (await makeLink(brief.token, expert.participant, { expiresInDays: 300 })).json();
    expect(own.expiresAt).toBe(brief.expiresAt);
    const ownOfOwn = (await makeLink(own.token, expert.participant)).json();
    const reader = await workshop.invite(study, "reader");
    for (const [method, url] of [
      ["POST", `/participants/${facilitator.participant}/links`],
      ["GET", `/participants/${reader.participant}/links`],
      ["POST", `/participants/${reader.participant}/links`],
    ] as const)
      expect((await ask(method, url, expert.token)).statusCode, url).toBe(403);

    expect((await ask("DELETE", `/links/${brief.id}`, facilitator.token)).statusCode).toBe(204);
    const status = async (token: string) =>
      (await ask("GET", `/participants/${expert.participant}/links`, token)).statusCode;
    expect([await status(brief.token), await status(own.token), await status(ownOfOwn.token)]).toEqual([401, 401, 401]);
    expect(await status(expert.token)).toBe(200);
    const revoked = (await events()).filter(({ kind }) => kind === "link-revoked").map(({ before }) => before.id);
    expect(revoked).toEqual([brief.id, own.id, ownOfOwn.id]);
    expect((await ask("DELETE", `/links/${brief.id}`, facilitator.token)).statusCode).toBe(204);
    expect((await events()).filter(({ kind }) => kind === "link-revoked")).toHaveLength(3);
  });

  it("a facilitator's own link stands for itself: he renews it before it ends", async () => {
    const own = (await makeLink(facilitator.token, facilitator.participant, { expiresInDays: 366 })).json();
    expect(Date.parse(own.expiresAt) - Date.now()).toBeGreaterThan(365 * DAY_MS);
    const [first] = (await ask("GET", `/participants/${facilitator.participant}/links`, own.token)).json().links;
    await ask("DELETE", `/links/${first.id}`, own.token);
    expect((await ask("GET", "/participants", facilitator.token)).statusCode).toBe(401);
    expect((await ask("GET", "/participants", own.token)).statusCode).toBe(200);
  });

  it("an administrator adds participants and makes and revokes links, but changes and removes nobody", async () => {
    const added = await ask("POST", "/participants", ADMIN_TOKEN, { role: "facilitator", name: "Facilitator 2" });
    const { id } = added.json();
    const made = (await makeLink(ADMIN_TOKEN, id)).json();
    expect((await ask("GET", "/participants", made.token)).statusCode).toBe(200);
    expect((await ask("DELETE", `/links/${made.id}`, ADMIN_TOKEN)).statusCode).toBe(204);
    expect((await ask("GET", "/participants", made.token)).statusCode).toBe(401);
    expect((await ask("PATCH", `/participants/${id}`, ADMIN_TOKEN, { weight: 2 })).statusCode).toBe(403);
    expect((await ask("DELETE", `/participants/${id}`, ADMIN_TOKEN)).statusCode).toBe(403);
    expect((await events()).slice(-3).map(({ actor, kind }) => [actor, kind])).toEqual([
      ["admin", "participant-added"],
      ["admin", "link-made"],
      ["admin", "link-revoked"],
    ]);
  });

  it("an id of another study, or of nothing, leads nowhere in any place of an address", async () => {
    const other = await workshop.create();
    const theirs = await workshop.invite(other.study, "expert");
    const [link] = (
      await workshop.ask("GET", `/studies/${other.study}/participants/${theirs.participant}/links`, {
        token: other.facilitator.token,
      })
    ).json().links;
    const before = await store.db.selectFrom("access_tokens").selectAll().execute();
    for (const id of [theirs.participant, link.id, "%00", "a%00b", "..%2f..", "%F0%9F%98%80", "'--", "x".repeat(200)]) {
      for (const [method, url] of [
        ["PATCH", `/participants/${id}`],
        ["DELETE", `/participants/${id}`],
        ["GET", `/participants/${id}/links`],
        ["POST", `/participants/${id}/links`],
        ["DELETE", `/links/${id}`],
      ] as const) {
        const answer = await ask(method, url, facilitator.token, method === "PATCH" ? { weight: 2 } : undefined);
        expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBe(404);
      }
    }
    const foreign = await workshop.ask("GET", `/studies/${other.study}/participants`, { token: facilitator.token });
    expect([foreign.statusCode, foreign.json().code]).toEqual([404, "study-unknown"]);
    expect(await store.db.selectFrom("access_tokens").selectAll().execute()).toEqual(before);
  });
});
