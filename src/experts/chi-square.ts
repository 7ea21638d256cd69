/** Terms after which the series and the fraction are long settled: they take about √(degrees of freedom) + 30. */
const MAX_TERMS = 10_000;

/** Below half a unit in the last place of what is summed up, a term changes nothing. */
const SETTLED = 2 ** -54;

/**
 * The probability that chi-square with so many degrees of freedom is at least x: Q(df ÷ 2, x ÷ 2), the regularised upper incomplete gamma function.
 *
 * The series of P below x ÷ 2 = df ÷ 2 + 1, the continued fraction of Q (Lentz's method) from there on: DLMF 8.7.1 and 8.9.2, https://dlmf.nist.gov/8. The relative error is
 * below 1e-12 up to 500 degrees of freedom and below 1e-11 up to 1000: it grows with the logarithms of z^a and Γ(a) that are subtracted. At infinity the tail is 0.
 *
 * Cost: O(df). Throws RangeError for x < 0 or NaN, and for degrees that are no whole number of at least one.
 *
 * @example
 * chiSquareTail(3.841458820694124, 1); // 0.05
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0) || !Number.isInteger(degreesOfFreedom) || degreesOfFreedom < 1) {
    throw new RangeError(
      `chiSquareTail requires x ≥ 0 and a whole number of degrees of freedom from 1 on, got ${x}, ${degreesOfFreedom}`,
    );
  }
  const a = degreesOfFreedom / 2;
  const z = x / 2;
  if (z === 0) return 1;
  if (z === Number.POSITIVE_INFINITY) return 0;
  const factor = Math.exp(a * Math.log(z) - z - logGammaOfHalves(degreesOfFreedom));
  return z < a + 1 ? Math.max(0, 1 - factor * lowerSeries(a, z)) : factor * upperFraction(a, z);
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * SETTLED; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < SETTLED) break;
  }
  return fraction;
}

/** log Γ(df ÷ 2), from Γ(1) = 1, Γ(½) = √π and Γ(z + 1) = z Γ(z): a whole number of degrees needs nothing more. */
function logGammaOfHalves(degreesOfFreedom: number): number {
  const whole = degreesOfFreedom % 2 === 0;
  let sum = whole ? 0 : Math.log(Math.PI) / 2;
  for (let z = whole ? 1 : 0.5; z < degreesOfFreedom / 2; z++) sum += Math.log(z);
  return sum;
}
