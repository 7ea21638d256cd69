import { type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** What the matrix looks like before any analysis: how full it is, which scores were given, what stands behind them. */
export declare function matrixSection(context: ReportContext): Section;
