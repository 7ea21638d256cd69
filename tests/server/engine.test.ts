import { afterAll, expect, test } from "vitest";
import { createEngine } from "../../server/engine/engine.js";
import type { Output, Source } from "../../server/engine/task.js";
import { analyze, parseMatrixCsv, parseStudy, type Study, toJson, writeStudyJson } from "../../src/index.js";
import { MATRIX_CSV, shippedStudy } from "./test-app.js";

const engine = createEngine({ workers: 1, queueLimit: 20, taskTimeoutMs: 60_000, workerMemoryMb: 1024 });
afterAll(() => engine.close());

const JSON_OUTPUT: Output = { kind: "analysis", format: "json" };

/** Where a task is computed, told before anything can have ended; then its end, without what came of it. */
async function placeOf(source: Source, options: object = {}, output = JSON_OUTPUT): Promise<"loop" | "worker"> {
  const before = engine.running() + engine.waiting();
  const controller = new AbortController();
  const answer = engine.run({ source, options: { ...options }, output }, { signal: controller.signal });
  const place = engine.running() + engine.waiting() > before ? "worker" : "loop";
  controller.abort(new Error("seen enough"));
  await answer.catch(() => {});
  await expect.poll(() => engine.running(), { timeout: 20_000 }).toBe(0);
  return place;
}

const bytes = (kind: "json" | "csv", text: string): Source => ({ kind, bytes: Buffer.from(text) });

/** Every cell off the diagonal filled, by place. */
function fullStudy(size: number, cell: (place: number) => number): Study {
  const variables = Array.from({ length: size }, (_, i) => ({ id: `v${i}`, label: `V${i}` }));
  const direct = variables.map((_, i) => variables.map((_, j) => (i === j ? null : cell(i * size + j))));
  return parseStudy({ variables, direct });
}

const score = (place: number) => 1 + (place % 3);
const mean = (place: number) => (1 + (place % 299)) / 100;

test("the shipped study, with all its judgements or as a table, is read and analysed at once", async () => {
  const study = await shippedStudy();
  expect(await placeOf(bytes("json", writeStudyJson(study)))).toBe("loop");
  expect(await placeOf(bytes("json", JSON.stringify({ study, options: {} })))).toBe("loop");
  expect(await placeOf(bytes("csv", MATRIX_CSV))).toBe("loop");
});

test.each([
  ["a table of 350 variables", "csv", () => `${",x".repeat(350)}\n`.repeat(351)],
  ["a table of 350 variables, semicolons", "csv", () => `${";1".repeat(350)}\n`.repeat(351)],
  ["a table of 60 variables, tabs", "csv", () => `${"\t1".repeat(60)}\n`.repeat(61)],
  ["a list of 120 000 numbers", "json", () => `[${"1,".repeat(120_000)}1]`],
  ["a list of 5 000 objects", "json", () => `{"judgements":[${"{},".repeat(5000)}{}]}`],
] as const)("%s is not read on the event loop, right or wrong", async (_, kind, text) => {
  expect(await placeOf(bytes(kind, text()))).toBe("worker");
});

test.each([
  [40, score, {}, "loop"],
  [41, score, {}, "worker"],
  [20, score, { measure: "attenuated" }, "loop"],
  [40, score, { measure: "attenuated" }, "worker"],
  [30, mean, {}, "loop"],
  [31, mean, {}, "worker"],
  [10, mean, { measure: "attenuated" }, "loop"],
  [20, mean, { measure: "attenuated" }, "worker"],
  [40, score, { potentialValue: 2.5 }, "worker"],
  [10, score, { measure: "attenuated", attenuation: 0.123 }, "worker"],
  [10, (place: number) => 1 / (1 + place), {}, "worker"],
  [10, score, { maxPower: 51 }, "worker"],
  [10, score, { loopLength: 5 }, "worker"],
] as const)("%i variables, %o, %j: %s", async (size, cell, options, place) => {
  expect(await placeOf({ kind: "study", study: fullStudy(size, cell) }, options)).toBe(place);
});

test("what is read here and computed in a worker is the same, its options from query and body together", async () => {
  const study = fullStudy(41, score);
  const source = bytes("json", JSON.stringify({ study, options: { power: 3 } }));
  const answer = await engine.run({ source, options: { maxPower: 5 }, output: JSON_OUTPUT });
  expect(answer).toBe(toJson(analyze(study, { power: 3, maxPower: 5 })));
  const table = `,${Array.from({ length: 60 }, (_, i) => `n${i}`)}\n${Array.from({ length: 60 }, (_, i) => `n${i}${",0".repeat(60)}\n`).join("")}`;
  const fromTable = await engine.run({ source: bytes("csv", table), options: {}, output: JSON_OUTPUT });
  expect(fromTable).toBe(toJson(analyze(parseMatrixCsv(table))));
});
