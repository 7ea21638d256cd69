import type { Language } from "../language/text.js";
import type { Study } from "../study/study.js";
import type { MatrixLayout } from "./matrix-layout.js";
/** Largest matrix whose cells are drawn one by one. */
export declare const MOST_CELLS_A_SIDE = 400;
/** The score drawn in the darkest blue: the largest of the matrix or of the scale the study names. */
export declare function largestScore(study: Study): number;
/** The cells: squares by fill, strokes of blanks, grid, digits where there is room. */
export declare function matrixCells(study: Study, layout: MatrixLayout, x: number, y: number, lang: Language): string[];
