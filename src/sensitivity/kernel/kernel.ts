import type { BatchPlan } from "../batch-plan.js";
import { countsLayout } from "../counts.js";
import { createSampleValues } from "./create-sample-values.js";
import type { Engine } from "./engine.js";
import { seedKeys } from "./generator.js";
import { KERNEL } from "./kernel.generated.js";
import { createTwin } from "./twin.js";

/** Samples of a group and of a block, and bytes of a value in a group, as in assembly/memory.ts. */
const GROUP = 4;
const BLOCK = 16;

type Place = { readonly value: number };

/** What the module exports: see assembly/. Places are addresses in its memory. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(
    size: number,
    cells: number,
    drawBytes: number,
    counters: number,
    power: number,
    wholePowers: number,
    pairwise: number,
    threshold: number,
  ): void;
  run(first: number, blocks: number): void;
  propagate(group: number): void;
  finishBlock(block: number): void;
  tallyBlock(): void;
  clear(): void;
  readonly rowStarts: Place;
  readonly columns: Place;
  readonly values: Place;
  readonly wholeColumns: Place;
  readonly wholeValues: Place;
  readonly draws: Place;
  readonly keys: Place;
  readonly sums: Place;
  readonly baselineMasks: Place;
  readonly baselineLive: Place;
  readonly thresholds: Place;
  readonly exactKeys: Place;
  readonly counts: Place;
}

/** The part of the WebAssembly namespace in use, which neither ES2023 nor Node's types declare. */
interface WebAssemblyNamespace {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: { readonly exports: unknown } }>;
}

/** The kernel in WebAssembly SIMD, set up for a batch; null where WebAssembly or SIMD is missing, or a policy forbids it. */
export async function createKernel(plan: BatchPlan): Promise<Engine | null> {
  const exports = await instantiate();
  if (exports === null) return null;
  setUp(exports, plan);
  const { size, columns } = plan;
  const counters = countsLayout(size, plan.pairwise).length;
  const { buffer } = exports.memory;
  const values = new Float64Array(buffer, exports.values.value, GROUP * columns.length);
  const draw = createSampleValues(plan);
  const twin = createTwin(plan);
  const drawBlock = (first: number) => {
    for (let group = 0; group < BLOCK / GROUP; group++) {
      for (let lane = 0; lane < GROUP; lane++) draw(first + GROUP * group + lane, values, lane, GROUP);
      exports.propagate(group);
    }
  };
  const count = (first: number, blocks: number) => {
    if (plan.experts === null) return exports.run(first, blocks);
    for (let block = 0; block < blocks; block++) {
      drawBlock(first + block * BLOCK);
      exports.finishBlock(0);
      exports.tallyBlock();
    }
  };
  return {
    kind: "kernel",
    count: (first, samples) => {
      const blocks = Math.floor(samples / BLOCK);
      exports.clear();
      count(first, blocks);
      const counts = new Uint32Array(buffer, exports.counts.value, counters).slice();
      const rest = samples - blocks * BLOCK;
      if (rest === 0) return counts;
      const last = twin.count(first + blocks * BLOCK, rest);
      return counts.map((value, index) => value + last[index]!);
    },
    sums: (first) => {
      if (plan.experts === null) exports.run(first, 1);
      else drawBlock(first);
      return new Float64Array(buffer, exports.sums.value, 4 * size * BLOCK).slice();
    },
  };
}

async function instantiate(): Promise<KernelExports | null> {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyNamespace };
  if (WebAssembly === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(KERNEL), (character) => character.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes, {});
    return instance.exports as KernelExports;
  } catch {
    return null;
  }
}

const THRESHOLDS = ["mean", "midrange", "number", "median"] as const;

/** Writes the plan into the module's memory. */
function setUp(exports: KernelExports, plan: BatchPlan): void {
  const { size, columns, drawn, fixed, baseline, wholePowers } = plan;
  const drawBytes = 16 * drawn.cells.length + (wholePowers > 0 ? 8 : 16) * drawn.limits.length;
  const { length } = countsLayout(size, plan.pairwise);
  exports.allocate(
    size,
    columns.length,
    drawBytes,
    length,
    plan.power,
    wholePowers,
    plan.pairwise ? 1 : 0,
    THRESHOLDS.indexOf(plan.threshold),
  );
  const { buffer } = exports.memory;
  new Uint32Array(buffer, exports.rowStarts.value, size + 1).set(plan.rowStarts);
  new Uint32Array(buffer, exports.columns.value, columns.length).set(columns.map((column) => column * GROUP * 8));
  new Uint32Array(buffer, exports.wholeColumns.value, columns.length).set(columns.map((column) => column * GROUP * 4));
  const values = new Float64Array(buffer, exports.values.value, GROUP * columns.length);
  const wholeValues = new Int32Array(buffer, exports.wholeValues.value, GROUP * columns.length);
  fixed.forEach((value, cell) => {
    values.fill(value, GROUP * cell, GROUP * (cell + 1));
    wholeValues.fill(value, GROUP * cell, GROUP * (cell + 1));
  });
  new Int32Array(buffer, exports.keys.value, 4).set(seedKeys(plan.seed));
  new Float64Array(buffer, exports.thresholds.value, 2).set(plan.lines);
  new Uint32Array(buffer, exports.exactKeys.value, 2).set(plan.exactKeys.map(Number));
  const write = wholePowers > 0 ? writeWholeDraws : writeDraws;
  write(new DataView(buffer, exports.draws.value, drawBytes), plan);
  const masks = new BigInt64Array(buffer, exports.baselineMasks.value, 4 * size);
  const live = new BigInt64Array(buffer, exports.baselineLive.value, 2);
  baseline.forEach((classes, plane) => {
    live[plane] = classes === null ? 0n : -1n;
    classes?.forEach((place, variable) => {
      masks[2 * plane * size + variable] = place < 2 ? -1n : 0n;
      masks[(2 * plane + 1) * size + variable] = place === 1 || place === 2 ? -1n : 0n;
    });
  });
}

/** Writes the records that assembly/draw.ts reads: changes of float64 as the bits that differ. */
function writeDraws(view: DataView, { drawn }: BatchPlan): void {
  const { cells, starts, limits, values, first } = drawn;
  const bits = new BigUint64Array(1);
  const number = new Float64Array(bits.buffer);
  const bitsOf = (value: number) => {
    number[0] = value;
    return bits[0]!;
  };
  let at = 0;
  cells.forEach((cell, index) => {
    const [from, to] = [starts[index]!, starts[index + 1]!];
    view.setUint32(at, cell, true);
    view.setUint32(at + 4, to - from, true);
    let previous = bitsOf(first[index]!);
    view.setBigUint64(at + 8, previous, true);
    at += 16;
    for (let limit = from; limit < to; limit++) {
      const current = bitsOf(values[limit]!);
      view.setInt32(at, limits[limit]!, true);
      view.setBigUint64(at + 8, current ^ previous, true);
      previous = current;
      at += 16;
    }
  });
}

/** The same for values that are integers: changes as differences. */
function writeWholeDraws(view: DataView, { drawn }: BatchPlan): void {
  const { cells, starts, limits, values, first } = drawn;
  let at = 0;
  cells.forEach((cell, index) => {
    const [from, to] = [starts[index]!, starts[index + 1]!];
    view.setUint32(at, cell, true);
    view.setUint32(at + 4, to - from, true);
    view.setInt32(at + 8, first[index]!, true);
    at += 16;
    for (let limit = from; limit < to; limit++) {
      view.setInt32(at, limits[limit]!, true);
      view.setInt32(at + 4, values[limit]! - (limit === from ? first[index]! : values[limit - 1]!), true);
      at += 8;
    }
  });
}
