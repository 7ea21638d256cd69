import fc from "fast-check";
import { expect, test } from "vitest";
import { CSV_TYPE, JSON_TYPE, SMALL_STUDY, useApp } from "./test-app.js";

const app = useApp();

/** Any answer is a result or a problem of the caller's, never a fault of ours. */
async function expectNoFault(payload: string | Buffer, headers: Record<string, string>, query = ""): Promise<void> {
  const answer = await app().inject({ method: "POST", url: `/api/v1/analyses${query}`, headers, payload });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBeLessThan(500);
  if (answer.statusCode !== 200) {
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toMatchObject({ status: answer.statusCode });
  } else {
    expect(answer.json()).toHaveProperty("indirect");
  }
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 2, 3, null, "P") },
  fc.constantFrom(0.1, 1e308, 5e-324, -0, "p", 4),
  fc.oneof(fc.double(), fc.string(), fc.constant([]), fc.object({ maxDepth: 1 })),
);

const study = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.record(
    {
      variables: fc.array(
        fc.record({ id: fc.string({ minLength: 1, maxLength: 8 }), label: fc.string({ maxLength: 30 }) }),
        {
          minLength: size,
          maxLength: size,
        },
      ),
      direct: fc
        .array(fc.array(cell, { minLength: size, maxLength: size }), { minLength: size, maxLength: size })
        .map((rows) => rows.map((row, from) => row.map((value, to) => (from === to ? null : value)))),
      blocks: fc.array(fc.record({ id: fc.string({ minLength: 1 }), label: fc.string() }), { maxLength: 2 }),
      title: fc.string(),
      scale: fc.anything({ maxDepth: 2 }),
    },
    { requiredKeys: ["variables", "direct"] },
  ),
);

test("any JSON value is analysed or refused", () =>
  fc.assert(
    fc.asyncProperty(fc.jsonValue(), (value) => expectNoFault(JSON.stringify(value), JSON_TYPE)),
    { numRuns: 150 },
  ));

test("any study-like object, with any cells, is analysed or refused", () =>
  fc.assert(
    fc.asyncProperty(study, (value) => expectNoFault(JSON.stringify(value), JSON_TYPE)),
    { numRuns: 150 },
  ));

test("any damage to the bytes of a study is analysed or refused", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }), (changes) => {
      const bytes = Buffer.from(JSON.stringify(SMALL_STUDY));
      for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
      return expectNoFault(bytes, JSON_TYPE);
    }),
    { numRuns: 150 },
  ));

test("any bytes as CSV are analysed or refused", () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        fc.string({ unit: fc.constantFrom(..."aA,;\t\n\r\"'0123P.=-é\u0000"), maxLength: 80 }),
        fc
          .array(fc.array(fc.constantFrom("a", "b", "", "0", "1", "P", "1,5", '"x"'), { maxLength: 4 }), {
            maxLength: 4,
          })
          .map((rows) => rows.map((row) => row.join(";")).join("\n")),
      ),
      (payload) => expectNoFault(payload, CSV_TYPE),
    ),
    { numRuns: 200 },
  ));

test("any options are taken or refused", () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.oneof(
          fc.constantFrom("power", "maxPower", "threshold", "measure", "lang", "attenuation", "loopLength"),
          fc.string(),
        ),
        fc.oneof(
          fc.jsonValue(),
          fc.integer({ min: -2, max: 300 }),
          fc.constantFrom("stable", "dematel", "mean + n", "1/0"),
        ),
        { maxKeys: 4 },
      ),
      async (options) => {
        await expectNoFault(JSON.stringify({ study: SMALL_STUDY, options }), JSON_TYPE);
        const query = new URLSearchParams(
          Object.entries(options).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
          ]),
        );
        query.delete("format");
        await expectNoFault(JSON.stringify(SMALL_STUDY), JSON_TYPE, `?${query}`);
      },
    ),
    { numRuns: 150 },
  ));

test("numbers from one end of float64 to the other are analysed or refused, also in symmetric matrices", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(5e-324, 1e-200, 1e-3, 1, 1e200, 1.7e308, 0, null), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(2, 3, 5),
      (cells, size) => {
        const variables = Array.from({ length: size }, (_, i) => ({ id: `v${i}`, label: `V${i}` }));
        const direct = variables.map((_, from) =>
          variables.map((_, to) => (from === to ? null : cells[(from + to) % cells.length])),
        );
        return expectNoFault(JSON.stringify({ variables, direct }), JSON_TYPE, "?maxPower=6");
      },
    ),
    { numRuns: 60 },
  ));

const model = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record(
    {
      kind: fc.constantFrom("step", "potential", "omission", "experts", "spread", "magic", null),
      probability: fc.oneof(fc.double(), fc.constantFrom(0, 1, 0.5, { 1: 0.1, 2: 0.2, 3: 2 }, [])),
      down: fc.constantFrom(0, 0.5, 1, -1),
      up: fc.constantFrom(0, 0.5, 1, "x"),
      value: fc.constantFrom(0, 3, 1e300, null),
      contributions: fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom([SMALL_STUDY.direct], [SMALL_STUDY.direct, { id: "x", answers: SMALL_STUDY.direct }], [[[]]]),
      ),
      aggregation: fc.constantFrom("mean", "median", "mode"),
    },
    { requiredKeys: ["kind"] },
  ),
);

test("any perturbation is taken on as a job, or refused", () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(model, fc.array(model, { maxLength: 3 })),
      fc.dictionary(
        fc.constantFrom("seed", "power", "threshold", "top", "targetError", "pairwise", "signal", "onProgress"),
        fc.jsonValue({ maxDepth: 1 }),
        { maxKeys: 2 },
      ),
      async (perturbation, more) => {
        const payload = JSON.stringify({ study: SMALL_STUDY, options: { samples: 1, ...more, perturbation } });
        const answer = await app().inject({ method: "POST", url: "/api/v1/sensitivity", headers: JSON_TYPE, payload });
        expect([202, 400, 422, 429], answer.body.slice(0, 500)).toContain(answer.statusCode);
        // The place of a job is free again before the next one.
        if (answer.statusCode === 202) await app().inject({ method: "DELETE", url: answer.json().links.self });
      },
    ),
    { numRuns: 200 },
  ));
