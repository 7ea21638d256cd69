import { type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** The feedback loops, strongest first, and the variables most often in them. */
export declare function loopsSection(context: ReportContext): Section;
