import type {
  Aggregate,
  AggregationOptions,
  Analysis,
  AnalysisOptions,
  CellInfluence,
  CellInfluenceOptions,
  Contribution,
  DescribedModel,
  IndirectOptions,
  Influence,
  Issue,
  Language,
  Moves,
  PlaneName,
  PlotName,
  PlotOptions,
  ReportMaking,
  Robustness,
  RobustnessOptions,
  SensitivityOptions,
  SensitivityPlotName,
  SensitivityPlotOptions,
  SensitivityResult,
  StrongestPath,
} from "../../src/index.js";

/** An influence by the ids of its ends. */
export type Ends = readonly [from: string, to: string];

/** A sensitivity batch that has been counted, here or on the server; another one has another key. */
export interface EngineBatch {
  readonly key: string;
  readonly result: SensitivityResult;
}

/** A step of one judgement, and how many classes it moves. `from` and `to` are ids. */
export interface CellToTry {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly changedTo: number;
  readonly direct: number;
  readonly indirect: number;
}

/** What the engine can be asked to do with a study that it holds, and with another one or a batch beside it. */
export type EngineWork = ShortWork | LongWork;

/** Work that takes some milliseconds. */
export type ShortWork =
  | { readonly kind: "analysis"; readonly options: AnalysisOptions }
  | {
      /** With a study beside, the axes of a map reach over both. */
      readonly kind: "picture";
      readonly name: PlotName;
      readonly options: AnalysisOptions;
      readonly plot: PlotOptions;
      /** Graph only: these influences and their variables alone, which keep the classes they have in the whole. */
      readonly only?: readonly Ends[];
      /** Maps of one plane only: the planes whose maps stand beside it. */
      readonly alike?: readonly PlaneName[];
      /** Graph only: what the picture shows, as its title. */
      readonly heading?: string;
    }
  /** The strongest part of the influences, of how many; all of them (100 %) are with the potential ones, whose strength is 0. */
  | { readonly kind: "influences"; readonly percent: number }
  | { readonly kind: "paths"; readonly from: string; readonly to: string; readonly count: number }
  | { readonly kind: "report"; readonly options: AnalysisOptions; readonly making: ReportMaking | null }
  /** A picture of the batch that is sent along. */
  | {
      readonly kind: "batch-picture";
      readonly name: SensitivityPlotName;
      readonly options: AnalysisOptions;
      readonly plot: SensitivityPlotOptions;
    }
  | { readonly kind: "batch-csv"; readonly lang: Language }
  /** The models of a batch in words. */
  | { readonly kind: "models-text"; readonly models: readonly DescribedModel[]; readonly lang: Language }
  /** What changed from the study beside to this one. */
  | { readonly kind: "moves"; readonly options: IndirectOptions }
  /** What these experts, by their ids, say together: of the contributions held with the study. */
  | { readonly kind: "group"; readonly experts: readonly string[]; readonly options: AggregationOptions }
  /** The single changes that move most classes. */
  | { readonly kind: "tries"; readonly options: IndirectOptions; readonly count: number };

/** Work that takes its time: it tells how far it is, and can be stopped. */
export type LongWork =
  | { readonly kind: "batch"; readonly options: SensitivityOptions }
  | { readonly kind: "cell-influence"; readonly options: CellInfluenceOptions }
  | { readonly kind: "robustness"; readonly options: RobustnessOptions };

const LONG_KINDS: readonly EngineWork["kind"][] = [
  "batch",
  "cell-influence",
  "robustness",
] satisfies readonly LongWork["kind"][];

export function isLong(work: EngineWork): work is LongWork {
  return LONG_KINDS.includes(work.kind);
}

/** How much of a long work is done: samples, or changes tried. */
export interface WorkProgress {
  readonly done: number;
  readonly total: number;
}

/** What each kind of work gives. */
export interface EngineAnswers {
  readonly analysis: Analysis;
  /** SVG. */
  readonly picture: string;
  readonly influences: { readonly influences: readonly Influence[]; readonly total: number };
  readonly paths: readonly StrongestPath[];
  /** HTML. */
  readonly report: string;
  /** SVG. */
  readonly "batch-picture": string;
  readonly "batch-csv": string;
  readonly "models-text": string;
  readonly batch: SensitivityResult;
  readonly "cell-influence": CellInfluence;
  readonly robustness: Robustness;
  readonly moves: Moves;
  readonly group: Aggregate;
  readonly tries: readonly CellToTry[];
}

export type AnswerTo<Work extends EngineWork> = EngineAnswers[Work["kind"]];

/** From the page to its worker. Studies and a batch are sent once, before the work on them; a study is forgotten when the page says so. */
export type EngineMessage =
  | {
      readonly kind: "study";
      readonly key: string;
      readonly study: unknown;
      readonly contributions: readonly Contribution[];
    }
  | { readonly kind: "forget"; readonly key: string }
  | { readonly kind: "hold-batch"; readonly batch: EngineBatch }
  | {
      readonly kind: "work";
      readonly id: number;
      readonly key: string;
      /** Key of the study beside, where the work is on two. */
      readonly beside: string | null;
      readonly work: EngineWork;
    }
  | { readonly kind: "stop"; readonly id: number };

/** From the worker to the page. */
export type EngineReply =
  | { readonly id: number; readonly answer: EngineAnswers[keyof EngineAnswers] }
  | { readonly id: number; readonly progress: WorkProgress }
  | { readonly id: number; readonly refusal: Refusal };

/** Why the engine would not: as its errors say it; `stopped` where it was stopped before there was anything to give. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly issues: readonly Issue[];
}
