import type { Member } from "../access/access.js";
import { findExpert } from "../access/own-contribution.js";
import { refuseHidden } from "../access/visibility.js";
import type { Engine } from "../engine/engine.js";
import type { RecentRenderings } from "../engine/recent-renderings.js";
import type { Options, RoundTask } from "../engine/task.js";
import type { TaskCaller } from "../engine/task-pool.js";
import { RequestProblem } from "../problems.js";
import { oneByOne } from "../serve-others.js";
import { type Round, roundsOf } from "../store/rounds.js";
import { snapshotOf } from "../store/snapshots.js";
import type { Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { readState, subjectOf } from "./known-studies.js";
import { feedbackText, stabilityText } from "./round-lines.js";
import { knownRound } from "./study-rounds.js";

interface FeedbackQuestion {
  readonly studyId: string;
  /** Whose: whoever asks may see it. */
  readonly expert: string;
  /** Null for the last one that was closed. */
  readonly round: number | null;
  readonly caller: TaskCaller;
}

interface StabilityQuestion {
  readonly member: Member;
  readonly round: number;
  readonly options: Options;
  readonly caller: TaskCaller;
}

/** Answers questions on closed rounds, as JSON. */
export interface ClosedRounds {
  /** What one expert is shown of a round. Throws RequestProblem `participant-unknown`, `round-unknown`, `round-open`, and what the engine throws. */
  readonly feedback: (question: FeedbackQuestion) => Promise<string>;
  /**
   * How far answers moved since the round before, as the member may know it: the facilitator all of it, others what the cells with enough answers tell of the group, and an expert his own
   * moves. Throws RequestProblem `round-unknown`, `round-open`, `results-hidden`, `options-invalid`, and what the engine throws.
   */
  readonly stability: (question: StabilityQuestion) => Promise<string>;
}

interface ClosedRoundsParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly recent: RecentRenderings;
}

/** A round that has been closed, and the snapshot that closing took. */
type Closed = Pick<Round, "number"> & { readonly snapshot: string };

/**
 * What a round says to all is computed once, in a worker thread, for everyone who asks: snapshots never change. What is one expert's own is put in for one asker after the other.
 */
export function closedRounds({ store, engine, recent }: ClosedRoundsParts): ClosedRounds {
  const inTurn = oneByOne();

  /** The lines of a task on snapshots, which name it together with `options`. */
  async function linesOf(
    name: readonly unknown[],
    task: () => Promise<RoundTask>,
    caller: TaskCaller,
  ): Promise<string> {
    return String(await recent.get(JSON.stringify(name), async () => engine.run(await task(), caller)));
  }

  async function contentOf(studyId: string, id: string): Promise<string> {
    const snapshot = await snapshotOf(store.db, studyId, id);
    if (snapshot === null) throw new RequestProblem("study-unknown", "There is no such study.");
    return snapshot.content;
  }

  return {
    feedback: async ({ studyId, expert, round, caller }) => {
      const { number, snapshot } = await store.read(async (tx) => {
        await findExpert(tx, studyId, expert);
        return round === null ? lastClosed(tx, studyId) : closed(await knownRound(tx, studyId, round));
      });
      const task = async (): Promise<RoundTask> => {
        const content = await contentOf(studyId, snapshot);
        return { round: { kind: "feedback", content }, options: {} };
      };
      const lines = await linesOf(["feedback", studyId, snapshot], task, caller);
      return inTurn(() => feedbackText(lines, number, expert));
    },

    stability: async ({ member, round, options, caller }) => {
      const { studyId, role, participantId } = member;
      const { before, after } = await store.read(async (tx) => {
        const compared = await roundAndOneBefore(tx, studyId, round);
        const subject = await subjectOf(tx, studyId, { kind: "snapshot", snapshot: compared.after });
        refuseHidden(member, await readState(tx, studyId), subject);
        return compared;
      });
      const thinCells = role === "facilitator";
      const task = async (): Promise<RoundTask> => {
        const contents = { before: await contentOf(studyId, before), after: await contentOf(studyId, after) };
        return { round: { kind: "stability", ...contents, thinCells }, options };
      };
      const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
      const lines = await linesOf(["stability", studyId, before, after, thinCells, sorted], task, caller);
      return inTurn(() => stabilityText(lines, round, role === "facilitator" ? null : participantId));
    },
  };
}

async function lastClosed(tx: Database, studyId: string): Promise<Closed> {
  const round = (await roundsOf(tx, studyId)).findLast(({ state }) => state === "closed");
  if (round !== undefined) return closed(round);
  throw new RequestProblem("round-open", "No round has been closed yet.");
}

/** The ids of their snapshots. */
async function roundAndOneBefore(tx: Database, studyId: string, number: number) {
  const round = await knownRound(tx, studyId, number);
  if (number === 1) throw new RequestProblem("round-unknown", "There is no round before the first.");
  const { snapshot: after } = closed(round);
  const { snapshot: before } = closed(await knownRound(tx, studyId, number - 1));
  return { before, after };
}

function closed({ number, snapshot }: Round): Closed {
  if (snapshot !== null) return { number, snapshot };
  throw new RequestProblem("round-open", `Round ${number} has not been closed yet.`);
}
