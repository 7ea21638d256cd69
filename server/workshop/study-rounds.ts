import { RequestProblem } from "../problems.js";
import { insertRound, latestRound, markRoundClosed, type Round, roundOf } from "../store/rounds.js";
import type { SnapshotView } from "../store/snapshots.js";
import type { Store } from "../store/store.js";
import { readStudyRecord } from "../store/studies.js";
import { takeSnapshot } from "./take-snapshot.js";

/** What closing a round gives. */
export interface ClosedRound {
  readonly round: Round;
  readonly snapshot: SnapshotView;
}

/**
 * Closes the round under way: no cell changes until the next one is opened. What has been answered, decided and agreed is kept as a snapshot, in the
 * same transaction.
 *
 * Throws RequestProblem `round-unknown`, `round-closed`.
 */
export function closeRound(store: Store, studyId: string, actor: string, number: number): Promise<ClosedRound> {
  return store.change(studyId, actor, async (tx, at) => {
    const { state } = await knownRound(tx, studyId, number);
    if (state === "closed") throw new RequestProblem("round-closed", `Round ${number} is closed already.`);
    const { language } = (await readStudyRecord(tx, studyId)).document;
    const title = `${language === "fr" ? "Tour" : "Round"} ${number}`;
    const snapshot = await takeSnapshot(tx, studyId, { title, round: number, published: false, actor, at });
    const round = await markRoundClosed(tx, studyId, number, { at, snapshot: snapshot.id });
    return {
      events: [
        { kind: "snapshot-made", after: snapshot },
        {
          kind: "round-closed",
          before: { number, state: "open" },
          after: { number, state: "closed", snapshot: snapshot.id },
        },
      ],
      result: { round, snapshot },
    };
  });
}

/** Opens the next round; the answers carry over. Throws RequestProblem `round-open`. */
export function openNextRound(store: Store, studyId: string, actor: string): Promise<Round> {
  return store.change(studyId, actor, async (tx, at) => {
    const { number, state } = await latestRound(tx, studyId);
    if (state === "open") throw new RequestProblem("round-open", `Round ${number} is open; close it first.`);
    const round = await insertRound(tx, studyId, number + 1, at);
    return { events: [{ kind: "round-opened", after: { number: round.number, state: "open" } }], result: round };
  });
}

/** A round of the study. Throws RequestProblem `round-unknown`. */
export async function knownRound(tx: Parameters<typeof roundOf>[0], studyId: string, number: number): Promise<Round> {
  const round = await roundOf(tx, studyId, number);
  if (round !== null) return round;
  throw new RequestProblem("round-unknown", "The study has no round of this number.");
}
