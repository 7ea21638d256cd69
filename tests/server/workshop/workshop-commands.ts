import fc from "fast-check";
import { expect } from "vitest";
import {
  type Assigned,
  ask,
  BLANK,
  type Cell,
  consensusOf,
  EXPERTS,
  expectCells,
  expectProblem,
  expectWhole,
  IDS,
  isAssigned,
  keyOf,
  type Model,
  matrixOf,
  PLACES,
  type Real,
  type Value,
} from "./workshop-model.js";

/** A step of a workshop, and what it should come to in any state. */
export type Command = fc.AsyncCommand<Model, Real>;

const value = fc.constantFrom<Value[]>(0, 1, 2, 3, "P", "?", null);
const expert = fc.nat(EXPERTS - 1);
const place = fc.constantFrom(...PLACES);

interface Intent {
  readonly place: readonly [string, string];
  readonly value: Value;
  /** What the expert believes the cell holds; "right": what it does. */
  readonly was: Value | "right";
  readonly confidence: number | null | undefined;
  /** What he believes of it; undefined: he does not say. */
  readonly confidenceWas: number | null | "right" | undefined;
  readonly note: string | null | undefined;
}

const intent: fc.Arbitrary<Intent> = fc.record({
  place,
  value,
  was: fc.oneof({ weight: 4, arbitrary: fc.constant("right" as const) }, { weight: 1, arbitrary: value }),
  confidence: fc.constantFrom(undefined, null, 1, 2, 3),
  confidenceWas: fc.constantFrom(undefined, "right" as const, "right" as const, null, 1, 3),
  note: fc.constantFrom(undefined, null, "", "why", "é😀"),
});

/** What a body may be spoilt by. */
const spoil = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom("off-scale", "diagonal", "unknown", "twice") },
);

class Patch implements Command {
  constructor(
    private readonly expert: number,
    private readonly intents: readonly Intent[],
    private readonly merge: boolean,
    private readonly spoilt: string | null,
  ) {}

  check = () => true;

  toString = () =>
    `expert ${this.expert} ${this.merge ? "merges" : "changes"} ${JSON.stringify(this.intents)} ${this.spoilt ?? ""}`;

  async run(model: Model, real: Real): Promise<void> {
    const own = model.cells[this.expert]!;
    const changes: Record<string, unknown>[] = this.intents.map(({ place: [from, to], value, was, ...rest }) => ({
      from,
      to,
      value,
      was: was === "right" ? (own.get(keyOf(from, to))?.value ?? null) : was,
      ...(rest.confidenceWas !== undefined && {
        confidenceWas:
          rest.confidenceWas === "right" ? (own.get(keyOf(from, to))?.confidence ?? null) : rest.confidenceWas,
      }),
      // A blank cell has neither.
      ...(rest.confidence !== undefined && { confidence: value === null ? null : rest.confidence }),
      ...(rest.note !== undefined && { note: value === null ? null : rest.note }),
    }));
    if (this.spoilt === "off-scale") changes[0]!["value"] = 4;
    if (this.spoilt === "diagonal") changes[0]!["to"] = changes[0]!["from"];
    if (this.spoilt === "unknown") changes[0]!["from"] = "b";
    if (this.spoilt === "twice") changes.push(changes[0]!);
    real.requests += 1;
    const key = `request-${real.requests}`;
    const body = { changes, merge: this.merge };
    const answer = await patch(real, this.expert, key, body);
    if (refusedAccess(model, this.expert, answer)) return;
    if (model.rounds.at(-1) === "closed") expectProblem(answer, 409, "round-closed");
    else if (this.spoilt !== null) expectProblem(answer, 422, "body-invalid");
    else if (
      model.unassigned === "locked" &&
      !this.intents.every(({ place: [from, to] }) => isAssigned(model.assigned[this.expert]!, from, to))
    ) {
      expectProblem(answer, 403, "cell-locked");
    } else this.expectChanged(model, changes, answer, { expert: this.expert, key, body });
    await expectCells(model, real, this.expert);
  }

  private expectChanged(
    model: Model,
    changes: readonly Record<string, unknown>[],
    answer: Awaited<ReturnType<typeof patch>>,
    request: Omit<Model["sent"][number], "answer">,
  ): void {
    const own = model.cells[this.expert]!;
    const next = new Map(own);
    const conflicts: object[] = [];
    const applied: object[] = [];
    for (const change of changes) {
      const { from, to, value, was } = change as { from: string; to: string; value: Value; was: Value };
      const old = own.get(keyOf(from, to)) ?? BLANK;
      const { confidenceWas: sureWas } = change;
      const sure = value === null ? null : change["confidence"];
      const isOverridden =
        sureWas !== undefined && sure !== undefined && old.confidence !== sureWas && old.confidence !== sure;
      if ((old.value !== was && old.value !== value) || isOverridden) {
        const confidence = { was: sureWas, yours: sure, theirs: old.confidence };
        conflicts.push({ from, to, was, yours: value, theirs: old.value, ...(isOverridden && { confidence }) });
        continue;
      }
      applied.push({ from, to, value });
      if (value === null) next.delete(keyOf(from, to));
      else next.set(keyOf(from, to), { ...old, ...(pick(change) as Partial<Cell>), value });
    }
    if (conflicts.length > 0 && !this.merge) {
      expectProblem(answer, 409, "cell-conflict");
      expect(answer.json().conflicts).toEqual(conflicts);
      return;
    }
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({ applied, conflicts });
    if (JSON.stringify([...next].sort()) !== JSON.stringify([...own].sort())) model.events.push("cells-changed");
    model.cells[this.expert] = next;
    model.sent.push({ ...request, answer: answer.body });
  }
}

/** The confidence and the note of a change, where it has them. */
function pick({ confidence, note }: Record<string, unknown>): object {
  return { ...(confidence !== undefined && { confidence }), ...(note !== undefined && { note }) };
}

function patch(real: Real, index: number, key: string, body: unknown) {
  const { participant, token } = real.experts[index]!;
  const headers = { "idempotency-key": key };
  return ask(real, "PATCH", `/contributions/${participant}/cells`, token, { body, headers });
}

/** Whether an expert is kept out, and told so. */
function refusedAccess(model: Model, index: number, answer: Awaited<ReturnType<typeof ask>>): boolean {
  if (model.revoked[index]) expectProblem(answer, 401, "token-invalid");
  else if (model.deleted) expectProblem(answer, 410, "study-deleted");
  return model.revoked[index]! || model.deleted;
}

class Replay implements Command {
  constructor(
    private readonly which: number,
    private readonly changed: boolean,
  ) {}

  check = ({ sent }: Readonly<Model>) => sent.length > 0;

  toString = () => `request ${this.which} again${this.changed ? ", with another body" : ""}`;

  async run(model: Model, real: Real): Promise<void> {
    const sent = model.sent[this.which % model.sent.length]!;
    const body = this.changed ? { ...sent.body, merge: !sent.body.merge } : sent.body;
    const answer = await patch(real, sent.expert, sent.key, body);
    if (refusedAccess(model, sent.expert, answer)) return;
    if (this.changed) expectProblem(answer, 422, "idempotency-mismatch");
    else expect([answer.statusCode, answer.body]).toEqual([200, sent.answer]);
    await expectCells(model, real, sent.expert);
  }
}

/** A step of the facilitator, who is kept out of a deleted study alone. */
function facilitates(
  name: string,
  step: (model: Model, real: Real, token: string) => Promise<Awaited<ReturnType<typeof ask>>>,
  expectDone: (model: Model, answer: Awaited<ReturnType<typeof ask>>) => void,
): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (model, real) => {
      const answer = await step(model, real, real.facilitator.token);
      if (model.deleted) expectProblem(answer, 410, "study-deleted");
      else expectDone(model, answer);
    },
  };
}

const closeRound = () =>
  facilitates(
    "close the round",
    (model, real, token) => ask(real, "POST", `/rounds/${model.rounds.length}/close`, token),
    (model, answer) => {
      if (model.rounds.at(-1) === "closed") return expectProblem(answer, 409, "round-closed");
      expect(answer.statusCode, answer.body).toBe(200);
      model.rounds[model.rounds.length - 1] = "closed";
      model.kept.push({ answers: model.cells.map(matrixOf), consensus: consensusOf(model) });
      model.events.push("snapshot-made", "round-closed");
    },
  );

const openRound = () =>
  facilitates(
    "open the next round",
    (_, real, token) => ask(real, "POST", "/rounds", token),
    (model, answer) => {
      if (model.rounds.at(-1) === "open") return expectProblem(answer, 409, "round-open");
      expect(answer.statusCode, answer.body).toBe(201);
      model.rounds.push("open");
      model.events.push("round-opened");
    },
  );

const item: fc.Arbitrary<Assigned> = fc.oneof(
  fc.record({ kind: fc.constantFrom("row" as const, "column" as const), variable: fc.constantFrom(...IDS) }),
  place.map(([from, to]) => ({ kind: "cell" as const, from, to })),
);

const assign = (assigned: Assigned[][]) =>
  facilitates(
    `assign ${JSON.stringify(assigned)}`,
    (_, real, token) => {
      const assignments = assigned.map((items, index) => ({ participant: real.experts[index]!.participant, items }));
      return ask(real, "PUT", "/assignments", token, { body: { assignments } });
    },
    (model, answer) => {
      expect(answer.statusCode, answer.body).toBe(200);
      const sorted = (all: Assigned[][]) =>
        JSON.stringify(all.map((items) => items.map((each) => JSON.stringify(each)).sort()));
      if (sorted(assigned) !== sorted(model.assigned)) model.events.push("assignments-changed");
      model.assigned = assigned;
    },
  );

const setUnassigned = (unassigned: "open" | "locked") =>
  facilitates(
    `unassigned cells are ${unassigned}`,
    (_, real, token) =>
      ask(real, "PATCH", "", token, { body: { settings: { unassigned } }, headers: { "if-match": "*" } }),
    (model, answer) => {
      expect(answer.statusCode, answer.body).toBe(200);
      if (unassigned !== model.unassigned) model.events.push("study-changed");
      model.unassigned = unassigned;
    },
  );

type Decided = number | "P" | null;

const takeBack = ([from, to]: readonly [string, string]) =>
  facilitates(
    `take the decision of ${from} > ${to} back`,
    (_, real, token) => ask(real, "DELETE", `/consensus/${encodeURIComponent(from)}/${encodeURIComponent(to)}`, token),
    (model, answer) => {
      if (!model.decisions.has(keyOf(from, to))) return expectProblem(answer, 404, "decision-unknown");
      expect(answer.statusCode, answer.body).toBe(204);
      model.decisions.delete(keyOf(from, to));
      model.events.push("decision-removed");
    },
  );

/** Takes decisions back in one change: those of cells of which nothing is decided stay so. */
const takeAllBack = (places: readonly (readonly [string, string])[]) =>
  facilitates(
    `take the decisions of ${JSON.stringify(places)} back`,
    (_, real, token) => {
      const undecided = places.map(([from, to]) => ({ from, to }));
      return ask(real, "PUT", "/consensus", token, { body: { undecided } });
    },
    (model, answer) => {
      expect(answer.statusCode, answer.body).toBe(200);
      for (const place of places) if (model.decisions.delete(keyOf(...place))) model.events.push("decision-removed");
    },
  );

/** What a facilitator believes is decided: whatever it is, nothing, or a value. */
type Belief = "any" | "nothing" | { readonly value: Decided };

const decide = ([from, to]: readonly [string, string], decided: Decided, belief: Belief) =>
  facilitates(
    `decide ${from} > ${to}: ${decided}, over ${JSON.stringify(belief)}`,
    (_, real, token) => {
      const path = `/consensus/${encodeURIComponent(from)}/${encodeURIComponent(to)}`;
      const was = belief === "nothing" ? null : belief;
      const body = { value: decided, reason: "agreed", ...(was !== "any" && { was }) };
      return ask(real, "PUT", path, token, { body });
    },
    (model, answer) => {
      const key = keyOf(from, to);
      const held: Belief = model.decisions.has(key) ? { value: model.decisions.get(key)! } : "nothing";
      const isSame = typeof held === "object" && held.value === decided;
      const isBelieved = belief === "any" || JSON.stringify(belief) === JSON.stringify(held);
      if (!isSame && !isBelieved) return expectProblem(answer, 409, "decision-conflict");
      expect(answer.statusCode, answer.body).toBe(200);
      model.decisions.set(key, decided);
      if (!isSame) model.events.push("decision-set");
    },
  );

class Revoke implements Command {
  constructor(private readonly expert: number) {}

  check = ({ deleted, revoked }: Readonly<Model>) => !deleted && !revoked[this.expert];

  toString = () => `revoke the link of expert ${this.expert}`;

  async run(model: Model, real: Real): Promise<void> {
    const answer = await ask(real, "DELETE", `/links/${real.experts[this.expert]!.link}`, real.facilitator.token);
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    model.revoked[this.expert] = true;
    model.events.push("link-revoked");
  }
}

class InviteAgain implements Command {
  constructor(private readonly expert: number) {}

  check = ({ deleted, revoked }: Readonly<Model>) => !deleted && revoked[this.expert]!;

  toString = () => `invite expert ${this.expert} again`;

  async run(model: Model, real: Real): Promise<void> {
    const own = real.experts[this.expert]!;
    const path = `/participants/${own.participant}/links`;
    const answer = await ask(real, "POST", path, real.facilitator.token, { body: {} });
    expect(answer.statusCode, answer.body).toBe(201);
    const { id, token } = answer.json();
    Object.assign(own, { link: id, token });
    model.revoked[this.expert] = false;
    model.events.push("link-made");
  }
}

class DeleteStudy implements Command {
  check = ({ deleted }: Readonly<Model>) => !deleted;

  toString = () => "delete the study";

  async run(model: Model, real: Real): Promise<void> {
    expect((await ask(real, "DELETE", "", real.facilitator.token)).statusCode).toBe(204);
    model.deleted = true;
    model.events.push("study-deleted");
  }
}

export class RestoreStudy implements Command {
  check = ({ deleted }: Readonly<Model>) => deleted;

  toString = () => "restore the study";

  async run(model: Model, real: Real): Promise<void> {
    const answer = await ask(real, "POST", "/restore", real.facilitator.token);
    expect(answer.statusCode, answer.body).toBe(200);
    model.deleted = false;
    model.events.push("study-restored");
  }
}

class Look implements Command {
  check = ({ deleted }: Readonly<Model>) => !deleted;

  toString = () => "look at everything";

  run = expectWhole;
}

/** Any workshop of at most so many steps. Most change cells; what stops the experts soon ends, lest nothing else is tried. */
export function anyWorkshop(steps: number): fc.Arbitrary<Iterable<Command>> {
  const intents = fc.uniqueArray(intent, { minLength: 1, maxLength: 4, selector: (each) => keyOf(...each.place) });
  const patches = fc
    .tuple(expert, intents, fc.boolean(), spoil)
    .map(([who, what, merge, spoilt]): Command => new Patch(who, what, merge, spoilt));
  const replays = fc.tuple(fc.nat(99), fc.boolean()).map(([which, changed]): Command => new Replay(which, changed));
  const items = fc.uniqueArray(item, { maxLength: 4, selector: (each) => JSON.stringify(each) });
  const decided = fc.constantFrom<Decided[]>(0, 1, 2.5, 3, "P", null);
  const belief = fc.oneof(
    fc.constantFrom<Belief[]>("any", "nothing"),
    decided.map((value) => ({ value })),
  );
  const decisions = fc.tuple(place, decided, belief);
  const weighted: readonly (readonly [number, fc.Arbitrary<Command>])[] = [
    [30, patches],
    [6, replays],
    [1, fc.constant(closeRound())],
    [4, fc.constant(openRound())],
    [2, fc.array(items, { minLength: EXPERTS, maxLength: EXPERTS }).map(assign)],
    [1, fc.constant(setUnassigned("locked"))],
    [3, fc.constant(setUnassigned("open"))],
    [3, decisions.map((given) => decide(...given))],
    [1, place.map(takeBack)],
    [1, fc.uniqueArray(place, { minLength: 1 }).map(takeAllBack)],
    [1, expert.map((who): Command => new Revoke(who))],
    [8, expert.map((who): Command => new InviteAgain(who))],
    [1, fc.constant<Command>(new DeleteStudy())],
    [10, fc.constant<Command>(new RestoreStudy())],
    [2, fc.constant<Command>(new Look())],
  ];
  const step = fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));
  return fc.commands([step], { maxCommands: steps, size: "max" });
}
