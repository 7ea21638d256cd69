import type { Analysis, AnalysisOptions, Class } from "../../../src/index.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "./matrix-of.js";

/** What every view of the results is made of. */
export interface Shown {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly options: AnalysisOptions;
  readonly analysis: Analysis;
}

/** A row of the tables: a variable by its place in the study. */
export function placesOf({ variables }: Analysis): readonly number[] {
  return variables.map((_, place) => place);
}

/** The class of a variable in the direct plane. */
export function directClass({ direct }: Analysis, place: number): Class | null {
  return direct.classes[place] ?? null;
}
