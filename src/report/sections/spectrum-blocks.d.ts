import { type Block } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** The spectrum in words: one piece or several, what alternates, how fast the rankings settle, and whether they are the limit. */
export declare function spectrumBlocks(context: ReportContext): Block[];
