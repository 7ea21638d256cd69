import type { LightMyRequestResponse as Response } from "fastify";
import { expect } from "vitest";
import type { Invited, WorkshopApp } from "../workshop-app.js";

/** Ids that a careless key would take for one another: `a`, `b a` and `a b`, `a`. */
export const IDS = ["a", "a b", "b a"];

export const PLACES = IDS.flatMap((from) => IDS.filter((to) => to !== from).map((to) => [from, to] as const));

export const EXPERTS = 3;

export type Value = number | "P" | "?" | null;

export interface Cell {
  readonly value: Value;
  readonly confidence: number | null;
  readonly note: string | null;
}

export const BLANK: Cell = { value: null, confidence: null, note: null };

export type Cells = Map<string, Cell>;

export const keyOf = (from: string, to: string) => JSON.stringify([from, to]);

export type Assigned = { kind: "row" | "column"; variable: string } | { kind: "cell"; from: string; to: string };

/** A request that was carried out, and may come again. */
export interface Sent {
  readonly expert: number;
  readonly key: string;
  readonly body: { readonly changes: readonly Record<string, unknown>[]; readonly merge: boolean };
  readonly answer: string;
}

/** What a workshop should be, kept as simply as can be. */
export interface Model {
  /** By expert; blank cells are not in it. */
  readonly cells: Cells[];
  readonly rounds: ("open" | "closed")[];
  /** What each closed round should have kept. */
  readonly kept: { readonly answers: Value[][][]; readonly consensus: Value[][] }[];
  assigned: Assigned[][];
  /** As it was last set; open by default. */
  unassigned: "open" | "locked" | null;
  readonly revoked: boolean[];
  deleted: boolean;
  readonly decisions: Map<string, number | "P" | null>;
  readonly sent: Sent[];
  /** Events that changed something, in order. */
  readonly events: string[];
}

export function newModel(): Model {
  return {
    cells: Array.from({ length: EXPERTS }, () => new Map()),
    rounds: ["open"],
    kept: [],
    assigned: Array.from({ length: EXPERTS }, () => []),
    unassigned: null,
    revoked: new Array(EXPERTS).fill(false),
    deleted: false,
    decisions: new Map(),
    sent: [],
    events: [],
  };
}

/** The workshop itself, asked over its API. */
export interface Real {
  readonly workshop: WorkshopApp;
  readonly study: string;
  readonly facilitator: Invited;
  /** With the link each came by last. */
  readonly experts: { participant: string; token: string; link: string }[];
  /** Events that there were before the first step. */
  begun: number;
  requests: number;
}

export function ask(
  { workshop, study }: Real,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  token: string,
  { body, headers }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return workshop.ask(method, `/studies/${study}${path}`, {
    token,
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  });
}

export function expectProblem(answer: Response, status: number, code: string): void {
  expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code]);
}

export function isAssigned(items: readonly Assigned[], from: string, to: string): boolean {
  return items.some((item) => {
    if (item.kind === "cell") return item.from === from && item.to === to;
    return item.variable === (item.kind === "row" ? from : to);
  });
}

/** The answers of an expert as a matrix. */
export function matrixOf(cells: Cells): Value[][] {
  return IDS.map((from) => IDS.map((to) => cells.get(keyOf(from, to))?.value ?? null));
}

/** The agreed matrix, by the definition: the decision, else P where most say so, else the median with P as 0. */
export function consensusOf({ cells, decisions }: Model): Value[][] {
  return IDS.map((from) =>
    IDS.map((to) => {
      const key = keyOf(from, to);
      if (decisions.has(key)) return decisions.get(key)!;
      const said = cells.map((own) => own.get(key)?.value ?? null).filter((value) => value !== null && value !== "?");
      if (said.length === 0) return null;
      if (said.filter((value) => value === "P").length * 2 > said.length) return "P";
      const scores = said.map((value) => (value === "P" ? 0 : Number(value))).sort((a, b) => a - b);
      const middle = (scores[(scores.length - 1) >> 1]! + scores[scores.length >> 1]!) / 2;
      return Math.round(middle * 100) / 100;
    }),
  );
}

/** Whether the cells of an expert are those of the model. */
export async function expectCells(model: Model, real: Real, expert: number): Promise<void> {
  const { participant } = real.experts[expert]!;
  const answer = await ask(real, "GET", `/contributions/${participant}/cells`, real.facilitator.token);
  const found = answer.json().cells as { from: string; to: string; updatedAt: string }[];
  const stored = found.map(({ from, to, updatedAt: _, ...cell }) => [keyOf(from, to), cell] as const);
  expect(new Map(stored)).toEqual(model.cells[expert]);
}

/** Whether all that can be read is what the model says, by facilitator's eyes. */
export async function expectWhole(model: Model, real: Real): Promise<void> {
  const { token } = real.facilitator;
  const read = async (path: string) => {
    const answer = await ask(real, "GET", path, token);
    expect(answer.statusCode, `${path} ${answer.body}`).toBe(200);
    return answer.json();
  };
  for (let expert = 0; expert < EXPERTS; expert++) await expectCells(model, real, expert);
  expect((await read("/consensus")).direct).toEqual(consensusOf(model));
  const { contributions, round } = await read("/contributions");
  expect(round).toEqual({ number: model.rounds.length, state: model.rounds.at(-1) });
  for (const [expert, { all, assigned }] of contributions.entries()) {
    const given = [...model.cells[expert]!].map(([key, { value }]) => ({ place: JSON.parse(key), value }));
    const tally = (some: typeof given, cells: number) => ({
      answered: some.filter(({ value }) => value !== "?").length,
      dontKnow: some.filter(({ value }) => value === "?").length,
      cells,
    });
    expect(all).toEqual(tally(given, PLACES.length));
    const items = model.assigned[expert]!;
    const covers = ([from, to]: readonly [string, string]) => isAssigned(items, from, to);
    expect(assigned).toEqual(
      items.length === 0
        ? null
        : tally(
            given.filter(({ place }) => covers(place)),
            PLACES.filter(covers).length,
          ),
    );
  }
  const { rounds } = await read("/rounds");
  expect(rounds.map(({ state }: { state: string }) => state)).toEqual(model.rounds);
  for (const [index, { answers, consensus }] of model.kept.entries()) {
    const { content } = await read(`/snapshots/${rounds[index].snapshot}`);
    expect(content.study.direct).toEqual(consensus);
    for (const [expert, { participant }] of real.experts.entries()) {
      const own = content.contributions.find(({ id }: { id: string }) => id === participant);
      expect(own?.answers ?? matrixOf(new Map())).toEqual(answers[expert]);
    }
  }
  await expectLog(model, real);
}

/** Whether the log tells what happened, each event once and in order, and its cells add up to those of the tables. */
async function expectLog(model: Model, { workshop, study, experts, begun }: Real): Promise<void> {
  const log = await workshop.store.db
    .selectFrom("events")
    .select(["seq", "kind", "before", "after"])
    .where("study_id", "=", study)
    .orderBy("seq")
    .execute();
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(log.slice(begun).map(({ kind }) => kind)).toEqual(model.events);
  const told: Cells[] = experts.map(() => new Map());
  for (const { kind, before, after } of log) {
    if (kind !== "cells-changed") continue;
    const [was, is] = [JSON.parse(before!), JSON.parse(after!)];
    const own = told[experts.findIndex(({ participant }) => participant === is.participant)]!;
    for (const [index, { from, to, ...cell }] of is.cells.entries()) {
      const { from: _, to: __, ...earlier } = was.cells[index];
      expect(earlier).toEqual(own.get(keyOf(from, to)) ?? BLANK);
      if (cell.value === null) own.delete(keyOf(from, to));
      else own.set(keyOf(from, to), cell);
    }
  }
  expect(told).toEqual(model.cells);
}
