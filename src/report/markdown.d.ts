import type { Analysis } from "../analysis/analysis.js";
import type { Study } from "../study/study.js";
export interface MarkdownOptions {
  /** Folder of the pictures as seen from the Markdown file, such as `.`; null names the pictures without showing them. @default null */
  readonly pictures?: string | null;
}
/**
 * The report of an analysis as Markdown (GitHub's, for the tables), in the language of the analysis.
 *
 * The same content as the HTML report. All labels and texts of the study are escaped: they can make no markup. Ends with a line end.
 * Cost: O(size of the result).
 *
 * @example
 * toMarkdown(study, analyze(study, { lang: "fr" })).split("\n")[0]; // "# Quel avenir …"
 */
export declare function toMarkdown(study: Study, analysis: Analysis, options?: MarkdownOptions): string;
