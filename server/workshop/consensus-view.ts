import {
  type Aggregate,
  type Cell,
  consensusMatrix,
  type LackingCell,
  type ResolvedAggregationOptions,
} from "../../src/index.js";
import type { StoredDecision } from "../store/decisions.js";
import type { StudyParts } from "./study-of.js";

/** A decision as the API tells it. */
interface DecisionView extends Omit<StoredDecision, "decidedBy"> {
  /** What the experts' answers alone make of the cell. */
  readonly aggregate: Cell;
  /** Id of the facilitator, or `admin`; for facilitators only. */
  readonly decidedBy?: string;
}

/** The agreed matrix, and where each of its cells comes from. */
export interface ConsensusView {
  /** Ids of the variables, in the order of rows and columns. */
  readonly variables: readonly string[];
  readonly direct: readonly (readonly Cell[])[];
  /** n × n; null on the diagonal and where nobody has said anything. */
  readonly origins: readonly (readonly ("decision" | "aggregate" | null)[])[];
  /** n × n: how many answers count in each cell. */
  readonly answers: readonly (readonly number[])[];
  readonly scored: number;
  /** n² − n. */
  readonly cells: number;
  readonly aggregation: ResolvedAggregationOptions;
  /** Row by row. */
  readonly decisions: readonly DecisionView[];
  /** Cells that stay blank for lack of answers, decided ones left out. */
  readonly lacking: readonly LackingCell[];
}

/** The agreed matrix of a study: decisions where there are any, else the aggregate. */
export function consensusView(
  parts: StudyParts,
  group: Aggregate,
  { withNames }: { readonly withNames: boolean },
): ConsensusView {
  const { variables } = group;
  const direct = consensusMatrix(
    group,
    parts.decisions.map(({ from, to, value }) => ({ from, to, value })),
  );
  const places = new Map(variables.map((id, place) => [id, place]));
  const placeOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
    places.get(from)! * variables.length + places.get(to)!;
  const decided = new Set(parts.decisions.map(placeOf));
  const origins = direct.map((row, from) =>
    row.map((cell, to) => {
      if (decided.has(from * variables.length + to)) return "decision";
      return cell === null || from === to ? null : "aggregate";
    }),
  );
  return {
    variables,
    direct,
    origins,
    answers: group.answers,
    scored: direct.flatMap((row, from) => row.filter((cell, to) => cell !== null && from !== to)).length,
    cells: variables.length ** 2 - variables.length,
    aggregation: group.options,
    decisions: [...parts.decisions]
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(({ decidedBy, ...decision }) => ({
        ...decision,
        aggregate: group.direct[places.get(decision.from)!]![places.get(decision.to)!]!,
        ...(withNames && { decidedBy }),
      })),
    lacking: group.lacking.filter((cell) => !decided.has(placeOf(cell))),
  };
}
