import { type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** From which power on the rankings hold, and what the spectrum of the matrix says of that. */
export declare function stabilitySection(context: ReportContext): Section;
