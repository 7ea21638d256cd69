import type { Analysis } from "../analysis/analysis.js";
import type { Study } from "../study/study.js";
import type { ReportDocument } from "./document.js";
/** The report's content, in the language of the analysis, before it is Markdown or HTML. No clock time in it. */
export declare function reportDocument(study: Study, analysis: Analysis): ReportDocument;
