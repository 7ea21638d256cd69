import { SCORING_WORDS } from "../../src/index.js";
import { ApiProblem } from "../api/problem.js";
import { ask, studyPath } from "../api/request.js";
import type { Consensus, Decision } from "../api/types.js";
import { wordsOf } from "../language/language.js";
import { liveState } from "../state/live.js";
import { type BoardTarget, placeName, type StoredCell, storedCell, type TargetChange } from "./board-target.js";
import { BLANK, type ScoredCell, sameCell, sameNote } from "./cell.js";

/** Most decisions that the server takes at once. */
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
  /** Whether events may have been missed: a request has failed since the cells were read. */
  let isBehind = false;

  async function read(): Promise<readonly StoredCell[]> {
    const { body } = await ask<Consensus>(path);
    const cells = new Map<string, StoredCell>();
    const add = (cell: StoredCell) => cells.set(placeName(cell), cell);
    body.direct.forEach((row, from) => {
      row.forEach((value, to) => {
        if (from !== to) add(storedCell({ from: body.variables[from]!, to: body.variables[to]!, value }));
      });
    });
    for (const decision of body.decisions) add(decidedCell(decision));
    return [...cells.values()];
  }

  /** The changes with what the server holds: as it is known by the events, or read where they may not tell the latest. */
  async function upToDate(changes: readonly TargetChange[], closing: boolean): Promise<readonly TargetChange[]> {
    const isKnown = !isBehind && liveState.peek() === "connected" && !changes.some(isOvertaken);
    if (isKnown || closing) return changes;
    const cells = new Map((await read()).map((cell) => [placeName(cell), cell]));
    return changes.map((change) => ({ ...change, stored: cells.get(placeName(change)) ?? BLANK }));
  }

  async function carryOut(changes: readonly TargetChange[], closing: boolean): Promise<void> {
    const decisions = changes.filter(({ cell }) => isDecided(cell)).map(decisionBody);
    for (let first = 0; first < decisions.length; first += MOST_DECISIONS) {
      const body = { decisions: decisions.slice(first, first + MOST_DECISIONS) };
      await ask(path, { method: "PUT", body, keepalive: closing });
    }
    for (const { from, to, cell } of changes) {
      if (isDecided(cell)) continue;
      const address = `${path}/${encodeURIComponent(from)}/${encodeURIComponent(to)}`;
      await ask(address, { method: "DELETE", keepalive: closing }).catch((error: unknown) => {
        if (!(error instanceof ApiProblem && error.code === "decision-unknown")) throw error;
      });
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
          try {
            const known = await upToDate(changes, closing);
            const agreed = known.filter((change) => !isOvertaken(change));
            await carryOut(agreed, closing);
            isBehind = false;
            return {
              conflicts: known.filter(isOvertaken).map(({ from, to, stored }) => ({ from, to, theirs: stored })),
              isStale: known !== changes || agreed.some(({ cell }) => !isDecided(cell)),
            };
          } catch (error) {
            isBehind = true;
            throw error;
          }
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
      if (kind === "decision-set") return [decidedCell(after as Decision)];
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

/** Whether the server holds neither what was changed nor what it was changed to. */
function isOvertaken({ cell, was, stored }: TargetChange): boolean {
  return !isSame(stored, was) && !isSame(stored, cell);
}

function decidedCell({ from, to, value, reason, confidence, sign, source }: Decision): StoredCell {
  const note = reason === "" ? null : reason;
  return storedCell({ from, to, value, confidence, note, decided: { sign, source } });
}

/** Only what changes beside the value is told: left out, it stays as it is decided. */
function decisionBody({ from, to, cell, stored }: TargetChange): object {
  const { value, note, confidence, decided } = cell;
  const held = isDecided(stored) ? stored : BLANK;
  return {
    from,
    to,
    value,
    ...(!sameNote(note, held.note) && { reason: note ?? "" }),
    ...(confidence !== held.confidence && { confidence }),
    ...(decided?.sign !== (held.decided?.sign ?? null) && { sign: decided?.sign }),
    ...(decided?.source !== (held.decided?.source ?? null) && { source: decided?.source }),
  };
}
