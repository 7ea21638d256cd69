/** Fill of a cell that holds a P. */
export declare const POTENTIAL_FILL = "#F0E442";
/** Fill of a cell that is not scored, crossed by a thin line. */
export declare const BLANK_FILL = "#ededed";
export declare const DIAGONAL_FILL = "#8a8a8a";
/** The fill of a score, from white at 0 to dark blue at `largest`. */
export declare function scoreFill(score: number, largest: number): string;
/** The colour of a digit that can be read on the fill of its score. */
export declare function scoreInk(score: number, largest: number): string;
