import {
  type Aggregate,
  type AggregationOptions,
  type Analysis,
  type AnalysisOptions,
  aggregate,
  analyze,
  type Contribution,
  moves,
  type PlotInput,
  perturbationText,
  plot,
  type SensitivityResult,
  type Study,
  sensitivityPlot,
  strongestInfluences,
  strongestPaths,
  toHtml,
  toSensitivityCsv,
} from "../../src/index.js";
import { cellsToTry } from "./cells-to-try.js";
import type { EngineAnswers, EngineBatch, ShortWork } from "./engine-work.js";
import { partOfStudy } from "./part-of-study.js";

/** Analyses that were made of a study, by their options: pictures of the same analysis share it. */
export type AnalysesMade = Map<string, Analysis>;

/** What some work takes besides the study it is on. */
export interface WorkInput {
  /** The other study, and the analyses made of it, where the work is on two. */
  readonly beside?: { readonly study: Study; readonly made: AnalysesMade } | null;
  readonly contributions?: readonly Contribution[];
  readonly batch?: EngineBatch | null;
}

const MOST_KEPT = 12;

/** Does one piece of work on a study, or on a batch of it. Throws what the engine throws. */
export function doWork(
  study: Study,
  made: AnalysesMade,
  work: ShortWork,
  { beside = null, contributions = [], batch = null }: WorkInput = {},
): EngineAnswers[ShortWork["kind"]] {
  switch (work.kind) {
    case "analysis":
      return analysisOf(study, made, work.options);
    case "picture": {
      const other = beside === null ? {} : { beside: analysisOf(beside.study, beside.made, work.options) };
      const whole: PlotInput = { study, analysis: analysisOf(study, made, work.options), ...other };
      const shown = work.only === undefined ? whole : partOfStudy(whole, work.only);
      const { heading, alike } = work;
      const told = { ...shown, ...(heading !== undefined && { heading }), ...(alike !== undefined && { alike }) };
      return plot(work.name, told, work.plot);
    }
    case "influences":
      return influencesOf(study, work.percent);
    case "paths":
      return strongestPaths(study, work.from, work.to, { count: work.count });
    case "report":
      return toHtml(study, analysisOf(study, made, work.options), work.making === null ? {} : { making: work.making });
    case "batch-picture": {
      const analysis = analysisOf(study, made, work.options);
      return sensitivityPlot(work.name, { study, analysis, sensitivity: resultOf(batch) }, work.plot);
    }
    case "batch-csv":
      return toSensitivityCsv(study, resultOf(batch), work.lang);
    case "models-text":
      return perturbationText(work.models, work.lang);
    case "moves":
      if (beside === null) throw new Error("moves are between two studies");
      return moves(beside.study, study, work.options);
    case "group":
      return groupOf(study, contributions, work.experts, work.options);
    case "tries":
      return cellsToTry(study, work.options, work.count);
  }
}

function resultOf(batch: EngineBatch | null): SensitivityResult {
  if (batch === null) throw new Error("the engine holds no batch");
  return batch.result;
}

function analysisOf(study: Study, made: AnalysesMade, options: AnalysisOptions): Analysis {
  const key = JSON.stringify(options);
  const known = made.get(key);
  if (known !== undefined) return known;
  const analysis = analyze(study, options);
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value!);
  made.set(key, analysis);
  return analysis;
}

function groupOf(
  study: Study,
  contributions: readonly Contribution[],
  experts: readonly string[],
  options: AggregationOptions,
): Aggregate {
  const wanted = new Set(experts);
  const own = contributions.filter(({ id }) => wanted.has(id));
  return aggregate(study, own, options);
}

function influencesOf(study: Study, percent: number): EngineAnswers["influences"] {
  const { influences, total } = strongestInfluences(study, percent);
  const potential = study.direct.flatMap((row, from) =>
    row.flatMap((cell, to) =>
      cell === "P" && from !== to
        ? [{ from: study.variables[from]!.id, to: study.variables[to]!.id, strength: 0 }]
        : [],
    ),
  );
  if (percent < 100) return { influences, total };
  return { influences: [...influences, ...potential], total: total + potential.length };
}
