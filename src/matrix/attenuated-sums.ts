import { toDecimal } from "./exact-sums.js";
import type { InfluenceMatrix } from "./influence-matrix.js";
import { integerProduct, integerSums, type PowerSums } from "./power-sums.js";
import type { SparseMatrix } from "./sparse-matrix.js";

/**
 * The exact row sums of M + αM² + … + αᵏ⁻¹Mᵏ for k = 1, 2, 3 …: longer chains count, each step less than the one before.
 * For column sums, give the transposed matrix.
 *
 * With M = A ÷ 10ᵈ and α = a ÷ 10ᵉ, Sₖ = A·(10⁽ᵈ⁺ᵉ⁾⁽ᵏ⁻¹⁾·1 + a·Sₖ₋₁) are integers and the sums are Sₖ ÷ 10^(dk + e(k − 1)).
 * Cost: O(non-zero cells) BigInt products a power.
 */
export function* attenuatedSums(
  matrix: InfluenceMatrix | SparseMatrix,
  attenuation: number,
): Generator<PowerSums, never> {
  const { times, digits } = integerProduct(matrix);
  const factor = toDecimal(attenuation);
  const step = BigInt(digits + factor.digits);
  let sums: readonly bigint[] = new Array<bigint>(matrix.size).fill(0n);
  for (let power = 1; ; power++) {
    const one = 10n ** (step * BigInt(power - 1));
    sums = times(sums.map((sum) => one + factor.mantissa * sum));
    yield integerSums(sums, 10n ** BigInt(digits * power + factor.digits * (power - 1)), power);
  }
}
