import type { PlotInput, PlotOptions } from "./plot-options.js";
/**
 * How ranks change from the direct to the indirect plane: a slope for each variable, in influence and in dependence, rank 1 on top.
 * Equal sums share a rank, and their slopes an end. The largest quarter of the moves stands out, with the places gained or lost.
 */
export declare function rankChange(input: PlotInput, options?: PlotOptions): string;
