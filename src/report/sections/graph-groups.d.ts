import { type Block } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** The communities of the graph and how far they are the study's blocks. */
export declare function communityBlocks({ analysis, words, number, name }: ReportContext): Block[];
/** How strongly each block influences each block. */
export declare function blockMatrix({ study, analysis, words, number }: ReportContext): Block[];
