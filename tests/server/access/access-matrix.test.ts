import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newToken } from "../../../server/access/tokens.js";
import type { Role } from "../../../server/store/tables.js";
import { shippedStudy } from "../test-app.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";
import { DELETED_TOO, OPEN_ROUTES, ROUTE_RIGHTS } from "./route-rights.js";

const ADMIN_TOKEN = "sixteen-letters-at-least";
const ROLES = ["facilitator", "expert", "reader"] as const;

/** Codes that say: not you. */
const DENIALS = ["unauthenticated", "token-invalid", "forbidden", "study-unknown", "study-deleted", "results-hidden"];

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Headers by which someone says who he is. */
type Credentials = Readonly<Record<string, string>>;

const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` });

interface Place {
  readonly study: string;
  /** By role: who he is, and a link of his. */
  readonly members: Readonly<Record<Role, Invited & { readonly link: string; readonly cookie: Credentials }>>;
}

let workshop: WorkshopApp;
let free: WorkshopApp;
let routes: readonly string[];
/** What the document says of each route: `x-access`. */
let declared: ReadonlyMap<string, readonly string[]>;
let here: Place;
let elsewhere: Place;

beforeAll(async () => {
  workshop = await buildWorkshop({ adminToken: ADMIN_TOKEN });
  free = await buildWorkshop({ store: workshop.store });
  const { paths } = (await workshop.app.inject("/openapi.json")).json();
  const found = Object.entries<Record<string, { "x-access"?: string[] }>>(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) =>
        [`${method.toUpperCase()} ${path.replace("/api/v1", "")}`, operation["x-access"] ?? ["anyone"]] as const,
    ),
  );
  declared = new Map(found.filter(([route]) => /^\w+ \/(studies|session)\b/.test(route)));
  routes = [...declared.keys()];
  here = await makePlace();
  elsewhere = await makePlace();
});
afterAll(async () => {
  await free.close();
  await workshop.close();
});

/** A study with one of each role, who come by a link or by a session. */
async function makePlace(): Promise<Place> {
  const { study } = await workshop.create();
  const members = await Promise.all(
    ROLES.map(async (role) => {
      const invited = await workshop.invite(study, role);
      const { participant } = invited;
      const url = `/studies/${study}/participants/${participant}/links`;
      const made = (await workshop.ask("POST", url, { token: ADMIN_TOKEN })).json();
      return [role, { ...invited, link: made.id, cookie: await join(made.token) }] as const;
    }),
  );
  return { study, members: Object.fromEntries(members) as unknown as Place["members"] };
}

async function join(token: string): Promise<Credentials> {
  const answer = await workshop.ask("POST", "/session", { body: { token } });
  expect(answer.statusCode, answer.body).toBe(200);
  return { cookie: `motrice_session=${answer.cookies[0]!.value}` };
}

/** An address of a route: ids that are there, the participant and his link as told. */
function addressOf(route: string, study: string, { participant, link }: { participant: string; link: string }): string {
  const values: Readonly<Record<string, string>> = {
    study,
    participant,
    link,
    variable: "price",
    block: "none",
    number: "1",
    snapshot: "AAAAAAAAAAAAAAAA",
    job: "AAAAAAAAAAAAAAAAAAAAAA",
    from: "price",
    to: "demand",
    name: "matrix",
  };
  const [method, path] = route.split(" ") as [string, string];
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    expect(values[name], `${method} ${path} has a parameter ${name} that this test does not know`).toBeDefined();
    return values[name]!;
  });
  return path.endsWith("/compare") ? `${filled}?from=AAAAAAAAAAAAAAAA&to=BBBBBBBBBBBBBBBB` : filled;
}

/** What a request ends in: its status, and the code of its problem. Streams are left once they have begun. */
async function ask(
  app: WorkshopApp,
  route: string,
  address: string,
  credentials: Credentials,
): Promise<{ readonly status: number; readonly code: string | null }> {
  const method = route.split(" ")[0] as Method;
  const isStream = address.endsWith("/events");
  const answer = (await app.app.inject({
    method,
    url: `/api/v1${address}`,
    payloadAsStream: isStream,
    headers: {
      ...credentials,
      ...(isStream && { accept: "text/event-stream" }),
      ...(["POST", "PUT", "PATCH"].includes(method) && { "content-type": "application/json" }),
    },
    ...(["POST", "PUT", "PATCH"].includes(method) && { payload: "{}" }),
  })) as LightMyRequestResponse;
  const status = answer.statusCode;
  if (!isStream) return { status, code: status < 400 ? null : answer.json().code };
  const stream = answer.stream();
  if (status < 400) {
    stream.destroy();
    return { status, code: null };
  }
  let text = "";
  for await (const chunk of stream) text += chunk;
  return { status, code: JSON.parse(text).code };
}

const rightOf = (route: string, who: Role | "admin") => ROUTE_RIGHTS[route]![[...ROLES, "admin"].indexOf(who)]!;

const withStudy = () => routes.filter((route) => route.includes("{study}") && route in ROUTE_RIGHTS);

/** Fails unless the request was let through: whatever else became of it. */
function expectLetIn({ status, code }: { status: number; code: string | null }, what: string): void {
  expect(DENIALS, `${what}: ${status} ${code}`).not.toContain(code);
  expect(status, what).toBeLessThan(500);
}

test("every route of the document is in the table, and every route of the table in the document", () => {
  const known = [...Object.keys(ROUTE_RIGHTS), ...OPEN_ROUTES];
  expect(routes.filter((route) => !known.includes(route))).toEqual([]);
  expect(known.filter((route) => !routes.includes(route))).toEqual([]);
});

test("the document says of each route whom the table lets in", () => {
  for (const [route, rights] of Object.entries(ROUTE_RIGHTS)) {
    const who = [...ROLES, "admin"].filter((_, place) => rights[place] !== "-");
    expect([...(declared.get(route) ?? [])].sort(), route).toEqual(who.sort());
  }
});

describe("by role and way of saying who one is", () => {
  for (const role of ROLES) {
    for (const way of ["bearer", "cookie"] as const) {
      test(`${role}, by ${way}`, async () => {
        for (const route of withStudy()) {
          const right = rightOf(route, role);
          // What may change something is asked of a study of its own, so that each finds one as it was made.
          const place = right === "-" || route.startsWith("GET") ? here : await makePlace();
          const me = place.members[role];
          const credentials = way === "bearer" ? bearer(me.token) : me.cookie;
          const other = place.members[role === "expert" ? "reader" : "expert"];
          const what = `${route} by ${role}`;
          if (right === "o") {
            const others = await ask(workshop, route, addressOf(route, place.study, other), credentials);
            expect(others, `${what}, of another`).toEqual({ status: 403, code: "forbidden" });
          }
          const own = await ask(workshop, route, addressOf(route, place.study, me), credentials);
          if (right === "-") expect(own, what).toEqual({ status: 403, code: "forbidden" });
          else if (right === "h") expect(own, what).toEqual({ status: 403, code: "results-hidden" });
          else if (right === "v") expectLetIn({ ...own, code: own.code === "results-hidden" ? null : own.code }, what);
          else expectLetIn(own, what);
        }
      });
    }
  }

  test("an administrator, and on a server of one's own whoever comes without a name", async () => {
    for (const [app, credentials] of [
      [workshop, bearer(ADMIN_TOKEN)],
      [free, {}],
    ] as const) {
      for (const route of Object.keys(ROUTE_RIGHTS).filter((each) => routes.includes(each))) {
        const right = rightOf(route, "admin");
        const place = right === "-" || route.startsWith("GET") ? here : await makePlace();
        const answer = await ask(app, route, addressOf(route, place.study, place.members.expert), credentials);
        if (right === "-") expect(answer, route).toEqual({ status: 403, code: "forbidden" });
        else expectLetIn(answer, route);
      }
    }
  });

  test("a facilitator of another study, by either way: the study does not exist for him", async () => {
    const { token, cookie } = elsewhere.members.facilitator;
    for (const credentials of [bearer(token), cookie]) {
      for (const route of withStudy()) {
        const answer = await ask(workshop, route, addressOf(route, here.study, here.members.expert), credentials);
        expect(answer, route).toEqual({ status: 404, code: "study-unknown" });
      }
    }
  });
});

describe("by state of the token", () => {
  interface Dead {
    readonly bearer: Credentials;
    readonly cookie: Credentials;
  }

  /** A facilitator with a link and a session, both over for the reason that `end` gives. */
  async function dead(end: (participant: string) => Promise<unknown>): Promise<Dead> {
    const invited = await workshop.invite(here.study, "facilitator");
    const url = `/studies/${here.study}/participants/${invited.participant}/links`;
    const made = (await workshop.ask("POST", url, { token: ADMIN_TOKEN })).json();
    const cookie = await join(made.token);
    await end(invited.participant);
    return { bearer: bearer(invited.token), cookie };
  }

  const linksOf = async (participant: string) =>
    (
      await workshop.ask("GET", `/studies/${here.study}/participants/${participant}/links`, { token: ADMIN_TOKEN })
    ).json().links as { id: string }[];

  const ends: Readonly<Record<string, (participant: string) => Promise<unknown>>> = {
    expired: (participant) =>
      workshop.store.write((tx) =>
        tx
          .updateTable("access_tokens")
          .set({ expires_at: new Date(Date.now() - 1).toISOString() })
          .where("participant_id", "=", participant)
          .execute(),
      ),
    revoked: async (participant) => {
      for (const { id } of await linksOf(participant)) {
        const url = `/studies/${here.study}/links/${id}`;
        expect((await workshop.ask("DELETE", url, { token: ADMIN_TOKEN })).statusCode).toBe(204);
      }
    },
    "of a removed participant": async (participant) => {
      const { token } = here.members.facilitator;
      const url = `/studies/${here.study}/participants/${participant}`;
      expect((await workshop.ask("DELETE", url, { token })).statusCode).toBe(204);
    },
  };

  async function expectRefused(credentials: Credentials, code: string): Promise<void> {
    const guarded = routes.filter((route) => !OPEN_ROUTES.includes(route));
    for (const route of guarded) {
      const address = addressOf(route, here.study, here.members.expert);
      expect(await ask(workshop, route, address, credentials), route).toEqual({ status: 401, code });
    }
    for (const route of OPEN_ROUTES) {
      const answer = await ask(workshop, route, route.split(" ")[1]!, credentials);
      if (code === "token-invalid") expect(answer, route).toEqual({ status: 401, code });
      else expectLetIn(answer, route);
    }
  }

  for (const [state, end] of Object.entries(ends)) {
    test(`${state}: as Bearer and as session`, async () => {
      const { bearer: token, cookie } = await dead(end);
      await expectRefused(token, "token-invalid");
      await expectRefused(cookie, "unauthenticated");
    });
  }

  test("exchanged, as Bearer", async () => {
    const { token } = await workshop.invite(here.study, "facilitator");
    await join(token);
    await expectRefused(bearer(token), "token-invalid");
  });

  const strange: Readonly<Record<string, () => Credentials>> = {
    "unknown, as Bearer": () => bearer(newToken()),
    "malformed, as Bearer": () => bearer(`${here.members.facilitator.token}=`),
    "an administrator's, in part": () => bearer(ADMIN_TOKEN.slice(1)),
    "without its kind": () => ({ authorization: here.members.facilitator.token }),
    "of another kind": () => ({ authorization: `Basic ${Buffer.from(`admin:${ADMIN_TOKEN}`).toString("base64")}` }),
  };
  for (const [state, credentials] of Object.entries(strange)) {
    test(state, () => expectRefused(credentials(), "token-invalid"));
  }

  const strangeCookies: Readonly<Record<string, () => Credentials>> = {
    none: () => ({}),
    "unknown, as session": () => ({ cookie: `motrice_session=${newToken()}` }),
    "malformed, as session": () => ({ cookie: "motrice_session=%00'--" }),
    "a link's, as session": () => ({ cookie: `motrice_session=${here.members.facilitator.token}` }),
    "an administrator's, as session": () => ({ cookie: `motrice_session=${ADMIN_TOKEN}` }),
  };
  for (const [state, credentials] of Object.entries(strangeCookies)) {
    test(state, () => expectRefused(credentials(), "unauthenticated"));
  }
});

test("a page of another site changes nothing in anyone's name, on any route", async () => {
  for (const route of routes.filter((each) => !each.startsWith("GET"))) {
    for (const app of [workshop, free]) {
      const address = addressOf(route, here.study, here.members.expert);
      for (const foreign of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
        const credentials = { ...here.members.facilitator.cookie, ...foreign };
        expect(await ask(app, route, address, credentials), route).toEqual({ status: 403, code: "origin-refused" });
      }
    }
  }
});

test("a deleted study is gone for everyone, on every route but those that bring it back or purge it", async () => {
  const place = await makePlace();
  const at = new Date().toISOString();
  await workshop.store.write((tx) =>
    tx.updateTable("studies").set({ deleted_at: at }).where("id", "=", place.study).execute(),
  );
  for (const route of withStudy().filter((each) => !DELETED_TOO.includes(each))) {
    for (const role of ROLES) {
      const me = place.members[role];
      const answer = await ask(workshop, route, addressOf(route, place.study, me), bearer(me.token));
      const expected = rightOf(route, role) === "-" ? [403, "forbidden"] : [410, "study-deleted"];
      expect([answer.status, answer.code], `${route} by ${role}`).toEqual(expected);
    }
  }
});

test("ids of another study, or no ids at all, lead nowhere and change nothing, in every place of every address", async () => {
  const other = await workshop.create(await shippedStudy());
  const theirs = await workshop.invite(other.study, "expert");
  const url = `/studies/${other.study}/participants/${theirs.participant}/links`;
  const link = (await workshop.ask("POST", url, { token: ADMIN_TOKEN })).json().id;
  const [variable] = await workshop.store.db
    .selectFrom("variables")
    .select("id")
    .where("study_id", "=", other.study)
    .limit(1)
    .execute();
  const state = async () => {
    const { db } = workshop.store;
    const tables = [
      "studies",
      "variables",
      "participants",
      "cells",
      "decisions",
      "snapshots",
      "fiches",
      "events",
    ] as const;
    return JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
  };
  const me = here.members.facilitator;
  const before = await state();
  const foreign: Readonly<Record<string, string>> = {
    participant: theirs.participant,
    link,
    variable: variable!.id,
    from: variable!.id,
    to: variable!.id,
  };
  for (const route of withStudy()) {
    const names = [...route.matchAll(/\{(\w+)\}/g)]
      .map((match) => match[1]!)
      .filter((name) => name !== "study" && name !== "name");
    for (const name of names) {
      for (const id of [
        foreign[name] ?? "BBBBBBBBBBBBBBBB",
        "%00",
        "a%00b",
        "..%2F..%2Fstudies",
        "%ED%A0%80",
        "x".repeat(150),
      ]) {
        const path = route.replace(`{${name}}`, id);
        const answer = await ask(workshop, route, addressOf(path, here.study, me), bearer(me.token));
        expect(answer.status, `${path}: ${answer.code}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${path}: ${answer.code}`).toBeLessThan(500);
      }
    }
  }
  expect(await state()).toBe(before);
});

test("HEAD is guarded as GET is, and counts once", async () => {
  for (const route of withStudy().filter((each) => each.startsWith("GET") && !each.endsWith("/events"))) {
    const url = `/api/v1${addressOf(route, here.study, here.members.expert)}`;
    const answer = await workshop.app.inject({ method: "HEAD", url });
    expect(answer.statusCode, route).toBe(401);
  }
  const limited = await buildWorkshop({ store: workshop.store, settings: { tokenRateLimit: 1 } });
  const { token } = await workshop.invite(here.study, "facilitator");
  const head = await limited.ask("HEAD", `/studies/${here.study}/participants`, { token });
  expect(head.statusCode).toBe(200);
  await limited.close();
});
