/** Decimals as whole multiples of one unit: number i is `units[i] / scale`. */
export interface WholeDecimals {
  readonly units: readonly bigint[];
  /** A power of ten. */
  readonly scale: bigint;
}

/**
 * Numbers ≥ 0 as the decimals they are written as: 0.1 is one tenth, not the binary fraction next to it. Sums and comparisons of them are exact, in whatever
 * order. Cost: O(numbers).
 *
 * @example
 * const { units } = wholeDecimals([0.1, 0.2, 0.3]);
 * units[0] + units[1] === units[2]; // true
 */
export function wholeDecimals(numbers: readonly number[]): WholeDecimals {
  if (numbers.every(Number.isSafeInteger)) return { units: numbers.map(BigInt), scale: 1n };
  const written = numbers.map(digitsOf);
  const most = Math.max(...written.map(({ places }) => places));
  const units = written.map(({ digits, places }) => digits * 10n ** BigInt(most - places));
  return { units, scale: 10n ** BigInt(most) };
}

/** The shortest decimal that reads as the number: digits ÷ 10^places, with places ≥ 0. */
function digitsOf(number: number): { readonly digits: bigint; readonly places: number } {
  const [mantissa = "0", exponent = "0"] = String(number).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

/** A quotient of whole numbers ≥ 0 to two decimals, halves up. */
export function hundredths(numerator: bigint, denominator: bigint): number {
  return Number((200n * numerator + denominator) / (2n * denominator)) / 100;
}
