import { type Section } from "../document.js";
import { type ReportContext } from "../report-context.js";
/** Which variables change class once chains of influences count, and what that means. */
export declare function displacementSection(context: ReportContext): Section;
