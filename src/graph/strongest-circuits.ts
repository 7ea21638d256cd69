import { type SparseMatrix, transposeSparse } from "../matrix/sparse-matrix.js";

/** A circuit over indices of variables, from the smallest one. */
export interface Circuit {
  readonly variables: readonly number[];
  readonly product: number;
  readonly weakest: number;
}

/** Edges that may still be looked at. */
export interface StepCounter {
  left: number;
}

/** A circuit with its product taken from the strongest to the weakest, so that equal strengths in another order tie. */
export function circuitOf(path: readonly number[], strengths: readonly number[]): Circuit {
  const sorted = [...strengths].sort((a, b) => b - a);
  const product = sorted.reduce((total, strength) => total * strength, 1);
  return { variables: [...path], product: Math.min(product, Number.MAX_VALUE), weakest: sorted.at(-1)! };
}

/** Larger product, then larger weakest strength, then fewer variables, then the order of the variables. */
export function compareCircuits(a: Circuit, b: Circuit): number {
  return compareStrength(a, b) || firstDifference(a.variables, b.variables);
}

function compareStrength(a: Circuit, b: Circuit): number {
  return b.product - a.product || b.weakest - a.weakest || a.variables.length - b.variables.length;
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** Room for the rounding of a product of twelve numbers taken in another order. */
const ROUNDING = 1e-12;

/** Below this float64 has fewer digits. */
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * The `limit` strongest circuits of 2 to `maxLength` variables, in order, by branch and bound.
 *
 * Depth-first from each start over later variables, in the order of the variables: of circuits that tie, the first found stays.
 * `best[r][v]` is the largest product of a walk of exactly r edges from v back to the start; a branch ends where no r can make
 * a circuit that goes before the last one kept. `floor` is a product that at least `limit` circuits are known to reach; edges
 * too weak for it are left out. Ends early, with what it has, when `counter` is used up.
 */
export function strongestCircuits(
  edges: SparseMatrix,
  maxLength: number,
  limit: number,
  floor: number,
  counter: StepCounter,
): Circuit[] {
  const largest = edges.values.reduce((most, value) => Math.max(most, value), 0);
  const slack = productsAreExact(edges.values, largest, maxLength) ? 1 : 1 + ROUNDING;
  const smallest = edges.values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  // Where products leave float64 they bound nothing: then only ties and the counter end the search.
  const bounded = largest ** maxLength < Number.MAX_VALUE && smallest ** maxLength > SMALLEST_NORMAL;
  const rest = Math.max(largest, largest ** (maxLength - 1));
  const strong = edgesFrom(edges, bounded ? floor / rest / (1 + ROUNDING) : 0);
  const incoming = transposeSparse(strong);
  const kept: Circuit[] = [];
  const path: number[] = [];
  const strengths: number[] = [];
  const onPath = new Uint8Array(edges.size);

  const keep = (circuit: Circuit): void => {
    if (kept.length === limit && compareCircuits(circuit, kept[limit - 1]!) >= 0) return;
    let place = kept.length;
    while (place > 0 && compareCircuits(circuit, kept[place - 1]!) < 0) place--;
    kept.splice(place, 0, circuit);
    if (kept.length > limit) kept.pop();
  };

  /** Whether a walk of `length` edges with at best this product could be a circuit that is kept. */
  const promises = (bound: number, weakest: number, length: number): boolean => {
    const product = bounded ? bound * slack : Number.MAX_VALUE;
    if (product < floor) return false;
    if (kept.length < limit) return true;
    const last = kept[limit - 1]!;
    if (product !== last.product) return product > last.product;
    return weakest === last.weakest ? length < last.variables.length : weakest > last.weakest;
  };

  const extend = (from: number, best: readonly Float64Array[], product: number, weakest: number): void => {
    const start = path[0]!;
    const length = path.length;
    for (let edge = strong.starts[from]!; edge < strong.starts[from + 1]!; edge++) {
      if (--counter.left <= 0) return;
      const to = strong.columns[edge]!;
      if (to < start || onPath[to] === 1) continue;
      const strength = strong.values[edge]!;
      const reached = product * strength;
      const least = Math.min(weakest, strength);
      if (to === start) {
        if (promises(reached, least, length)) keep(circuitOf(path, [...strengths, strength]));
        continue;
      }
      let promising = false;
      for (let back = 1; back <= maxLength - length && !promising; back++) {
        const way = best[back]![to]!;
        promising = way >= 0 && promises(reached * way, least, length + back);
      }
      if (!promising) continue;
      path.push(to);
      strengths.push(strength);
      onPath[to] = 1;
      extend(to, best, reached, least);
      onPath[to] = 0;
      strengths.pop();
      path.pop();
    }
  };

  const best = Array.from({ length: maxLength }, () => new Float64Array(edges.size));
  const powers = [1];
  while (powers.length <= maxLength) powers.push(powers.at(-1)! * largest);
  for (let start = 0; start < edges.size && counter.left > 0; start++) {
    if (strong.starts[start] === strong.starts[start + 1]) continue;
    if (!powers.some((power, length) => length >= 2 && promises(power, largest, length))) break;
    walkBack(incoming, start, best, counter);
    path.push(start);
    extend(start, best, 1, largest);
    path.pop();
  }
  return kept;
}

/** Fills `best[r][v]`, r from 1: the largest product over walks of r edges from v to the start over variables after it, −1 for none. */
function walkBack(incoming: SparseMatrix, start: number, best: readonly Float64Array[], counter: StepCounter): void {
  let ends = [start];
  let before: Float64Array | null = null;
  for (let back = 1; back < best.length; back++) {
    const here = best[back]!.fill(-1);
    const found: number[] = [];
    for (const to of ends) {
      const product = before === null ? 1 : before[to]!;
      counter.left -= incoming.starts[to + 1]! - incoming.starts[to]!;
      for (let edge = incoming.starts[to]!; edge < incoming.starts[to + 1]!; edge++) {
        const from = incoming.columns[edge]!;
        if (from <= start) continue;
        if (here[from]! < 0) found.push(from);
        here[from] = Math.max(here[from]!, product * incoming.values[edge]!);
      }
    }
    ends = found;
    before = here;
  }
}

/** Whole numbers, halves, quarters … down to 2⁻¹⁰ whose products of `maxLength` factors float64 holds exactly. */
function productsAreExact(strengths: Float64Array, largest: number, maxLength: number): boolean {
  for (let denominator = 1; denominator <= 1024; denominator *= 2) {
    if (strengths.every((strength) => Number.isInteger(strength * denominator))) {
      return (largest * denominator) ** maxLength <= Number.MAX_SAFE_INTEGER;
    }
  }
  return false;
}

/** The edges of at least a strength. */
export function edgesFrom(edges: SparseMatrix, weakest: number): SparseMatrix {
  const { size, starts, columns, values } = edges;
  const kept: number[] = [];
  const keptStarts = new Int32Array(size + 1);
  for (let from = 0; from < size; from++) {
    for (let edge = starts[from]!; edge < starts[from + 1]!; edge++) if (values[edge]! >= weakest) kept.push(edge);
    keptStarts[from + 1] = kept.length;
  }
  return {
    size,
    starts: keptStarts,
    columns: Int32Array.from(kept, (edge) => columns[edge]!),
    values: Float64Array.from(kept, (edge) => values[edge]!),
  };
}
