import { expect } from "vitest";
import { reviseStudy } from "../../../server/store/studies.js";
import type { Answer } from "../../../src/index.js";
import type { Invited, WorkshopApp } from "../workshop-app.js";

let keys = 0;

/** An answer of one cell. */
export interface CellAnswer {
  readonly from: string;
  readonly to: string;
  readonly value: Answer;
  readonly confidence?: number;
  readonly note?: string;
}

/** Lets an expert answer cells that are blank, or held `was`. */
export async function answerCells(
  { ask }: Pick<WorkshopApp, "ask">,
  study: string,
  expert: Invited,
  cells: readonly (CellAnswer & { readonly was?: Answer })[],
): Promise<void> {
  const changes = cells.map((cell) => ({ was: null, ...cell }));
  const answer = await ask("PATCH", `/studies/${study}/contributions/${expert.participant}/cells`, {
    token: expert.token,
    body: { changes },
    headers: { "idempotency-key": `cells-${++keys}` },
  });
  expect(answer.statusCode, answer.body).toBe(200);
}

/** Changes the settings of a study. */
export async function changeSettings({ store }: WorkshopApp, study: string, settings: object): Promise<void> {
  await store.change(study, "admin", async (tx) => {
    await reviseStudy(tx, study, { settings: settings as Record<string, unknown> });
    return { events: [{ kind: "study-changed", after: { settings } }], result: undefined };
  });
}

/** Closes a round as the facilitator does; the id of its snapshot. */
export async function closeRound(
  { ask }: Pick<WorkshopApp, "ask">,
  study: string,
  facilitator: Invited,
  number = 1,
): Promise<string> {
  const answer = await ask("POST", `/studies/${study}/rounds/${number}/close`, { token: facilitator.token });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().snapshot.id;
}
