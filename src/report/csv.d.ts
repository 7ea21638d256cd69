import type { Analysis } from "../analysis/analysis.js";
/**
 * The rankings as tidy CSV: a header, then one row per variable, for spreadsheets, pandas and R.
 *
 * Columns: `code,label,block`, then for each plane (`direct_…`, `indirect_…` and, where the study has a P, `potential_direct_…` and
 * `potential_indirect_…`) influence, dependence, their shares per 10 000, their ranks and the class; the power of the indirect planes
 * and whether it is stable; the rank changes from direct to indirect; and, the same on every row, the options and the first
 * sentence of the disclaimer as `note`. Column names are English and the decimal mark is a point in every language.
 * A plane without classes has empty fields there. Comma, UTF-8 without byte order mark, LF.
 *
 * Texts that a spreadsheet would run as a formula get a leading apostrophe, as in the study's own CSV. Cost: O(n).
 *
 * @example
 * toCsv(analyze(study)).split("\n")[0]; // "code,label,block,direct_influence,…"
 */
export declare function toCsv(analysis: Analysis): string;
