import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleGenerator, seedKeys, xoshiro128 } from "../../src/sensitivity/kernel/generator.js";
import { createKernel } from "../../src/sensitivity/kernel/kernel.js";
import { createTwin } from "../../src/sensitivity/kernel/twin.js";
import type { SensitivityOptions } from "../../src/sensitivity/options.js";
import type { Perturbation } from "../../src/sensitivity/perturbations/perturbation.js";
import type { Cell, Study } from "../../src/study/study.js";
import { randomMatrix, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";
import { batchOf } from "./batches.js";

const shipped = await shippedStudy();

async function expectEqual(study: Study, options: SensitivityOptions, first = 0, samples = 83) {
  const { plan } = batchOf(study, options);
  const kernel = await createKernel(plan);
  const twin = createTwin(plan);
  expect(kernel?.kind).toBe("kernel");
  // Compared as bits: Object.is through typed arrays of the same bytes.
  expect(new BigUint64Array(kernel!.sums(first).buffer)).toEqual(new BigUint64Array(twin.sums(first).buffer));
  expect(kernel!.count(first, samples)).toEqual(twin.count(first, samples));
}

test("the generator gives the numbers published with xoshiro128++", () => {
  // From the tests of the crate rand_xoshiro, whose numbers come from the authors' C code; state 1, 2, 3, 4.
  const next = xoshiro128(1, 2, 3, 4);
  const published = [
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ];
  expect(published.map(() => next() >>> 0)).toEqual(published);
});

test("neighbouring samples and seeds have streams of their own", () => {
  const firsts = new Set<number>();
  for (const seed of [0, 1, 2, 2 ** 32 - 1]) {
    for (const sample of [0, 1, 2, 3, 2 ** 32, 2 ** 32 + 1, 1e15])
      firsts.add(sampleGenerator(seedKeys(seed), sample)());
  }
  expect(firsts.size).toBe(28);
});

test("the numbers of many samples fill 64 boxes evenly", () => {
  const boxes = new Array<number>(64).fill(0);
  const keys = seedKeys(1);
  for (let sample = 0; sample < 20_000; sample++) {
    const next = sampleGenerator(keys, sample);
    next();
    boxes[next() >>> 26]! += 1;
  }
  const expected = 20_000 / 64;
  const chiSquare = boxes.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 63 degrees of freedom: beyond 30 to 107 one time in a thousand on either side.
  expect(chiSquare).toBeGreaterThan(30);
  expect(chiSquare).toBeLessThan(107);
});

const threeExperts = [0, 1, 2].map((expert) =>
  shipped.direct.map((row, i) => row.map((cell, j): Cell => (cell !== 0 && (i + j) % 3 === expert ? null : cell))),
);

const perturbations: Record<string, Perturbation> = {
  step: { kind: "step", probability: 0.3 },
  "step by confidence": { kind: "step", probability: { 1: 0.5, 2: 0.2, 3: 0.05 }, zeroProbability: 0.01 },
  certain: { kind: "step", probability: 1 },
  potential: { kind: "potential", probability: 0.4, value: 2 },
  omission: { kind: "omission", probability: 0.1 },
  spread: { kind: "spread", contributions: threeExperts },
  experts: { kind: "experts", contributions: threeExperts },
  "a median of experts, then steps": [
    { kind: "experts", contributions: threeExperts, aggregation: "median" },
    { kind: "step" },
    { kind: "omission" },
  ],
  product: [{ kind: "potential" }, { kind: "step" }, { kind: "omission" }],
};

for (const [name, perturbation] of Object.entries(perturbations)) {
  test(`kernel and twin agree to the bit: ${name}`, () => expectEqual(shipped, { perturbation, power: 8 }));
}

for (const threshold of ["mean", "median", "midrange", 20.5] as const) {
  test(`kernel and twin agree to the bit: threshold ${threshold}`, () =>
    expectEqual(shipped, { threshold, power: 5, perturbation: { kind: "step", probability: 0.2 } }));
}

test("kernel and twin agree to the bit where the number of the sample passes 2³², wherever a chunk starts", async () => {
  for (const first of [2 ** 32 - 5, 2 ** 32 - 16, 2 ** 33 + 3, 123]) await expectEqual(shipped, { seed: 9 }, first, 37);
});

test("kernel and twin agree to the bit on random matrices, ties, fractions, empty rows and zeros included", async () => {
  // 9 variables to the power of 50 stay below 1.8e308.
  const cell = fc.constantFrom<Cell>(0, 0, 1, 1, 2, 3, 0.1, 1 / 3, 2.5, 1e5, "P", null);
  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain((size) =>
      fc.array(fc.array(cell, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
    );
  const property = fc.asyncProperty(
    rows,
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom<SensitivityOptions["threshold"]>("mean", "median", "midrange", 1),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    async (cells, power, threshold, seed) => {
      const study = studyFrom(cells.map((row, i) => row.map((value, j) => (i === j ? null : value))));
      const perturbation: Perturbation = [
        { kind: "potential" },
        { kind: "step", probability: 0.4, zeroProbability: 0.1 },
        { kind: "omission", probability: 0.2 },
      ];
      await expectEqual(study, { power: Math.min(power, 50), threshold: threshold!, seed, perturbation }, 0, 70);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test("kernel and twin agree to the bit above 256 variables, where pairs are not counted", async () => {
  const { values, size } = randomMatrix(260, 0.05, 3);
  const cells = Array.from({ length: size }, (_, i) => Array.from(values.subarray(i * size, (i + 1) * size)));
  await expectEqual(studyFrom(cells), { power: 3 }, 0, 20);
});

test("two variables whose sums differ in the last bits only are told apart", async () => {
  // Upper halves of the two float64 are equal: 2¹⁹ and 2¹⁹ + 2⁻¹³.
  const study = studyFrom([
    [null, 2 ** 19, 0],
    [0, null, 2 ** 19 + 2 ** -13],
    [0, 0, null],
  ]);
  await expectEqual(study, { power: 1, perturbation: { kind: "omission", probability: 0 } });
  const { plan } = batchOf(study, { power: 1, perturbation: { kind: "omission", probability: 0 } });
  const counts = (await createKernel(plan))!.count(0, 16);
  expect(Array.from(counts.subarray(0, 9))).toEqual([0, 16, 0, 16, 0, 0, 0, 0, 16]);
});
