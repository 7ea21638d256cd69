/** A bijection of 32 bits that leaves no trace of the input: lowbias32 by Chris Wellons (public domain). */
function mix(bits: number): number {
  let x = bits ^ (bits >>> 16);
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return x ^ (x >>> 16);
}

/** The four keys of a seed: 32-bit integers, signed. */
export function seedKeys(seed: number): Int32Array {
  return Int32Array.from([1, 2, 3, 4], (word) => mix((seed + Math.imul(word, 0x9e3779b9)) | 0));
}

/**
 * The generator of one sample, its first state a function of seed and number of the sample alone, so that any sample can be drawn by
 * anyone, in any order. Returns 32-bit integers, signed.
 */
export function sampleGenerator(keys: Int32Array, sample: number): () => number {
  const low = sample | 0;
  const high = Math.floor(sample / 2 ** 32) | 0;
  const first = (word: number) => mix((mix(low ^ mix(high ^ keys[word]!)) + keys[word]!) | 0);
  return xoshiro128(first(0), first(1), first(2), first(3));
}

/** xoshiro128++ from a state of four 32-bit words (Blackman and Vigna 2021, doi:10.1145/3460772). */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): () => number {
  let [a, b, c, d] = [s0, s1, s2, s3];
  return () => {
    const sum = (a + d) | 0;
    const number = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return number;
  };
}
