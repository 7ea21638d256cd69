import type { Analysis } from "../analysis/analysis.js";
import { writeGexf } from "../graph/gexf.js";
import { writeGraphml } from "../graph/graphml.js";
import { PLOTS, type PlotName, plot } from "../plots/plots.js";
import { toCsv } from "../report/csv.js";
import { toHtml } from "../report/html.js";
import { toJson } from "../report/json.js";
import { toMarkdown } from "../report/markdown.js";
import type { Study } from "../study/study.js";
import { svgToPng } from "./png.js";
import { writeFolderAtomically } from "./write-folder-atomically.js";

/**
 * Writes everything there is to show of an analysis into a folder: `report.html`, `report.md`, `analysis.json`, `rankings.csv`, every
 * picture as `.svg` and `.png`, `graph.gexf` and `graph.graphml`. Returns the names of the files.
 *
 * All or nothing: the files are made in memory, written beside their places and then moved there. Of a folder that exists, only files
 * of these names are replaced. `analysis.json` holds the bytes of `toJson`. Throws `MotriceError` `output-failed`.
 *
 * @example
 * await writeReport(study, analyze(study), "report");
 */
export async function writeReport(study: Study, analysis: Analysis, folder: string): Promise<readonly string[]> {
  const files = reportFiles(study, analysis);
  await writeFolderAtomically(folder, files);
  return [...files.keys()];
}

function reportFiles(study: Study, analysis: Analysis): Map<string, string | Uint8Array> {
  const names = Object.keys(PLOTS) as PlotName[];
  const pictures = new Map<PlotName, string>(names.map((name) => [name, plot(name, { study, analysis })]));
  const graphOptions = {
    classes: analysis.direct.classes,
    lang: analysis.options.lang,
    measures: analysis.graph.centrality,
    analysisOptions: analysis.options,
  };
  return new Map<string, string | Uint8Array>([
    ["report.html", toHtml(study, analysis)],
    ["report.md", toMarkdown(study, analysis, { pictures: "." })],
    ["analysis.json", toJson(analysis)],
    ["rankings.csv", toCsv(analysis)],
    ...[...pictures].map(([name, svg]): [string, string] => [`${name}.svg`, svg]),
    ...[...pictures].map(([name, svg]): [string, Uint8Array] => [`${name}.png`, svgToPng(svg)]),
    ["graph.gexf", writeGexf(study, graphOptions)],
    ["graph.graphml", writeGraphml(study, graphOptions)],
  ]);
}
