import type { Section } from "../document.js";
import type { ReportContext } from "../report-context.js";
/** Code, full label, block and definition of every variable. */
export declare function variablesSection({ study, analysis, words, text }: ReportContext): Section;
