import { computed, effect, signal } from "@preact/signals";
import { type ApiProblem, asProblem } from "../api/problem.js";
import { listenToStudy } from "../state/live.js";
import { type OpenStudy, studyState } from "../state/study.js";
import { type Board, openBoard } from "./board.js";
import type { BoardTarget } from "./board-target.js";
import { consensusTarget } from "./consensus-target.js";
import { contributionTarget } from "./contribution-target.js";
import { type GroupAnswers, readGroupAnswers } from "./group-answers.js";
import { readOwnPart } from "./own-part.js";

/** A board with what stands around it. */
export interface OpenedBoard {
  readonly study: OpenStudy;
  readonly board: Board;
  /** `consensus`, or whose contribution it is. */
  readonly of: string;
  /** Cells assigned to the person, by index; null: all. */
  readonly part: Uint8Array | null;
  /** Whether cells outside the part may not change. */
  readonly othersLocked: boolean;
  /** What the group answered in the last closed round; null where there is none, or one is no expert. */
  readonly group: GroupAnswers | null;
}

export type BoardState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly opened: OpenedBoard }
  | { readonly status: "failed"; readonly problem: ApiProblem };

/**
 * The board of the open study, as a signal. It lives on from screen to screen, so that nothing typed waits for a screen. Where only the study around it
 * changes, such as a setting, a name or an assignment, the same board stands in another record.
 */
export const boardState = signal<BoardState>({ status: "loading" });

/** The opened board, or null. */
export const openedBoard = computed(() => (boardState.value.status === "ready" ? boardState.value.opened : null));

type StudyEvent = Parameters<Board["receive"]>[0];

/** What the board is of that is open or being opened; empty for none. */
let wanted = "";
/** Counts openings and closings: an opening that another one has followed ends in nothing. */
let turn = 0;
/** Events that come while a board is opened. */
let missed: StudyEvent[] = [];

/** What a board is of: the study, whose cells, in which order, for whom and in which round. */
function nameOf({ id, role, participant, round, variables }: OpenStudy, of: string): string {
  const ids = variables.map((variable) => variable.id);
  return JSON.stringify([id, of, role, participant, round?.number, round?.state, ids]);
}

/** Opens the cells of a study: `of` a contribution (`contribution:ID`), or what its reader works on by default. The board that is open already follows the study. */
export async function useBoardOf(study: OpenStudy, of: string | null): Promise<void> {
  const own = study.role === "expert" ? `contribution:${study.participant}` : "consensus";
  const shown = of ?? own;
  const name = nameOf(study, shown);
  if (name === wanted && boardState.value.status === "ready") return follow(study);
  if (name === wanted && boardState.value.status === "loading") return;
  closeBoard();
  wanted = name;
  const mine = turn;
  const opening = openBoard({ target: targetOf(study, shown, own), ids: study.variables.map(({ id }) => id) });
  try {
    const [board, part, group] = await Promise.all([
      opening,
      partOf(study),
      // Scoring goes on without it.
      shown === own ? readGroupAnswers(study).catch(() => null) : null,
    ]);
    if (mine !== turn) return board.close();
    for (const event of missed) board.receive(event);
    boardState.value = { status: "ready", opened: { study, board, of: shown, part, group, ...lockOf(study) } };
    // The study may have changed while its board was opened.
    const latest = studyState.peek();
    if (latest.status === "ready" && latest.study !== study && nameOf(latest.study, shown) === name)
      await follow(latest.study);
  } catch (error) {
    void opening.then(
      (board) => board.close(),
      () => {},
    );
    if (mine === turn) boardState.value = { status: "failed", problem: asProblem(error) };
  }
}

/** Opens the board again after it failed. */
export function forgetBoard(): void {
  closeBoard();
}

/** Puts the study as it is around the open board. */
async function follow(study: OpenStudy): Promise<void> {
  const before = openedBoard.peek();
  if (before === null || before.study === study) return;
  const part = await partOf(study).catch(() => before.part);
  const opened = openedBoard.peek();
  const isLatest = opened?.board === before.board && opened.study.seq <= study.seq;
  if (isLatest) boardState.value = { status: "ready", opened: { ...opened, study, part, ...lockOf(study) } };
}

function partOf(study: OpenStudy): Promise<Uint8Array | null> {
  return study.role === "expert" ? readOwnPart(study) : Promise.resolve(null);
}

function lockOf({ settings }: OpenStudy): Pick<OpenedBoard, "othersLocked"> {
  return { othersLocked: settings.unassigned === "locked" };
}

function targetOf({ id, role, round }: OpenStudy, shown: string, own: string): BoardTarget {
  const [kind, participant] = shown.split(":");
  if (kind === "contribution" && participant !== undefined)
    return contributionTarget({ study: id, participant, isOwn: shown === own, round });
  return consensusTarget(id, role !== "facilitator");
}

function closeBoard(): void {
  wanted = "";
  turn += 1;
  missed = [];
  openedBoard.peek()?.board.close();
  boardState.value = { status: "loading" };
}

// The board closes with its study, and hears what happens in it.
effect(() => {
  const state = studyState.value;
  if (state.status !== "loading" && state.status !== "ready") closeBoard();
});
listenToStudy((event) => {
  const opened = openedBoard.peek();
  if (opened !== null) opened.board.receive(event);
  else if (wanted !== "") missed.push(event);
});
