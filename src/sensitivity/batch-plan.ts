import type { CellPlace } from "./perturbations/cell-model.js";
import type { ResolvedCellModel } from "./perturbations/perturbation.js";

/**
 * A batch made ready: numbers only, so that a worker takes it as it is. Variables stand in the order of their ids, whatever their
 * order in the study: reordering a study then permutes the result, to the last bit.
 */
export interface BatchPlan {
  readonly size: number;
  readonly seed: number;
  readonly power: number;
  /** Every cell that is not 0 in all samples, row by row: the first cell of each row, and each cell's column. */
  readonly rowStarts: Uint32Array;
  readonly columns: Uint32Array;
  /** What each cell counts where nothing is drawn for it. */
  readonly fixed: Float64Array;
  /** The cells drawn one by one; none where whole contributions are drawn. */
  readonly drawn: DrawnCells;
  readonly experts: ExpertsPlan | null;
  readonly threshold: "mean" | "median" | "midrange" | "number";
  /** The line in the direct and in the indirect plane, where the threshold is a number. */
  readonly lines: readonly [number, number];
  /** Powers, from the first, whose sums are integers below 2³¹ in every sample; 0 where values are not integers. */
  readonly wholePowers: number;
  /** For each plane, whether all sums are integers below 2²¹, whose upper 32 bits tell them apart. */
  readonly exactKeys: readonly [boolean, boolean];
  /** For each plane, the class of each variable without perturbation: 0 motor, 1 relay, 2 dependent, 3 autonomous; null where there are none. */
  readonly baseline: readonly [Uint8Array | null, Uint8Array | null];
  readonly pairwise: boolean;
}

/** Cells drawn on their own, in the order in which the generator serves them: see {@link DrawnValue}. */
export interface DrawnCells {
  readonly cells: Uint32Array;
  /** First limit of each cell; one more than `cells`. */
  readonly starts: Uint32Array;
  readonly limits: Int32Array;
  /** The value from each limit on. */
  readonly values: Float64Array;
  /** The value of each cell below its first limit. */
  readonly first: Float64Array;
}

/** Contributions drawn whole, and the models that act on what they give. */
export interface ExpertsPlan {
  readonly count: number;
  /** Score of each cell by each expert, cell by cell; −1 for P, NaN for a blank. */
  readonly scores: Float64Array;
  readonly aggregation: "mean" | "median";
  readonly models: readonly ResolvedCellModel[];
  readonly places: readonly CellPlace[];
  /** What a score is multiplied by, a power of two that keeps the sums in range. */
  readonly scale: number;
}
