import type { Spread } from "./measure.js";

export interface BenchSettings {
  /** Once each, at small sizes: shows that the bench works, not how fast anything is. */
  readonly quick: boolean;
  /** Seed of every random input. */
  readonly seed: number;
  /** Command of a Python that may have numpy. */
  readonly python: string;
}

/** One line of a table of results. The median and what goes with it are null where nothing was measured; `note` then says why. */
export interface Row {
  readonly case: string;
  readonly way: string;
  readonly unit: "ms" | "MB" | "kB" | "requests/s";
  readonly least: number | null;
  readonly median: number | null;
  readonly lowerQuartile: number | null;
  readonly upperQuartile: number | null;
  readonly samples: number;
  /** Times as much as the reference of the same case. */
  readonly ratio: number | null;
  readonly budget: Budget | null;
  readonly note: string | null;
}

/** What a median, or a ratio, is meant to be; information only: no bench fails for it. */
export interface Budget {
  readonly text: string;
  /** null in a quick run, which says nothing of it. */
  readonly met: boolean | null;
}

export interface BenchResult {
  readonly name: string;
  readonly title: string;
  /** What ratios refer to; null without ratios. */
  readonly reference: string | null;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

export type Bench = (settings: BenchSettings) => Promise<BenchResult>;

type Extras = Partial<Pick<Row, "ratio" | "budget" | "note">>;

export function measuredRow(where: Pick<Row, "case" | "way" | "unit">, found: Spread, extras: Extras = {}): Row {
  const { least, median, lowerQuartile, upperQuartile, samples } = found;
  const { ratio = null, budget = null, note = null } = extras;
  return { ...where, least, median, lowerQuartile, upperQuartile, samples, ratio, budget, note };
}

/** A row for what was not measured, and why. */
export function emptyRow(where: Pick<Row, "case" | "way" | "unit">, note: string): Row {
  const nothing = {
    least: null,
    median: null,
    lowerQuartile: null,
    upperQuartile: null,
    samples: 0,
    ratio: null,
    budget: null,
  };
  return { ...where, ...nothing, note };
}

export function atMost(limit: number, unit: Row["unit"], value: number): Budget {
  return { text: `≤ ${limit} ${unit}`, met: value <= limit };
}
