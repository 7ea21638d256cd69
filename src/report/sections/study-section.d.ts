import { type Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** What was studied: reference, question, blocks and their variables, documents. The disclaimer stands at the head of the report. */
export declare function studySection(context: ReportContext): Section;
/** The variables of each block, in the order of the study; those without one last, under null. */
export declare function groupByBlock(analysis: ReportContext["analysis"]): {
  label: string | null;
  members: number[];
}[];
