/** Units `first` to `last − 1` of a computation: samples of a batch, changes of an enumeration. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
}

/** What was counted of a chunk: of a stopped one, up to a `last` of its own. */
export interface CountedChunk extends Chunk {
  /** Samples, or changed studies, counted. */
  readonly done: number;
  /** The same for the same units, whoever counts them, in one chunk or merged from several. */
  readonly bytes: Uint8Array;
}

/** How a computation is cut: plain data that depends on its input alone, never on who counts or when. */
export type ChunkPlan = SamplesPlan | ChangesPlan;

interface Units {
  readonly units: number;
  /** Samples, or changed studies, of all units: what progress is told of. */
  readonly total: number;
}

/** A batch: a unit is a sample. */
export interface SamplesPlan extends Units {
  readonly kind: "samples";
  /** Samples of a chunk. */
  readonly step: number;
  /** Places besides where a chunk ends: the checkpoints of a batch that may stop at one. */
  readonly stops: readonly number[];
}

/** An enumeration: a unit is a single change, then a change with all later ones that are paired with it. */
export interface ChangesPlan extends Units {
  readonly kind: "changes";
  readonly single: number;
  /** Multiplications of a changed study, of a changed base, and of a chunk. */
  readonly changeCost: number;
  readonly baseCost: number;
  readonly chunkCost: number;
}

/**
 * A computation cut into chunks that are counted anywhere, in any order, and give together the bytes of one go.
 *
 * Chunks merge where one begins at the unit the other ends with; merging is associative, so that a prefix may be merged ahead.
 */
export interface ChunkedComputation<Result> {
  readonly plan: ChunkPlan;
  /**
   * Counts a chunk in slices of some milliseconds: yields how many samples, or changed studies, are counted. `next(true)` stops it, and
   * returns what was counted until then.
   */
  readonly count: (chunk: Chunk) => Generator<number, CountedChunk, boolean | undefined>;
  /** Merges chunks that follow one another from unit 0 on; none give the empty one. Leaves out what comes after a batch met its target. */
  readonly merge: (chunks: readonly CountedChunk[]) => CountedChunk;
  /** Whether nothing is left to count after a merged chunk: all units are in it, or the batch met its target. */
  readonly isComplete: (merged: CountedChunk) => boolean;
  /** The result of a merged chunk; null where a batch has counted nothing. */
  readonly result: (merged: CountedChunk) => Result | null;
}

/**
 * The chunk that begins at a unit, or null after the last.
 *
 * @example
 * const { plan } = robustnessChunks(study);
 * chunkFrom(plan, 0)?.first; // 0
 * chunkFrom(plan, plan.units); // null
 */
export function chunkFrom(plan: ChunkPlan, first: number): Chunk | null {
  if (first >= plan.units) return null;
  return { first, last: plan.kind === "samples" ? lastSample(plan, first) : lastChange(plan, first) };
}

function lastSample({ units, step, stops }: SamplesPlan, first: number): number {
  const stop = stops.find((place) => place > first) ?? units;
  return Math.min(units, stop, (Math.floor(first / step) + 1) * step);
}

function lastChange({ units, single, changeCost, baseCost, chunkCost }: ChangesPlan, first: number): number {
  let cost = 0;
  let unit = first;
  while (unit < units && cost < chunkCost) {
    if (unit === single && unit > first) break;
    cost += unit < single ? changeCost : baseCost + (units - unit) * changeCost;
    unit++;
  }
  return unit;
}
