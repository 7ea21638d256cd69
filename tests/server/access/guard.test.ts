import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ALL_ROLES, memberOf } from "../../../server/access/access.js";
import { addGuard } from "../../../server/access/guard.js";
import { requestLimits } from "../../../server/access/request-limits.js";
import { buildWorkshop, type WorkshopApp } from "../workshop-app.js";

let workshop: WorkshopApp;
beforeAll(async () => {
  workshop = await buildWorkshop();
});
afterAll(() => workshop.close());

test("a route under /api/v1/studies that does not say who may use it cannot be added", async () => {
  const app: FastifyInstance = Fastify();
  addGuard(app, { store: workshop.store, adminToken: "", limits: requestLimits({ tokenRateLimit: 0, guessLimit: 0 }) });
  const handler = async () => "";
  expect(() => app.get("/api/v1/studies/:study/open", handler)).toThrow("does not say who may use it");
  app.get("/api/v1/studies/:study/guarded", { config: { access: { roles: ALL_ROLES } } }, async (request) =>
    memberOf(request),
  );
  await app.close();
});

test("a body has 4 MB, less where its route says so, and what holds a file has the server's whole limit", async () => {
  const { study, facilitator } = await workshop.create();
  const { token, participant } = await workshop.invite(study, "expert");
  const large = Buffer.alloc(5 * 1024 * 1024, " ");
  const statusOf = async (method: "POST" | "PATCH" | "PUT", url: string, by: string | null, body: Uint8Array) =>
    (await workshop.ask(method, url, { ...(by !== null && { token: by }), body })).statusCode;
  expect(await statusOf("PATCH", `/studies/${study}/contributions/${participant}/cells`, token, large)).toBe(413);
  expect(await statusOf("PUT", `/studies/${study}/assignments`, facilitator.token, large)).toBe(413);
  expect(await statusOf("POST", "/session", null, large.subarray(0, 2000))).toBe(413);
  expect(await statusOf("POST", `/studies/${study}/participants`, facilitator.token, large.subarray(0, 20_000))).toBe(
    413,
  );
  expect(await statusOf("POST", "/studies", null, large)).toBe(400);
  // Who may not send it is told so first.
  expect(await statusOf("PUT", `/studies/${study}/assignments`, token, large)).toBe(403);
});
