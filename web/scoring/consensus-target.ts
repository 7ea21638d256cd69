import { SCORING_WORDS } from "../../src/index.js";
import { ApiProblem } from "../api/problem.js";
import { ask, studyPath } from "../api/request.js";
import type { Consensus, Decision } from "../api/types.js";
import { wordsOf } from "../language/language.js";
import { type BoardTarget, placeName, type StoredCell, storedCell, type TargetChange } from "./board-target.js";
import { BLANK, type ScoredCell, sameCell, sameNote } from "./cell.js";

/** Most decisions that the server takes, or takes back, at once. */
const MOST_DECISIONS = 4000;

/** Events after which cells hold something that the event does not tell: what the answers make of them. */
const UNSAID = new Set([
  "cells-changed",
  "decision-removed",
  "study-changed",
  "participant-changed",
  "participant-removed",
]);

/** The agreed matrix: what a facilitator types in it is decided, with the note as its reason. */
export function consensusTarget(study: string, readOnly = false): BoardTarget {
  const path = studyPath(study, "/consensus");
  async function read(): Promise<readonly StoredCell[]> {
    const { body } = await ask<Consensus>(path);
    const cells = new Map<string, StoredCell>();
    const add = (cell: StoredCell) => cells.set(placeName(cell), cell);
    body.direct.forEach((row, from) => {
      row.forEach((value, to) => {
        if (from !== to) add(storedCell({ from: body.variables[from]!, to: body.variables[to]!, value }));
      });
    });
    for (const decision of body.decisions) add(cellOf(decision, decision));
    return [...cells.values()];
  }

  /** Carries changes out but for those of cells that another facilitator has decided meanwhile; these come back. */
  async function carryOut(changes: readonly TargetChange[], closing: boolean): Promise<readonly Conflict[]> {
    if (changes.length === 0) return [];
    try {
      await ask(path, { method: "PUT", body: decisionsBody(changes), keepalive: closing });
      return [];
    } catch (error) {
      const conflicts = conflictsOf(error);
      if (conflicts === null) throw error;
      const names = new Set(conflicts.map(placeName));
      const rest = changes.filter((change) => !names.has(placeName(change)));
      return [...conflicts, ...(await carryOut(rest, closing))];
    }
  }

  return {
    id: `${study} consensus`,
    isOwn: !readOnly,
    round: null,
    read,
    send: readOnly
      ? null
      : async (_key, changes, closing) => {
          const conflicts: Conflict[] = [];
          for (let first = 0; first < changes.length; first += MOST_DECISIONS)
            conflicts.push(...(await carryOut(changes.slice(first, first + MOST_DECISIONS), closing)));
          return {
            conflicts: conflicts.map(({ from, to, theirs }) => ({ from, to, theirs: cellOf({ from, to }, theirs) })),
            // What the answers make of a cell is not told with it.
            isStale: conflicts.some(({ theirs }) => theirs === null) || changes.some(({ cell }) => !isDecided(cell)),
          };
        },
    edited(before, cell) {
      if (cell.value === null) return isDecided(before) ? BLANK : before;
      const isReasoned = isDecided(before) || cell.note !== null;
      return {
        ...cell,
        note: isReasoned ? cell.note : wordsOf(SCORING_WORDS).defaultReason,
        decided: cell.decided ?? { sign: null, source: null },
      };
    },
    isSame,
    changedBy({ kind, after }) {
      if (kind === "decision-set") return [cellOf(after as Decision, after as Decision)];
      return UNSAID.has(kind) ? "unsaid" : null;
    },
  };
}

function isDecided(cell: ScoredCell): boolean {
  return cell.decided !== undefined;
}

/** Two cells that are not decided are the same: what the answers make of them is nobody's edit. */
function isSame(a: ScoredCell, b: ScoredCell): boolean {
  return sameCell(a, b) || !(isDecided(a) || isDecided(b));
}

type Decided = Pick<Decision, "value" | "reason" | "confidence" | "sign" | "source">;

/** A cell that the server found decided otherwise than it was seen; null where nothing is decided. */
interface Conflict {
  readonly from: string;
  readonly to: string;
  readonly theirs: Decided | null;
}

/** The cells that a refusal tells to be decided otherwise; null where it is another refusal. */
function conflictsOf(error: unknown): readonly Conflict[] | null {
  if (!(error instanceof ApiProblem && error.code === "decision-conflict")) return null;
  return error.body["conflicts"] as readonly Conflict[];
}

function cellOf(place: Pick<Decision, "from" | "to">, decided: Decided | null): StoredCell {
  if (decided === null) return { ...place, ...BLANK };
  const { value, reason, confidence, sign, source } = decided;
  const note = reason === "" ? null : reason;
  return storedCell({ ...place, value, confidence, note, decided: { sign, source } });
}

function decidedOf({ value, note, confidence, decided }: ScoredCell): object | null {
  return decided === undefined ? null : { value, reason: note ?? "", confidence, ...decided };
}

function decisionsBody(changes: readonly TargetChange[]): object {
  const decisions = changes.filter(({ cell }) => isDecided(cell)).map(decisionBody);
  const undecided = changes
    .filter(({ cell }) => !isDecided(cell))
    .map(({ from, to, was }) => ({ from, to, was: decidedOf(was) }));
  return { ...(decisions.length > 0 && { decisions }), ...(undecided.length > 0 && { undecided }) };
}

/** Only what changes beside the value is told: left out, it stays as it is decided. */
function decisionBody({ from, to, cell, was }: TargetChange): object {
  const { value, note, confidence, decided } = cell;
  const held = isDecided(was) ? was : BLANK;
  return {
    from,
    to,
    value,
    ...(!sameNote(note, held.note) && { reason: note ?? "" }),
    ...(confidence !== held.confidence && { confidence }),
    ...(decided?.sign !== (held.decided?.sign ?? null) && { sign: decided?.sign }),
    ...(decided?.source !== (held.decided?.source ?? null) && { source: decided?.source }),
    was: decidedOf(was),
  };
}
