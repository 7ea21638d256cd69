import type { PlotInput, PlotOptions } from "./plot-options.js";
/**
 * The direct influences as a graph: an arrow from each variable to those it influences, wider and darker where stronger, dashed for a P; shapes and colours
 * are the direct classes. Shows the strongest `percent` of the influences, or those of at least `minStrength`; P only with `percent: 100` or
 * `minStrength: 0`. Variables without an influence at this level are listed below.
 */
export declare function influenceGraphPlot(input: PlotInput, options?: PlotOptions): string;
