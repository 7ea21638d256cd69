import { displacementMap } from "./displacement-map.js";
import { influenceGraphPlot } from "./influence-graph-plot.js";
import { matrixHeatmap } from "./matrix-heatmap.js";
import { type PlotInput, type PlotOptionName, type PlotOptions } from "./plot-options.js";
import { rankChange } from "./rank-change.js";
import { stabilityCurve } from "./stability-curve.js";
/** One picture: how it is drawn, and which options it has. */
export interface PlotDefinition {
  readonly draw: (input: PlotInput, options: PlotOptions) => string;
  readonly options: readonly PlotOptionName[];
}
/** Every picture by name. */
export declare const PLOTS: Readonly<{
  "map-direct": {
    draw: (input: PlotInput, options: PlotOptions) => string;
    options: readonly ["lang", "width", "height", "labels"];
  };
  "map-indirect": {
    draw: (input: PlotInput, options: PlotOptions) => string;
    options: readonly ["lang", "width", "height", "labels"];
  };
  "map-potential-direct": {
    draw: (input: PlotInput, options: PlotOptions) => string;
    options: readonly ["lang", "width", "height", "labels"];
  };
  "map-potential-indirect": {
    draw: (input: PlotInput, options: PlotOptions) => string;
    options: readonly ["lang", "width", "height", "labels"];
  };
  displacement: {
    draw: typeof displacementMap;
    options: readonly ["lang", "width", "height", "labels"];
  };
  matrix: {
    draw: typeof matrixHeatmap;
    options: ("labels" | "lang" | "width")[];
  };
  graph: {
    draw: typeof influenceGraphPlot;
    options: ("labels" | "lang" | "percent" | "width" | "height" | "minStrength")[];
  };
  "rank-change": {
    draw: typeof rankChange;
    options: readonly ["lang", "width", "height", "labels"];
  };
  stability: {
    draw: typeof stabilityCurve;
    options: ("lang" | "width" | "height")[];
  };
}>;
export type PlotName = keyof typeof PLOTS;
export declare const PLOT_NAMES: readonly PlotName[];
/** Whether a text is the name of a picture. */
export declare function isPlotName(name: string): name is PlotName;
/**
 * Draws one picture of an analysis as SVG text: self-contained, without scripts or ids, the same string in Node and in a browser.
 *
 * `PLOTS[name].options` lists the options of a picture. A plane that is not there gives a picture that says so in words. The type must be Arial or
 * Liberation Sans for the labels to fit; `svgToPng` of `motrice/node` brings it along. Cost: some 10 ms for 30 variables, under a second for 100.
 *
 * Throws {@link OptionsError} for an unknown name, an option the picture does not have or a value out of range, and when the analysis is not of this study.
 *
 * @example
 * const study = parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, 2], [1, null]] });
 * plot("map-direct", { study, analysis: analyze(study) }, { lang: "fr" }).startsWith("<svg"); // true
 */
export declare function plot(name: PlotName, input: PlotInput, options?: PlotOptions): string;
