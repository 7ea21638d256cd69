import { aggregate } from "../experts/aggregate.js";
import {
  type AggregationOptions,
  potentialOf,
  type ResolvedAggregationOptions,
  resolveAggregationOptions,
} from "../experts/aggregation-options.js";
import { cellAgreement } from "../experts/cell-agreement.js";
import { consensusMatrix, type Decision } from "../experts/consensus-matrix.js";
import type { Contribution } from "../experts/contribution.js";
import { numberOf } from "../experts/potential-options.js";
import {
  type AnswerFlip,
  type CellEffect,
  type Disagreement,
  rankDisagreements,
} from "../experts/rank-disagreements.js";
import { completeOptions, integerRule, type Rules } from "../options.js";
import {
  VALUE_CHANGES_DEFAULTS,
  VALUE_CHANGES_RULES,
  type ValueChange,
  type ValueChangeEffect,
  type ValueChangesOptions,
  valueChanges,
} from "../sensitivity/value-changes.js";
import type { Cell, Study } from "../study/study.js";

export interface AgendaOptions extends ValueChangesOptions {
  /** How the contributions become the matrix that is looked at. @default AGGREGATION_DEFAULTS */
  readonly aggregation?: AggregationOptions;
  /** Cells that are already decided: they hold what was decided, and are no longer disputed. @default [] */
  readonly decisions?: readonly Decision[];
  /** Most cells listed, from 0 to 10 000; all are counted. @default 20 */
  readonly limit?: number;
}

export const AGENDA_DEFAULTS: Readonly<Required<AgendaOptions>> = Object.freeze({
  ...VALUE_CHANGES_DEFAULTS,
  aggregation: Object.freeze({}),
  decisions: Object.freeze([]),
  limit: 20,
});

const anything = { expected: "what its own check says", test: () => true };

const RULES: Rules<AgendaOptions> = {
  ...VALUE_CHANGES_RULES,
  aggregation: anything,
  decisions: { expected: "a list of decisions", test: Array.isArray },
  limit: integerRule(0, 10_000),
};

/** A disputed cell, with what it holds. */
export interface AgendaCell extends Disagreement {
  /** What the cell of the consensus matrix holds. */
  readonly value: Cell;
}

export interface Agenda {
  readonly options: Required<ValueChangesOptions> & {
    readonly aggregation: ResolvedAggregationOptions;
    readonly limit: number;
  };
  /** The power of the consensus matrix, fixed for every change. */
  readonly power: number;
  readonly stable: boolean;
  /** How many undecided cells have a dispersion above 0. */
  readonly disputed: number;
  /** How many of them can change a class. */
  readonly decisive: number;
  /** The first of them, the heaviest first. */
  readonly cells: readonly AgendaCell[];
}

/**
 * What should the workshop talk about? The disagreements that matter: cells by dispersion × effect on the classes.
 *
 * The consensus matrix (the aggregate, with the decisions) is taken as the study. Each disputed cell is set, in turn, to each score that some expert gave it, and the classes
 * and ranks of both planes are computed anew, exactly ({@link valueChanges}). The effect is that of the answer that moves most: (n − 1) × classes changed + places moved; `flips`
 * names every variable that would change class, for which answer and on which plane. Dispersion is the mean difference between two experts; a P counts as the aggregation says (0 by default),
 * so that P against 0, which changes nothing in these planes, is no dispute here. Where the consensus is P a P counts 0, whatever it counts elsewhere: it is what the cell holds. Experts
 * of weight 0 have no say with the method `expert`. Ties: {@link rankDisagreements}.
 *
 * Without a dispute the list is empty. Cost: O(k·n·cells + answers × (k² + k·n)), about a tenth of a second for 29 variables. Throws `options-invalid`; `study-too-large` above 300 variables.
 *
 * @example
 * const pair = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, null], [null, null]] });
 * const of = (id, first, second) => ({ id, answers: [[null, first], [second, null]] });
 * const { cells } = agenda(pair, [of("e1", 2, 2), of("e2", 2, 2), of("e3", 3, 2)], { power: 1 });
 * cells.length; // 1
 * cells[0].flips.map((flip) => flip.id); // ["a", "b", "a", "b"]
 */
export function agenda(study: Study, contributions: readonly Contribution[], options: AgendaOptions = {}): Agenda {
  const { aggregation: given, decisions, limit, ...planes } = completeOptions(AGENDA_DEFAULTS, RULES, options);
  const aggregation = resolveAggregationOptions(given);
  const group = aggregate(study, contributions, aggregation);
  const direct = consensusMatrix(group, decisions);
  const usual = potentialOf(aggregation);
  /** How a P reads in a cell of the consensus: where the cell is P itself, as what it holds in both planes. */
  const readingIn = (held: Cell) => (held === "P" ? { ...usual, potentialValue: 0 } : usual);
  const counted = contributions.filter(({ weight = 1 }) => aggregation.method !== "expert" || weight > 0);
  const decided = new Set(decisions.map(({ from, to }) => cellKey(from, to)));
  const places = new Map(group.variables.map((id, i) => [id, i]));
  const heldAt = (from: string, to: string) => direct[places.get(from)!]![places.get(to)!]!;
  const cells = group.variables.flatMap((from, row) =>
    group.variables.flatMap((to, column) => {
      if (row === column || decided.has(cellKey(from, to))) return [];
      const answers = counted.map((each) => each.answers[row]![column]!);
      const cell = cellAgreement(from, to, answers, readingIn(heldAt(from, to)));
      return cell.dispersion !== null && cell.dispersion > 0 ? [cell] : [];
    }),
  );
  const changes = cells.flatMap(({ from, to, distribution }): ValueChange[] => {
    const value = heldAt(from, to);
    const held = typeof value === "number" ? value : 0;
    const scores = new Set(distribution.map(({ answer }) => numberOf(answer, readingIn(value))));
    scores.delete(held);
    return [...scores].filter((score) => score !== null).map((changedTo) => ({ from, to, changedTo }));
  });
  const { judgements: _, ...frame } = study;
  const tried = valueChanges({ ...frame, direct }, changes, planes);
  const ranked = rankDisagreements(cells, effectsOf(tried.changes));
  return {
    options: { ...tried.options, aggregation, limit },
    power: tried.power,
    stable: tried.stable,
    disputed: ranked.length,
    decisive: ranked.filter(({ flips }) => flips.length > 0).length,
    cells: ranked.slice(0, limit).map((cell) => ({ ...cell, value: heldAt(cell.from, cell.to) })),
  };
}

function cellKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

/** The changes of each cell together: its strongest effect, and all its flips. */
function effectsOf(changes: readonly ValueChangeEffect[]): CellEffect[] {
  const byCell = new Map<string, ValueChangeEffect[]>();
  for (const change of changes) {
    const key = cellKey(change.from, change.to);
    const known = byCell.get(key);
    if (known === undefined) byCell.set(key, [change]);
    else known.push(change);
  }
  return [...byCell.values()].map((list) => ({
    from: list[0]!.from,
    to: list[0]!.to,
    effect: Math.max(...list.map(({ score }) => score)),
    flips: list.flatMap((change) =>
      (["direct", "indirect"] as const).flatMap((plane) =>
        change[plane].classChanges.map((each): AnswerFlip => ({ answer: change.changedTo, plane, ...each })),
      ),
    ),
  }));
}
