import { type Language } from "../language/text.js";
import type { Study } from "../study/study.js";
/** The corner above the row labels: how to read the matrix, and what each fill means. */
export declare function matrixLegend(study: Study, lang: Language, top: number, width: number): string[];
