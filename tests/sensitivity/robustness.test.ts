import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { OptionsError } from "../../src/errors.js";
import type { InfluenceMatrix } from "../../src/matrix/influence-matrix.js";
import { transpose } from "../../src/matrix/influence-matrix.js";
import {
  type Robustness,
  type RobustnessOptions,
  robustness,
  robustnessSlices,
} from "../../src/sensitivity/robustness.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import type { Plane } from "../../src/structure/plane.js";
import type { Study } from "../../src/study/study.js";
import { matrixFrom, permuted, randomMatrix, schoolbookPower, scoreRows, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";
import { type ChangedMatrix, marginBeyond, oneStepAway, twoStepsAway } from "./changed-matrices.js";

/** Margins are told to six decimals, huge ones to the digits of float64. */
const MARGIN_DIGITS = 5;

const ALL = 10_000;

let study: Study;
beforeAll(async () => {
  study = await shippedStudy();
});

interface PlainFlip {
  readonly moved: string;
  readonly to: string | null;
  readonly margin: number;
}

/** The flips of every variable by the plain route: one whole analysis of each changed matrix. */
function plainFlips(base: Plane, changed: readonly ChangedMatrix[], planeOf: (matrix: InfluenceMatrix) => Plane) {
  const flips: PlainFlip[][] = base.classes.map(() => []);
  for (const { matrix, moved } of changed) {
    const plane = planeOf(matrix);
    base.classes.forEach((before, i) => {
      if (before === null || plane.classes[i] === before) return;
      const key = moved.map(({ cell, changedTo }) => `${cell}=${changedTo}`).join(" ");
      flips[i]!.push({ moved: key, to: plane.classes[i]!, margin: marginBeyond(plane, i, before) });
    });
  }
  return flips;
}

function expectAgreement(matrix: InfluenceMatrix, options: RobustnessOptions, largestScore = 3): void {
  const result = robustness(matrix, { ...options, limit: ALL });
  const threshold = options.threshold ?? "mean";
  const { power } = result;
  const routes = {
    direct: (changed: InfluenceMatrix) => direct(changed, { threshold }),
    indirect: (changed: InfluenceMatrix) => indirect(changed, { power, maxPower: power, threshold }),
  };
  const one = oneStepAway(matrix, largestScore);
  const two = twoStepsAway(matrix, largestScore);
  expect(result.changes.singleTried).toBe(one.length);
  expect(result.changes.pairsTried).toBe(two.length);
  expect(result.complete).toBe(true);
  for (const name of ["direct", "indirect"] as const) {
    const base = routes[name](matrix);
    const single = plainFlips(base, one, routes[name]);
    const pairs = plainFlips(base, two, routes[name]);
    result[name].variables.forEach((variable, i) => {
      expect(variable.class).toBe(base.classes[i]);
      const alone = new Set(single[i]!.map((flip) => flip.moved));
      const minimal = pairs[i]!.filter(({ moved }) => !containsOne(matrix, moved, alone));
      expectFlips(matrix, variable.single, single[i]!);
      expectFlips(matrix, variable.pairs, minimal);
      const radius = base.classes[i] === null ? null : single[i]!.length > 0 ? 0 : minimal.length > 0 ? 1 : 2;
      expect(variable.radius).toBe(radius);
      expect(variable.atLeast).toBe(radius === 2);
    });
  }
}

/** Whether one step of a two-step change flips alone. */
function containsOne(matrix: InfluenceMatrix, moved: string, alone: ReadonlySet<string>): boolean {
  const moves = moved.split(" ");
  if (moves.length === 2) return moves.some((move) => alone.has(move));
  const [cell, changedTo] = moved.split("=").map(Number);
  const value = matrix.values[cell!]!;
  const halfway = Math.max(0, value + Math.sign(changedTo! - value));
  return alone.has(`${cell}=${halfway}`);
}

function expectFlips(
  matrix: InfluenceMatrix,
  flips: Robustness["direct"]["variables"][number]["single"],
  plain: PlainFlip[],
) {
  const cellOf = (from: string, to: string) => matrix.labels.indexOf(from) * matrix.size + matrix.labels.indexOf(to);
  expect(flips.count).toBe(plain.length);
  expect(flips.truncated).toBe(false);
  const margins = new Map(plain.map((flip) => [`${flip.moved} ${flip.to}`, flip.margin]));
  for (const flip of flips.nearest) {
    const key = flip.changes.map(({ from, to, changedTo }) => `${cellOf(from, to)}=${changedTo}`).join(" ");
    const scale = Math.max(1, flip.margin);
    expect(margins.get(`${key} ${flip.to}`)! / scale).toBeCloseTo(flip.margin / scale, MARGIN_DIGITS);
  }
  for (let i = 1; i < flips.nearest.length; i++) {
    expect(flips.nearest[i - 1]!.margin).toBeGreaterThanOrEqual(flips.nearest[i]!.margin);
  }
}

test("two variables that influence each other weakly are relays, and every step of either flips one class or both", () => {
  // Direct sums (1, 1) on lines of 1. a → b to 0: influence (0, 1), dependence (1, 0): a dependent, b motor.
  // a → b to 2: influence (2, 1), dependence (1, 2), lines 1.5: a motor, b dependent.
  const {
    direct: plane,
    changes,
    power,
  } = robustness(
    studyFrom([
      [null, 1],
      [1, null],
    ]),
  );
  expect(power).toBe(1);
  expect(changes).toMatchObject({ largestScore: 3, judgements: 2, blanks: 0, potentials: 0, single: 4, pairs: 6 });
  const [a] = plane.variables;
  expect(a).toMatchObject({ class: "relay", radius: 0, atLeast: false });
  expect(a!.single.nearest).toEqual([
    { changes: [{ from: "v1", to: "v2", value: 1, changedTo: 0 }], to: "dependent", margin: 1 },
    { changes: [{ from: "v2", to: "v1", value: 1, changedTo: 0 }], to: "motor", margin: 1 },
    { changes: [{ from: "v1", to: "v2", value: 1, changedTo: 2 }], to: "motor", margin: 0.333333 },
    { changes: [{ from: "v2", to: "v1", value: 1, changedTo: 2 }], to: "dependent", margin: 0.333333 },
  ]);
  // Each of the pairs holds a change that flips alone.
  expect(a!.pairs).toEqual({ count: 0, nearest: [], truncated: false });
});

test("a lead of three steps holds against two: radius 2, and more is open", () => {
  // Only a → b can be judged (the other cell is blank): direct sums 3 and 0, whatever one or two steps do.
  const result = robustness(
    studyFrom([
      [null, 3],
      [null, null],
    ]),
  );
  expect(result.changes).toMatchObject({ judgements: 1, blanks: 1, single: 1, pairs: 1 });
  expect(result.direct.variables.map(({ class: name, radius, atLeast }) => [name, radius, atLeast])).toEqual([
    ["motor", 2, true],
    ["dependent", 2, true],
  ]);
});

test("one judgement moved by two steps counts as two changes", () => {
  // 2 to 0 empties the plane: no class is left.
  const { direct: plane } = robustness(
    studyFrom([
      [null, 2],
      [null, null],
    ]),
  );
  expect(plane.variables[0]).toMatchObject({ radius: 1, atLeast: false, single: { count: 0 } });
  expect(plane.variables[0]!.pairs.nearest).toEqual([
    { changes: [{ from: "v1", to: "v2", value: 2, changedTo: 0 }], to: null, margin: 0 },
  ]);
});

test("every class after every one and every two changes is that of a whole analysis", () => {
  const settings = fc.record({
    power: fc.constantFrom<number | "stable">("stable", 1, 2, 3, 5),
    maxPower: fc.constant(20),
    threshold: fc.constantFrom<number | string>("mean", "median", "midrange", 3, 2.5, "mean + std / 4"),
  });
  fc.assert(
    fc.property(scoreRows(1, 4), settings, (rows, options) => {
      expectAgreement(matrixFrom(rows), options);
    }),
    { numRuns: 60 },
  );
});

test("sums beyond 2⁵³ and scores that are not whole leave the classes exact", () => {
  const scores = fc.constantFrom<number>(0, 0, 1, 2, 3, 0.5, 1.3, 2.75);
  const rows = fc.array(fc.array(scores, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const hollow = rows.map((cells) => cells.map((row, i) => row.map((cell, j) => (i === j ? 0 : cell))));
  const settings = fc.record({
    power: fc.constantFrom<number>(1, 4, 60, 150),
    maxPower: fc.constant(200),
    threshold: fc.constantFrom<number | string>("mean", "median", "midrange", 2.5),
  });
  fc.assert(
    fc.property(hollow, settings, (cells, options) => {
      expectAgreement(matrixFrom(cells), options);
    }),
    { numRuns: 40 },
  );
});

test("a change that cuts every loop leaves no class, whatever rounding leaves of the sums", () => {
  const loop = [
    [0, 1.3, 3],
    [0, 0, 1.3],
    [0.5, 0, 0],
  ];
  const { indirect: plane } = robustness(matrixFrom(loop), { power: 4, threshold: 2.5, pairs: false });
  const cut = plane.variables[0]!.single.nearest.filter((flip) => flip.changes[0]!.changedTo === 0);
  expect(cut).toEqual([{ changes: [{ from: "v3", to: "v1", value: 0.5, changedTo: 0 }], to: null, margin: 0 }]);
  expectAgreement(matrixFrom(loop), { power: 4, threshold: 2.5 });
});

test("sums below the range of float64 are sums still: they have classes", () => {
  const thousandth = [
    [0, 0.001, 0.001],
    [0.001, 0, 0.002],
    [0, 0.001, 0],
  ];
  const options = { power: 150, maxPower: 150 };
  expect(indirect(matrixFrom(thousandth), options).influence).toEqual([0, 0, 0]);
  const { indirect: plane } = robustness(matrixFrom(thousandth), options);
  expect(plane.variables.every((variable) => variable.class !== null)).toBe(true);
  expectAgreement(matrixFrom(thousandth), options);
});

test("ties far beyond 2⁵³ are ties: a ring of equal influences stays on the line", () => {
  // Sums of the 60th power of a ring of threes are 3⁶⁰ each, all on the mean.
  const ring = [
    [0, 3, 0],
    [0, 0, 3],
    [3, 0, 0],
  ];
  const [row] = schoolbookPower(ring, 60);
  expect(row!.reduce((sum, value) => sum + value, 0n)).toBe(3n ** 60n);
  const result = robustness(matrixFrom(ring), { power: 60, maxPower: 60 });
  expect(result.indirect.variables.map((variable) => variable.class)).toEqual(["relay", "relay", "relay"]);
  expectAgreement(matrixFrom(ring), { power: 60, maxPower: 60 });
});

test("all single changes of the shipped study, and a sample of pairs, agree with the whole analysis", () => {
  const result = robustness(study, { limit: 300 });
  expect(result.changes).toEqual({
    largestScore: 3,
    judgements: 795,
    blanks: 0,
    potentials: 17,
    single: 975,
    singleTried: 975,
    pairs: 475_440,
    pairsTried: 475_440,
  });
  const { power } = result;
  const base = analyze(study, { power });
  const ids = study.variables.map((variable) => variable.id);
  const after = (moves: readonly { from: string; to: string; changedTo: number }[]) => {
    const cells = study.direct.map((row) => [...row]);
    for (const { from, to, changedTo } of moves) cells[ids.indexOf(from)]![ids.indexOf(to)] = changedTo;
    const changed = { ...study, direct: cells };
    return { direct: direct(changed), indirect: indirect(changed, { power, maxPower: power }) };
  };
  const counts = { direct: ids.map(() => 0), indirect: ids.map(() => 0) };
  study.direct.forEach((row, from) => {
    row.forEach((value, to) => {
      if (from === to || typeof value !== "number") return;
      for (const changedTo of [value - 1, value + 1].filter((score) => score >= 0 && score <= 3)) {
        const planes = after([{ from: ids[from]!, to: ids[to]!, changedTo }]);
        for (const name of ["direct", "indirect"] as const) {
          planes[name].classes.forEach((to, i) => {
            if (to !== base[name].classes[i]) counts[name][i]!++;
          });
        }
      }
    });
  });
  for (const name of ["direct", "indirect"] as const) {
    const { variables } = result[name];
    expect(variables.map((variable) => variable.single.count)).toEqual(counts[name]);
    variables.forEach((variable, i) => {
      for (const flip of variable.pairs.nearest.slice(0, 10)) {
        const plane = after(flip.changes)[name];
        expect(plane.classes[i]).toBe(flip.to);
        expect(flip.to).not.toBe(base[name].classes[i]);
      }
    });
  }
});

test("the transposed matrix has the same radii, motor and dependent swapped", () => {
  fc.assert(
    fc.property(scoreRows(2, 4), fc.constantFrom(2, 3), (rows, power) => {
      const matrix = matrixFrom(rows);
      const forth = robustness(matrix, { power });
      const back = robustness(transpose(matrix), { power });
      const swapped = { motor: "dependent", dependent: "motor", relay: "relay", autonomous: "autonomous" } as const;
      for (const plane of ["direct", "indirect"] as const) {
        forth[plane].variables.forEach((variable, i) => {
          const other = back[plane].variables[i]!;
          expect(other.class).toBe(variable.class && swapped[variable.class]);
          expect(other.radius).toBe(variable.radius);
          expect(other.single.nearest.map((flip) => flip.margin)).toEqual(
            variable.single.nearest.map((flip) => flip.margin),
          );
          expect(other.pairs.count).toBe(variable.pairs.count);
        });
      }
    }),
    { numRuns: 40 },
  );
});

test("reordering the variables permutes the result", () => {
  fc.assert(
    fc.property(scoreRows(4, 4), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, order) => {
      const matrix = matrixFrom(rows);
      const moved = { ...matrixFrom(permuted(rows, order)), labels: order.map((from) => matrix.labels[from]!) };
      const result = robustness(matrix, { limit: ALL });
      const reordered = robustness(moved, { limit: ALL });
      const sorted = (plane: Robustness["direct"]) =>
        plane.variables
          .map(({ single, pairs, ...rest }) => ({
            ...rest,
            flips: [...single.nearest, ...pairs.nearest]
              .map((flip) => JSON.stringify({ ...flip, changes: flip.changes.map((c) => JSON.stringify(c)).sort() }))
              .sort(),
          }))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(sorted(reordered.direct)).toEqual(sorted(result.direct));
      expect(sorted(reordered.indirect)).toEqual(sorted(result.indirect));
    }),
    { numRuns: 30 },
  );
});

test("a shorter list holds the nearest of a longer one and says that it is cut", () => {
  const matrix = randomMatrix(8, 0.5, 3);
  const long = robustness(matrix, { limit: ALL });
  const short = robustness(matrix, { limit: 3 });
  const none = robustness(matrix, { limit: 0 });
  long.indirect.variables.forEach((variable, i) => {
    for (const kind of ["single", "pairs"] as const) {
      const all = variable[kind];
      expect(all.nearest).toHaveLength(all.count);
      const cut = short.indirect.variables[i]![kind];
      expect(cut).toEqual({ count: all.count, nearest: all.nearest.slice(0, 3), truncated: all.count > 3 });
      expect(none.indirect.variables[i]![kind].nearest).toEqual([]);
    }
  });
});

test("without pairs a class that no single change flips withstands at least one", () => {
  const { direct: plane, complete } = robustness(study, { pairs: false });
  expect(complete).toBe(true);
  for (const { radius, atLeast, single } of plane.variables) {
    expect([radius, atLeast]).toEqual(single.count > 0 ? [0, false] : [1, true]);
  }
});

test("where the pairs take too many operations the nearest are tried, and the result says so", () => {
  const matrix = randomMatrix(12, 0.3, 11);
  const whole = robustness(matrix, { limit: ALL });
  const part = robustness(matrix, { limit: ALL, maxOperations: 2e6 });
  expect(part.complete).toBe(false);
  expect(part.changes.pairsTried).toBeGreaterThan(0);
  expect(part.changes.pairsTried).toBeLessThan(part.changes.pairs);
  part.indirect.variables.forEach((variable, i) => {
    const all = whole.indirect.variables[i]!;
    expect(variable.single).toEqual(all.single);
    const known = new Set(all.pairs.nearest.map((flip) => JSON.stringify(flip)));
    for (const flip of variable.pairs.nearest) expect(known).toContain(JSON.stringify(flip));
    if (!variable.atLeast) expect(variable.radius).toBe(all.radius);
    else expect(variable.radius).toBeLessThanOrEqual(all.radius!);
  });
});

test("stopping gives what was found, as a lower bound; not stopping gives the whole", () => {
  const matrix = randomMatrix(8, 0.5, 3);
  const slices = robustnessSlices(matrix);
  expect(slices.next().value).toMatchObject({ tried: 0 });
  const stopped = slices.next(true);
  expect(stopped.done).toBe(true);
  const partial = stopped.value as Robustness;
  expect(partial.complete).toBe(false);
  expect(partial.direct.variables.every((variable) => variable.radius === 0 && variable.atLeast)).toBe(true);

  const again = robustnessSlices(matrix);
  let last = 0;
  let slice = again.next();
  while (slice.done !== true) {
    expect(slice.value.tried).toBeGreaterThanOrEqual(last);
    last = slice.value.tried;
    slice = again.next(false);
  }
  expect(slice.value).toEqual(robustness(matrix));
});

test("a plane without classes has no radius: all zeros, or a single variable", () => {
  for (const rows of [
    [[0]],
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  ]) {
    const result = robustness(matrixFrom(rows));
    expect(result.complete).toBe(true);
    for (const variable of [...result.direct.variables, ...result.indirect.variables]) {
      expect(variable).toMatchObject({ class: null, radius: null, atLeast: false });
      expect([variable.single.count, variable.pairs.count]).toEqual([0, 0]);
    }
  }
});

test("the result survives JSON", () => {
  const result = robustness(randomMatrix(5, 0.6, 2), { threshold: "median" });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test("bad options are refused, each by its name", () => {
  const bad = { pairs: 1, limit: -1, power: 0, threshold: "big", largestScore: 0, maxOperations: NaN, depth: 3 };
  try {
    robustness(study, bad as unknown as RobustnessOptions);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError);
    const paths = (error as OptionsError).issues.map((issue) => issue.path).sort();
    expect(paths).toEqual(Object.keys(bad).sort());
  }
  expect(() => robustness(study, { largestScore: 2 })).toThrow(/largestScore: expected a number no score passes.*row/);
  expect(() => robustness(randomMatrix(260, 0.01, 1), { power: 200, maxPower: 200 })).toThrow(
    /260 variables at power 200/,
  );
});

test("the scale is the study's own where it names numbers, else 0 to 3 or to its largest score", () => {
  const top = (input: Study | InfluenceMatrix) => robustness(input, { pairs: false }).changes.largestScore;
  const cells = [
    [null, 1],
    [2, null],
  ];
  expect(top(studyFrom(cells))).toBe(3);
  expect(
    top(
      matrixFrom([
        [0, 5],
        [1, 0],
      ]),
    ),
  ).toBe(5);
  const values = ["0", "1", "2", "3", "4", "P"].map((value) => ({ value, label: value }));
  expect(top({ ...studyFrom(cells), scale: { values } })).toBe(4);
});
