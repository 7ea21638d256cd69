import { potentialOf } from "../../src/index.js";
import type { Member } from "../access/access.js";
import { refuseHidden, type Subject } from "../access/visibility.js";
import type { Engine } from "../engine/engine.js";
import type { RecentRenderings } from "../engine/recent-renderings.js";
import type { Options, Output, Rendering } from "../engine/task.js";
import type { TaskCaller } from "../engine/task-pool.js";
import { refuseOptions } from "../query-options.js";
import type { Store } from "../store/store.js";
import { aggregateOf } from "./aggregate-of.js";
import { consensusView } from "./consensus-view.js";
import { readState } from "./known-studies.js";
import { namelessContributions } from "./nameless-contributions.js";
import { refuseEmpty } from "./refuse-empty.js";
import { readStudyParts, type StudyParts } from "./study-of.js";
import { countedFor } from "./withhold-thin-cells.js";

/** A result of what the experts say at the moment. */
export type LiveResult = "consensus" | "agreement" | "agenda";

export interface LiveQuestion {
  readonly member: Member;
  readonly result: LiveResult;
  readonly options: Options;
  readonly caller: TaskCaller;
}

interface LiveParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly recent: RecentRenderings;
}

/**
 * Answers questions on what the experts say together, as JSON: the same question is computed once until something happens in the study.
 *
 * Throws RequestProblem `results-hidden` where the member may not see it, MotriceError `analysis-undefined` without variables but for the consensus, StudyError `study-too-large`, OptionsError, and what the engine throws.
 */
export function liveResults({ store, engine, recent }: LiveParts): (question: LiveQuestion) => Promise<Rendering> {
  /** As of one moment, at which the member may see it. */
  async function readParts(member: Member, subject: Subject): Promise<StudyParts> {
    return store.read(async (tx) => {
      refuseHidden(member, await readState(tx, member.studyId), subject);
      return readStudyParts(tx, member.studyId);
    });
  }

  async function compute({ member, result, options, caller }: LiveQuestion): Promise<Rendering> {
    const parts = await readParts(member, { kind: result });
    if (result === "consensus") {
      return JSON.stringify(
        consensusView(parts, await aggregateOf(parts), { withNames: member.role === "facilitator" }),
      );
    }
    refuseEmpty(parts.study);
    const source = { kind: "study", study: parts.study } as const;
    const task = result === "agreement" ? agreementTask(parts, member, options) : agendaTask(parts, member, options);
    return engine.run({ source, ...task }, caller);
  }

  return async (question) => {
    const { member, result, options } = question;
    const state = await readState(store.db, member.studyId);
    refuseHidden(member, state, { kind: result });
    if (result === "consensus") refuseOptions(options);
    const audience = audienceOf(member, result);
    const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([result, member.studyId, state.seq, audience, sorted]);
    return recent.get(key, () => compute(question));
  };
}

/** Those who get the same bytes. */
function audienceOf({ role, participantId }: Member, result: LiveResult): string {
  if (role === "facilitator") return "facilitator";
  return result === "agreement" ? participantId : "";
}

/** A P counts as in the aggregate, unless the caller says otherwise. */
function agreementTask(parts: StudyParts, member: Member, options: Options) {
  const { aggregation } = parts;
  const output: Output = {
    kind: "agreement",
    contributions: namelessContributions(countedFor(member, parts), member),
    format: "json",
  };
  return { options: { ...potentialOf(aggregation), ...options }, output };
}

function agendaTask(parts: StudyParts, member: Member, options: Options) {
  const { aggregation, decisions } = parts;
  const output: Output = {
    kind: "agenda",
    contributions: namelessContributions(countedFor(member, parts), member),
    aggregation,
    decisions: decisions.map(({ from, to, value }) => ({ from, to, value })),
    format: "json",
  };
  return { options, output };
}
