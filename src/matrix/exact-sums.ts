/** One exact sum per variable: `numerators[i] / denominator`, denominator > 0. */
export interface ExactSums {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/**
 * The float64 nearest to numerator ÷ denominator, within one unit in the last place; `Infinity` above the range of float64.
 *
 * Both are cut to 128 significant bits of quotient first, so that neither overflows on the way.
 */
export function toNumber(numerator: bigint, denominator: bigint): number {
  if (denominator === 1n) return Number(numerator);
  const shift = Math.max(0, 128 - (bitLength(numerator) - bitLength(denominator)));
  const quotient = Number((numerator << BigInt(shift)) / denominator);
  return shift > 1000 ? quotient * 2 ** -1000 * 2 ** (1000 - shift) : quotient * 2 ** -shift;
}

/** A decimal number as mantissa ÷ 10^digits, read from its shortest decimal form: 0.25 is 25 ÷ 10². */
export function toDecimal(value: number): { readonly mantissa: bigint; readonly digits: number } {
  const [significand, exponent = "0"] = value.toString().split("e");
  const [whole, fraction = ""] = significand!.split(".");
  const digits = fraction.length - Number(exponent);
  const mantissa = BigInt(whole! + fraction);
  return digits < 0 ? { mantissa: mantissa * 10n ** BigInt(-digits), digits: 0 } : { mantissa, digits };
}

/** The matrix of integers that is 10^digits times a matrix of decimal numbers, with the fewest digits. */
export function toIntegers(values: Float64Array): { readonly integers: readonly bigint[]; readonly digits: number } {
  const decimals = Array.from(values, toDecimal);
  const digits = decimals.reduce((most, decimal) => Math.max(most, decimal.digits), 0);
  return { integers: decimals.map((decimal) => decimal.mantissa * 10n ** BigInt(digits - decimal.digits)), digits };
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}
