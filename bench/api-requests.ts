import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { analyze, type Study, writeStudyJson } from "../src/index.js";
import { readStudy } from "../src/node.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, type Budget, emptyRow, measuredRow, type Row } from "./bench.js";
import { spread } from "./measure.js";
import { pacedRequests } from "./paced-requests.js";
import { type ServerProcess, startBuiltServer } from "./server-process.js";

const RATE = 100;
const TARGET_P99_MS = 25;
const CONNECTIONS = 10;

/** Bodies that differ, so that no answer can be one remembered. */
const VARIANTS = 20;

interface Load {
  readonly seconds: number;
  readonly runs: number;
}

/**
 * `POST /api/v1/analyses` against the built server, listening in a process of its own: the time of an answer at a hundred
 * requests a second, and how many it can answer when asked without pause.
 */
export const apiRequests: Bench = async ({ quick }) => {
  const load: Load = quick ? { seconds: 0.2, runs: 1 } : { seconds: 10, runs: 3 };
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const server = await startBuiltServer();
  try {
    const url = analysesUrl(server);
    await checkAnswer(url, study);
    const rows: Row[] = [];
    for (const [kind, sent] of [
      ["whole study", study],
      ["matrix and names only", bareStudy(study)],
    ] as const) {
      const bodies = Array.from({ length: VARIANTS }, (_, i) => writeStudyJson({ ...sent, id: `${sent.id}-${i}` }));
      const kilobytes = Math.round(Buffer.byteLength(bodies[0]!) / 1024);
      const label = `${kind}, n = ${study.variables.length}, ${kilobytes} KB`;
      if (!quick) await pacedRequests(url, bodies, RATE, 2);
      rows.push(...(await pacedRows(label, url, bodies, load)), ...(await autocannonRows(label, server, bodies, load)));
    }
    return {
      name: "api-requests",
      title: "POST /api/v1/analyses, answers over loopback",
      reference: null,
      rows,
      notes: [
        `paced: a request every ${1000 / RATE} ms, whatever has been answered; times count from when each was due`,
        `bursts: the same rate as autocannon sends it, on ${CONNECTIONS} connections at the start of each second`,
        "a value is that of one run: the median and spread are over runs",
      ],
    };
  } finally {
    await server.stop();
  }
};

async function pacedRows(
  label: string,
  url: string,
  bodies: readonly string[],
  { seconds, runs }: Load,
): Promise<Row[]> {
  const medians: number[] = [];
  const p99s: number[] = [];
  let refusals = 0;
  for (let run = 0; run < runs; run++) {
    const { times, refused } = await pacedRequests(url, bodies, RATE, seconds);
    refusals += refused;
    if (times.length === 0) continue;
    medians.push(spread(times).median);
    p99s.push(times[Math.ceil(0.99 * times.length) - 1]!);
  }
  const note = refusalNote(refusals);
  const row = (way: string, samples: readonly number[], budget: (median: number) => Budget | null) => {
    const where = { case: label, way, unit: "ms" } as const;
    if (samples.length === 0) return emptyRow(where, note!);
    const found = spread(samples);
    return measuredRow(where, found, { budget: budget(found.median), note });
  };
  const target = (median: number) => {
    const budget = atMost(TARGET_P99_MS, "ms", median);
    return { ...budget, met: budget.met && refusals === 0 };
  };
  return [row(`paced ${RATE}/s, p50`, medians, () => null), row(`paced ${RATE}/s, p99`, p99s, target)];
}

async function autocannonRows(
  label: string,
  server: ServerProcess,
  bodies: readonly string[],
  { seconds, runs }: Load,
): Promise<Row[]> {
  const rates: number[] = [];
  const p99s: number[] = [];
  const burstP99s: number[] = [];
  const processorTimes: number[] = [];
  let refusals = 0;
  const headers = { "content-type": "application/json" };
  const requests = bodies.map((body) => ({ body, method: "POST" as const, headers }));
  const options = {
    url: analysesUrl(server),
    requests,
    connections: CONNECTIONS,
    excludeErrorStats: true,
    duration: Math.max(1, Math.ceil(seconds / 2)),
  };
  const fire = async (extra: Partial<autocannon.Options>) => {
    const found = await autocannon({ ...options, ...extra });
    const refused = found.statusCodeStats?.["503"]?.count ?? 0;
    const failed = found.errors + found.timeouts + found.non2xx - refused;
    if (failed > 0) throw new Error(`${label}: ${failed} of ${found.requests.total} requests failed`);
    refusals += refused;
    return found;
  };
  for (let run = 0; run < runs; run++) {
    const before = await server.processorMs();
    const saturated = await fire({});
    processorTimes.push(((await server.processorMs()) - before) / Math.max(1, saturated["2xx"]));
    rates.push(saturated["2xx"] / saturated.duration);
    p99s.push(saturated.latency.p99);
    // Its correction for coordinated omission takes seconds for milliseconds, and would add times that never were.
    burstP99s.push((await fire({ overallRate: RATE, ignoreCoordinatedOmission: true })).latency.p99);
  }
  const note = refusalNote(refusals);
  const all = `without pause, ${CONNECTIONS} connections`;
  return [
    measuredRow({ case: label, way: `bursts of ${RATE} a second, p99`, unit: "ms" }, spread(burstP99s), { note }),
    measuredRow({ case: label, way: all, unit: "requests/s" }, spread(rates), { note }),
    measuredRow({ case: label, way: "server's processor time a request", unit: "ms" }, spread(processorTimes), {
      note,
    }),
    measuredRow({ case: label, way: `${all}, p99`, unit: "ms" }, spread(p99s), { note }),
  ];
}

function analysesUrl({ url }: ServerProcess): string {
  return `${url}/api/v1/analyses`;
}

function refusalNote(refusals: number): string | null {
  return refusals === 0 ? null : `${refusals} requests refused: server busy`;
}

/** What a client that has only a matrix sends. */
function bareStudy({ id, title, language, blocks, variables, direct }: Study): Study {
  return { id, title, language, blocks, variables, direct };
}

/** The server must give the library's ranking before it is timed. */
async function checkAnswer(url: string, study: Study): Promise<void> {
  const headers = { "content-type": "application/json" };
  const ask = () => fetch(url, { method: "POST", headers, body: writeStudyJson(study) });
  let response = await ask();
  // On a machine with other things to do, a server that has just started may first say that it is busy.
  for (let attempt = 1; response.status === 503 && attempt < 10; attempt++) {
    await response.text();
    await sleep(1000);
    response = await ask();
  }
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${url} answers ${response.status}: ${text.slice(0, 300)}`);
  const ranks = JSON.stringify(JSON.parse(text).indirect.influenceRank);
  if (ranks !== JSON.stringify(analyze(study).indirect.influenceRank)) {
    throw new Error("the API does not give the library's ranking");
  }
}
