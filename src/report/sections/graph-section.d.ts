import { type Section } from "../document.js";
import { type ReportContext } from "../report-context.js";
/** The study as a graph: its strongest influences, central variables, communities, flows between blocks. */
export declare function graphSection(context: ReportContext): Section;
