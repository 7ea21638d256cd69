import {
  ANALYSIS_DEFAULTS,
  analyze,
  PLOTS,
  plot,
  type SensitivityResult,
  type Study,
  sensitivityPlot,
  toCsv,
  toHtml,
  toJson,
  toMarkdown,
} from "../../src/index.js";
import { svgToPng } from "../../src/node.js";
import { checkJob } from "../jobs/check-job.js";
import type { Options, Output, Rendering } from "./task.js";

/** Options of the picture itself; all others are the analysis's. `lang` is the analysis's, and the picture takes it from there. */
const PLOT_OPTIONS = new Set<string>(Object.values(PLOTS).flatMap(({ options }) => [...options]));
PLOT_OPTIONS.delete("lang");

/**
 * The bytes of an answer: the same as the library and the command line give. Throws OptionsError for options that neither the
 * analysis nor the picture knows.
 */
export function render(study: Study, options: Options, output: Output): Rendering {
  if (output.kind === "plot") return renderPlot(study, options, output);
  if (output.kind === "batch-plot") return renderBatchPlot(study, output);
  if (output.kind === "job-check") {
    checkJob(output.job, study, options);
    return "";
  }
  const analysis = analyze(study, options);
  switch (output.format) {
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
