import type { Analysis } from "../analysis/analysis.js";
/**
 * An analysis as compact JSON, with no line end: the same bytes from the library, the command line and the API.
 *
 * Numbers are the shortest texts that read back as the same float64. Cost: O(size of the result).
 *
 * @example
 * JSON.parse(toJson(analyze(study))).indirect.power; // 7
 */
export declare function toJson(analysis: Analysis): string;
