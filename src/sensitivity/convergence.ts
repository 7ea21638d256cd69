import type { ConvergencePoint } from "./result.js";
import { convergenceState, membershipOf, type Tally } from "./summarize-plane.js";

/** The estimates of a batch, checkpoint after checkpoint. */
export interface Convergence {
  readonly points: readonly ConvergencePoint[];
  /** Looks at the counters, which have grown since the look before. */
  readonly look: (tally: Tally) => ConvergencePoint;
}

/** Samples before a target error may end a batch: a share that is 0 by chance has no error yet. */
const FEWEST_SAMPLES = 1000;

export function newConvergence(): Convergence {
  const points: ConvergencePoint[] = [];
  let before: (number[][] | null)[] = [];
  return {
    points,
    look: (tally) => {
      const point = {
        samples: tally.samples,
        direct: convergenceState(tally, 0, before[0]),
        indirect: convergenceState(tally, 1, before[1]),
      };
      before = [membershipOf(tally, 0), membershipOf(tally, 1)];
      points.push(point);
      return point;
    },
  };
}

/** Whether a batch may stop at a checkpoint. */
export function meetsTarget({ samples, direct, indirect }: ConvergencePoint, targetError: number | null): boolean {
  const error = Math.max(direct.standardError ?? 0, indirect.standardError ?? 0);
  return targetError !== null && mayMeetTarget(samples) && error <= targetError;
}

export function mayMeetTarget(samples: number): boolean {
  return samples >= FEWEST_SAMPLES;
}
