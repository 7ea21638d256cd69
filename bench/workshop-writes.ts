import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { apiClient } from "../demo/api-client.js";
import { atMost, type Bench, emptyRow, measuredRow, type Row } from "./bench.js";
import { type EventListener, listen } from "./event-listener.js";
import { spread } from "./measure.js";
import { type PacedRequest, pacedCalls } from "./paced-requests.js";
import { type ServerProcess, startBuiltServer } from "./server-process.js";
import { temporaryDatabase } from "./temporary-database.js";
import { type BenchWorkshop, benchWorkshop, writeHeaders } from "./workshop.js";

const EXPERTS = 30;
const CHANGES_PER_SECOND = 5;
const LISTENERS = 100;
const TARGET_P99_MS = 50;
const TARGET_MB = 250;

/**
 * Thirty experts score one study at the same time, each sending five changes a second, while a hundred listeners hear every event.
 * Afterwards every acknowledged cell is read back, and every listener must have heard every event once and in order.
 */
export const workshopWrites: Bench = async ({ quick }) => {
  const seconds = quick ? 1 : 60;
  const rows: Row[] = [];
  const folder = await mkdtemp(join(tmpdir(), "motrice-bench-"));
  try {
    rows.push(...(await onServer("SQLite", () => startBuiltServer({ dataFolder: folder }), seconds)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const database = await temporaryDatabase();
  if (database === null)
    rows.push(
      emptyRow({ case: "PostgreSQL", way: "a write, p99", unit: "ms" }, "skipped: no PostgreSQL server answers"),
    );
  else {
    try {
      const start = () => startBuiltServer({ databaseUrl: database.url });
      rows.push(...(await onServer("PostgreSQL", start, seconds)));
    } finally {
      await database.drop();
    }
  }
  return {
    name: "workshop-writes",
    title: `${EXPERTS} experts, ${CHANGES_PER_SECOND} changes a second each, ${LISTENERS} listeners, ${seconds} s`,
    reference: null,
    rows,
    notes: [
      "a change is due every few ms, whatever has been acknowledged; times count from when each was due",
      "the experts and the listeners run on the same machine as the server",
      "every cell was read back and every event of every listener compared: none lost, none twice, all in order",
    ],
  };
};

async function onServer(name: string, start: () => Promise<ServerProcess>, seconds: number): Promise<Row[]> {
  const server = await start();
  try {
    const workshop = await benchWorkshop(server, { experts: EXPERTS, keepScores: false });
    const first = await lastEvent(workshop);
    const listeners = await Promise.all(
      Array.from({ length: LISTENERS }, (_, k) =>
        listen(`${workshop.url}/events`, workshop.experts[k % EXPERTS]!.token, first),
      ),
    );
    const plan = scoringPlan(workshop);
    const rate = EXPERTS * CHANGES_PER_SECOND;
    const { times, refused } = await pacedCalls((number) => plan.write(number), rate, seconds);
    if (refused > 0) throw new Error(`${name}: ${refused} writes were refused`);
    await checkCells(workshop, plan.expected(rate * seconds));
    await checkEvents(listeners, first, rate * seconds);
    for (const listener of listeners) listener.close();
    const found = spread(times);
    const p99 = times[Math.ceil(0.99 * times.length) - 1]!;
    const memory = await server.peakMemoryMb();
    const row = (way: string, unit: Row["unit"], value: number, budget: Row["budget"]) =>
      measuredRow({ case: name, way, unit }, { ...spread([value]), samples: times.length }, { budget });
    return [
      measuredRow({ case: name, way: "a write", unit: "ms" }, found),
      row("a write, p99", "ms", p99, atMost(TARGET_P99_MS, "ms", p99)),
      row("peak memory of the server", "MB", memory, atMost(TARGET_MB, "MB", memory)),
    ];
  } finally {
    await server.stop();
  }
}

interface ScoringPlan {
  /** The change of that number: experts take turns, each goes through the cells one after the other, and again. */
  readonly write: (number: number) => PacedRequest;
  /** Value of each cell of each expert, after so many changes: by expert, then by `from to`. */
  readonly expected: (changes: number) => readonly ReadonlyMap<string, number>[];
}

function scoringPlan({ url, study, experts }: BenchWorkshop): ScoringPlan {
  const ids = study.variables.map(({ id }) => id);
  const cells = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to })));
  const change = (number: number) => {
    const turn = Math.floor(number / experts.length);
    const round = Math.floor(turn / cells.length);
    return {
      ...cells[turn % cells.length]!,
      value: (turn + round) % 4,
      was: round === 0 ? null : (turn + round - 1) % 4,
    };
  };
  return {
    write: (number) => {
      const { id, token } = experts[number % experts.length]!;
      const body = JSON.stringify({ changes: [change(number)] });
      return { url: `${url}/contributions/${id}/cells`, method: "PATCH", headers: writeHeaders(token), body };
    },
    expected: (changes) => {
      const values = experts.map(() => new Map<string, number>());
      for (let number = 0; number < changes; number++) {
        const { from, to, value } = change(number);
        values[number % experts.length]!.set(`${from} ${to}`, value);
      }
      return values;
    },
  };
}

async function checkCells(
  { url, experts, facilitator }: BenchWorkshop,
  expected: readonly ReadonlyMap<string, number>[],
): Promise<void> {
  const { ask } = apiClient(url);
  for (const [k, { id }] of experts.entries()) {
    const found = new Map<string, unknown>();
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { cells: { from: string; to: string; value: unknown }[]; next: string | null } = await ask(
        "GET",
        `/contributions/${id}/cells?limit=500${query}`,
        { token: facilitator },
      );
      for (const { from, to, value } of page.cells) found.set(`${from} ${to}`, value);
      cursor = page.next;
    } while (cursor !== null);
    const wrong = [...expected[k]!].filter(([cell, value]) => found.get(cell) !== value);
    if (wrong.length > 0 || found.size !== expected[k]!.size) {
      throw new Error(`expert ${k + 1}: ${wrong.length} of ${expected[k]!.size} cells are lost or wrong`);
    }
  }
}

/** Time that the last events have to arrive, in ms. */
const ARRIVAL_MS = 10_000;

async function checkEvents(listeners: readonly EventListener[], first: number, count: number): Promise<void> {
  const deadline = Date.now() + ARRIVAL_MS;
  while (listeners.some(({ heard }) => heard.length < count) && Date.now() < deadline) await sleep(50);
  for (const [k, { heard }] of listeners.entries()) {
    const inOrder = heard.every((seq, place) => seq === first + 1 + place);
    if (heard.length !== count || !inOrder) {
      throw new Error(`listener ${k + 1}: heard ${heard.length} of ${count} events${inOrder ? "" : ", not in order"}`);
    }
  }
}

async function lastEvent({ id, url, facilitator }: BenchWorkshop): Promise<number> {
  const { ask } = apiClient(url.slice(0, -id.length - 1));
  return (await ask<{ seq: number }>("GET", `/${id}`, { token: facilitator })).seq;
}
