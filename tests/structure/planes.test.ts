import fc from "fast-check";
import { expect, test } from "vitest";
import { MotriceError } from "../../src/errors.js";
import { transpose } from "../../src/matrix/influence-matrix.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import { potentialDirect, potentialIndirect } from "../../src/structure/potential.js";
import {
  matrixFrom,
  permuted,
  publishedCase,
  randomMatrix,
  schoolbookPower,
  scoreRows,
  studyFrom,
} from "../matrices.js";

test("row sums are influence, column sums are dependence, and the mean parts high from low", () => {
  // Hand-solved: influence 3 1 0, dependence 0 2 2; means 4/3.
  const plane = direct(
    matrixFrom([
      [0, 2, 1],
      [0, 0, 1],
      [0, 0, 0],
    ]),
  );
  expect(plane.influence).toEqual([3, 1, 0]);
  expect(plane.dependence).toEqual([0, 2, 2]);
  expect(plane.influenceRank).toEqual([1, 2, 3]);
  expect(plane.dependenceRank).toEqual([3, 1, 1]);
  expect(plane.influenceShare).toEqual([7500, 2500, 0]);
  expect(plane.influenceThreshold).toBe(4 / 3);
  expect(plane.influenceDistance[0]).toBe(5 / 3);
  expect(plane.classes).toEqual(["motor", "dependent", "dependent"]);
});

test("a sum equal to its threshold is high, at any power", () => {
  // A ring: every sum is w^k, which is the mean itself; in float64 the mean of three may come out above.
  const ring = matrixFrom([
    [0, 3, 0],
    [0, 0, 3],
    [3, 0, 0],
  ]);
  for (const power of [1, 10, 37, 50]) {
    for (const threshold of ["mean", "median", "midrange", "mean + 0", "q1"]) {
      expect(indirect(ring, { power, threshold }).classes).toEqual(["relay", "relay", "relay"]);
    }
  }
});

test("a plane whose sums are all zero has no classes and shares of zero", () => {
  const plane = direct(
    matrixFrom([
      [0, 0],
      [0, 0],
    ]),
  );
  expect(plane.classes).toEqual([null, null]);
  expect(plane.influenceShare).toEqual([0, 0]);
  expect(plane.influenceRank).toEqual([1, 1]);
  expect(direct(matrixFrom([[0]])).classes).toEqual([null]);
});

test("transposing swaps influence and dependence, motor and dependent", () => {
  const mirrored = { motor: "dependent", dependent: "motor", relay: "relay", autonomous: "autonomous" } as const;
  fc.assert(
    fc.property(scoreRows(2, 7), fc.integer({ min: 1, max: 20 }), (rows, power) => {
      const matrix = matrixFrom(rows);
      const plane = indirect(matrix, { power });
      const turned = indirect(transpose(matrix), { power });
      expect(turned.influence).toEqual(plane.dependence);
      expect(turned.dependenceRank).toEqual(plane.influenceRank);
      expect(turned.classes).toEqual(plane.classes.map((name) => name && mirrored[name]));
    }),
  );
});

test("reordering the variables permutes the result", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 7).chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(
            rows.map((_, i) => i),
            { minLength: rows.length },
          ),
        ),
      ),
      fc.constantFrom("mean", "median", "midrange", "q3 - std / 3"),
      ([rows, order], threshold) => {
        const plane = indirect(matrixFrom(rows), { threshold });
        const moved = indirect(matrixFrom(permuted(rows, order)), { threshold });
        expect(moved.power).toBe(plane.power);
        for (const key of ["influence", "dependenceRank", "influenceShare", "classes"] as const) {
          expect(moved[key]).toEqual(order.map((i) => plane[key][i]));
        }
      },
    ),
  );
});

test("scaling every influence leaves ranks and classes alone and multiplies the sums by scale^k", () => {
  fc.assert(
    fc.property(
      scoreRows(2, 6),
      fc.constantFrom(2, 7, 0.5, 0.1),
      fc.integer({ min: 1, max: 12 }),
      (rows, scale, power) => {
        const plane = indirect(matrixFrom(rows), { power });
        const scaled = indirect(matrixFrom(rows.map((row) => row.map((value) => value * scale))), { power });
        fc.pre(rows.flat().every((value) => Number((value * scale).toFixed(1)) === value * scale));
        expect(scaled.influenceRank).toEqual(plane.influenceRank);
        expect(scaled.dependenceRank).toEqual(plane.dependenceRank);
        expect(scaled.classes).toEqual(plane.classes);
        plane.influence.forEach((sum, i) => {
          expect(scaled.influence[i]).toBeCloseTo(
            sum * scale ** power,
            6 - Math.max(0, Math.round(Math.log10(sum * scale ** power + 1))),
          );
        });
      },
    ),
  );
});

test("ranks and classes agree with sums multiplied out in BigInt", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), fc.integer({ min: 1, max: 25 }), (rows, power) => {
      const full = schoolbookPower(rows, power);
      const influence = full.map((row) => row.reduce((sum, value) => sum + value, 0n));
      const dependence = rows.map((_, j) => full.reduce((sum, row) => sum + row[j]!, 0n));
      const total = influence.reduce((sum, value) => sum + value, 0n);
      const high = (sums: bigint[], i: number) => sums[i]! * BigInt(rows.length) >= total;
      const name = (i: number) =>
        high(influence, i)
          ? high(dependence, i)
            ? "relay"
            : "motor"
          : high(dependence, i)
            ? "dependent"
            : "autonomous";
      const plane = indirect(matrixFrom(rows), { power });
      expect(plane.influenceRank).toEqual(influence.map((sum) => 1 + influence.filter((other) => other > sum).length));
      expect(plane.dependence).toEqual(dependence.map(Number));
      expect(plane.classes).toEqual(rows.map((_, i) => (total === 0n ? null : name(i))));
    }),
  );
});

test("the indirect plane at power 1 is the direct plane", () => {
  fc.assert(
    fc.property(scoreRows(1, 7), (rows) => {
      const { power, stable, reason, ...plane } = indirect(matrixFrom(rows), { power: 1 });
      expect(plane).toEqual(direct(matrixFrom(rows)));
    }),
  );
});

test("the stable power is the smallest from which all rankings stay, five powers before the end", () => {
  fc.assert(
    fc.property(scoreRows(2, 6), fc.integer({ min: 6, max: 30 }), (rows, maxPower) => {
      const matrix = matrixFrom(rows);
      const found = indirect(matrix, { maxPower });
      const key = (power: number) => {
        const plane = indirect(matrix, { power, maxPower });
        return JSON.stringify([plane.influenceRank, plane.dependenceRank]);
      };
      fc.pre(found.reason !== "nilpotent");
      if (found.stable) {
        for (let k = found.power!; k <= maxPower; k++) expect(key(k)).toBe(key(maxPower));
        if (found.power! > 1) expect(key(found.power! - 1)).not.toBe(key(maxPower));
        expect(found.power!).toBeLessThanOrEqual(maxPower - 5);
      } else {
        expect(found.power).toBe(maxPower);
        expect(new Set([5, 4, 3, 2, 1, 0].map((back) => key(maxPower - back))).size).toBeGreaterThan(1);
      }
    }),
    { numRuns: 40 },
  );
});

test("no stable power: a chain is nilpotent, a lopsided pair of rings periodic, a leading part with followers reducible, a long ring with a chord slow", () => {
  const chain = indirect(
    matrixFrom([
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]),
  );
  expect(chain).toMatchObject({ power: 50, stable: false, reason: "nilpotent", classes: [null, null, null] });
  const bipartite = indirect(
    matrixFrom([
      [0, 1, 2],
      [3, 0, 0],
      [1, 0, 0],
    ]),
  );
  expect(bipartite).toMatchObject({ power: 50, stable: false, reason: "periodic" });
  // Variables 1 to 3 lead with radius 6, and their difference flips sign at each power; 4 and 5 feed into 1 and come round by themselves.
  const followers = indirect(
    matrixFrom([
      [0, 3, 3, 0, 0],
      [3, 0, 3, 0, 0],
      [3, 3, 0, 0, 0],
      [1, 0, 0, 0, 1],
      [0, 0, 0, 1, 0],
    ]),
  );
  expect(followers).toMatchObject({ power: 50, stable: false, reason: "reducible" });
  const size = 12;
  const ring = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (j === (i + 1) % size || (i === size - 2 && j === 0) ? 1 : 0)),
  );
  expect(indirect(matrixFrom(ring))).toMatchObject({ power: 50, stable: false, reason: "slow" });
});

test("a power before the stable one is early", () => {
  const matrix = randomMatrix(20, 0.3, 5);
  const stable = indirect(matrix).power!;
  expect(stable).toBeGreaterThan(1);
  expect(indirect(matrix, { power: stable - 1 })).toMatchObject({ stable: false, reason: "early" });
  expect(indirect(matrix, { power: stable + 3 })).toMatchObject({ power: stable + 3, stable: true, reason: null });
});

test("disconnected parts keep their own sums", () => {
  const left = [
    [0, 2],
    [1, 0],
  ];
  const right = [
    [0, 1, 1],
    [2, 0, 0],
    [0, 3, 0],
  ];
  const both = Array.from({ length: 5 }, (_, i) =>
    Array.from({ length: 5 }, (_, j) => (i < 2 && j < 2 ? left[i]![j]! : i >= 2 && j >= 2 ? right[i - 2]![j - 2]! : 0)),
  );
  const plane = indirect(matrixFrom(both), { power: 6 });
  expect(plane.influence).toEqual([
    ...indirect(matrixFrom(left), { power: 6 }).influence,
    ...indirect(matrixFrom(right), { power: 6 }).influence,
  ]);
});

test("sums past the range of float64 are an error, not Infinity", () => {
  const matrix = matrixFrom([
    [0, 1e6, 1e6],
    [1e6, 0, 1e6],
    [1, 1, 0],
  ]);
  expect(() => indirect(matrix, { power: 60, maxPower: 60 })).toThrow(MotriceError);
  expect(() => indirect(matrix, { power: 60, maxPower: 60 })).toThrow("float64");
  expect(indirect(matrix, { power: 10 }).classes).toEqual(["motor", "motor", "dependent"]);
  const outOfRange = matrixFrom([
    [0, 1e9],
    [1, 0],
  ]);
  expect(() => indirect(outOfRange)).toThrow("a number out of range");
});

test("the potential planes are those of the matrix with each P replaced, and null without one", () => {
  const study = studyFrom([
    [null, "P", 1],
    [2, null, null],
    [0, 3, null],
  ]);
  const replaced = [
    [0, 2, 1],
    [2, 0, 0],
    [0, 3, 0],
  ];
  expect(potentialDirect(study, { potentialValue: 2 })).toEqual(direct(matrixFrom(replaced)));
  expect(potentialIndirect(study, { potentialValue: 2, power: 4 })).toEqual(
    indirect(matrixFrom(replaced), { power: 4 }),
  );
  expect(direct(study).influence).toEqual([1, 2, 3]);
  expect(
    potentialDirect(
      studyFrom([
        [null, 1],
        [0, null],
      ]),
    ),
  ).toBeNull();
  expect(
    potentialIndirect(
      studyFrom([
        [null, 1],
        [0, null],
      ]),
    ),
  ).toBeNull();
});

const toy = publishedCase("jetlex_toy3");
test.skipIf(toy === null)("published: attenuated sums of a 3-variable example, α = 0.5, two terms", () => {
  const { matrix, published } = toy as unknown as {
    matrix: number[][];
    published: { motricity: number[]; dependence: number[] };
  };
  const plane = indirect(matrixFrom(matrix), { measure: "attenuated", attenuation: 0.5, power: 2 });
  expect(plane.influence).toEqual(published.motricity);
  expect(plane.dependence).toEqual(published.dependence);
  expect(plane.classes).toEqual(["motor", "relay", "dependent"]);
});

const chain = publishedCase("pmworkspace_chain4");
test.skipIf(chain === null)("published: cumulated influences of a chain of four", () => {
  const { matrix, published } = chain as unknown as {
    matrix: number[][];
    published: { influence: number[]; dependence: number[]; power: number };
  };
  const plane = indirect(matrixFrom(matrix), { measure: "attenuated", attenuation: 1, power: published.power });
  expect(plane.influence).toEqual(published.influence);
  expect(plane.dependence).toEqual(published.dependence);
  expect(plane.influenceShare[0]).toBe(5000);
  expect(plane.classes).toEqual(["motor", "motor", "dependent", "dependent"]);
  expect(indirect(matrixFrom(matrix), { power: 4 })).toMatchObject({
    influence: [0, 0, 0, 0],
    classes: [null, null, null, null],
  });
});

const star = publishedCase("pmworkspace_star4");
test.skipIf(star === null)("published: sums of the powers of a star of four", () => {
  type Star = {
    matrix: number[][];
    recomputed: { indirect: { diag_kept: Record<string, { row: number[]; col: number[] }> } };
  };
  const { matrix, recomputed } = star as unknown as Star;
  const powers = Object.entries(recomputed.indirect.diag_kept);
  expect(powers.length).toBeGreaterThan(4);
  for (const [name, { row, col }] of powers) {
    const plane = indirect(matrixFrom(matrix), { power: Number(name.slice(2)) });
    expect(plane.influence).toEqual(row);
    expect(plane.dependence).toEqual(col);
    expect(plane.classes).toEqual(["motor", "dependent", "dependent", "dependent"]);
  }
});
