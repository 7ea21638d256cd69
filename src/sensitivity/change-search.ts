import type { Plane } from "../structure/plane.js";
import { isFormula, type Threshold } from "../structure/threshold.js";
import { type ChangedPlane, CLASS_OF_CODE, changedPlane, withChange } from "./changed-plane.js";
import type { UnchangedStudy } from "./changed-study.js";
import { addFlip, emptyFlipList, type FlipList } from "./nearest-flips.js";
import { type OneStepChange, oneStep } from "./one-step-changes.js";

/** How many changed studies are tried, of all there are to try. */
export interface SearchProgress {
  readonly tried: number;
  readonly total: number;
}

/** What flips each variable on one plane. */
export interface PlaneFlips {
  /** Class codes of the unchanged plane. */
  readonly codes: Uint8Array;
  readonly single: readonly FlipList[];
  readonly pairs: readonly FlipList[];
}

export interface ChangeSearch {
  readonly direct: PlaneFlips;
  readonly indirect: PlaneFlips;
  readonly single: number;
  readonly singleTried: number;
  readonly pairs: number;
  readonly pairsTried: number;
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
interface PlaneSearch extends PlaneFlips {
  readonly unchanged: Plane;
  readonly changed: ChangedPlane;
}

/** Single changes tried between two looks at whether to stop. */
const SINGLES_A_SLICE = 200;

/** Margins are told to six decimals: beyond them the order of additions may show where sums pass 2⁵³. */
const MARGIN_UNITS = 1e6;

/** What a formula on one sum costs, in multiplications. */
const FORMULA_WEIGHT = 200;

const NO_CLASS = CLASS_OF_CODE.indexOf(null);

/** Tries every single change, then every two, and keeps what flips a class. */
export function* searchChanges(
  { matrix, steps, power, direct, indirect }: UnchangedStudy,
  { threshold, pairs: withPairs, limit, maxOperations }: SearchOptions,
): Generator<SearchProgress, ChangeSearch, boolean | undefined> {
  const { size } = matrix;
  const { changes, largestScore } = steps;
  const planes = [planeSearch(direct, 1), planeSearch(indirect, power)] as const;
  const again = changes.map((change) => stepAgain(change, largestScore));
  const pairs = countPairs(changes, again);
  const chosen = withPairs ? affordable(changes.length) : 0;
  const total = changes.length + (chosen === changes.length ? pairs : (chosen * (chosen - 1)) / 2);
  let singleTried = 0;
  let pairsTried = 0;

  function planeSearch(unchanged: Plane, planePower: number): PlaneSearch {
    const lists = () => Array.from({ length: size }, emptyFlipList);
    const changed = changedPlane(size, planePower, threshold);
    changed.base(matrix);
    const codes = Uint8Array.from(unchanged.classes, (name) => CLASS_OF_CODE.indexOf(name));
    return { unchanged, changed, codes, single: lists(), pairs: lists() };
  }

  /** How many changes can be paired with one another within `maxOperations`. */
  function affordable(count: number): number {
    const cells = matrix.values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
    const perBase = power * size * (cells + size);
    const perPair = 2 * power * size + power * power + 4 * size + (isFormula(threshold) ? FORMULA_WEIGHT * size : 0);
    // q changes cost q × perBase + q² ÷ 2 × perPair.
    const most = (Math.sqrt(perBase ** 2 + 2 * perPair * maxOperations) - perBase) / perPair;
    return Math.min(count, Math.floor(most));
  }

  /** The changes to pair: all, or those that bring a variable no single change flips nearest to a line. */
  function changesToPair(): number[] {
    const all = changes.map((_, index) => index);
    if (chosen === changes.length) return all;
    for (const plane of planes) plane.changed.base(matrix);
    const nearness = changes.map((change) => Math.max(...planes.map((plane) => nearnessAfter(plane, change))));
    return all
      .sort((a, b) => nearness[b]! - nearness[a]! || a - b)
      .slice(0, chosen)
      .sort((a, b) => a - b);
  }

  const finish = (): ChangeSearch => ({
    direct: planes[0],
    indirect: planes[1],
    single: changes.length,
    singleTried,
    pairs,
    pairsTried,
    changesOf: (first, second) => {
      if (second === -1) return [changes[first]!];
      if (second === first) return [{ ...changes[first]!, changedTo: again[first]!.changedTo }];
      return [changes[first]!, changes[second]!];
    },
  });

  for (let index = 0; index < changes.length; index++) {
    if (index % SINGLES_A_SLICE === 0 && (yield { tried: index, total }) === true) return finish();
    for (const plane of planes) {
      const codes = plane.changed.classesAfter(changes[index]!);
      for (let i = 0; i < size; i++) {
        if (codes[i] === plane.codes[i] || plane.codes[i] === NO_CLASS) continue;
        addFlip(plane.single[i]!, limit, marginOf(plane, i, codes[i]!), index, -1, codes[i]!);
      }
    }
    singleTried++;
  }
  if (chosen === 0) return finish();

  const paired = changesToPair();
  const alone = planes.map((plane) => {
    plane.changed.base(matrix);
    return paired.map((index) => plane.changed.classesAfter(changes[index]!).slice());
  });
  for (let a = 0; a < paired.length; a++) {
    if ((yield { tried: singleTried + pairsTried, total }) === true) return finish();
    const first = paired[a]!;
    const base = withChange(matrix, changes[first]!);
    let tried = 0;
    planes.forEach((plane, p) => {
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
          addFlip(plane.pairs[i]!, limit, marginOf(plane, i, codes[i]!), first, second, codes[i]!);
        }
      }
    });
    pairsTried += tried;
  }
  return finish();
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
function nearnessAfter({ unchanged, changed, single, codes }: PlaneSearch, change: OneStepChange): number {
  const influenceMean = meanOf(unchanged.influence);
  const dependenceMean = meanOf(unchanged.dependence);
  changed.classesAfter(change);
  let nearest = 0;
  for (let i = 0; i < codes.length; i++) {
    if (single[i]!.count > 0 || codes[i] === NO_CLASS) continue;
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
