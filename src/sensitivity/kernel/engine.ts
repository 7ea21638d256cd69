/** Draws samples and counts what becomes of them. */
export interface Engine {
  readonly kind: "kernel" | "twin";
  /** Counters, in the order of {@link countsLayout}, of the samples `first` to `first + samples − 1`; an array of its own each time. */
  count(first: number, samples: number): Uint32Array<ArrayBuffer>;
  /** The four vectors of sums of sixteen samples from `first` on: `[vector][variable][sample]`. For checks. */
  sums(first: number): Float64Array;
}
