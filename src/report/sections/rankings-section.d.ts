import { type Section } from "../document.js";
import { type ReportContext } from "../report-context.js";
/** Who stands first, directly and indirectly, and who moves. */
export declare function rankingsSection(context: ReportContext): Section;
