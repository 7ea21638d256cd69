import {
  type Aggregate,
  type AggregationOptions,
  type Contribution,
  consensusMatrix,
  type Judgement,
  type Study,
} from "../../src/index.js";
import { findExpert } from "../access/own-contribution.js";
import { RequestProblem } from "../problems.js";
import { contributionsOf } from "../store/cells.js";
import { decisionsOf, type StoredDecision } from "../store/decisions.js";
import { snapshotOf } from "../store/snapshots.js";
import { studyState } from "../store/study-state.js";
import type { Database } from "../store/tables.js";
import { aggregateOf } from "./aggregate-of.js";
import { assembleStudy } from "./assemble-study.js";
import type { Of } from "./of.js";
import { refuseOvergrown } from "./study-growth.js";

/** What the matrices of a stored study are made of, read at one moment. */
export interface StudyParts {
  /** Its matrix is blank. */
  readonly study: Study;
  /** Of the experts who take part. */
  readonly contributions: readonly Contribution[];
  readonly decisions: readonly StoredDecision[];
  /** What the facilitator has set; defaults are left out. */
  readonly aggregation: AggregationOptions;
}

/**
 * Reads what the matrices of a study are made of. Call it within `store.read` or a change. Throws RequestProblem `study-unknown`, StudyError
 * `study-too-large` where it was let grow beyond what `refuseOvergrown` lets in.
 */
export async function readStudyParts(tx: Database, studyId: string): Promise<StudyParts> {
  const state = await studyState(tx, studyId);
  if (state === null) throw new RequestProblem("study-unknown", "There is no such study.");
  const study = await assembleStudy(tx, studyId);
  await refuseOvergrown(tx, studyId, {});
  const contributions = await contributionsOf(tx, studyId, study);
  return { study, contributions, decisions: await decisionsOf(tx, studyId), aggregation: state.aggregation };
}

/**
 * A stored study with the matrix asked for, as every analysis takes it. Call it within `store.read` or a change, so that all is read at one
 * moment.
 *
 * The consensus holds a decision where there is one, else the aggregate; its judgements are the decisions, with reason, sign, confidence and source. The
 * judgements of a contribution are the expert's confidence and notes. An expert's « don't know » is a blank. A snapshot is the consensus as it was.
 *
 * Throws RequestProblem `study-unknown`, `participant-unknown`, `snapshot-unknown`. Does not ask who may see it: see `refuseHidden`.
 *
 * @example
 * const study = await store.read((tx) => readStudyOf(tx, studyId, { kind: "consensus" }));
 */
export async function readStudyOf(tx: Database, studyId: string, of: Of): Promise<Study> {
  switch (of.kind) {
    case "snapshot": {
      const snapshot = await snapshotOf(tx, studyId, of.snapshot);
      if (snapshot === null) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
      return (JSON.parse(snapshot.content) as { readonly study: Study }).study;
    }
    case "contribution": {
      await findExpert(tx, studyId, of.participant);
      const { study, contributions } = await readStudyParts(tx, studyId);
      const own = contributions.find(({ id }) => id === of.participant);
      return own === undefined ? study : contributionStudy(study, own);
    }
    case "aggregate": {
      const parts = await readStudyParts(tx, studyId);
      return withMatrix(parts.study, (await aggregateOf(parts)).direct, []);
    }
    case "consensus": {
      const parts = await readStudyParts(tx, studyId);
      return consensusStudy(parts, await aggregateOf(parts));
    }
  }
}

/** The study with the agreed matrix: decisions where there are any, else the aggregate. */
export function consensusStudy({ study, decisions }: StudyParts, group: Aggregate): Study {
  const direct = consensusMatrix(
    group,
    decisions.map(({ from, to, value }) => ({ from, to, value })),
  );
  return withMatrix(study, direct, decisions.flatMap(judgementOf));
}

/** The study with the matrix of one expert. */
function contributionStudy(study: Study, { answers, confidence, notes }: Contribution): Study {
  const direct = answers.map((row) => row.map((answer) => (answer === "?" ? null : answer)));
  const judgements = study.variables.flatMap(({ id: from }, row) =>
    study.variables.flatMap(({ id: to }, column): Judgement[] => {
      const sure = confidence?.[row]?.[column] ?? null;
      const note = notes?.[row]?.[column] ?? null;
      if (sure === null && note === null) return [];
      const value = direct[row]![column]!;
      return [
        { from, to, value, ...(sure !== null && { confidence: sure }), ...(note !== null && { rationale: note }) },
      ];
    }),
  );
  return withMatrix(study, direct, judgements);
}

/** A decision as a judgement; none where it says nothing but the value, which stands in the matrix. */
function judgementOf({ from, to, value, sign, confidence, reason, source }: StoredDecision): Judgement[] {
  const more = {
    ...(sign !== null && { sign }),
    ...(confidence !== null && { confidence }),
    ...(reason !== "" && { rationale: reason }),
    ...(source !== null && { source }),
  };
  return Object.keys(more).length === 0 ? [] : [{ from, to, value, ...more }];
}

/** With the members in the order in which a parsed study has them: equal studies give equal bytes. Judgements go row by row. */
function withMatrix(
  { hypotheses, hypothesisNote, judgements: _, ...frame }: Study,
  direct: Study["direct"],
  judgements: readonly Judgement[],
): Study {
  const places = new Map(frame.variables.map(({ id }, place) => [id, place]));
  const place = ({ from, to }: Judgement) => places.get(from)! * places.size + places.get(to)!;
  return {
    ...frame,
    direct,
    ...(judgements.length > 0 && { judgements: [...judgements].sort((a, b) => place(a) - place(b)) }),
    ...(hypotheses !== undefined && { hypotheses }),
    ...(hypothesisNote !== undefined && { hypothesisNote }),
  };
}
