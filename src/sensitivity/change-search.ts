import type { Plane } from "../structure/plane.js";
import { isFormula, type Threshold } from "../structure/threshold.js";
import { type ChangedPlane, CLASS_OF_CODE, changedPlane, withChange } from "./changed-plane.js";
import type { UnchangedStudy } from "./changed-study.js";
import type { ChangesPlan, Chunk } from "./chunk.js";
import { addFlip, addFlips, emptyFlipList, type FlipList } from "./nearest-flips.js";
import { type OneStepChange, oneStep } from "./one-step-changes.js";

/** How many changed studies are tried, of all there are to try. */
export interface SearchProgress {
  readonly tried: number;
  readonly total: number;
}

/** What flips each variable on one plane. */
export interface PlaneFlips {
  readonly single: readonly FlipList[];
  readonly pairs: readonly FlipList[];
}

/** What was found among some of the changes: plain data. */
export interface FoundChanges {
  readonly direct: PlaneFlips;
  readonly indirect: PlaneFlips;
  singleTried: number;
  pairsTried: number;
}

/** Every single change of a study, and every two, ready to be tried. Has identity: it holds the planes that change. */
export interface ChangeSearch {
  readonly plan: ChangesPlan;
  readonly single: number;
  readonly pairs: number;
  /** Class codes of the unchanged planes. */
  readonly codes: { readonly direct: Uint8Array; readonly indirect: Uint8Array };
  /** Tries the changes of a chunk: yields how many are tried; `next(true)` stops it. Returns what was found and the unit after the last one tried. */
  readonly search: (chunk: Chunk) => Generator<number, { found: FoundChanges; last: number }, boolean | undefined>;
  readonly nothingFound: () => FoundChanges;
  /** Adds what was found among the changes that follow. */
  readonly add: (found: FoundChanges, following: FoundChanges) => void;
  /** The changes of a flip from its two positions; a single change has second −1, one judgement moved by two steps has both the same. */
  readonly changesOf: (first: number, second: number) => OneStepChange[];
}

interface SearchOptions {
  readonly threshold: Threshold;
  readonly pairs: boolean;
  readonly limit: number;
  readonly maxOperations: number;
}

/** One plane under search. */
interface PlaneSearch {
  readonly unchanged: Plane;
  readonly codes: Uint8Array;
  readonly changed: ChangedPlane;
}

/** What the pairs need of the single changes. */
interface Pairing {
  /** The changes that are paired with one another, in their order. */
  readonly paired: readonly number[];
  /** For each plane and each of them, the class codes after it alone. */
  readonly alone: readonly (readonly Uint8Array[])[];
}

/** Single changes tried between two looks at whether to stop. */
const SINGLES_A_SLICE = 200;

/** Multiplications of a chunk: well under a second. */
const CHUNK_COST = 1e8;

/** Margins are told to six decimals: beyond them the order of additions may show where sums pass 2⁵³. */
const MARGIN_UNITS = 1e6;

/** What a formula on one sum costs, in multiplications. */
const FORMULA_WEIGHT = 200;

const NO_CLASS = CLASS_OF_CODE.indexOf(null);

/** Makes the search of all single changes, and of every two, ready; whoever tries which chunk of them, together they find the same. */
export function changeSearch(
  { matrix, steps, power, direct, indirect }: UnchangedStudy,
  { threshold, pairs: withPairs, limit, maxOperations }: SearchOptions,
): ChangeSearch {
  const { size } = matrix;
  const { changes, largestScore } = steps;
  const single = changes.length;
  const planes = [planeSearch(direct, 1), planeSearch(indirect, power)] as const;
  const again = changes.map((change) => stepAgain(change, largestScore));
  const pairs = countPairs(changes, again);
  const cells = matrix.values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
  const baseCost = power * size * (cells + size);
  const changeCost = 2 * power * size + power * power + 4 * size + (isFormula(threshold) ? FORMULA_WEIGHT * size : 0);
  const chosen = withPairs ? affordable() : 0;
  const plan: ChangesPlan = {
    kind: "changes",
    units: single + chosen,
    total: single + (chosen === single ? pairs : (chosen * (chosen - 1)) / 2),
    single,
    changeCost,
    baseCost,
    chunkCost: CHUNK_COST,
  };
  let pairing: Pairing | null = null;

  function planeSearch(unchanged: Plane, planePower: number): PlaneSearch {
    const changed = changedPlane(size, planePower, threshold);
    const codes = Uint8Array.from(unchanged.classes, (name) => CLASS_OF_CODE.indexOf(name));
    return { unchanged, changed, codes };
  }

  /** How many changes can be paired with one another within `maxOperations`: q changes cost q × base + q² ÷ 2 × change. */
  function affordable(): number {
    const most = (Math.sqrt(baseCost ** 2 + 2 * changeCost * maxOperations) - baseCost) / changeCost;
    return Math.min(single, Math.floor(most));
  }

  function nothingFound(): FoundChanges {
    const lists = () => Array.from({ length: size }, emptyFlipList);
    const plane = () => ({ single: lists(), pairs: lists() });
    return { direct: plane(), indirect: plane(), singleTried: 0, pairsTried: 0 };
  }

  function* search({
    first,
    last,
  }: Chunk): Generator<number, { found: FoundChanges; last: number }, boolean | undefined> {
    const found = nothingFound();
    const firstPair = Math.max(first, single);
    const endOfSingles = yield* searchSingles(found, first, Math.min(last, single));
    if (last <= single || endOfSingles < Math.min(last, single)) return { found, last: endOfSingles };
    pairing ??= yield* makePairing(found);
    if (pairing === null) return { found, last: firstPair };
    return { found, last: yield* searchPairs(found, pairing, firstPair, last) };
  }

  function* searchSingles(
    found: FoundChanges,
    first: number,
    last: number,
  ): Generator<number, number, boolean | undefined> {
    for (const plane of planes) plane.changed.base(matrix);
    for (let index = first; index < last; index++) {
      if ((index - first) % SINGLES_A_SLICE === 0 && (yield found.singleTried) === true) return index;
      planes.forEach((plane, p) => {
        const flips = p === 0 ? found.direct : found.indirect;
        const codes = plane.changed.classesAfter(changes[index]!);
        for (let i = 0; i < size; i++) {
          if (codes[i] === plane.codes[i] || plane.codes[i] === NO_CLASS) continue;
          addFlip(flips.single[i]!, limit, marginOf(plane, i, codes[i]!), index, -1, codes[i]!);
        }
      });
      found.singleTried++;
    }
    return Math.max(first, last);
  }

  /** Chooses the changes to pair; null where it is stopped. */
  function* makePairing(found: FoundChanges): Generator<number, Pairing | null, boolean | undefined> {
    const tried = found.singleTried;
    const paired = chosen === single ? changes.map((_, index) => index) : yield* nearestChanges(found);
    if (paired === null) return null;
    const alone: Uint8Array[][] = [[], []];
    for (const plane of planes) plane.changed.base(matrix);
    for (let place = 0; place < paired.length; place++) {
      if (place % SINGLES_A_SLICE === 0 && (yield tried) === true) return null;
      planes.forEach((plane, p) => {
        alone[p]!.push(plane.changed.classesAfter(changes[paired[place]!]!).slice());
      });
    }
    return { paired, alone };
  }

  /** The changes that bring a variable no single change flips nearest to a line, in their order; null where it is stopped. */
  function* nearestChanges(found: FoundChanges): Generator<number, number[] | null, boolean | undefined> {
    const tried = found.singleTried;
    for (const plane of planes) plane.changed.base(matrix);
    const flipped = tried === single ? flippedIn(found) : yield* flippedBySingles(tried);
    if (flipped === null) return null;
    const nearness = new Float64Array(single);
    for (let index = 0; index < single; index++) {
      if (index % SINGLES_A_SLICE === 0 && (yield tried) === true) return null;
      nearness[index] = Math.max(...planes.map((plane, p) => nearnessAfter(plane, flipped[p]!, changes[index]!)));
    }
    return changes
      .map((_, index) => index)
      .sort((a, b) => nearness[b]! - nearness[a]! || a - b)
      .slice(0, chosen)
      .sort((a, b) => a - b);
  }

  function flippedIn(found: FoundChanges): Uint8Array[] {
    return [found.direct, found.indirect].map((flips) =>
      Uint8Array.from(flips.single, ({ count }) => Math.min(count, 1)),
    );
  }

  /** For each plane, which variables a single change flips: what a chunk that begins among the pairs has not seen. */
  function* flippedBySingles(tried: number): Generator<number, Uint8Array[] | null, boolean | undefined> {
    const flipped = planes.map(() => new Uint8Array(size));
    for (let index = 0; index < single; index++) {
      if (index % SINGLES_A_SLICE === 0 && (yield tried) === true) return null;
      planes.forEach((plane, p) => {
        const codes = plane.changed.classesAfter(changes[index]!);
        for (let i = 0; i < size; i++) if (codes[i] !== plane.codes[i]) flipped[p]![i] = 1;
      });
    }
    return flipped;
  }

  function* searchPairs(
    found: FoundChanges,
    { paired, alone }: Pairing,
    from: number,
    to: number,
  ): Generator<number, number, boolean | undefined> {
    for (let unit = from; unit < to; unit++) {
      if ((yield found.singleTried + found.pairsTried) === true) return unit;
      const a = unit - single;
      const first = paired[a]!;
      const base = withChange(matrix, changes[first]!);
      let tried = 0;
      planes.forEach((plane, p) => {
        const flips = p === 0 ? found.direct : found.indirect;
        const { codes: before, changed } = plane;
        const afterFirst = alone[p]![a]!;
        changed.base(base);
        tried = 0;
        // The first round is the same judgement moved once more.
        for (let b = a; b < paired.length; b++) {
          const second = paired[b]!;
          const change = b === a ? again[first]! : changes[second]!;
          if (change === null || (b !== a && sameJudgement(change, changes[first]!))) continue;
          tried++;
          const afterSecond = alone[p]![b]!;
          const codes = changed.classesAfter(change);
          for (let i = 0; i < size; i++) {
            const code = before[i]!;
            if (codes[i] === code || afterFirst[i] !== code || afterSecond[i] !== code || code === NO_CLASS) continue;
            addFlip(flips.pairs[i]!, limit, marginOf(plane, i, codes[i]!), first, second, codes[i]!);
          }
        }
      });
      found.pairsTried += tried;
    }
    return to;
  }

  return {
    plan,
    single,
    pairs,
    codes: { direct: planes[0].codes, indirect: planes[1].codes },
    search,
    nothingFound,
    add: (found, following) => {
      found.singleTried += following.singleTried;
      found.pairsTried += following.pairsTried;
      for (const plane of ["direct", "indirect"] as const) {
        for (const number of ["single", "pairs"] as const) {
          found[plane][number].forEach((list, i) => {
            addFlips(list, limit, following[plane][number][i]!);
          });
        }
      }
    },
    changesOf: (first, second) => {
      if (second === -1) return [changes[first]!];
      if (second === first) return [{ ...changes[first]!, changedTo: again[first]!.changedTo }];
      return [changes[first]!, changes[second]!];
    },
  };
}

/** How far beyond the lines it crossed a variable lands, in mean sums; the farther of two. */
function marginOf({ codes, changed }: PlaneSearch, variable: number, code: number): number {
  if (code === NO_CLASS) return 0;
  const crossed = codes[variable]! ^ code;
  const influence = crossed & 2 ? Math.abs(changed.influenceDistance(variable)) : 0;
  const dependence = crossed & 1 ? Math.abs(changed.dependenceDistance(variable)) : 0;
  return Math.round(Math.max(influence, dependence) * MARGIN_UNITS) / MARGIN_UNITS;
}

/** The largest part of its way to a line that a change takes any variable no single change flips. */
function nearnessAfter({ unchanged, changed, codes }: PlaneSearch, flipped: Uint8Array, change: OneStepChange): number {
  const influenceMean = meanOf(unchanged.influence);
  const dependenceMean = meanOf(unchanged.dependence);
  changed.classesAfter(change);
  let nearest = 0;
  for (let i = 0; i < codes.length; i++) {
    if (flipped[i] === 1 || codes[i] === NO_CLASS) continue;
    const influence = unchanged.influenceDistance[i]! / influenceMean;
    const dependence = unchanged.dependenceDistance[i]! / dependenceMean;
    const ways = [1 - changed.influenceDistance(i) / influence, 1 - changed.dependenceDistance(i) / dependence];
    for (const way of ways) if (way > nearest) nearest = way;
  }
  return nearest;
}

function meanOf(sums: readonly number[]): number {
  return sums.reduce((total, sum) => total + sum, 0) / sums.length;
}

/** The same judgement moved once more the same way, from where the change left it; null at the end of the scale. */
function stepAgain(change: OneStepChange, largestScore: number): OneStepChange | null {
  const changedTo = oneStep(change.changedTo, change.changedTo - change.value, largestScore);
  return changedTo === change.changedTo ? null : { ...change, value: change.changedTo, changedTo };
}

function sameJudgement(a: OneStepChange, b: OneStepChange): boolean {
  return a.from === b.from && a.to === b.to;
}

/** Every two changes but a judgement's step down with its step up, and every judgement moved by two steps. */
function countPairs(changes: readonly OneStepChange[], again: readonly (OneStepChange | null)[]): number {
  const opposite = changes.filter((change, i) => i > 0 && sameJudgement(change, changes[i - 1]!)).length;
  const twice = again.filter((change) => change !== null).length;
  return (changes.length * (changes.length - 1)) / 2 - opposite + twice;
}
