import { Command, Option } from "commander";
import type { Analysis } from "../analysis/analysis.js";
import type { AnalysisOptions } from "../analysis/options.js";
import { MotriceError } from "../errors.js";
import type { Study } from "../study/study.js";
import { addAnalysisOptions, analysisOptions } from "./analysis-options.js";
import { print, terminalWidth, wantsColour } from "./standard-output.js";
import { addStudyArgument, readStudyArgument } from "./study-argument.js";

type Format = "table" | "json" | "csv" | "md" | "html";

interface AnalyzeOptions extends Readonly<Record<string, unknown>> {
  readonly format: Format;
  readonly out?: string;
  readonly sheet?: string;
}

export function analyzeCommand(): Command {
  const command = addStudyArgument(new Command("analyze"))
    .summary("classify the variables, directly and indirectly")
    .description(
      "Classifies every variable as motor, relay, dependent or autonomous, directly and through chains of influences, and prints the result.",
    )
    .addOption(
      new Option("--format <format>", "what to print").choices(["table", "json", "csv", "md", "html"]).default("table"),
    )
    .option(
      "--out <folder>",
      "also write report.html, report.md, analysis.json, rankings.csv, every picture as SVG and PNG, graph.gexf and graph.graphml there",
    )
    .addHelpText(
      "after",
      `
Examples:
  $ motrice analyze hauts-de-france-industrie-2040
  $ motrice analyze hauts-de-france-industrie-2040 --lang en --out report
  $ motrice analyze hauts-de-france-industrie-2040 --power 5 --threshold "mean + std / 2" --format csv
  $ motrice analyze hauts-de-france-industrie-2040 --measure attenuated --attenuation 0.3 --format json`,
    );
  return addAnalysisOptions(command).action(async (argument: string, options: AnalyzeOptions) => {
    const wanted = analysisOptions(options);
    const study = await checkedStudy(argument, options.sheet, wanted);
    const { analyze } = await import("../analysis/analyze.js");
    const analysis = analyze(study, wanted);
    const text = await render(options.format, study, analysis);
    if (options.out !== undefined) {
      const { writeReport } = await import("../node/write-report.js");
      const files = await writeReport(study, analysis, options.out);
      process.stderr.write(`${files.length} files written to ${options.out}\n`);
    }
    await print(text);
  });
}

/** The study, once both it and the options are right; else one error with the issues of both. */
export async function checkedStudy(
  argument: string,
  sheet: string | undefined,
  wanted: AnalysisOptions,
): Promise<Study> {
  const { resolveOptions } = await import("../analysis/options.js");
  const [study, options] = await Promise.allSettled([
    readStudyArgument(argument, sheet),
    (async () => resolveOptions({ language: "en" } as Study, wanted))(),
  ]);
  const faults = [options, study].flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const strange = faults.find((fault) => !(fault instanceof MotriceError) || fault.issues.length === 0);
  if (strange !== undefined) throw strange;
  if (faults.length > 1) {
    const all = faults as MotriceError[];
    throw new MotriceError(
      "study-invalid",
      all.map(({ message }) => message).join("\n"),
      all.flatMap(({ issues }) => issues),
    );
  }
  if (faults.length === 1) throw faults[0];
  return (study as PromiseFulfilledResult<Study>).value;
}

async function render(format: Format, study: Study, analysis: Analysis): Promise<string> {
  switch (format) {
    case "table": {
      const { toTextTable } = await import("../report/text-table.js");
      return toTextTable(analysis, { width: terminalWidth(), colour: wantsColour() });
    }
    case "json": {
      const { toJson } = await import("../report/json.js");
      return `${toJson(analysis)}${process.stdout.isTTY ? "\n" : ""}`;
    }
    case "csv": {
      const { toCsv } = await import("../report/csv.js");
      return toCsv(analysis);
    }
    case "md": {
      const { toMarkdown } = await import("../report/markdown.js");
      return toMarkdown(study, analysis);
    }
    case "html": {
      const { toHtml } = await import("../report/html.js");
      return toHtml(study, analysis);
    }
  }
}
