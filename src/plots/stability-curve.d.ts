import type { PlotInput, PlotOptions } from "./plot-options.js";
/**
 * How far the rankings move at each power: for influence and for dependence, 100 − the percentage of swapped pairs since the power before,
 * with the power the indirect plane was taken at, and in words whether the rankings are stable there or why not.
 *
 * The curve ends at twice the last power that swaps a pair (at least 12): all further points lie at 100 %.
 */
export declare function stabilityCurve(input: PlotInput, options?: PlotOptions): string;
