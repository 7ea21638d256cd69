import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { ANALYSIS_DEFAULTS } from "../../src/analysis/options.js";
import { OptionsError } from "../../src/errors.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell } from "../../src/study/study.js";
import { permuted, schoolbookPower, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";

const cells = (minSize = 1, maxSize = 6) =>
  fc.integer({ min: minSize, max: maxSize }).chain((size) =>
    fc
      .array(fc.array(fc.constantFrom<Cell>(0, 0, null, 1, 2, 3, "P"), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      })
      .map((rows) => rows.map((row, i) => row.map((cell, j) => (i === j ? null : cell)))),
  );

test("the 29-variable study settles at power 7, and its limit rankings are those of that power", async () => {
  const study = await shippedStudy();
  const { indirect, spectrum, characteristics, direct } = analyze(study);
  expect(indirect).toMatchObject({ power: 7, stable: true, reason: null });
  expect(spectrum.limitInfluenceRank).toEqual(indirect.influenceRank);
  expect(spectrum.limitDependenceRank).toEqual(indirect.dependenceRank);
  // The counts SOURCE.md states: 87 ones, 93 twos, 28 threes, 17 P; 26.8 % filled with P.
  expect(characteristics).toMatchObject({ size: 29, scored: 812, blanks: 0, total: 87 + 2 * 93 + 3 * 28 });
  expect(characteristics.counts).toEqual({ "0": 587, "1": 87, "2": 93, "3": 28, P: 17 });
  expect(characteristics.fillRate.toFixed(1)).toBe("26.8");
  expect(direct.influence.reduce((sum, value) => sum + value, 0)).toBe(characteristics.total);
});

test("the indirect sums of the 29-variable study are those of the matrix multiplied out", async () => {
  const study = await shippedStudy();
  const power = schoolbookPower(
    study.direct.map((row) => row.map((cell) => (typeof cell === "number" ? cell : 0))),
    7,
  );
  const { indirect } = analyze(study);
  expect(indirect.influence).toEqual(power.map((row) => Number(row.reduce((sum, value) => sum + value, 0n))));
  expect(indirect.dependence).toEqual(power.map((_, j) => Number(power.reduce((sum, row) => sum + row[j]!, 0n))));
});

test("the result survives JSON unchanged, for any study", () => {
  fc.assert(
    fc.property(cells(), (rows) => {
      const analysis = analyze(studyFrom(rows), { maxPower: 12 });
      expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
    }),
    { numRuns: 60 },
  );
});

test("the same study gives the same bytes, and is not changed", () => {
  fc.assert(
    fc.property(cells(), (rows) => {
      const study = studyFrom(rows);
      const before = JSON.stringify(study);
      expect(JSON.stringify(analyze(study))).toBe(JSON.stringify(analyze(parseStudy(JSON.parse(before)))));
      expect(JSON.stringify(study)).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test("every option is in the result, the defaults too", () => {
  const study = studyFrom([
    [null, 1],
    [1, null],
  ]);
  expect(analyze(study).options).toEqual({ lang: "en", ...ANALYSIS_DEFAULTS });
  const given = {
    lang: "fr",
    power: 2,
    maxPower: 9,
    threshold: "max / 2",
    potentialValue: 1.5,
    measure: "attenuated",
    attenuation: 0.25,
  } as const;
  expect(analyze(study, given).options).toEqual({ ...ANALYSIS_DEFAULTS, ...given });
});

test("unknown and invalid options are refused, each by name", () => {
  const study = studyFrom([
    [null, 1],
    [1, null],
  ]);
  const wrong = { powers: 3, power: 51, maxPower: 50, lang: "de", potentialValue: 0, threshold: "x" } as unknown as {
    power: number;
  };
  try {
    analyze(study, wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError);
    expect((error as OptionsError).issues.map((issue) => issue.path)).toEqual([
      "powers",
      "lang",
      "power",
      "threshold",
      "potentialValue",
    ]);
  }
});

test("potential planes are there exactly when the matrix has a P", () => {
  const without = analyze(
    studyFrom([
      [null, 1],
      [1, null],
    ]),
  );
  expect([without.potentialDirect, without.potentialIndirect]).toEqual([null, null]);
  const potential = analyze(
    studyFrom([
      [null, "P"],
      [1, null],
    ]),
  );
  expect(potential.potentialDirect?.influence).toEqual([3, 1]);
  expect(potential.potentialIndirect).toMatchObject({ power: 50, reason: "periodic" });
});

test("texts come in the language asked for", async () => {
  const study = await shippedStudy();
  expect(analyze(study, { lang: "fr" }).variables[0]!.label).toBe("Croissance économique mondiale");
  expect(analyze(study, { lang: "en" }).variables[0]!.label).toBe("World economic growth");
  expect(analyze(study).options.lang).toBe("fr");
  expect(analyze(study, { lang: "en" }).study.disclaimer).toMatch(/^Illustrative scoring\./);
});

test("a single variable and a matrix of blanks are analysed: no classes, no loops, no error", () => {
  for (const rows of [
    [[null]],
    [
      [null, null],
      [null, null],
    ],
  ]) {
    const analysis = analyze(studyFrom(rows));
    expect(analysis.direct.classes.every((name) => name === null)).toBe(true);
    expect(analysis.indirect).toMatchObject({ stable: false, reason: "nilpotent" });
    expect(analysis.graph.loops).toEqual([]);
    expect(analysis.characteristics.scored).toBe(0);
  }
});

test("reordering the variables of the 29-variable study permutes planes, displacement and centralities", async () => {
  const study = await shippedStudy();
  const order = study.variables.map((_, i) => (i * 12 + 5) % 29);
  const moved = parseStudy({
    ...study,
    variables: order.map((i) => study.variables[i]),
    direct: permuted(study.direct, order),
  });
  const [a, b] = [analyze(study), analyze(moved)];
  expect(b.indirect.classes).toEqual(order.map((i) => a.indirect.classes[i]));
  expect(b.displacement).toEqual(order.map((i) => a.displacement[i]));
  for (const [name, values] of Object.entries(a.graph.centrality)) {
    order.forEach((from, to) => {
      expect(b.graph.centrality[name]![to], name).toBeCloseTo(values![from]!, 6);
    });
  }
  expect(b.graph.blocks).toEqual(a.graph.blocks);
});
