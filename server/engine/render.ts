import {
  type AgreementOptions,
  ANALYSIS_DEFAULTS,
  agenda,
  agreement,
  analyze,
  type IndirectOptions,
  moves,
  PLOTS,
  plot,
  type SensitivityResult,
  type Study,
  sensitivityPlot,
  toCsv,
  toHtml,
  toJson,
  toMarkdown,
  writeGexf,
  writeMatrixCsv,
} from "../../src/index.js";
import { checkForm, readScoringForm, svgToPng, writeScoringForm, writeStudyXlsx } from "../../src/node.js";
import { checkJob } from "../jobs/check-job.js";
import { refuseOptions } from "../query-options.js";
import { csvOptions } from "./csv-options.js";
import type { Options, Output, Rendering } from "./task.js";

/** Options of the picture itself; all others are the analysis's. `lang` is the analysis's, and the picture takes it from there. */
const PLOT_OPTIONS = new Set<string>(Object.values(PLOTS).flatMap(({ options }) => [...options]));
PLOT_OPTIONS.delete("lang");

/**
 * The bytes of an answer: the same as the library and the command line give. Throws OptionsError for options that neither the
 * analysis nor the picture knows.
 */
export function render(study: Study, options: Options, output: Output): Rendering | Promise<Rendering> {
  switch (output.kind) {
    case "plot":
      return renderPlot(study, options, output);
    case "batch-plot":
      return renderBatchPlot(study, output);
    case "job-check":
      checkJob(output.job, study, options);
      return "";
    case "study":
      refuseOptions(options);
      return JSON.stringify(study);
    case "export":
      return renderExport(study, options, output);
    case "agreement":
      return JSON.stringify(agreement(study, output.contributions, options as AgreementOptions));
    case "agenda":
      return renderAgenda(study, options, output);
    case "form":
      refuseOptions(options);
      return writeScoringForm({ ...output.form, study });
    case "form-reading":
      return readForm(output);
    case "moves":
      return JSON.stringify(moves(output.before, study, options as IndirectOptions));
    case "analysis":
      return renderAnalysis(study, options, output);
    case "report":
      return toHtml(study, analyze(study, options), output.making === null ? {} : { making: output.making });
  }
}

async function readForm({ bytes, place }: Extract<Output, { kind: "form-reading" }>): Promise<string> {
  const form = await readScoringForm(bytes);
  checkForm(form, place);
  return JSON.stringify(form);
}

function renderAnalysis(study: Study, options: Options, { format }: Extract<Output, { kind: "analysis" }>): Rendering {
  const analysis = analyze(study, options);
  switch (format) {
    case "json":
      return toJson(analysis);
    case "csv":
      return toCsv(analysis);
    case "md":
      return toMarkdown(study, analysis);
    case "html":
      return toHtml(study, analysis);
  }
}

/** The matrix has options of writing, the workbook none; the graph has those of the analysis that its classes and measures come from. */
function renderExport(
  study: Study,
  options: Options,
  { format }: Extract<Output, { kind: "export" }>,
): Rendering | Promise<Rendering> {
  if (format === "gexf") {
    const analysis = analyze(study, options);
    const { classes } = analysis.direct;
    const { lang } = analysis.options;
    return writeGexf(study, {
      classes,
      lang,
      measures: analysis.graph.centrality,
      analysisOptions: analysis.options,
    });
  }
  if (format === "csv") return writeMatrixCsv(study, csvOptions(options));
  refuseOptions(options);
  return writeStudyXlsx(study);
}

/** What a study has settled, its aggregation and its decisions, is no option of the caller. */
function renderAgenda(
  study: Study,
  options: Options,
  { contributions, aggregation, decisions }: Extract<Output, { kind: "agenda" }>,
): Rendering {
  const settled = Object.entries(options).filter(([name]) => name === "aggregation" || name === "decisions");
  refuseOptions(Object.fromEntries(settled));
  return JSON.stringify(agenda(study, contributions, { ...options, aggregation, decisions }));
}

function renderPlot(study: Study, options: Options, { name, format }: Extract<Output, { kind: "plot" }>): Rendering {
  const entries = Object.entries(options);
  const isPlotOption = ([option]: readonly [string, unknown]) => PLOT_OPTIONS.has(option);
  const isPixelOption = ([option]: readonly [string, unknown]) => format === "png" && option === "scale";
  const analysis = analyze(
    study,
    Object.fromEntries(entries.filter((entry) => !isPlotOption(entry) && !isPixelOption(entry))),
  );
  const svg = plot(name, { study, analysis }, Object.fromEntries(entries.filter(isPlotOption)));
  return format === "svg" ? svg : svgToPng(svg, Object.fromEntries(entries.filter(isPixelOption)));
}

/** The pictures of a batch are drawn over the study as it is, at the power and the line of the batch. */
function renderBatchPlot(
  study: Study,
  { name, result, options, format }: Extract<Output, { kind: "batch-plot" }>,
): Rendering {
  const sensitivity = JSON.parse(result) as SensitivityResult;
  const { power, threshold } = sensitivity.options;
  const maxPower = Math.max(ANALYSIS_DEFAULTS.maxPower, power === "stable" ? 0 : power);
  const analysis = analyze(study, { power, threshold, maxPower });
  const { scale, ...plotOptions } = options;
  const own = format === "png" ? plotOptions : options;
  const svg = sensitivityPlot(name, { study, analysis, sensitivity }, own);
  return format === "svg" ? svg : svgToPng(svg, scale === undefined ? {} : { scale: scale as number });
}
