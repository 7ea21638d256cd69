import { describeValue, OptionsError } from "../errors.js";
import { influenceGraphPlot } from "./graph/influence-graph-plot.js";
import { displacementMap } from "./maps/displacement-map.js";
import { influenceDependenceMap } from "./maps/influence-dependence-map.js";
import { matrixHeatmap } from "./matrix/matrix-heatmap.js";
import { checkPlotOptions, type PlotInput, type PlotOptionName, type PlotOptions } from "./plot-options.js";
import { rankChange } from "./ranks/rank-change.js";
import { stabilityCurve } from "./ranks/stability-curve.js";

/** One picture: how it is drawn, and which options it has. */
export interface PlotDefinition {
  readonly draw: (input: PlotInput, options: PlotOptions) => string;
  readonly options: readonly PlotOptionName[];
}

const SIZED = ["lang", "width", "height", "labels"] as const;

/** Every picture by name. */
export const PLOTS = Object.freeze({
  "map-direct": { draw: (input, options) => influenceDependenceMap(input, "direct", options), options: SIZED },
  "map-indirect": { draw: (input, options) => influenceDependenceMap(input, "indirect", options), options: SIZED },
  "map-potential-direct": {
    draw: (input, options) => influenceDependenceMap(input, "potentialDirect", options),
    options: SIZED,
  },
  "map-potential-indirect": {
    draw: (input, options) => influenceDependenceMap(input, "potentialIndirect", options),
    options: SIZED,
  },
  displacement: { draw: displacementMap, options: SIZED },
  matrix: { draw: matrixHeatmap, options: ["lang", "width", "labels"] },
  graph: { draw: influenceGraphPlot, options: [...SIZED, "percent", "minStrength"] },
  "rank-change": { draw: rankChange, options: SIZED },
  stability: { draw: stabilityCurve, options: ["lang", "width", "height"] },
} satisfies Record<string, PlotDefinition>);

export type PlotName = keyof typeof PLOTS;

export const PLOT_NAMES = Object.freeze(Object.keys(PLOTS)) as readonly PlotName[];

/** Whether a text is the name of a picture. */
export function isPlotName(name: string): name is PlotName {
  return Object.hasOwn(PLOTS, name);
}

/**
 * Draws one picture of an analysis as SVG text: self-contained, without scripts or ids, the same string in Node and in a browser.
 *
 * `PLOTS[name].options` lists the options of a picture. A plane that is not there gives a picture that says so in words. The type must be Arial or
 * Liberation Sans for the labels to fit; `svgToPng` of `motrice/node` brings it along. Cost: some 10 ms for 30 variables, under a second for 100.
 *
 * Throws {@link OptionsError} for an unknown name, an option the picture does not have or a value out of range, and when the analysis is not of this study, or another one stands beside a picture that is no map of a plane.
 *
 * @example
 * const study = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 2], [1, null]] });
 * plot("map-direct", { study, analysis: analyze(study) }, { lang: "fr" }).startsWith("<svg"); // true
 */
export function plot(name: PlotName, input: PlotInput, options: PlotOptions = {}): string {
  if (!isPlotName(name)) {
    throw new OptionsError([
      { path: "name", expected: `one of ${PLOT_NAMES.join(", ")}`, received: describeValue(name) },
    ]);
  }
  const { draw, options: known }: PlotDefinition = PLOTS[name];
  checkPlotOptions(name, known, options);
  const { study, analysis } = input;
  if (analysis.study.id !== study.id || analysis.study.size !== study.variables.length) {
    const expected = `an analysis of ${study.id} with ${study.variables.length} variables`;
    const received = `one of ${analysis.study.id} with ${analysis.study.size}`;
    throw new OptionsError([{ path: "analysis", expected, received }]);
  }
  if (input.beside !== undefined && !name.startsWith("map-")) {
    throw new OptionsError([{ path: "beside", expected: `no analysis beside for ${name}`, received: "one" }]);
  }
  return draw(input, options);
}
