import { afterEach, expect, test } from "vitest";
import { requestLimits } from "../../../server/access/request-limits.js";
import { newToken } from "../../../server/access/tokens.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";

const closing: WorkshopApp[] = [];
afterEach(() => Promise.all(closing.splice(0).map((workshop) => workshop.close())));

async function workshopWith(settings: object, adminToken = ""): Promise<WorkshopApp> {
  const workshop = await buildWorkshop({ settings, adminToken });
  closing.push(workshop);
  return workshop;
}

test("an address that sends unknown tokens is refused before the next is looked at, right or wrong, until the minute is over", async () => {
  const adminToken = "sixteen-letters-at-least";
  const workshop = await workshopWith({ guessLimit: 5 }, adminToken);
  const { facilitator } = await workshop.create();
  const codes = [];
  for (let guess = 0; guess < 5; guess++) {
    const answer =
      guess % 2 === 0
        ? await workshop.ask("GET", "/session", { token: `${adminToken}${guess}` })
        : await workshop.ask("POST", "/session", { body: { token: newToken() } });
    codes.push(answer.json().code);
  }
  expect(codes).toEqual(Array(5).fill("token-invalid"));
  for (const answer of [
    await workshop.ask("GET", "/session", { token: adminToken }),
    await workshop.ask("GET", "/session", { token: facilitator.token }),
    await workshop.ask("POST", "/session", { body: { token: facilitator.token } }),
  ]) {
    expect([answer.statusCode, answer.json().code]).toEqual([429, "rate-limited"]);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  expect((await workshop.ask("GET", "/session")).statusCode).toBe(200);
});

test("behind a proxy the address that it saw is counted, whatever callers write before it", async () => {
  const workshop = await workshopWith({ guessLimit: 5, trustProxy: true }, "sixteen-letters-at-least");
  const guess = async (forwarded: string) =>
    (await workshop.ask("GET", "/session", { token: newToken(), headers: { "x-forwarded-for": forwarded } }))
      .statusCode;
  const statuses = [];
  for (let time = 0; time < 7; time++) statuses.push(await guess(`10.9.8.${time}, 203.0.113.10`));
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(await guess("203.0.113.10, 203.0.113.11")).toBe(401);
});

test("tokens that are over are no guesses: a program that goes on with one shuts nobody out", async () => {
  const workshop = await workshopWith({ guessLimit: 2 });
  const { study } = await workshop.create();
  const { token } = await workshop.invite(study, "expert");
  await workshop.ask("POST", "/session", { body: { token } });
  for (let time = 0; time < 5; time++)
    expect((await workshop.ask("GET", "/session", { token })).json().code).toBe("token-invalid");
  const other = await workshop.invite(study, "expert");
  expect((await workshop.ask("GET", "/session", { token: other.token })).statusCode).toBe(200);
});

test("each token and each session has its own count of requests", async () => {
  const workshop = await workshopWith({ tokenRateLimit: 3 });
  const { study, facilitator } = await workshop.create();
  const { token } = await workshop.invite(study, "expert");
  const statuses = async (ask: object) => {
    const all = [];
    for (let time = 0; time < 4; time++) all.push((await workshop.ask("GET", "/session", ask)).statusCode);
    return all;
  };
  expect(await statuses({ token })).toEqual([200, 200, 200, 429]);
  expect(await statuses({ token: facilitator.token })).toEqual([200, 200, 200, 429]);
  const joined = await workshop.ask("POST", "/session", { body: { token: facilitator.token } });
  const cookie = `motrice_session=${joined.cookies[0]!.value}`;
  expect(await statuses({ headers: { cookie } })).toEqual([200, 200, 200, 429]);
});

test("a count starts anew with the minute; of IPv6 a network has one count", () => {
  let time = 0;
  const limits = requestLimits({ tokenRateLimit: 2, guessLimit: 1, now: () => time });
  limits.countToken("a");
  limits.countToken("a");
  expect(() => limits.countToken("a")).toThrow("60 s");
  time = 30_000;
  expect(() => limits.countToken("a")).toThrow("30 s");
  time = 60_000;
  limits.countToken("a");

  limits.countGuess("2001:db8:0:1::1");
  for (const same of ["2001:db8:0:1::2", "2001:db8:0:1:ffff::", "2001:db8::1:0:0:0:9"])
    expect(() => limits.refuseGuesser(same), same).toThrow();
  for (const other of ["2001:db8:0:2::1", "2001:db8::1", "::1", "192.0.2.1"]) limits.refuseGuesser(other);
  limits.countGuess("::ffff:192.0.2.1");
  expect(() => limits.refuseGuesser("192.0.2.1")).toThrow();
});

test("however many callers there are, the memory of the counts has a bound, and those beyond it share one", () => {
  const limits = requestLimits({ tokenRateLimit: 10, guessLimit: 0, now: () => 0 });
  for (let caller = 0; caller < 50_000; caller++) limits.countToken(`token ${caller}`);
  for (let caller = 0; caller < 10; caller++) limits.countToken(`another ${caller}`);
  expect(() => limits.countToken("one more")).toThrow("requests a minute");
  limits.countToken("token 7");
});

test("0 is no limit", () => {
  const limits = requestLimits({ tokenRateLimit: 0, guessLimit: 0 });
  for (let time = 0; time < 1000; time++) {
    limits.countToken("a");
    limits.countGuess("192.0.2.1");
    limits.refuseGuesser("192.0.2.1");
  }
});
