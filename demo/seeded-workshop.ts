import { readExample } from "../src/node.js";
import { apiClient } from "./api-client.js";
import { addExpert, makeLink } from "./score-study.js";
import { seededAnswers } from "./seeded-answers.js";

/** A workshop on a server, in its second round, with links into it. */
export interface SeededWorkshop {
  readonly url: string;
  /** Id of the study. */
  readonly study: string;
  /** A fresh link's token. */
  readonly link: (who: "facilitator" | "expert" | "newcomer") => Promise<string>;
}

const EXAMPLE = "hauts-de-france-industrie-2040";
const EXPERTS = 5;
const SEED = 2040;
/** What the last expert has answered so far in the second round. */
const NEWCOMER_CELLS = 320;

const NOTE = "Les prix de l’énergie décident où l’on produit.";

/** The 29-variable study, five made-up experts, a closed round, two decisions, a snapshot, a second round with one more expert. */
export async function seededWorkshop(url: string): Promise<SeededWorkshop> {
  const client = apiClient(`${url}/api/v1`);
  const { ask } = client;
  const { study: example } = await readExample(EXAMPLE);
  const ids = example.variables.map(({ id }) => id);
  const created = await ask<{ study: { id: string }; facilitator: { participant: string; token: string } }>(
    "POST",
    "/studies",
    {
      body: { example: EXAMPLE, keepScores: false },
    },
  );
  const { token, participant: facilitator } = created.facilitator;
  const study = `/studies/${created.study.id}`;
  const experts: string[] = [];
  for (let number = 1; number <= EXPERTS; number++) {
    const said = {
      ids,
      answers: seededAnswers(example, SEED + number),
      notes: new Map([[`${ids[8]} ${ids[3]}`, NOTE]]),
    };
    experts.push(await addExpert(client, study, token, { name: `Expert ${number}`, said }));
  }
  await ask("POST", `${study}/rounds/1/close`, { token, body: {} });
  await ask("POST", `${study}/rounds`, { token, body: {} });
  for (const [from, to, value] of [
    [ids[6], ids[19], 3],
    [ids[14], ids[13], 2],
  ] as const) {
    const body = { value, reason: "Accord en séance", confidence: 3 };
    await ask("PUT", `${study}/consensus/${from}/${to}`, { token, body });
  }
  const said = { ids, answers: seededAnswers(example, SEED) };
  const newcomer = await addExpert(client, study, token, {
    name: `Expert ${EXPERTS + 1}`,
    said,
    cells: NEWCOMER_CELLS,
  });
  const people = { facilitator, expert: experts[0]!, newcomer };
  return { url, study: created.study.id, link: (who) => makeLink(client, study, token, people[who]) };
}
