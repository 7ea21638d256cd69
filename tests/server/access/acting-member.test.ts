import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeEachStore, openTestStore } from "../store/stores.js";
import { buildWorkshop, type Invited, type WorkshopApp } from "../workshop-app.js";

/** A request whose headers have been let in, and whose body is still to come. */
interface HeldRequest {
  /** Sends the body; the answer. */
  readonly finish: () => Promise<{ readonly status: number; readonly code: string | undefined }>;
}

describeEachStore("a request that is held open", (newPlace) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let workshop: WorkshopApp;
  let study: string;
  let facilitator: Invited;
  let expert: Invited;
  let url: string;
  beforeEach(async () => {
    store = await openTestStore(newPlace);
    workshop = await buildWorkshop({ store, settings: { requestTimeoutMs: 300_000 } });
    ({ study, facilitator } = await workshop.create());
    expert = await workshop.invite(study, "expert");
    await workshop.app.listen({ host: "127.0.0.1", port: 0 });
    url = `http://127.0.0.1:${(workshop.app.server.address() as AddressInfo).port}/api/v1/studies/${study}`;
  });
  afterEach(async () => {
    await workshop.close();
    await store.close();
  });

  async function hold(method: string, path: string, { token }: Invited, body: unknown): Promise<HeldRequest> {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": bytes.length,
      "idempotency-key": "key-1",
    };
    const arrived = once(workshop.app.server, "request");
    const sent: ClientRequest = request(`${url}${path}`, { method, headers, agent: false });
    sent.flushHeaders();
    await arrived;
    // The guard asks the database a question or two.
    await pause(200);
    return {
      finish: async () => {
        sent.end(bytes);
        const [answer] = (await once(sent, "response")) as [IncomingMessage];
        return { status: answer.statusCode!, code: JSON.parse(await text(answer)).code };
      },
    };
  }

  const asFacilitator = async (method: "PATCH" | "DELETE" | "POST", path: string, body?: unknown) => {
    const answer = await workshop.ask(method, `/studies/${study}${path}`, {
      token: facilitator.token,
      ...(body !== undefined && { body }),
    });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
  };
  const linkOf = async ({ participant }: Invited) =>
    (
      await store.db
        .selectFrom("access_tokens")
        .select("id")
        .where("participant_id", "=", participant)
        .executeTakeFirstOrThrow()
    ).id;
  const kinds = async () =>
    (await store.db.selectFrom("events").select("kind").where("actor", "=", expert.participant).execute()).map(
      ({ kind }) => kind,
    );
  const cells = { changes: [{ from: "price", to: "demand", value: 3, was: null }] };
  const ownCells = () => `/contributions/${expert.participant}/cells`;

  it("makes no link once the one it came by is revoked", async () => {
    const held = await hold("POST", `/participants/${expert.participant}/links`, expert, {});
    await asFacilitator("DELETE", `/links/${await linkOf(expert)}`);
    expect(await held.finish()).toEqual({ status: 401, code: "token-invalid" });
    expect(await kinds()).toEqual([]);
  });

  it("writes no answer of one who was removed, nor by a link that has expired", async () => {
    const other = await workshop.invite(study, "expert");
    const held = await hold("PATCH", ownCells(), expert, cells);
    const late = await hold("PATCH", `/contributions/${other.participant}/cells`, other, cells);
    await asFacilitator("DELETE", `/participants/${expert.participant}`);
    const past = new Date(Date.now() - 1).toISOString();
    const link = await linkOf(other);
    await store.write((tx) =>
      tx.updateTable("access_tokens").set({ expires_at: past }).where("id", "=", link).execute(),
    );
    for (const { finish } of [late, held]) expect(await finish()).toEqual({ status: 401, code: "token-invalid" });
    expect(await store.db.selectFrom("cells").selectAll().execute()).toEqual([]);
  });

  it("does nothing that his role no longer allows", async () => {
    const second = await workshop.invite(study, "facilitator");
    const held = await hold("POST", "/participants", second, { role: "facilitator", name: "A friend" });
    await asFacilitator("PATCH", `/participants/${second.participant}`, { role: "reader" });
    expect(await held.finish()).toEqual({ status: 403, code: "forbidden" });
  });

  it("is carried out where nothing has changed, and where an administrator makes it", async () => {
    const held = await hold("PATCH", ownCells(), expert, cells);
    await asFacilitator("POST", "/participants", { role: "expert", name: "Another" });
    expect((await held.finish()).status).toBe(200);
    expect(await kinds()).toEqual(["cells-changed"]);
    const byAdmin = await workshop.ask("POST", `/studies/${study}/participants/${expert.participant}/links`);
    expect(byAdmin.statusCode, byAdmin.body).toBe(201);
  });
});
