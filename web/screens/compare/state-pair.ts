import type { OfChoice } from "../results/of-choices.js";

/** Two matrices, as `of` of the API has them. */
export interface StatePair {
  readonly before: string;
  readonly after: string;
}

const isSnapshot = ({ of }: OfChoice) => of.startsWith("snapshot:");

/** The latest snapshot and what is agreed now; where that is not open, the snapshot before and the latest, or the latest and one's own answers. Null without a snapshot. */
export function usualPair(choices: readonly OfChoice[]): StatePair | null {
  const snapshots = choices.filter(isSnapshot);
  const latest = snapshots.at(-1);
  if (latest === undefined) return null;
  if (choices.some(({ of }) => of === "consensus")) return { before: latest.of, after: "consensus" };
  const earlier = snapshots.at(-2);
  if (earlier !== undefined) return { before: earlier.of, after: latest.of };
  const own = choices.find((choice) => !isSnapshot(choice));
  return own === undefined ? null : { before: latest.of, after: own.of };
}

/** A pair that needs no snapshot: what the experts say together and what is agreed, or one's own answers and that. Null where there are not two. */
export function pairWithoutSnapshot(choices: readonly OfChoice[]): StatePair | null {
  const [agreed, other] = choices.filter((choice) => !isSnapshot(choice));
  return agreed === undefined || other === undefined ? null : { before: other.of, after: agreed.of };
}
