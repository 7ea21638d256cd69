import { matrixMaking, type ReasonedDecision, type ReportMaking } from "../../src/index.js";
import type { Member } from "../access/access.js";
import { maySeeResults, refuseHidden } from "../access/visibility.js";
import { RequestProblem } from "../problems.js";
import { latestRound } from "../store/rounds.js";
import { snapshotOf } from "../store/snapshots.js";
import type { Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { aggregateOf } from "./aggregate-of.js";
import { readState, subjectOf } from "./known-studies.js";
import type { Of } from "./of.js";
import { snapshotContent } from "./snapshot-content.js";
import { readStudyParts, type StudyParts } from "./study-of.js";
import { countedFor } from "./withhold-thin-cells.js";

/** What a making is told from. */
type Made = Pick<StudyParts, "study" | "contributions" | "aggregation"> & {
  readonly decisions: readonly ReasonedDecision[];
};

/**
 * How a matrix of a stored study was made, for its report on a day; null for the matrix of one expert. How far the experts agree is left out for those who may not
 * see it; for all but the facilitator it rests on the cells with enough answers, as their agreement does. Throws RequestProblem `results-hidden`, `snapshot-unknown`,
 * `study-unknown`.
 */
export function makingOf(store: Store, member: Member, of: Of, date: string): Promise<ReportMaking | null> {
  const { studyId } = member;
  return store.read(async (tx) => {
    const state = await readState(tx, studyId);
    refuseHidden(member, state, await subjectOf(tx, studyId, of));
    const seesAgreement = maySeeResults(member, state, { kind: "agreement" });
    if (of.kind === "contribution") return null;
    const { made, stoodOn, round } =
      of.kind === "snapshot" ? await kept(tx, studyId, of.snapshot) : await live(tx, studyId, of.kind);
    const group = await aggregateOf(made);
    const { alpha: _, alphaReason: __, ...making } = matrixMaking(group, made.contributions, made.decisions);
    const { alpha, alphaReason } = matrixMaking(group, countedFor(member, made), made.decisions);
    return { ...making, ...(seesAgreement && { alpha, alphaReason }), date, stoodOn, round };
  });
}

async function live(tx: Database, studyId: string, kind: "consensus" | "aggregate") {
  const parts = await readStudyParts(tx, studyId);
  const { number, state } = await latestRound(tx, studyId);
  const made: Made = kind === "aggregate" ? { ...parts, decisions: [] } : parts;
  return { made, stoodOn: null, round: { number, open: state === "open" } };
}

async function kept(tx: Database, studyId: string, id: string) {
  const snapshot = await snapshotOf(tx, studyId, id);
  if (snapshot === null) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
  const { study, contributions, decisions, settings } = snapshotContent(snapshot);
  const made: Made = { study, contributions, decisions, aggregation: settings.aggregation ?? {} };
  const round = snapshot.round === null ? null : { number: snapshot.round, open: false };
  return { made, stoodOn: snapshot.createdAt.slice(0, 10), round };
}
