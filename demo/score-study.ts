import { randomUUID } from "node:crypto";
import type { Answer } from "../src/node.js";
import type { ApiClient } from "./api-client.js";

/** What an expert says, row by row, with a note here and there. */
export interface SaidAnswers {
  readonly ids: readonly string[];
  readonly answers: readonly (readonly Answer[])[];
  /** By `from to`. */
  readonly notes?: ReadonlyMap<string, string>;
}

/** Adds an expert and lets him answer so many cells from the first on; gives his id. */
export async function addExpert(
  { ask }: ApiClient,
  study: string,
  token: string,
  { name, said, cells = Number.POSITIVE_INFINITY }: { name: string; said: SaidAnswers; cells?: number },
): Promise<string> {
  const { id } = await ask<{ id: string }>("POST", `${study}/participants`, { token, body: { role: "expert", name } });
  const link = await makeLink({ ask }, study, token, id);
  const changes = said.ids.flatMap((from, row) =>
    said.ids.flatMap((to, column) => {
      const value = said.answers[row]![column]!;
      const note = said.notes?.get(`${from} ${to}`);
      return from === to ? [] : [{ from, to, value, was: null, ...(note !== undefined && { note }) }];
    }),
  );
  const body = { changes: changes.slice(0, cells) };
  await ask("PATCH", `${study}/contributions/${id}/cells`, { token: link, body, key: randomUUID() });
  return id;
}

/** A link's token for a participant. */
export async function makeLink(
  { ask }: Pick<ApiClient, "ask">,
  study: string,
  token: string,
  participant: string,
): Promise<string> {
  const path = `${study}/participants/${participant}/links`;
  return (await ask<{ token: string }>("POST", path, { token, body: {} })).token;
}
