import type { Analysis } from "../analysis/analysis.js";
import type { Study } from "../study/study.js";
/**
 * The report of an analysis as one HTML file that needs nothing else: pictures inline, no script, no network.
 *
 * In the language of the analysis, for the screen and for A4 paper (page numbers, heading rows repeated, nothing cut). All labels and
 * texts of the study are escaped. The same study and analysis give the same bytes; there is no clock time in it.
 *
 * Cost: that of the pictures.
 *
 * @example
 * await writeFile("report.html", toHtml(study, analyze(study, { lang: "fr" })));
 */
export declare function toHtml(study: Study, analysis: Analysis): string;
