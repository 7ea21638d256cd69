import { afterEach, beforeEach, expect, it } from "vitest";
import { hashToken, newToken } from "../../../server/access/tokens.js";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

describeEachStore("sessions", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let workshop: WorkshopApp;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store, adminToken: "the-administrator-s-own" });
    ({ study, facilitator } = await workshop.create());
    expert = await workshop.invite(study, "expert");
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  const exchange = (token: string, cookie?: string, headers: Record<string, string> = {}) =>
    workshop.ask("POST", "/session", { body: { token }, headers: { ...(cookie && { cookie }), ...headers } });

  /** The session's cookie of an answer, as a browser sends it back. */
  function cookieOf(answer: { cookies: { name: string; value: string }[] }): string {
    const [cookie] = answer.cookies;
    return `${cookie!.name}=${cookie!.value}`;
  }

  async function join(token: string, cookie?: string): Promise<string> {
    const answer = await exchange(token, cookie);
    expect(answer.statusCode, answer.body).toBe(200);
    return cookieOf(answer);
  }

  const look = async (cookie: string) => (await workshop.ask("GET", "/session", { headers: { cookie } })).json();
  const studiesOf = async (cookie: string) =>
    (await look(cookie)).memberships.map((each: { study: string }) => each.study);

  it("a link is exchanged for a cookie that scripts and other sites do not get, and is then used up", async () => {
    const answer = await exchange(expert.token);
    expect(answer.json()).toMatchObject({
      joined: study,
      admin: false,
      memberships: [{ study, participant: expert.participant, role: "expert", deletedAt: null }],
    });
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: "motrice_session", httpOnly: true, sameSite: "Strict", path: "/" }),
    ]);
    expect(answer.cookies[0]).not.toHaveProperty("secure");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(await studiesOf(cookieOf(answer))).toEqual([study]);

    const again = await exchange(expert.token);
    expect([again.statusCode, again.json().code, again.json().why]).toEqual([410, "link-gone", "used"]);
    expect((await workshop.ask("GET", "/session", { token: expert.token })).statusCode).toBe(401);
  });

  it("of many exchanges of one link at once, one has the session", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(expert.token)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(7).fill(410)]);
    expect(await store.db.selectFrom("sessions").select("hash").execute()).toHaveLength(1);
  });

  it("behind a proxy that is trusted and speaks https the cookie is Secure", async () => {
    const proxied = await buildWorkshop({
      store,
      adminToken: "sixteen-letters-at-least",
      settings: { trustProxy: true, allowedHosts: ["motrice.example"] },
    });
    const headers = { host: "motrice.example", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7" };
    const answer = await proxied.ask("POST", "/session", { body: { token: expert.token }, headers });
    expect(answer.cookies[0]).toMatchObject({ secure: true, httpOnly: true, sameSite: "Strict" });
    await proxied.close();
  });

  it("where the public address is https the cookie is Secure, whatever the proxy says", async () => {
    for (const [publicUrl, secure] of [
      ["https://motrice.example", true],
      ["http://motrice.example", undefined],
    ] as const) {
      const other = await buildWorkshop({ store, adminToken: "sixteen-letters-at-least", settings: { publicUrl } });
      const { token } = await workshop.invite(study, "expert");
      const headers = { host: "motrice.example" };
      const [cookie] = (await other.ask("POST", "/session", { body: { token }, headers })).cookies;
      expect([publicUrl, cookie?.secure]).toEqual([publicUrl, secure]);
      await other.close();
    }
  });

  it("a session holds the studies of all links it was given, the latest of a study, under a secret of its own each time", async () => {
    const other = await workshop.create();
    const first = await join(expert.token);
    const second = await join(other.facilitator.token, first);
    expect(second).not.toBe(first);
    expect((await studiesOf(second)).sort()).toEqual([study, other.study].sort());
    expect(await studiesOf(first)).toEqual([]);
    const third = await join(facilitator.token, second);
    const { memberships } = await look(third);
    expect(memberships.find((each: { study: string }) => each.study === study).role).toBe("facilitator");
    expect(memberships).toHaveLength(2);
  });

  it("of links that one browser opens at once, it is left with a session of all, whichever answer comes last", async () => {
    const others = await Promise.all([workshop.create(), workshop.create()]);
    const first = await join(expert.token);
    const answers = await Promise.all(others.map((other) => exchange(other.facilitator.token, first)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const cookies = answers.flatMap((answer) => (answer.cookies.length > 0 ? [cookieOf(answer)] : []));
    expect(cookies).toHaveLength(1);
    expect((await studiesOf(cookies[0]!)).sort()).toEqual([study, ...others.map((other) => other.study)].sort());
    expect(await studiesOf(first)).toEqual([]);
  });

  it("whoever knows the secret of a replaced session comes into no study by it, and takes nobody's place", async () => {
    const first = await join(expert.token);
    const second = await join(facilitator.token, first);
    const intruder = await workshop.invite(study, "reader");
    expect((await exchange(intruder.token, first)).cookies).toEqual([]);
    expect(await studiesOf(first)).toEqual([]);
    expect((await look(second)).memberships).toMatchObject([{ study, participant: facilitator.participant }]);
  });

  it("a replaced session is forgotten after a minute: what comes by it then has a session of its own", async () => {
    const other = await workshop.create();
    const first = await join(expert.token);
    const second = await join(facilitator.token, first);
    const past = new Date(Date.now() - 1).toISOString();
    await store.write((tx) =>
      tx.updateTable("sessions").set({ expires_at: past }).where("replaced_by", "is not", null).execute(),
    );
    expect(await studiesOf(await join(other.facilitator.token, first))).toEqual([other.study]);
    expect(await studiesOf(second)).toEqual([study]);
  });

  it("revoking a link ends the session that came by it, and no other", async () => {
    const [mine, theirs] = [await join(expert.token), await join(facilitator.token)];
    const links = (
      await workshop.ask("GET", `/studies/${study}/participants/${expert.participant}/links`, {
        headers: { cookie: theirs },
      })
    ).json();
    const [{ id }] = links.links;
    const revoked = await workshop.ask("DELETE", `/studies/${study}/links/${id}`, { headers: { cookie: theirs } });
    expect(revoked.statusCode).toBe(204);
    expect(await studiesOf(mine)).toEqual([]);
    expect(await studiesOf(theirs)).toEqual([study]);
  });

  it("removing a participant ends his sessions and his links", async () => {
    const second = await makeLink(facilitator.token, expert.participant);
    const cookie = await join(expert.token);
    const removed = await workshop.ask("DELETE", `/studies/${study}/participants/${expert.participant}`, {
      token: facilitator.token,
    });
    expect(removed.statusCode).toBe(204);
    expect(await studiesOf(cookie)).toEqual([]);
    expect((await workshop.ask("GET", "/session", { token: second })).statusCode).toBe(401);
    const gone = await exchange(second);
    expect([gone.statusCode, gone.json().why]).toEqual([410, "revoked"]);
  });

  it("an expired link opens nothing, and what came by it before is over", async () => {
    const second = await makeLink(facilitator.token, expert.participant);
    const cookie = await join(expert.token);
    const past = new Date(Date.now() - 1).toISOString();
    await store.write((tx) => tx.updateTable("access_tokens").set({ expires_at: past }).execute());
    expect(await studiesOf(cookie)).toEqual([]);
    const gone = await exchange(second);
    expect([gone.statusCode, gone.json().why]).toEqual([410, "expired"]);
    expect((await workshop.ask("GET", "/session", { token: second })).statusCode).toBe(401);
  });

  it("a session lasts 30 days from its last use and is prolonged at most once a day", async () => {
    const day = 86_400_000;
    const cookie = await join(expert.token);
    const ends = async () =>
      Date.parse((await store.db.selectFrom("sessions").select("expires_at").executeTakeFirstOrThrow()).expires_at);
    const endsAt = (time: number) =>
      store.write((tx) =>
        tx
          .updateTable("sessions")
          .set({ expires_at: new Date(time).toISOString() })
          .execute(),
      );
    const first = await ends();
    expect(first - Date.now()).toBeGreaterThan(29.9 * day);

    const soon = await workshop.ask("GET", "/session", { headers: { cookie } });
    expect(await ends()).toBe(first);
    expect(soon.cookies).toEqual([]);

    await endsAt(Date.now() + 28 * day);
    const later = await workshop.ask("GET", "/session", { headers: { cookie } });
    expect(await ends()).toBeGreaterThan(Date.now() + 29.9 * day);
    expect(cookieOf(later)).toBe(cookie);

    await endsAt(Date.now() - 1);
    expect(await studiesOf(cookie)).toEqual([]);
  });

  it("leaving ends the session on the server too, and leaving again is no fault", async () => {
    const cookie = await join(expert.token);
    for (let time = 0; time < 2; time++) {
      const left = await workshop.ask("DELETE", "/session", { headers: { cookie } });
      expect([left.statusCode, left.cookies[0]!.value]).toEqual([204, ""]);
      expect(await studiesOf(cookie)).toEqual([]);
    }
    expect(await store.db.selectFrom("sessions").selectAll().execute()).toEqual([]);
  });

  it("no secret is in the database: neither a link's nor a session's", async () => {
    const cookie = await join(expert.token);
    const secrets = [expert.token, facilitator.token, cookie.split("=")[1]!];
    const tables = ["access_tokens", "sessions", "session_members", "events", "participants"] as const;
    const rows = await Promise.all(tables.map((table) => store.db.selectFrom(table).selectAll().execute()));
    const text = JSON.stringify(rows);
    for (const secret of secrets) expect(text).not.toContain(secret);
    for (const secret of secrets) expect(text).toContain(hashToken(secret));
  });

  it("a token of no link, or of another form, is refused and tells nothing", async () => {
    for (const token of [newToken(), "", "x", "\u0000", `${expert.token}=`, expert.token.slice(1)]) {
      const answer = await exchange(token);
      expect([401, 422], JSON.stringify(token)).toContain(answer.statusCode);
      expect(answer.cookies).toEqual([]);
    }
    for (const authorization of [
      "Bearer",
      "Basic abc",
      `bearer ${newToken()}`,
      "Bearer é",
      `Bearer ${"x".repeat(5000)}`,
    ]) {
      const answer = await workshop.ask("GET", "/session", { headers: { authorization } });
      expect([answer.statusCode, answer.json().code], authorization).toEqual([401, "token-invalid"]);
    }
  });

  async function makeLink(token: string, participant: string): Promise<string> {
    const made = await workshop.ask("POST", `/studies/${study}/participants/${participant}/links`, { token });
    expect(made.statusCode, made.body).toBe(201);
    return made.json().token;
  }
});
