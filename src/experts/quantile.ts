/**
 * A quantile of numbers in ascending order, 0 ≤ p ≤ 1, interpolated linearly: with h = (m − 1) p, x(⌊h⌋) + (h − ⌊h⌋)(x(⌊h⌋ + 1) − x(⌊h⌋)), counted from 0.
 * It is the one of the thresholds of the planes, of R and of numpy: Hyndman and Fan 1996, type 7, doi:10.2307/2684934.
 *
 * null without numbers. Cost: O(1).
 *
 * @example
 * quantile([0, 1, 3, 3], 0.25); // 0.75
 */
export function quantile(ascending: readonly number[], p: number): number | null {
  if (ascending.length === 0) return null;
  const place = (ascending.length - 1) * p;
  const below = Math.floor(place);
  const low = ascending[below]!;
  const high = ascending[below + 1] ?? low;
  return low + (place - below) * (high - low);
}
