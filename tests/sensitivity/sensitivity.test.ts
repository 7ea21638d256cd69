import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sensitivity } from "../../src/node/sensitivity.js";
import type { Perturbation } from "../../src/sensitivity/perturbations/perturbation.js";
import type { SensitivityPlane, SensitivityResult } from "../../src/sensitivity/result.js";
import { sensitivity as plainSensitivity } from "../../src/sensitivity/sensitivity.js";
import { CLASSES } from "../../src/structure/plane.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell, Study } from "../../src/study/study.js";
import { permuted, scoreRows, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";
import { type CellOutcomes, type EveryOutcome, everyOutcome } from "./every-outcome.js";

const shipped = await shippedStudy();

/** Standard errors that an estimate of a fixed seed may stand from the truth: one in two million beyond, so none among thousands. */
const SIGMAS = 5;

const few = { samples: 200, workers: 0 } as const;

describe("zero perturbation", () => {
  test("returns the baseline, on random studies", async () => {
    const none: Perturbation = [
      { kind: "potential", probability: 0 },
      { kind: "step", probability: 0 },
      { kind: "omission", probability: 0 },
    ];
    await fc.assert(
      fc.asyncProperty(
        scoreRows(1, 7),
        fc.constantFrom("mean" as const, "median" as const, "midrange" as const, 2),
        fc.constantFrom(10, 5, 1),
        async (rows, threshold, unit) => {
          const study = studyFrom(rows.map((row) => row.map((value) => (value * unit) / 10)));
          const result = await sensitivity(study, { samples: 20, power: 4, threshold, perturbation: none, workers: 0 });
          expectBaseline(result);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("returns the baseline on the shipped study, at its stable power", async () => {
    const result = await sensitivity(shipped, { ...few, perturbation: { kind: "step", probability: 0 } });
    expectBaseline(result);
    expect(result.baseline.indirect.power).toBe(7);
    expect(result.direct.exact && result.indirect.exact).toBe(true);
  });
});

function expectBaseline({ baseline, direct, indirect, classificationKept }: SensitivityResult) {
  expect(classificationKept).toEqual({ direct: 1, indirect: 1 });
  for (const [plane, base] of [
    [direct, baseline.direct],
    [indirect, baseline.indirect],
  ] as const) {
    const shares = base.classes.map((name) => CLASSES.map((other) => (other === name ? 1 : 0)));
    expect(plane.membership).toEqual(base.classes[0] === null ? null : shares);
    expect(plane.modalClass).toEqual(base.classes);
    expect(plane.modalIsBaseline.every(Boolean)).toBe(true);
    for (const [spread, ranks] of [
      [plane.influenceRank, base.influenceRank],
      [plane.dependenceRank, base.dependenceRank],
    ] as const) {
      for (const part of ["minimum", "p5", "median", "p95", "maximum"] as const) expect(spread[part]).toEqual(ranks);
      expect(spread.above).toEqual(ranks.map((own) => ranks.map((other) => (own < other ? 1 : 0))));
      expect(spread.amongFirst).toEqual(ranks.map((rank) => (rank <= 5 ? 1 : 0)));
    }
  }
}

describe("one sample in many", () => {
  test("memberships sum to 1 and pairs to at most 1", async () => {
    const { direct, indirect } = await sensitivity(shipped, { samples: 1000, workers: 0 });
    for (const plane of [direct, indirect]) {
      for (const row of plane.membership!) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const above = plane.influenceRank.above!;
      above.forEach((row, i) => {
        row.forEach((share, j) => {
          expect(share + above[j]![i]!).toBeLessThanOrEqual(i === j ? 0 : 1 + 1e-12);
        });
      });
    }
  });

  test("ranks are ordered: minimum, 5 %, median, 95 %, maximum", async () => {
    const { direct, indirect } = await sensitivity(shipped, { samples: 1000, workers: 0 });
    for (const spread of [
      direct.influenceRank,
      direct.dependenceRank,
      indirect.influenceRank,
      indirect.dependenceRank,
    ]) {
      spread.minimum.forEach((minimum, i) => {
        const parts = [minimum, spread.p5[i]!, spread.median[i]!, spread.p95[i]!, spread.maximum[i]!];
        expect(parts).toEqual([...parts].sort((a, b) => a - b));
        expect(minimum).toBeGreaterThanOrEqual(1);
        expect(spread.maximum[i]).toBeLessThanOrEqual(29);
      });
    }
  });
});

describe("the estimate agrees with exhaustive enumeration within its own standard error", () => {
  const rows: Cell[][] = [
    [null, 2, 0, 1],
    [3, null, 1, 0],
    [0, "P", null, 2],
    [0, 1, 0, null],
  ];
  const scoreOf = (cell: Cell) => (typeof cell === "number" ? cell : 0);
  const fixed = (cell: Cell): CellOutcomes => [[scoreOf(cell), 1]];

  const stepOf =
    (probability: number) =>
    (cell: Cell): CellOutcomes => {
      if (typeof cell !== "number" || cell === 0) return fixed(cell);
      return [
        [cell - 1, probability / 2],
        [cell, 1 - probability],
        [Math.min(3, cell + 1), probability / 2],
      ];
    };
  const cases: [string, Perturbation, (cell: Cell) => CellOutcomes][] = [
    ["step", { kind: "step", probability: 0.4 }, stepOf(0.4)],
    [
      "step with zeros",
      { kind: "step", probability: 0, zeroProbability: 0.25 },
      (cell) =>
        cell === 0
          ? [
              [0, 0.75],
              [1, 0.25],
            ]
          : fixed(cell),
    ],
    [
      "a step that leans down",
      { kind: "step", down: 0.3, up: 0.1 },
      (cell) =>
        typeof cell !== "number" || cell === 0
          ? fixed(cell)
          : [
              [cell - 1, 0.3],
              [cell, 0.6],
              [Math.min(3, cell + 1), 0.1],
            ],
    ],
    [
      "potential",
      { kind: "potential", probability: 0.3, value: 2 },
      (cell) =>
        cell === "P"
          ? [
              [0, 0.7],
              [2, 0.3],
            ]
          : fixed(cell),
    ],
    [
      "omission",
      { kind: "omission", probability: 0.35 },
      (cell) =>
        scoreOf(cell) === 0
          ? fixed(cell)
          : [
              [0, 0.35],
              [scoreOf(cell), 0.65],
            ],
    ],
    [
      "potential, then step, then omission",
      [
        { kind: "potential", probability: 0.5, value: 3 },
        { kind: "step", probability: 0.2 },
        { kind: "omission", probability: 0.1 },
      ],
      (cell) => {
        const come: CellOutcomes =
          cell === "P"
            ? [
                [0, 0.5],
                [3, 0.5],
              ]
            : fixed(cell);
        const stepped = come.flatMap(([value, p]) => stepOf(0.2)(value).map(([after, q]) => [after, p * q] as const));
        return stepped.flatMap(([value, p]) =>
          value === 0 ? [[0, p] as const] : [[0, p * 0.1] as const, [value, p * 0.9] as const],
        );
      },
    ],
  ];
  for (const threshold of ["mean", "median", "midrange", 3] as const) {
    for (const [name, perturbation, outcomesOf] of cases.slice(0, threshold === "mean" ? 6 : 1)) {
      test(`${name}, threshold ${threshold}`, async () => {
        const samples = 40_000;
        const result = await sensitivity(studyFrom(rows), {
          samples,
          power: 3,
          threshold,
          perturbation,
          workers: 0,
          top: 2,
        });
        const exact = everyOutcome(
          rows.map((row) => row.map(outcomesOf)),
          { power: 3, threshold },
          result.baseline,
        );
        for (const plane of ["direct", "indirect"] as const) {
          expectNear(result.classificationKept[plane], exact[plane].kept, samples);
          expectPlane(result[plane], exact[plane], samples);
        }
      });
    }
  }

  test("spread: each cell from the scores observed", async () => {
    const contributions: Cell[][][] = [0, 1, 2].map((expert) =>
      rows.map((row, i) =>
        row.map((cell, j) =>
          i === j ? null : (i + j + expert) % 4 === 0 ? null : scoreOf(cell) + (expert === 2 ? 1 : 0),
        ),
      ),
    );
    const samples = 40_000;
    const perturbation: Perturbation = { kind: "spread", contributions };
    const result = await sensitivity(studyFrom(rows), { samples, power: 3, perturbation, workers: 0, top: 2 });
    const outcomes = rows.map((row, i) =>
      row.map((cell, j): CellOutcomes => {
        const scores = contributions.map((direct) => direct[i]![j]!).filter((score) => score !== null);
        return scores.length === 0
          ? fixed(cell)
          : [...new Set(scores)].map((score) => [
              scoreOf(score),
              scores.filter((other) => other === score).length / scores.length,
            ]);
      }),
    );
    const exact = everyOutcome(outcomes, { power: 3, threshold: "mean" }, result.baseline);
    expectPlane(result.direct, exact.direct, samples);
    expectPlane(result.indirect, exact.indirect, samples);
  });

  test("experts: every panel that can be drawn", async () => {
    const contributions: Cell[][][] = [
      rows,
      rows.map((row, i) =>
        row.map((cell, j) => (i === j ? null : typeof cell === "number" ? Math.min(3, cell + 1) : cell)),
      ),
      rows.map((row, i) => row.map((cell, j) => ((i + j) % 2 === 0 ? null : scoreOf(cell)))),
    ];
    const samples = 40_000;
    const options = { samples, power: 2, workers: 0, top: 2 } as const;
    const result = await sensitivity(studyFrom(rows), { ...options, perturbation: { kind: "experts", contributions } });
    const panels = [0, 1, 2].flatMap((a) => [0, 1, 2].flatMap((b) => [0, 1, 2].map((c) => [a, b, c])));
    const exact = panels.map((panel) => {
      const outcomes = rows.map((row, i) =>
        row.map((_, j): CellOutcomes => {
          const scores = panel.map((expert) => contributions[expert]![i]![j]!).filter((score) => score !== null);
          return [
            [
              scores.length === 0 ? 0 : scores.reduce<number>((sum, score) => sum + scoreOf(score), 0) / scores.length,
              1,
            ],
          ];
        }),
      );
      return everyOutcome(outcomes, { power: 2, threshold: "mean" }, result.baseline);
    });
    for (const plane of ["direct", "indirect"] as const) {
      const membership = result[plane].membership!.map((row, i) =>
        row.map((_, place) => exact.reduce((sum, one) => sum + one[plane].membership[i]![place]! / 27, 0)),
      );
      result[plane].membership!.forEach((row, i) => {
        row.forEach((share, place) => {
          expectNear(share, membership[i]![place]!, samples);
        });
      });
    }
  });

  function expectNear(estimate: number, truth: number, samples: number) {
    expect(Math.abs(estimate - truth)).toBeLessThanOrEqual(
      SIGMAS * Math.sqrt(Math.max(0, truth * (1 - truth)) / samples) + 1e-9,
    );
  }

  function expectPlane(plane: SensitivityPlane, exact: EveryOutcome, samples: number) {
    expectNear(plane.classless, exact.classless, samples);
    plane.membership!.forEach((row, i) => {
      row.forEach((share, place) => {
        const truth = exact.membership[i]![place]!;
        expectNear(share, truth, samples * (1 - exact.classless));
        if (truth > 0.01 && truth < 0.99) {
          const error = Math.sqrt((truth * (1 - truth)) / (samples * (1 - exact.classless)));
          expect(plane.standardError![i]![place]! / error).toBeCloseTo(1, 1);
        }
      });
    });
    [plane.influenceRank, plane.dependenceRank].forEach((spread, axis) => {
      exact.ranks[axis]!.forEach((ranks, i) => {
        expectNear(spread.amongFirst[i]!, ranks[0]! + ranks[1]!, samples);
        expect(spread.minimum[i]).toBe(ranks.findIndex((p) => p > 0) + 1);
        expect(spread.maximum[i]).toBe(ranks.findLastIndex((p) => p > 0) + 1);
        exact.above[axis]![i]!.forEach((share, j) => {
          expectNear(spread.above![i]![j]!, share, samples);
        });
      });
    });
  }
});

test("the standard error falls as 1/√samples", async () => {
  const errorAt = async (samples: number) => {
    const { convergence } = await sensitivity(shipped, { samples, workers: 0, pairwise: false });
    return convergence.at(-1)!.direct.standardError!;
  };
  expect((await errorAt(1000)) / (await errorAt(16_000))).toBeCloseTo(4, 1);
});

test("the error that estimates really have is the standard error they state", async () => {
  const truth = (await sensitivity(shipped, { samples: 200_000, workers: 0, pairwise: false })).direct;
  let squares = 0;
  let count = 0;
  for (let seed = 100; seed < 140; seed++) {
    const { membership, standardError } = (
      await sensitivity(shipped, { samples: 500, seed, workers: 0, pairwise: false })
    ).direct;
    truth.membership!.forEach((row, i) => {
      const place = row.findIndex((share) => share > 0.1 && share < 0.9);
      if (place < 0) return;
      squares += ((membership![i]![place]! - row[place]!) / standardError![i]![place]!) ** 2;
      count++;
    });
  }
  expect(squares / count).toBeGreaterThan(0.8);
  expect(squares / count).toBeLessThan(1.25);
});

test("reordering the variables permutes the result, exactly", async () => {
  const order = shipped.variables.map((_, i) => (i * 12 + 5) % 29);
  const { judgements } = shipped;
  const reordered = parseStudy({
    variables: order.map((i) => ({ id: shipped.variables[i]!.id, label: `Variable ${i}` })),
    direct: permuted(shipped.direct, order),
    judgements: judgements!.map(({ from, to, value, confidence }) => ({ from, to, value, confidence })),
  });
  const options = {
    samples: 3000,
    workers: 0,
    perturbation: { kind: "step", probability: { 1: 0.3, 2: 0.2, 3: 0.1 } },
  } as const;
  const [before, after] = [await sensitivity(shipped, options), await sensitivity(reordered, options)];
  const permute = <T>(list: readonly T[]) => order.map((i) => list[i]!);
  expect(after.classificationKept).toEqual(before.classificationKept);
  expect(after.convergence).toEqual(before.convergence);
  for (const plane of ["direct", "indirect"] as const) {
    expect(after[plane].membership).toEqual(permute(before[plane].membership!));
    for (const rank of ["influenceRank", "dependenceRank"] as const) {
      expect(after[plane][rank].median).toEqual(permute(before[plane][rank].median));
      expect(after[plane][rank].above).toEqual(permuted(before[plane][rank].above!, order));
    }
  }
});

describe("who counts changes nothing", () => {
  const options = {
    samples: 20_011,
    seed: 42,
    perturbation: [{ kind: "potential" }, { kind: "step", probability: 0.2 }],
  } as const;

  test("0, 1, 2 and 5 threads, and the browser's function on this thread, give the same bytes", async () => {
    const texts = [JSON.stringify(await plainSensitivity(shipped, options))];
    for (const workers of [0, 1, 2, 5]) texts.push(JSON.stringify(await sensitivity(shipped, { ...options, workers })));
    expect(new Set(texts).size).toBe(1);
    expect(JSON.parse(texts[0]!)).toEqual(await sensitivity(shipped, { ...options, workers: 0 }));
  });

  test("another seed gives another result", async () => {
    const other = await sensitivity(shipped, { ...options, seed: 43, workers: 0 });
    expect(other.direct.membership).not.toEqual(
      (await sensitivity(shipped, { ...options, workers: 0 })).direct.membership,
    );
  });
});

describe("stopping", () => {
  test("a target error ends the batch at the first checkpoint that meets it", async () => {
    const { samples, complete, convergence } = await sensitivity(shipped, {
      samples: 1e9,
      targetError: 0.005,
      workers: 0,
    });
    const worst = convergence.map(({ direct, indirect }) => Math.max(direct.standardError!, indirect.standardError!));
    expect(complete).toBe(true);
    expect(samples).toBe(convergence.at(-1)!.samples);
    expect(worst.findIndex((error, i) => error <= 0.005 && convergence[i]!.samples >= 1000)).toBe(worst.length - 1);
  });

  test.each([0, 2])(
    "10¹² samples are cancelled into a partial result, the same as that many samples (%i threads)",
    async (workers) => {
      const controller = new AbortController();
      const started = await sensitivity(shipped, {
        samples: 1e12,
        workers,
        signal: controller.signal,
        onProgress: ({ samples, total }) => {
          expect(total).toBe(1e12);
          if (samples > 30_000) controller.abort();
        },
      });
      expect(started.complete).toBe(false);
      expect(started.samples).toBeGreaterThan(30_000);
      const { complete, options, ...rest } = started;
      const again = await sensitivity(shipped, { samples: started.samples, workers: 0 });
      expect({ ...again, complete: undefined, options: undefined }).toEqual({
        ...rest,
        complete: undefined,
        options: undefined,
      });
      expect(options.samples).toBe(1e12);
    },
  );

  test("a signal that comes before the first sample is thrown", async () => {
    const reason = new Error("not today");
    await expect(sensitivity(shipped, { ...few, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("on the calling thread others have their turn between slices", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await sensitivity(shipped, { samples: 100_000, workers: 0 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("decided cases", () => {
  const alone = (direct: Cell[][]): Study => studyFrom(direct);

  test("an all-zero matrix has no classes, and keeps having none", async () => {
    const result = await sensitivity(
      alone([
        [null, 0],
        [0, null],
      ]),
      few,
    );
    expect(result.direct.membership).toBeNull();
    expect(result.direct.standardError).toBeNull();
    expect(result.direct.modalClass).toEqual([null, null]);
    expect(result.direct.classless).toBe(1);
    expect(result.classificationKept).toEqual({ direct: 1, indirect: 1 });
    expect(result.direct.influenceRank.maximum).toEqual([1, 1]);
  });

  test("a matrix that is at times all zero has memberships among the other samples", async () => {
    const perturbation = { kind: "omission", probability: 0.5 } as const;
    const { direct, indirect } = await sensitivity(
      alone([
        [null, 1],
        [0, null],
      ]),
      { samples: 4000, power: 1, perturbation, workers: 0 },
    );
    expect(direct.membership).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(direct.classless).toBeCloseTo(0.5, 1);
    expect(indirect.membership).toEqual(direct.membership);
  });

  test("one variable", async () => {
    const result = await sensitivity(alone([[null]]), few);
    expect(result.direct.influenceRank.median).toEqual([1]);
    expect(result.direct.membership).toBeNull();
  });

  test("values so large that powers would overflow are counted all the same", async () => {
    const result = await sensitivity(
      alone([
        [null, 1e5, 2e5],
        [3e5, null, 1e5],
        [1e5, 1e5, null],
      ]),
      { ...few, power: 50 },
    );
    expect(result.indirect.exact).toBe(false);
    expect(result.indirect.classless).toBe(0);
    const small = await sensitivity(
      alone([
        [null, 1, 2],
        [3, null, 1],
        [1, 1, null],
      ]),
      { ...few, power: 50, perturbation: { kind: "omission" } },
    );
    const large = await sensitivity(
      alone([
        [null, 1e5, 2e5],
        [3e5, null, 1e5],
        [1e5, 1e5, null],
      ]),
      { ...few, power: 50, perturbation: { kind: "omission" } },
    );
    expect(large.indirect.membership).toEqual(small.indirect.membership);
  });

  test("2 000 variables", async () => {
    const direct = Array.from({ length: 2000 }, (_, i) =>
      Array.from({ length: 2000 }, (_, j) => (i !== j && (i * 31 + j * 17) % 97 === 0 ? 2 : 0)),
    );
    const study = studyFrom(direct);
    const result = await sensitivity(study, { samples: 16, power: 2, workers: 0 });
    expect(result.direct.influenceRank.above).toBeNull();
    expect(result.direct.membership).toHaveLength(2000);
    await expect(sensitivity(study, { samples: 16, pairwise: true })).rejects.toThrow(/false above 256 variables/);
  });
});
