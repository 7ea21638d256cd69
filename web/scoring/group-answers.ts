import type { ExpertFeedback } from "../../src/index.js";
import { ask, studyPath } from "../api/request.js";
import type { OpenStudy } from "../state/study.js";
import type { CellValue } from "./cell.js";

/** What the group answered on one cell in the round that was closed last, without anyone's name. */
interface GroupAnswer {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** How many gave a number or P, oneself included. */
  readonly answers: number;
  /** What the others wrote. */
  readonly notes: readonly string[];
}

/** The answers of the group that an expert sees beside his own, between two rounds and in the next one. */
export interface GroupAnswers {
  readonly round: number;
  /** By index of the cell; null where too few answered. */
  readonly at: (index: number) => GroupAnswer | null;
  /** Whether an answer to a cell lies outside the middle half of the group. */
  readonly isApart: (index: number, value: CellValue) => boolean;
}

type Feedback = ExpertFeedback & { readonly round: number };

/** Reads them; null for who is no expert, and before the first round is closed. */
export async function readGroupAnswers(study: OpenStudy): Promise<GroupAnswers | null> {
  const { id, role, participant, round, variables } = study;
  if (role !== "expert" || round === null || (round.number === 1 && round.state === "open")) return null;
  const path = studyPath(id, `/contributions/${encodeURIComponent(participant)}/feedback`);
  const { body } = await ask<Feedback>(path);
  const places = new Map(variables.map((variable, place) => [variable.id, place]));
  const answers = new Map<number, GroupAnswer>();
  for (const cell of body.cells) {
    const [from, to] = [places.get(cell.from), places.get(cell.to)];
    const { median, lowerQuartile, upperQuartile } = cell;
    // A variable may have gone since that round.
    if (from === undefined || to === undefined) continue;
    if (median === null || lowerQuartile === null || upperQuartile === null) continue;
    const { notes, answers: count } = cell;
    answers.set(from * variables.length + to, { median, lowerQuartile, upperQuartile, answers: count, notes });
  }
  const { potential, potentialValue } = body.options;
  const numberOf = (value: CellValue) => {
    if (typeof value === "number") return value;
    return value === "P" && potential === "value" ? potentialValue : null;
  };
  return {
    round: body.round,
    at: (index) => answers.get(index) ?? null,
    isApart(index, value) {
      const [group, score] = [answers.get(index), numberOf(value)];
      return group !== undefined && score !== null && (score < group.lowerQuartile || score > group.upperQuartile);
    },
  };
}
