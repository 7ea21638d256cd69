/**
 * Where everything lies. Four samples make a group, sixteen a block, four blocks a batch: the sums of one variable in the samples
 * of a block stand side by side (128 bytes), so that an instruction works on two, four or sixteen samples at once.
 */

/** Samples that are drawn and multiplied together: one for each 32-bit lane of the generator. */
export const GROUP: i32 = 4;
/** Samples of a block. */
export const BLOCK: i32 = 16;
/** Most blocks of a batch: the bits of a 64-bit mask. */
export const BATCH: i32 = 4;
/** Bytes from the sums of one variable to those of the next, as a shift: 16 samples × 8 bytes. */
export const SUMS_SHIFT: i32 = 7;

export let size: i32 = 0;
export let power: i32 = 1;
/** Powers, from the first, whose sums are integers below 2³¹ in every sample; 0 where values are not integers. */
export let wholePowers: i32 = 0;
/** 1 where the table of pairs is wanted; only up to 256 variables, whose ranks fit a byte. */
export let pairwise: i32 = 0;

/** Cells row by row: first cell of each row, then byte offset of each cell's column in a vector of a group. */
export let rowStarts: usize = 0;
export let columns: usize = 0;
/** Value of each cell in the four samples of a group. */
export let values: usize = 0;
/** The same for integers of 32 bits. */
export let wholeColumns: usize = 0;
export let wholeValues: usize = 0;
/** Records of the cells that are drawn: see draw.ts. */
export let draws: usize = 0;
export let drawsEnd: usize = 0;
/** Four keys of the generator, 32 bits each. */
export let keys: usize = 0;

/** Two pairs of vectors of a group, from power to power: in float64, and in integers of 32 bits. */
export let powers: usize = 0;
export let wholeSums: usize = 0;
/** Sums of a block, one vector after the other: direct influence and dependence, indirect influence and dependence. */
export let sums: usize = 0;
/** Bytes of one vector of sums. */
export let vectorBytes: usize = 0;

/** 32-bit keys that order like the sums, then the number of variables above each. */
export let orderKeys: usize = 0;
export let losses: usize = 0;
/** For each number of losses, the first variable that has it. */
export let firstAt: usize = 0;
/** The same number as a byte, for each vector, variable and sample of a batch. */
export let places: usize = 0;
/** For each vector and variable, a bit for each sample of a batch: is the sum high? And for each plane: has it any sum at all? */
export let highMasks: usize = 0;
export let liveMasks: usize = 0;
/** For each plane and variable, the baseline's high bits (0 or all), influence then dependence; and whether it has classes. */
export let baselineMasks: usize = 0;
export let baselineLive: usize = 0;
/** 0 mean, 1 midrange, 2 a number, 3 median; for each plane the number, and whether 32-bit keys lose nothing. */
export let thresholdKind: i32 = 0;
export let thresholds: usize = 0;
export let exactKeys: usize = 0;

/** Counters, 32 bits each: see counts.ts of the engine for their order. */
export let counts: usize = 0;
export let countsBytes: usize = 0;

let end: usize = 0;

function take(bytes: usize): usize {
  const start = end;
  end = (end + bytes + 63) & ~63;
  return start;
}

/** Lays out memory for a study; called once. `drawBytes` is the length of the records of the drawn cells. */
export function allocate(
  n: i32,
  cells: i32,
  drawBytes: i32,
  counters: i32,
  exponent: i32,
  wholeExponent: i32,
  withPairs: i32,
  kind: i32,
): void {
  size = n;
  power = exponent;
  wholePowers = wholeExponent;
  pairwise = withPairs;
  thresholdKind = kind;
  end = (__heap_base + 63) & ~63;
  rowStarts = take(4 * (n + 1));
  columns = take(4 * cells);
  values = take(32 * cells);
  wholeColumns = take(4 * cells);
  wholeValues = take(16 * cells);
  draws = take(drawBytes);
  drawsEnd = draws + drawBytes;
  keys = take(16);
  powers = take(4 * 32 * n);
  wholeSums = take(4 * 16 * n);
  vectorBytes = (<usize>n) << SUMS_SHIFT;
  sums = take(4 * vectorBytes);
  orderKeys = take(4 * BLOCK * n);
  losses = take(2 * BLOCK * n);
  firstAt = take(2 * n);
  places = take(withPairs ? 4 * BATCH * BLOCK * n : 0);
  highMasks = take(4 * 8 * n);
  liveMasks = take(16);
  baselineMasks = take(4 * 8 * n);
  baselineLive = take(16);
  thresholds = take(16);
  exactKeys = take(8);
  counts = take(4 * counters);
  countsBytes = 4 * counters;
  const pages = <i32>((end + 65535) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}
