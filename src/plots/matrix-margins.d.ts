import type { Language } from "../language/text.js";
import type { MatrixLayout } from "./matrix-layout.js";
import type { PlotInput } from "./plot-options.js";
/** Labels of rows and columns. */
export declare function matrixNames(layout: MatrixLayout, x: number, y: number): string[];
/** Sums of rows and columns. */
export declare function matrixSums(
  input: PlotInput,
  layout: MatrixLayout,
  x: number,
  y: number,
  lang: Language,
): string[];
/** Lines between blocks, and their names. */
export declare function matrixBlocks(layout: MatrixLayout, x: number, y: number, extent: number): string[];
