import { type Section } from "../document.js";
import { type ReportContext } from "../report-context.js";
export declare function directSection(context: ReportContext): Section;
export declare function indirectSection(context: ReportContext): Section;
/** Both potential planes, or the sentence that there are none. */
export declare function potentialSection(context: ReportContext): Section;
