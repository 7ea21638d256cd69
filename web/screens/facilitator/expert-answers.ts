import { useCallback, useEffect, useState } from "preact/hooks";
import { readCells } from "../../api/read-cells.js";
import { ask, studyPath } from "../../api/request.js";
import type { ExpertCell } from "../../api/types.js";
import { listenToStudy } from "../../state/live.js";
import type { CellPlace } from "./discussed-cell.js";
import type { Participants } from "./facilitator-views.js";

export interface NamedAnswer extends ExpertCell {
  readonly participant: string;
  readonly name: string;
}

/** What each expert answered to a cell, with confidence and note; null while it is read. It follows changes. */
export function useExpertAnswers(study: string, cell: CellPlace): readonly NamedAnswer[] | null {
  const [answers, setAnswers] = useState<readonly NamedAnswer[] | null>(null);
  const { from, to } = cell;
  const read = useCallback(async () => {
    const { body } = await ask<Participants>(studyPath(study, "/participants"));
    const experts = body.participants.filter(({ role }) => role === "expert");
    const found = await Promise.all(
      experts.map(async ({ id, name }) =>
        (await readCells(study, id))
          .filter((each) => each.from === from && each.to === to)
          .map((each): NamedAnswer => ({ ...each, participant: id, name })),
      ),
    );
    return found.flat();
  }, [study, from, to]);
  useEffect(() => {
    let isOver = false;
    // What cannot be read leaves the list as it is: the distribution beside it says what is there.
    const refresh = () =>
      void read().then(
        (found) => isOver || setAnswers(found),
        () => {},
      );
    refresh();
    const stop = listenToStudy(({ kind, after, before }) => {
      if (kind === "cells-changed" && (concerns(after, from, to) || concerns(before, from, to))) refresh();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [read, from, to]);
  return answers;
}

function concerns(side: unknown, from: string, to: string): boolean {
  const cells = (side as { readonly cells?: readonly CellPlace[] } | null)?.cells;
  return cells?.some((cell) => cell.from === from && cell.to === to) ?? false;
}
