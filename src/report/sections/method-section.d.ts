import { type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** How the classes come about, and the options of this analysis, each with its meaning. */
export declare function methodSection(context: ReportContext): Section;
