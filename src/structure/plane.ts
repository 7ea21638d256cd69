/** Place of a variable on an influence–dependence plane: high/low, high/high, low/high, low/low. */
export type Class = "motor" | "relay" | "dependent" | "autonomous";

export const CLASSES: readonly Class[] = ["motor", "relay", "dependent", "autonomous"];

/** Influence and dependence of every variable, with the ranks, shares and classes that follow from them. */
export interface Plane {
  /** Row sums: the float64 nearest to the exact sum. */
  readonly influence: readonly number[];
  /** Column sums. */
  readonly dependence: readonly number[];
  /** 10 000 × sum ÷ total of the sums; 0 where the total is 0. */
  readonly influenceShare: readonly number[];
  readonly dependenceShare: readonly number[];
  /** Rank 1 is the strongest; equal sums share a rank (1, 2, 2, 4). */
  readonly influenceRank: readonly number[];
  readonly dependenceRank: readonly number[];
  /** A sum ≥ the threshold is high. */
  readonly influenceThreshold: number;
  readonly dependenceThreshold: number;
  /** Sum − threshold. */
  readonly influenceDistance: readonly number[];
  readonly dependenceDistance: readonly number[];
  /** null for every variable of a plane whose sums are all zero. */
  readonly classes: readonly (Class | null)[];
}
