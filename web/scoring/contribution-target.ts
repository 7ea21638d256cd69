import { readCells } from "../api/read-cells.js";
import { ask, studyPath } from "../api/request.js";
import { type BoardTarget, placeName, type StoredCell, storedCell, type TargetChange } from "./board-target.js";
import { BLANK, type CellValue, sameCell, sameNote } from "./cell.js";

interface CellsChanged {
  readonly participant: string;
  readonly cells: readonly Parameters<typeof storedCell>[0][];
}

interface PatchAnswer {
  readonly conflicts: readonly { readonly from: string; readonly to: string; readonly theirs: CellValue }[];
}

export interface ContributionInput {
  readonly study: string;
  readonly participant: string;
  /** Whether it is one's own, and not somebody's to look at. */
  readonly isOwn: boolean;
  readonly round: { readonly number: number; readonly state: "open" | "closed" } | null;
}

/** An expert's cells: one's own while the round is open, else to look at. */
export function contributionTarget({ study, participant, isOwn, round }: ContributionInput): BoardTarget {
  const path = studyPath(study, `/contributions/${encodeURIComponent(participant)}/cells`);
  const read = async (): Promise<readonly StoredCell[]> => (await readCells(study, participant)).map(storedCell);
  return {
    id: `${study} ${participant}`,
    isOwn,
    round: round?.number ?? null,
    read,
    send:
      !isOwn || round?.state === "closed"
        ? null
        : async (key, changes, closing) => {
            const answer = await ask<PatchAnswer>(path, {
              method: "PATCH",
              body: { changes: changes.map(changeBody), merge: true },
              idempotencyKey: key,
              keepalive: closing,
            });
            const { conflicts } = answer.body;
            if (conflicts.length === 0) return { conflicts: [], isStale: false };
            // A conflict tells the value alone: what stands beside it is read.
            const cells = closing ? [] : await read().catch(() => []);
            const held = new Map(cells.map((cell) => [placeName(cell), cell]));
            const theirsOf = (conflict: PatchAnswer["conflicts"][number]) =>
              held.get(placeName(conflict)) ?? { ...BLANK, value: conflict.theirs };
            return { conflicts: conflicts.map((each) => ({ ...each, theirs: theirsOf(each) })), isStale: false };
          },
    edited: (_before, cell) => (cell.value === null ? BLANK : cell),
    isSame: sameCell,
    changedBy({ kind, after }) {
      if (kind !== "cells-changed") return null;
      const changed = after as CellsChanged | null;
      return changed?.participant === participant ? changed.cells.map(storedCell) : null;
    },
  };
}

/** Confidence and note are told only where they change: left out, they stay as the server has them. */
function changeBody({ from, to, cell, was }: TargetChange): object {
  return {
    from,
    to,
    value: cell.value,
    was: was.value,
    ...(cell.confidence !== was.confidence && { confidence: cell.confidence }),
    ...((cell.value === null || cell.confidence !== was.confidence) && { confidenceWas: was.confidence }),
    ...(!sameNote(cell.note, was.note) && { note: cell.note }),
    ...((cell.value === null || !sameNote(cell.note, was.note)) && { noteWas: was.note }),
  };
}
