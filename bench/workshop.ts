import { randomUUID } from "node:crypto";
import { apiClient } from "../demo/api-client.js";
import type { Study } from "../src/index.js";
import { readStudy } from "../src/node.js";
import { SHIPPED_STUDY_PATH } from "../tests/shipped-study.js";
import type { ServerProcess } from "./server-process.js";

/** An expert of a bench, with the ids of the cells he scores. */
export interface BenchExpert {
  readonly id: string;
  readonly token: string;
}

/** A stored study with its facilitator and experts. */
export interface BenchWorkshop {
  /** Address of the study. */
  readonly url: string;
  readonly id: string;
  readonly study: Study;
  readonly facilitator: string;
  readonly experts: readonly BenchExpert[];
}

/** The shipped study on a server, without scores where `keepScores` is false, with so many experts. */
export async function benchWorkshop(
  { url: origin }: ServerProcess,
  { experts: count, keepScores }: { readonly experts: number; readonly keepScores: boolean },
): Promise<BenchWorkshop> {
  const base = `${origin}/api/v1`;
  const { ask } = apiClient(base);
  const study = await readStudy(SHIPPED_STUDY_PATH);
  const created = await ask<{ study: { id: string }; facilitator: { token: string } }>("POST", "/studies", {
    body: { study, keepScores },
  });
  const { id } = created.study;
  const { token } = created.facilitator;
  const experts: BenchExpert[] = [];
  for (let number = 1; number <= count; number++) {
    const body = { role: "expert", name: `Expert ${number}` };
    const participant = await ask<{ id: string }>("POST", `/studies/${id}/participants`, { token, body });
    const link = await ask<{ token: string }>("POST", `/studies/${id}/participants/${participant.id}/links`, {
      token,
      body: {},
    });
    experts.push({ id: participant.id, token: link.token });
  }
  return { url: `${base}/studies/${id}`, id, study, facilitator: token, experts };
}

/** The headers of a write by an expert: each has an idempotency key of its own. */
export function writeHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
  };
}
