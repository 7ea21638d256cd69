import { analyze } from "../analysis/analyze.js";
import { ANALYSIS_DEFAULTS } from "../analysis/options.js";
import type { Language } from "../language/text.js";
import { SENSITIVITY_PICTURES, sensitivityPictureFile, sensitivityPlot } from "../plots/sensitivity-plots.js";
import { toSensitivityHtml } from "../report/html.js";
import { toSensitivityMarkdown } from "../report/markdown.js";
import { toRobustnessCsv } from "../report/robustness-csv.js";
import { toSensitivityCsv } from "../report/sensitivity-csv.js";
import type { SensitivityResult } from "../sensitivity/result.js";
import type { Robustness } from "../sensitivity/robustness.js";
import { thresholdTable } from "../sensitivity/threshold-table.js";
import { variableRemoval } from "../sensitivity/variable-removal.js";
import type { Study } from "../study/study.js";
import { discussFirst } from "./discuss-first.js";
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
 * All or nothing, as {@link writeReport}. The report tells of the batch alone; its baseline is the study as it is, at the batch's power and line. Throws `MotriceError` `output-failed`.
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
  const { power, threshold } = sensitivity.options;
  const maxPower = Math.max(ANALYSIS_DEFAULTS.maxPower, power === "stable" ? 0 : power);
  const analysis = analyze(study, { power, maxPower, threshold, lang });
  const pictures = SENSITIVITY_PICTURES.map(({ name, options }): [file: string, svg: string] => [
    sensitivityPictureFile(name, options),
    sensitivityPlot(name, { study, analysis, sensitivity }, { ...options, lang }),
  ]);
  return write(folder, [
    ["report.html", toSensitivityHtml(study, analysis, { sensitivity })],
    ["report.md", toSensitivityMarkdown(study, analysis, { sensitivity, pictures: "." })],
    ["sensitivity.json", JSON.stringify(sensitivity)],
    ["sensitivity.csv", toSensitivityCsv(study, sensitivity, lang)],
    ...pictures.map(([file, svg]): [string, string] => [`${file}.svg`, svg]),
    ...pictures.map(([file, svg]): [string, Uint8Array] => [`${file}.png`, svgToPng(svg)]),
  ]);
}

/**
 * Writes what an enumeration found into a folder, with what else decides the classes: `report.html`, `report.md`, `robustness.json`, `robustness.csv`, and, at
 * the same power and line, `cell-influence.json` (up to 300 variables), `variable-removal.json` and `threshold-table.json`. As {@link writeSensitivityReport}.
 *
 * @example
 * await writeRobustnessReport(study, robustness(study, { pairs: false }), "robustness");
 */
export async function writeRobustnessReport(
  study: Study,
  result: Robustness,
  folder: string,
  { lang = study.language }: SensitivityReportOptions = {},
): Promise<readonly string[]> {
  const { power, maxPower, threshold } = result.options;
  const toDiscuss = discussFirst(study, result);
  const analysis = analyze(study, { power, maxPower, threshold, lang });
  const additions = {
    robustness: result,
    ...(toDiscuss !== null && { cellInfluence: toDiscuss }),
    variableRemoval: variableRemoval(study, { power, maxPower, threshold }),
    thresholdTable: thresholdTable(study, { power, maxPower, threshold }),
  };
  return write(folder, [
    ["report.html", toSensitivityHtml(study, analysis, additions)],
    ["report.md", toSensitivityMarkdown(study, analysis, additions)],
    ["robustness.csv", toRobustnessCsv(study, result, lang)],
    ...Object.entries(additions).map(([name, found]): [string, string] => [
      `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`,
      JSON.stringify(found),
    ]),
  ]);
}

async function write(
  folder: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<readonly string[]> {
  await writeFolderAtomically(folder, new Map(files));
  return files.map(([name]) => name);
}
