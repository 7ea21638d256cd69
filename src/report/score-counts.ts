/**
 * How often each score was given, from the smallest number up, P last. The counts of `characteristics` are keyed by texts, and an object puts
 * whole numbers before others.
 */
export function scoreCounts(counts: Readonly<Record<string, number>>): (readonly [score: string, count: number])[] {
  const size = (score: string) => (score === "P" ? Number.POSITIVE_INFINITY : Number(score));
  return Object.entries(counts).sort(([a], [b]) => size(a) - size(b));
}
