import type {
  AggregationOptions,
  BareMatrixOptions,
  Contribution,
  Decision,
  PlotName,
  ReportMaking,
  SensitivityPlotName,
  Study,
} from "../../src/index.js";
import type { FormPlace, WriteScoringFormOptions } from "../../src/node.js";
import type { JobKind } from "../jobs/job-kind.js";
import type { RoundQuestion } from "../workshop/round-lines.js";

/** Where the study of a task comes from: a shipped one, or the bytes of a body. */
export type Source =
  | { readonly kind: "study"; readonly study: Study }
  | { readonly kind: "json"; readonly bytes: Uint8Array }
  /** A bare matrix, and what it does not say itself. */
  | { readonly kind: "csv"; readonly bytes: Uint8Array; readonly bare?: BareMatrixOptions }
  /** A workbook, and the sheet that holds its matrix: the first one by default. */
  | {
      readonly kind: "xlsx";
      readonly bytes: Uint8Array;
      readonly sheet?: string;
      readonly bare?: BareMatrixOptions;
    };

export const ANALYSIS_FORMATS = ["json", "csv", "md", "html"] as const;
export type AnalysisFormat = (typeof ANALYSIS_FORMATS)[number];

export const PLOT_FORMATS = ["svg", "png"] as const;
export type PlotFormat = (typeof PLOT_FORMATS)[number];

/** Files that other programs read: the matrix, the study as a workbook, the graph of influences. */
export const EXPORT_FORMATS = ["csv", "xlsx", "gexf"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type Output =
  | { readonly kind: "analysis"; readonly format: AnalysisFormat }
  /** The report, with how the matrix was made. */
  | { readonly kind: "report"; readonly making: ReportMaking | null; readonly format: "html" }
  | { readonly kind: "export"; readonly format: ExportFormat }
  /** The study itself, as JSON. */
  | { readonly kind: "study"; readonly format: "json" }
  /** How far experts agree; the options are those of the agreement. */
  | { readonly kind: "agreement"; readonly contributions: readonly Contribution[]; readonly format: "json" }
  /** What the experts should talk about; the options are those of the agenda. */
  | {
      readonly kind: "agenda";
      readonly contributions: readonly Contribution[];
      readonly aggregation: AggregationOptions;
      readonly decisions: readonly Decision[];
      readonly format: "json";
    }
  /** What changed since an earlier state of the study; the options are those of the indirect plane. */
  | { readonly kind: "moves"; readonly before: Study; readonly format: "json" }
  /** The form to score the study offline. */
  | { readonly kind: "form"; readonly form: Omit<WriteScoringFormOptions, "study">; readonly format: "xlsx" }
  /** What is in a form that came back, where it belongs to the place. */
  | { readonly kind: "form-reading"; readonly bytes: Uint8Array; readonly place: FormPlace; readonly format: "json" }
  | { readonly kind: "plot"; readonly name: PlotName; readonly format: PlotFormat }
  /** Whether a job can be made of the study and its options: an empty text, or the library's error. */
  | { readonly kind: "job-check"; readonly job: JobKind; readonly format: "json" }
  /** A picture of the result of a batch, from its JSON. */
  | {
      readonly kind: "batch-plot";
      readonly name: SensitivityPlotName;
      readonly result: string;
      readonly options: Options;
      readonly format: PlotFormat;
    };

/** Options by name, typed but not checked: the engine checks them. */
export type Options = Readonly<Record<string, unknown>>;

/** A study in, the bytes of an answer out. */
interface StudyTask {
  readonly source: Source;
  /** Options of the query; those of the body are with the study. */
  readonly options: Options;
  readonly output: Output;
}

/** What closed rounds say, as `roundLines` writes it. */
export interface RoundTask {
  readonly round: RoundQuestion;
  readonly options: Options;
}

/** One computation. Plain data, so that a worker thread can take it. */
export type Task = StudyTask | RoundTask;

export type Rendering = string | Uint8Array;
