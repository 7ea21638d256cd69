import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiClient } from "../demo/api-client.js";
import { seededAnswers } from "../demo/seeded-answers.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { spread } from "./measure.js";
import { pacedCalls } from "./paced-requests.js";
import { startBuiltServer } from "./server-process.js";
import { type BenchWorkshop, benchWorkshop, writeHeaders } from "./workshop.js";

const TARGET_FIRST_MS = 20;
const TARGET_CACHED_P99_MS = 5;
const CACHED_RATE = 500;
const EXPERTS = 5;

/** The analysis of a stored study: the first after a change, and the same asked again and again. */
export const storedAnalysis: Bench = async ({ quick, seed }) => {
  const folder = await mkdtemp(join(tmpdir(), "motrice-bench-"));
  const server = await startBuiltServer({ dataFolder: folder });
  try {
    const workshop = await benchWorkshop(server, { experts: EXPERTS, keepScores: false });
    await scoreAll(workshop, seed);
    const firsts = await firstAnalyses(workshop, quick ? 3 : 60);
    const load = quick ? { seconds: 0.2, runs: 1 } : { seconds: 10, runs: 3 };
    const url = `${workshop.url}/analysis?of=consensus`;
    const headers = { authorization: `Bearer ${workshop.facilitator}`, accept: "application/json" };
    const request = { url, method: "GET", headers } as const;
    const p99s: number[] = [];
    for (let run = 0; run < load.runs; run++) {
      const { times } = await pacedCalls(() => request, CACHED_RATE, load.seconds);
      p99s.push(times[Math.ceil(0.99 * times.length) - 1]!);
    }
    const label = "29 variables, consensus of 5 experts";
    const first = spread(firsts);
    const cached = spread(p99s);
    const rows: Row[] = [
      measuredRow({ case: label, way: "first after a change", unit: "ms" }, first, {
        budget: atMost(TARGET_FIRST_MS, "ms", first.median),
      }),
      measuredRow({ case: label, way: `asked again, ${CACHED_RATE}/s, p99`, unit: "ms" }, cached, {
        budget: atMost(TARGET_CACHED_P99_MS, "ms", cached.median),
      }),
    ];
    return {
      name: "stored-analysis",
      title: "GET /api/v1/studies/:study/analysis",
      reference: null,
      rows,
      notes: [
        "one cell of one expert is changed before each first analysis",
        "p99: the median and spread are over runs",
      ],
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

async function scoreAll({ url, study, experts }: BenchWorkshop, seed: number): Promise<void> {
  const { ask } = apiClient(url);
  const ids = study.variables.map(({ id }) => id);
  for (const [k, { id, token }] of experts.entries()) {
    const answers = seededAnswers(study, seed + k);
    const changes = ids.flatMap((from, row) =>
      ids.flatMap((to, column) => {
        const value = answers[row]![column]!;
        return from === to || value === null ? [] : [{ from, to, value, was: null }];
      }),
    );
    await ask("PATCH", `/contributions/${id}/cells`, { token, body: { changes }, key: `all-${k}` });
  }
}

/** Times of the analysis after a change, in ms. */
async function firstAnalyses({ url, study, experts, facilitator }: BenchWorkshop, count: number): Promise<number[]> {
  const { ask, askText } = apiClient(url);
  const { id, token } = experts[0]!;
  const [from, to] = study.variables.map((variable) => variable.id) as [string, string];
  const { cells } = await ask<{ cells: { from: string; to: string; value: unknown }[] }>(
    "GET",
    `/contributions/${id}/cells?limit=1000`,
    { token },
  );
  let was = cells.find((cell) => cell.from === from && cell.to === to)?.value ?? null;
  const times: number[] = [];
  for (let number = 0; number < count; number++) {
    const value = was === 3 ? 0 : 3;
    const { "idempotency-key": key } = writeHeaders(token);
    await ask("PATCH", `/contributions/${id}/cells`, {
      token,
      key: key!,
      body: { changes: [{ from, to, value, was }] },
    });
    was = value;
    const start = performance.now();
    await askText("/analysis?of=consensus", facilitator);
    times.push(performance.now() - start);
  }
  return times;
}
