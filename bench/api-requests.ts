import autocannon from "autocannon";
import { analyze, type Study, writeStudyJson } from "../src/index.js";
import { readStudy } from "../src/node.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import { atMost, type Bench, measuredRow, type Row } from "./bench.js";
import { spread } from "./measure.js";
import { answerTimes } from "./paced-requests.js";
import { startBuiltServer } from "./server-process.js";

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
    const url = `${server.url}/api/v1/analyses`;
    await checkAnswer(url, study);
    const rows: Row[] = [];
    for (const [kind, sent] of [
      ["whole study", study],
      ["matrix and names only", bareStudy(study)],
    ] as const) {
      const bodies = Array.from({ length: VARIANTS }, (_, i) => writeStudyJson({ ...sent, id: `${sent.id}-${i}` }));
      const kilobytes = Math.round(Buffer.byteLength(bodies[0]!) / 1024);
      const label = `${kind}, n = ${study.variables.length}, ${kilobytes} KB`;
      if (!quick) await answerTimes(url, bodies, RATE, 2);
      rows.push(...(await pacedRows(label, url, bodies, load)), ...(await saturatedRows(label, url, bodies, load)));
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

async function pacedRows(label: string, url: string, bodies: readonly string[], { seconds, runs }: Load) {
  const medians: number[] = [];
  const p99s: number[] = [];
  for (let run = 0; run < runs; run++) {
    const times = (await answerTimes(url, bodies, RATE, seconds)).sort((a, b) => a - b);
    medians.push(spread(times).median);
    p99s.push(times[Math.ceil(0.99 * times.length) - 1]!);
  }
  const p99 = spread(p99s);
  const where = { case: label, unit: "ms" } as const;
  return [
    measuredRow({ ...where, way: `paced ${RATE}/s, p50` }, spread(medians)),
    measuredRow({ ...where, way: `paced ${RATE}/s, p99` }, p99, { budget: atMost(TARGET_P99_MS, "ms", p99.median) }),
  ];
}

async function saturatedRows(label: string, url: string, bodies: readonly string[], { seconds, runs }: Load) {
  const rates: number[] = [];
  const p99s: number[] = [];
  const burstP99s: number[] = [];
  const headers = { "content-type": "application/json" };
  const requests = bodies.map((body) => ({ body, method: "POST" as const, headers }));
  const whole = { url, requests, connections: CONNECTIONS, duration: Math.max(1, Math.ceil(seconds / 2)) };
  const fire = async (options: autocannon.Options) => {
    const found = await autocannon(options);
    const failed = found.errors + found.timeouts + found.non2xx;
    if (failed > 0 || found["2xx"] === 0)
      throw new Error(`${label}: ${failed} of ${found.requests.total} requests failed`);
    return found;
  };
  for (let run = 0; run < runs; run++) {
    const saturated = await fire(whole);
    rates.push(saturated["2xx"] / saturated.duration);
    p99s.push(saturated.latency.p99);
    // Its correction for coordinated omission takes seconds for milliseconds, and would add times that never were.
    burstP99s.push((await fire({ ...whole, overallRate: RATE, ignoreCoordinatedOmission: true })).latency.p99);
  }
  return [
    measuredRow({ case: label, way: `bursts of ${RATE} a second, p99`, unit: "ms" }, spread(burstP99s)),
    measuredRow({ case: label, way: `without pause, ${CONNECTIONS} connections`, unit: "requests/s" }, spread(rates)),
    measuredRow({ case: label, way: `without pause, ${CONNECTIONS} connections, p99`, unit: "ms" }, spread(p99s)),
  ];
}

/** What a client that has only a matrix sends. */
function bareStudy({ id, title, language, blocks, variables, direct }: Study): Study {
  return { id, title, language, blocks, variables, direct };
}

/** The server must give the library's ranking before it is timed. */
async function checkAnswer(url: string, study: Study): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: writeStudyJson(study) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${url} answers ${response.status}: ${text.slice(0, 300)}`);
  const ranks = JSON.stringify(JSON.parse(text).indirect.influenceRank);
  if (ranks !== JSON.stringify(analyze(study).indirect.influenceRank)) {
    throw new Error("the API does not give the library's ranking");
  }
}
