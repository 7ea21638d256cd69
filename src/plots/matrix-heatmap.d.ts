import type { PlotInput, PlotOptions } from "./plot-options.js";
/**
 * The matrix of direct influences as coloured cells: the row influences the column. Zero is white, not scored grey with a stroke, P yellow, the
 * diagonal dark grey; blocks are parted by lines and named; the sums of rows and columns (P as 0) stand beside. The height follows from the width;
 * a few variables take less than the width.
 *
 * Digits go when cells fall below 12 px, sums below 9 px, labels become codes and then every few codes; above 400 variables a square
 * is the mean of several cells.
 */
export declare function matrixHeatmap(input: PlotInput, options?: PlotOptions): string;
