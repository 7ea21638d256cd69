import type { IndirectPlane } from "../structure/indirect.js";
import type { Class, Plane } from "../structure/plane.js";
import type { ResolvedSensitivityOptions } from "./options.js";
import type { ResolvedModel } from "./perturbations/perturbation.js";

/** A model as the result names it: contributions by their number alone. */
export type DescribedModel = {
  readonly [Kind in ResolvedModel["kind"]]: Omit<Extract<ResolvedModel, { kind: Kind }>, "contributions"> &
    (Extract<ResolvedModel, { kind: Kind }> extends { contributions: unknown }
      ? { readonly contributions: number }
      : object);
}[ResolvedModel["kind"]];

/** The ranks of every variable over the samples, in one ranking of one plane. Rank 1 is the strongest; equal sums share a rank. */
export interface RankSpread {
  readonly minimum: readonly number[];
  /** The smallest rank that at least 5 % of the samples reach. */
  readonly p5: readonly number[];
  readonly median: readonly number[];
  readonly p95: readonly number[];
  readonly maximum: readonly number[];
  /** Share of samples in which the rank is at most `top`. */
  readonly amongFirst: readonly number[];
  /** `above[i][j]`: share of samples in which i stands strictly above j. null where pairs are not counted. */
  readonly above: readonly (readonly number[])[] | null;
}

/** What the samples say of one plane. */
export interface SensitivityPlane {
  /**
   * `membership[i]`: shares of motor, relay, dependent and autonomous among the samples that have classes; rows sum to 1. null
   * where no sample has classes.
   */
  readonly membership: readonly (readonly number[])[] | null;
  /** √(p(1 − p) ÷ samples with classes) for each p of `membership`. */
  readonly standardError: readonly (readonly number[])[] | null;
  /** The class with the largest share; of equal ones the baseline's, else the first in the order above. */
  readonly modalClass: readonly (Class | null)[];
  /** Whether the modal class is that of the unperturbed study. */
  readonly modalIsBaseline: readonly boolean[];
  /** Share of samples whose sums are all zero and which have no classes. */
  readonly classless: number;
  /** Whether all sums are integers, or decimals, that float64 holds exactly in every sample; else near-ties may fall either way. */
  readonly exact: boolean;
  readonly influenceRank: RankSpread;
  readonly dependenceRank: RankSpread;
}

/** How far the estimates of one plane had come. */
export interface ConvergenceState {
  /** Largest standard error of a membership; null where no sample has classes. */
  readonly standardError: number | null;
  /** Largest change of a membership since the checkpoint before; null at the first. */
  readonly change: number | null;
  readonly classificationKept: number;
}

/** The estimates at a checkpoint. */
export interface ConvergencePoint {
  readonly samples: number;
  readonly direct: ConvergenceState;
  readonly indirect: ConvergenceState;
}

/** The result of a batch: the same bytes for the same study, options and seed. */
export interface SensitivityResult {
  /** Samples counted: fewer than asked for where the batch was stopped, or met its target. */
  readonly samples: number;
  readonly seed: number;
  readonly options: Omit<ResolvedSensitivityOptions, "perturbation"> & {
    readonly perturbation: readonly DescribedModel[];
  };
  /** Ids of the variables, in the order of every array. */
  readonly variables: readonly string[];
  /** The planes of the study as it is; the indirect one at the power of every sample. */
  readonly baseline: { readonly direct: Plane; readonly indirect: IndirectPlane };
  readonly direct: SensitivityPlane;
  readonly indirect: SensitivityPlane;
  /** Share of samples in which every variable has the class of the baseline. */
  readonly classificationKept: { readonly direct: number; readonly indirect: number };
  readonly convergence: readonly ConvergencePoint[];
  /** false where the batch was stopped by its signal. */
  readonly complete: boolean;
}
