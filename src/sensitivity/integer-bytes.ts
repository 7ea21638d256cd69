/** Bits of a byte that carry the number; the highest says that more bytes follow. */
const BITS = 7;
const MORE = 1 << BITS;

/**
 * Integers from 0 to 2⁵³ − 1 as bytes, small ones and zeros short: each in groups of seven bits, lowest first; a run of zeros as a zero and its length.
 * The same integers give the same bytes on every machine. Cost: O(integers).
 */
export function integersToBytes(lists: readonly ArrayLike<number>[]): Uint8Array {
  let bytes = new Uint8Array(1024);
  let length = 0;
  let zeros = 0;
  const put = (value: number) => {
    if (length + 8 > bytes.length) {
      const longer = new Uint8Array(2 * bytes.length);
      longer.set(bytes);
      bytes = longer;
    }
    let rest = value;
    while (rest >= MORE) {
      bytes[length++] = (rest % MORE) | MORE;
      rest = Math.floor(rest / MORE);
    }
    bytes[length++] = rest;
  };
  const endRun = () => {
    if (zeros === 0) return;
    put(0);
    put(zeros);
    zeros = 0;
  };
  put(lists.reduce((sum, list) => sum + list.length, 0));
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!;
      if (value === 0) zeros++;
      else {
        endRun();
        put(value);
      }
    }
  }
  endRun();
  return bytes.slice(0, length);
}

/** The integers of {@link integersToBytes}, in one list. */
export function integersFromBytes(bytes: Uint8Array): Float64Array {
  let at = 0;
  const take = () => {
    let value = 0;
    for (let factor = 1; ; factor *= MORE) {
      const byte = bytes[at++]!;
      value += (byte % MORE) * factor;
      if (byte < MORE) return value;
    }
  };
  const integers = new Float64Array(take());
  for (let i = 0; at < bytes.length; ) {
    const value = take();
    if (value === 0) i += take();
    else integers[i++] = value;
  }
  return integers;
}
