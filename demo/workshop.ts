/**
 * npm run demo:workshop [-- --seed N] [--data DIR] [--out FILE]
 *
 * A workshop from the first invitation to the report, over HTTP against the built server: the 29-variable study, five experts who score
 * in parallel, a restart of the server while they do, a round that is closed, their agreement, the agenda, the report.
 *
 * The experts are made up: each answers with a seeded variation of the study's illustrative matrix.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ServerProcess, startBuiltServer } from "../bench/server-process.js";
import type { Agenda } from "../src/analysis/agenda.js";
import type { Agreement } from "../src/experts/agreement.js";
import { type Answer, type AssignmentItem, assignedCells, localize, readExample, type Study } from "../src/node.js";
import { toAgreementText } from "../src/report/agreement-text.js";
import { apiClient } from "./api-client.js";
import { freePort } from "./free-port.js";
import { seededAnswers } from "./seeded-answers.js";

const EXAMPLE = "hauts-de-france-industrie-2040";
const EXPERTS = 5;
const EXPERTS_PER_CELL = 5;
const CELLS_PER_REQUEST = 12;
const AGENDA_CELLS = 8;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "2040" },
    data: { type: "string" },
    out: { type: "string", default: "workshop-report.html" },
  },
});
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is no integer`);
const folder = values.data ?? (await mkdtemp(join(tmpdir(), "motrice-workshop-")));
const port = await freePort();
const say = (line = "") => console.log(line);

const { ask, askText } = apiClient(`http://127.0.0.1:${port}/api/v1`);
const startServer = (): Promise<ServerProcess> => startBuiltServer({ port, dataFolder: folder });

let server = await startServer();
try {
  await workshop();
} finally {
  await server.stop();
  if (values.data === undefined) await rm(folder, { recursive: true, force: true });
}

async function workshop(): Promise<void> {
  const { study: example } = await readExample(EXAMPLE);
  say(`server      ${server.url}, studies in ${folder}`);
  const created = await ask<Created>("POST", "/studies", { body: { example: EXAMPLE, keepScores: false } });
  const { token } = created.facilitator;
  const study = `/studies/${created.study.id}`;
  say(`study       ${localize(example.title, "en")}: ${example.variables.length} variables, no scores yet`);

  const experts: Expert[] = [];
  for (let number = 1; number <= EXPERTS; number++) {
    const body = { role: "expert", name: `Expert ${number}` };
    const participant = await ask<{ id: string }>("POST", `${study}/participants`, { token, body });
    const link = await ask<{ token: string }>("POST", `${study}/participants/${participant.id}/links`, {
      token,
      body: {},
    });
    experts.push({
      id: participant.id,
      name: body.name,
      token: link.token,
      answers: seededAnswers(example, seed + number),
    });
  }
  await ask("POST", `${study}/assignments/split`, { token, body: { perCell: EXPERTS_PER_CELL } });
  say(`invited     ${EXPERTS} experts, ${EXPERTS_PER_CELL} for each cell (seed ${seed})`);

  const shares = await Promise.all(experts.map((expert) => shareOf(study, expert, example)));
  const halves = shares.map((changes) => Math.ceil(changes.length / 2));
  const started = performance.now();
  await Promise.all(experts.map((expert, k) => score(study, expert, shares[k]!.slice(0, halves[k]))));
  const rest = Promise.all(experts.map((expert, k) => score(study, expert, shares[k]!.slice(halves[k]))));
  await server.stop();
  say(`restart     while they score: the server is stopped …`);
  server = await startServer();
  await rest;
  const answers = shares.reduce((sum, changes) => sum + changes.length, 0);
  say(
    `            … and back; ${answers} answers acknowledged in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );

  await checkNothingLost(study, experts, shares);
  say(`            every answer is there, once`);

  await ask("POST", `${study}/rounds/1/close`, { token, body: {} });
  say(`round 1     closed`);
  say();
  await showAgreement(study, token, experts, example);

  const report = await askText(`${study}/report?of=consensus&lang=fr`, token);
  const file = resolve(values.out);
  await writeFile(file, report);
  say();
  say(`report      ${file} (${Math.round(report.length / 1024)} KB)`);
  say(`            Illustrative scoring: the answers are seeded variations of the study's illustrative matrix.`);
}

interface Created {
  readonly study: { readonly id: string };
  readonly facilitator: { readonly token: string };
}

interface Expert {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly answers: readonly (readonly Answer[])[];
}

interface CellChange {
  readonly from: string;
  readonly to: string;
  readonly value: Answer;
  readonly was: null;
}

/** What an expert is asked, with what he is going to answer. */
async function shareOf(study: string, { token, id, answers }: Expert, example: Study): Promise<readonly CellChange[]> {
  const { assignments } = await ask<{ assignments: readonly { participant: string; items: AssignmentItem[] }[] }>(
    "GET",
    `${study}/assignments`,
    { token },
  );
  const items = assignments.find(({ participant }) => participant === id)?.items ?? [];
  const ids = example.variables.map((variable) => variable.id);
  return assignedCells(items, example).flatMap((row, from) =>
    row.flatMap((isAssigned, to) =>
      isAssigned ? [{ from: ids[from]!, to: ids[to]!, value: answers[from]![to]!, was: null }] : [],
    ),
  );
}

async function score(study: string, { id, token }: Expert, changes: readonly CellChange[]): Promise<void> {
  for (let start = 0; start < changes.length; start += CELLS_PER_REQUEST) {
    const body = { changes: changes.slice(start, start + CELLS_PER_REQUEST) };
    await ask("PATCH", `${study}/contributions/${id}/cells`, { token, body, key: randomUUID() });
  }
}

/** How far the experts agree, who stands where, and what to talk about first: the words of `motrice agreement`. */
async function showAgreement(study: string, token: string, experts: readonly Expert[], example: Study): Promise<void> {
  const agreement = await ask<Agreement>("GET", `${study}/agreement`, { token });
  const agenda = await ask<Agenda>("GET", `${study}/agenda`, { token });
  const names = new Map(experts.map(({ id, name }) => [id, name]));
  const severity = agreement.severity.map((each) => ({ ...each, id: names.get(each.id) ?? each.id }));
  const first = { ...agenda, cells: agenda.cells.slice(0, AGENDA_CELLS) };
  process.stdout.write(toAgreementText(example, { ...agreement, severity }, first, { lang: "en", width: 100 }));
}

/** Reads every contribution back and compares it with what was acknowledged. */
async function checkNothingLost(
  study: string,
  experts: readonly Expert[],
  shares: readonly (readonly CellChange[])[],
): Promise<void> {
  for (const [k, { id, token, name }] of experts.entries()) {
    const kept = new Map<string, Answer>();
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: "1000", ...(cursor === null ? {} : { cursor }) });
      const page: CellsPage = await ask("GET", `${study}/contributions/${id}/cells?${query}`, { token });
      for (const { from, to, value } of page.cells) kept.set(`${from} ${to}`, value);
      cursor = page.next;
    } while (cursor !== null);
    const lost = shares[k]!.filter(({ from, to, value }) => kept.get(`${from} ${to}`) !== value);
    if (lost.length > 0 || kept.size !== shares[k]!.length) throw new Error(`${name}: ${lost.length} answers are lost`);
  }
}

interface CellsPage {
  readonly cells: readonly { readonly from: string; readonly to: string; readonly value: Answer }[];
  readonly next: string | null;
}
