/**
 * Do two partitions of the same things agree? 1 is the same partition, 0 what chance gives, less is worse than chance.
 *
 * ARI = (Σ C(nᵢⱼ, 2) − e) ÷ (½(a + b) − e), a = Σ C(nᵢ₊, 2), b = Σ C(n₊ⱼ, 2), e = ab ÷ C(n, 2).
 * Hubert & Arabie (doi:10.1007/BF01908075), their eq. 5. Symmetric; the names of the parts do not matter. Where the denominator is
 * 0 (both partitions are one single part, or both all apart) they are the same partition: 1. No things, or one: 1.
 * Cost: O(n). Throws RangeError when the lists differ in length.
 *
 * @example
 * adjustedRandIndex([0, 0, 1, 1], ["a", "a", "b", "b"]); // 1
 */
export function adjustedRandIndex(first: readonly unknown[], second: readonly unknown[]): number {
  const size = first.length;
  if (second.length !== size) {
    throw new RangeError(`adjustedRandIndex requires two lists of one length, got ${size} and ${second.length}`);
  }
  const firstParts = numberParts(first);
  const secondParts = numberParts(second);
  const together = pairsWithin(firstParts.map((part, i) => part * (size + 1) + secondParts[i]!));
  const inFirst = pairsWithin(firstParts);
  const inSecond = pairsWithin(secondParts);
  const pairs = (size * (size - 1)) / 2;
  // Multiplied by the number of pairs, all terms are whole.
  const expected = inFirst * inSecond;
  const largest = ((inFirst + inSecond) / 2) * pairs;
  return largest === expected ? 1 : (together * pairs - expected) / (largest - expected);
}

/** The parts of a partition, numbered from 0 in order of first appearance. */
export function numberParts(parts: readonly unknown[]): number[] {
  const numbers = new Map<unknown, number>();
  return parts.map((part) => {
    if (!numbers.has(part)) numbers.set(part, numbers.size);
    return numbers.get(part)!;
  });
}

function pairsWithin(parts: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  let pairs = 0;
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2;
  return pairs;
}
