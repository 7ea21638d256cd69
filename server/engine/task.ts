import type { PlotName, SensitivityPlotName, Study } from "../../src/index.js";
import type { JobKind } from "../jobs/job-kind.js";

/** Where the study of a task comes from: a shipped one, or the bytes of a body. */
export type Source =
  | { readonly kind: "study"; readonly study: Study }
  | { readonly kind: "json" | "csv"; readonly bytes: Uint8Array };

export const ANALYSIS_FORMATS = ["json", "csv", "md", "html"] as const;
export type AnalysisFormat = (typeof ANALYSIS_FORMATS)[number];

export const PLOT_FORMATS = ["svg", "png"] as const;
export type PlotFormat = (typeof PLOT_FORMATS)[number];

export type Output =
  | { readonly kind: "analysis"; readonly format: AnalysisFormat }
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

/** One computation: a study in, the bytes of an answer out. Plain data, so that a worker thread can take it. */
export interface Task {
  readonly source: Source;
  /** Options of the query; those of the body are with the study. */
  readonly options: Options;
  readonly output: Output;
}

export type Rendering = string | Uint8Array;
