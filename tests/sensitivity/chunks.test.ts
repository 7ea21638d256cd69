import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Chunk,
  type ChunkedComputation,
  type CountedChunk,
  chunkFrom,
  EXAMPLE_STUDY,
  parseStudy,
  robustness,
  robustnessChunks,
  type SensitivityOptions,
  sensitivity,
  sensitivityChunks,
} from "../../src/index.js";
import { shippedStudy } from "../shipped-study.js";

const SMALL = parseStudy(EXAMPLE_STUDY);

function count(work: ChunkedComputation<unknown>, chunk: Chunk): CountedChunk {
  const slices = work.count(chunk);
  let slice = slices.next();
  while (slice.done !== true) slice = slices.next();
  return slice.value;
}

function plannedChunks({ plan }: ChunkedComputation<unknown>): Chunk[] {
  const chunks: Chunk[] = [];
  for (let chunk = chunkFrom(plan, 0); chunk !== null; chunk = chunkFrom(plan, chunk.last)) chunks.push(chunk);
  return chunks;
}

/** The units cut at the places given. */
function cutAt(units: number, places: readonly number[]): Chunk[] {
  const ends = [...new Set(places.map((place) => place % units)), units].filter((end) => end > 0).sort((a, b) => a - b);
  return ends.map((last, i) => ({ first: ends[i - 1] ?? 0, last }));
}

/** Merges neighbours at random until one is left. */
function mergeInAnyOrder(work: ChunkedComputation<unknown>, chunks: CountedChunk[], prefixes: readonly number[]) {
  let rest = chunks;
  for (const prefix of prefixes) {
    const length = prefix % (rest.length + 1);
    rest = [...(length === 0 ? [] : [work.merge(rest.slice(0, length))]), ...rest.slice(length)];
  }
  return work.merge(rest);
}

const numbers = fc.array(fc.nat(), { maxLength: 6 });

test("a batch counted in any chunks, merged in any order of prefixes, gives the bytes of one go", async () => {
  const batch = fc.record<SensitivityOptions>({
    samples: fc.integer({ min: 1, max: 4000 }),
    seed: fc.nat(99),
    power: fc.integer({ min: 1, max: 5 }),
    pairwise: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(batch, numbers, numbers, async (options, cuts, prefixes) => {
      const work = await sensitivityChunks(SMALL, options);
      const counted = cutAt(options.samples!, cuts).map((chunk) => count(work, chunk));
      const merged = mergeInAnyOrder(work, counted, prefixes);
      expect(work.isComplete(merged)).toBe(true);
      expect(JSON.stringify(work.result(merged))).toBe(JSON.stringify(await sensitivity(SMALL, options)));
    }),
    { numRuns: 40 },
  );
});

test("an enumeration tried in any chunks gives the bytes of one go, also where not all pairs are tried", () => {
  const options = fc.record({
    pairs: fc.boolean(),
    limit: fc.integer({ min: 0, max: 6 }),
    maxOperations: fc.constantFrom(0, 900, 3000, 1e10),
    power: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(options, numbers, numbers, (given, cuts, prefixes) => {
      const work = robustnessChunks(SMALL, given);
      // Whoever tries the pairs may not have tried the single changes.
      const counted = cutAt(work.plan.units, cuts).map((chunk) => count(robustnessChunks(SMALL, given), chunk));
      const merged = mergeInAnyOrder(work, counted, prefixes);
      expect(work.isComplete(merged)).toBe(true);
      expect(JSON.stringify(work.result(merged))).toBe(JSON.stringify(robustness(SMALL, given)));
    }),
    { numRuns: 60 },
  );
});

test("the planned chunks of the shipped study give the bytes of one go", async () => {
  const study = await shippedStudy();
  const options = { samples: 1_000_000, seed: 3 };
  const batch = await sensitivityChunks(study, options);
  const samples = plannedChunks(batch);
  expect(samples.length).toBeGreaterThan(1);
  const counted = samples.map((chunk) => count(batch, chunk));
  expect(JSON.stringify(batch.result(batch.merge(counted)))).toBe(JSON.stringify(await sensitivity(study, options)));
  const search = robustnessChunks(study);
  const changes = plannedChunks(search);
  expect(changes.length).toBeGreaterThan(2);
  const tried = changes.map((chunk) => count(search, chunk));
  expect(JSON.stringify(search.result(search.merge(tried)))).toBe(JSON.stringify(robustness(study)));
});

test("a batch stops at the checkpoint where one go meets its target, however many chunks were counted beyond", async () => {
  for (const targetError of [0.02, 0.01, 0.004]) {
    const options = { samples: 50_000, targetError };
    const expected = await sensitivity(SMALL, options);
    expect(expected.samples).toBeLessThan(50_000);
    const work = await sensitivityChunks(SMALL, options);
    const counted = plannedChunks(work).map((chunk) => count(work, chunk));
    const merged = work.merge(counted);
    expect([merged.last, work.isComplete(merged)]).toEqual([expected.samples, true]);
    expect(JSON.stringify(work.result(merged))).toBe(JSON.stringify(expected));
    expect(work.isComplete(work.merge(counted.filter(({ last }) => last < expected.samples)))).toBe(false);
  }
});

test("chunks follow one another from 0 to the last unit, of a batch of 10¹⁵ too, and depend on the input alone", async () => {
  const work = await sensitivityChunks(SMALL, { samples: 1e15, targetError: 1e-9 });
  const again = await sensitivityChunks(SMALL, { samples: 1e15, targetError: 1e-9 });
  expect(again.plan).toEqual(work.plan);
  let first = 0;
  for (let i = 0; i < 500; i++) {
    const chunk = chunkFrom(work.plan, first)!;
    expect(chunk.first).toBe(first);
    expect(chunk.last).toBeGreaterThan(first);
    first = chunk.last;
  }
  expect(chunkFrom(work.plan, 1e15 - 1)).toEqual({ first: 1e15 - 1, last: 1e15 });
  expect(chunkFrom(work.plan, 1e15)).toBeNull();
});

test("a stopped chunk is a shorter one", async () => {
  const study = await shippedStudy();
  const stopAfter = (work: ChunkedComputation<unknown>, chunk: Chunk, slices: number) => {
    const counting = work.count(chunk);
    let slice = counting.next();
    for (let i = 0; slice.done !== true; i++) slice = counting.next(i >= slices);
    return slice.value;
  };
  const batch = await sensitivityChunks(study, { samples: 500_000 });
  const stopped = stopAfter(batch, { first: 0, last: 500_000 }, 20);
  expect(stopped.last).toBeLessThan(500_000);
  const shorter = await sensitivity(study, { samples: stopped.last });
  const result = batch.result(batch.merge([stopped]))!;
  expect(result.complete).toBe(false);
  expect(JSON.stringify(result.direct)).toBe(JSON.stringify(shorter.direct));
  expect(batch.result(batch.merge([stopAfter(batch, { first: 0, last: 500_000 }, 0)]))).toBeNull();
  for (const slices of [0, 3, 12, 30]) {
    const search = robustnessChunks(study);
    const { last, bytes } = stopAfter(search, { first: 0, last: search.plan.units }, slices);
    expect(last).toBeLessThan(search.plan.units);
    expect(bytes).toEqual(count(robustnessChunks(study), { first: 0, last }).bytes);
  }
});

test("one variable, and a study that is all zeros, are cut too", async () => {
  const one = parseStudy({ variables: [{ id: "a", label: "A" }], direct: [[null]] });
  const zeros = parseStudy({ ...EXAMPLE_STUDY, direct: EXAMPLE_STUDY.variables.map(() => [0, 0, 0]) });
  for (const study of [one, zeros]) {
    const search = robustnessChunks(study);
    const merged = search.merge(plannedChunks(search).map((chunk) => count(search, chunk)));
    expect(search.isComplete(merged)).toBe(true);
    expect(JSON.stringify(search.result(merged))).toBe(JSON.stringify(robustness(study)));
    const batch = await sensitivityChunks(study, { samples: 300 });
    const counted = batch.merge(plannedChunks(batch).map((chunk) => count(batch, chunk)));
    expect(JSON.stringify(batch.result(counted))).toBe(JSON.stringify(await sensitivity(study, { samples: 300 })));
  }
});
