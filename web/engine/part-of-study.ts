import type { PlotInput } from "../../src/index.js";
import type { Ends } from "./engine-work.js";

const nameOf = (from: string, to: string) => JSON.stringify([from, to]);

/** Some influences and their variables, as a study and an analysis to draw a graph of: classes stay those of the whole. */
export function partOfStudy({ study, analysis }: PlotInput, only: readonly Ends[]): PlotInput {
  const kept = new Set(only.map(([from, to]) => nameOf(from, to)));
  const ends = new Set(only.flat());
  const places = study.variables.flatMap(({ id }, place) => (ends.has(id) ? [place] : []));
  const variables = places.map((place) => study.variables[place]!);
  const cellAt = (from: number, to: number) =>
    kept.has(nameOf(study.variables[from]!.id, study.variables[to]!.id)) ? study.direct[from]![to]! : null;
  return {
    study: { ...study, variables, direct: places.map((from) => places.map((to) => cellAt(from, to))) },
    analysis: {
      ...analysis,
      study: { ...analysis.study, size: variables.length },
      variables: places.map((place) => analysis.variables[place]!),
      direct: { ...analysis.direct, classes: places.map((place) => analysis.direct.classes[place]!) },
    },
  };
}
