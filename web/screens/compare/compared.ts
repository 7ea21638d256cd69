import type { AnalysedVariable, Analysis, Moves, Variable } from "../../../src/index.js";
import { textOf } from "../../language/language.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";

/** One side of a comparison. */
export interface Side {
  /** What it is in the pair, such as « Before ». */
  readonly head: string;
  /** What it is of, such as the name of a snapshot; null where the head says it all. */
  readonly title: string | null;
  readonly matrix: MatrixOf;
}

export type ComparedPlane = "direct" | "indirect";

/** What every part of a comparison is made of, once it is all worked out. */
export interface Compared {
  readonly study: OpenStudy;
  readonly before: Side;
  readonly after: Side;
  readonly moves: Moves;
  readonly analyses: { readonly before: Analysis; readonly after: Analysis };
  readonly plane: ComparedPlane;
}

/** Whether nothing differs at all. */
export function isUnmoved({ cells, classes, added, removed }: Moves): boolean {
  return cells.length + classes.length + added.length + removed.length === 0;
}

/** A variable of either side, and its place on both; null where a side does not have it. */
export interface ComparedVariable {
  readonly variable: AnalysedVariable;
  readonly before: number | null;
  readonly after: number | null;
}

/** The variables of both sides: in the order of the later one, then those that only the earlier one has. */
export function comparedVariables({ analyses: { before, after } }: Compared): readonly ComparedVariable[] {
  const placesBefore = placesOf(before);
  const placesAfter = placesOf(after);
  const gone = before.variables.filter(({ id }) => !placesAfter.has(id));
  return [...after.variables, ...gone].map((variable) => ({
    variable,
    before: placesBefore.get(variable.id) ?? null,
    after: placesAfter.get(variable.id) ?? null,
  }));
}

/** The variables of both sides by id; one that neither has any more answers with its id for a name. */
export function variableNamer(compared: Compared): (id: string) => AnalysedVariable {
  const byId = new Map(comparedVariables(compared).map(({ variable }) => [variable.id, variable]));
  return (id) => byId.get(id) ?? { id, code: id, label: id, short: id, block: null };
}

function placesOf({ variables }: Analysis): ReadonlyMap<string, number> {
  return new Map(variables.map(({ id }, place) => [id, place]));
}

/** A variable of a study as analyses name it, in the language of the page. */
export function namedVariable({ id, code, label, short, block }: Variable): AnalysedVariable {
  return { id, code, label: textOf(label), short: textOf(short), block };
}
