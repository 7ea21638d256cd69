import type { Analysis } from "../analysis/analysis.js";
import { analyze } from "../analysis/analyze.js";
import type { Language } from "../language/text.js";
import { SENSITIVITY_PICTURES, sensitivityPictureFile, sensitivityPlot } from "../plots/sensitivity-plots.js";
import { toHtml } from "../report/html.js";
import { toMarkdown } from "../report/markdown.js";
import { toRobustnessCsv } from "../report/robustness-csv.js";
import { toSensitivityCsv } from "../report/sensitivity-csv.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import type { Robustness } from "../sensitivity/robustness.js";
import type { Study } from "../study/study.js";
import { svgToPng } from "./png.js";
import { writeFolderAtomically } from "./write-folder-atomically.js";

interface SensitivityReportOptions {
  /** Language of report and pictures. @default the study's */
  readonly lang?: Language;
}

/**
 * Writes everything there is to show of a batch into a folder: `report.html`, `report.md`, `sensitivity.json`, `sensitivity.csv`, and every
 * picture as `.svg` and `.png`. Returns the names of the files.
 *
 * All or nothing, as {@link writeReport}. The report is that of the study at the power and threshold of the batch. Throws `MotriceError` `output-failed`.
 *
 * @example
 * await writeSensitivityReport(study, await sensitivity(study, { samples: 1000 }), "sensitivity");
 */
export async function writeSensitivityReport(
  study: Study,
  sensitivity: SensitivityResult,
  folder: string,
  { lang = study.language }: SensitivityReportOptions = {},
): Promise<readonly string[]> {
  const analysis = analysisOf(study, sensitivity.options, lang);
  const pictures = SENSITIVITY_PICTURES.map(({ name, options }): [file: string, svg: string] => [
    sensitivityPictureFile(name, options),
    sensitivityPlot(name, { study, analysis, sensitivity }, { ...options, lang }),
  ]);
  return write(folder, [
    ["report.html", toHtml(study, analysis, { sensitivity })],
    ["report.md", toMarkdown(study, analysis, { sensitivity, pictures: "." })],
    ["sensitivity.json", JSON.stringify(sensitivity)],
    ["sensitivity.csv", toSensitivityCsv(study, sensitivity)],
    ...pictures.map(([file, svg]): [string, string] => [`${file}.svg`, svg]),
    ...pictures.map(([file, svg]): [string, Uint8Array] => [`${file}.png`, svgToPng(svg)]),
  ]);
}

/**
 * Writes what an enumeration found into a folder: `report.html`, `report.md`, `robustness.json` and `robustness.csv`. As {@link writeSensitivityReport}.
 *
 * @example
 * await writeRobustnessReport(study, robustness(study, { pairs: false }), "robustness");
 */
export async function writeRobustnessReport(
  study: Study,
  robustness: Robustness,
  folder: string,
  { lang = study.language }: SensitivityReportOptions = {},
): Promise<readonly string[]> {
  const analysis = analysisOf(study, robustness.options, lang);
  return write(folder, [
    ["report.html", toHtml(study, analysis, { robustness })],
    ["report.md", toMarkdown(study, analysis, { robustness })],
    ["robustness.json", JSON.stringify(robustness)],
    ["robustness.csv", toRobustnessCsv(study, robustness)],
  ]);
}

/** The study as it is, with the power and the line of what is reported. */
function analysisOf(
  study: Study,
  { power, threshold }: Pick<SensitivityResult["options"] | Robustness["options"], "power" | "threshold">,
  lang: Language,
): Analysis {
  const maxPower = typeof power === "number" && power > 50 ? { maxPower: power } : {};
  return analyze(study, { power, threshold, lang, ...maxPower });
}

async function write(
  folder: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<readonly string[]> {
  await writeFolderAtomically(folder, new Map(files));
  return files.map(([name]) => name);
}
