import { type Section } from "../document.js";
import { type ReportContext } from "../report-context.js";
/** The result on one page: who drives, what is at stake, what results, what stands apart. */
export declare function briefSection(context: ReportContext): Section;
/** Cells that are neither blank nor 0, P included. */
export declare function influences({ analysis: { characteristics: marks } }: ReportContext): number;
