import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { type ServerProcess, startBuiltServer } from "../../../bench/server-process.js";
import { type BenchExpert, benchWorkshop } from "../../../bench/workshop.js";
import { apiClient } from "../../../demo/api-client.js";
import { freePort } from "../../../demo/free-port.js";
import { seededRandom } from "../../../src/graph/seeded-random.js";
import { describeEachStore, type TestPlace } from "../store/stores.js";

const KILLS = 20;
const EXPERTS = 6;
const CELLS_PER_WRITE = 5;

/** What one expert has sent: every write sets all his five cells, with its own number as their note. */
interface Sent {
  /** Number of the last write that was acknowledged. */
  acknowledged: number;
  /** Number of the last write that was sent. */
  sent: number;
}

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly note: string | null;
}

describeEachStore("a server killed under load", (newPlace) => {
  let place: TestPlace;
  let server: ServerProcess | undefined;
  afterEach(async () => {
    await server?.kill();
    await place.remove();
  });

  it(`every acknowledged answer is there after ${KILLS} kills, nothing is half written, and the log agrees with the tables`, async () => {
    const seed = Number(process.env["MOTRICE_TEST_SEED"] ?? Math.floor(Math.random() * 1e6));
    console.log(`seed ${seed} (MOTRICE_TEST_SEED)`);
    const random = seededRandom(seed);
    place = await newPlace();
    const settings = { ...(place.place as object), port: await freePort() };
    server = await startBuiltServer(settings);
    const { url, study, experts, facilitator } = await benchWorkshop(server, { experts: EXPERTS, keepScores: false });
    const ids = study.variables.map(({ id }) => id);
    const tos = ids.slice(1, 1 + CELLS_PER_WRITE);
    const log: Sent[] = experts.map(() => ({ acknowledged: 0, sent: 0 }));

    for (let kill = 1; kill <= KILLS; kill++) {
      let up = true;
      const writers = experts.map((expert, k) => write(expert, log[k]!));
      await sleep(50 + 250 * random());
      await server.kill();
      up = false;
      await Promise.all(writers);
      server = await startBuiltServer(settings);
      for (const [k, { id }] of experts.entries()) await checkCells(id, log[k]!);

      /** One write after the other until the server is gone. The value a write replaces is what is there after the kill. */
      async function write({ id, token }: BenchExpert, sent: Sent): Promise<void> {
        // Asked once: a client that waits for the server would hold up its start.
        const headers = { authorization: `Bearer ${facilitator}` };
        const read = await fetch(`${url}/contributions/${id}/cells?limit=100`, { headers })
          .then((response) => response.json())
          .catch(() => null);
        if (read === null) return;
        let was = (read as { readonly cells: readonly Cell[] }).cells[0]?.value ?? null;
        while (up) {
          const number = sent.sent + 1;
          const value = number % 4;
          const changes = tos.map((to) => ({ from: ids[0], to, value, was, note: String(number) }));
          sent.sent = number;
          const answer = await patch(id, token, changes, `${id}-${number}`);
          if (answer === null) return;
          expect(answer).toBe(200);
          sent.acknowledged = number;
          was = value;
        }
      }
    }
    expect(log.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(KILLS);
    await checkLog();

    async function checkCells(expert: string, { acknowledged, sent }: Sent): Promise<void> {
      const cells = await cellsOf(expert);
      const notes = new Set(cells.map(({ note }) => note));
      expect(notes.size).toBeLessThanOrEqual(1);
      expect([0, CELLS_PER_WRITE]).toContain(cells.length);
      const last = Number(cells[0]?.note ?? 0);
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      expect(last).toBeLessThanOrEqual(sent);
      expect(cells.every(({ value }) => value === last % 4)).toBe(true);
    }

    async function cellsOf(expert: string): Promise<readonly Cell[]> {
      const { ask } = apiClient(url);
      const page = await ask<{ cells: Cell[] }>("GET", `/contributions/${expert}/cells?limit=100`, {
        token: facilitator,
      });
      return page.cells;
    }

    async function patch(expert: string, token: string, changes: unknown, key: string): Promise<number | null> {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key };
      const body = JSON.stringify({ changes });
      return fetch(`${url}/contributions/${expert}/cells`, { method: "PATCH", headers, body }).then(
        (response) => response.text().then(() => response.status),
        () => null,
      );
    }

    /** The events of the log, played again, give the cells; their numbers have no gap. */
    async function checkLog(): Promise<void> {
      const { ask } = apiClient(url);
      const played = new Map<string, unknown>();
      let last = 0;
      for (let more = true; more; ) {
        const page = await ask<{ events: LoggedEvent[] }>("GET", `/events?after=${last}&limit=100`, {
          token: facilitator,
        });
        for (const { seq, kind, after } of page.events) {
          expect(seq).toBe(last + 1);
          last = seq;
          if (kind !== "cells-changed") continue;
          const { participant, cells } = after as { participant: string; cells: readonly Cell[] };
          for (const { from, to, value, note } of cells) played.set(`${participant} ${from} ${to}`, { value, note });
        }
        more = page.events.length > 0;
      }
      for (const { id } of experts) {
        for (const { from, to, value, note } of await cellsOf(id)) {
          expect(played.get(`${id} ${from} ${to}`)).toEqual({ value, note });
          played.delete(`${id} ${from} ${to}`);
        }
      }
      expect([...played.keys()]).toEqual([]);
    }
  }, 240_000);
});

interface LoggedEvent {
  readonly seq: number;
  readonly kind: string;
  readonly after: unknown;
}
