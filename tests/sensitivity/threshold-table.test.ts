import fc from "fast-check";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { type ThresholdTableOptions, thresholdTable } from "../../src/sensitivity/threshold-table.js";
import { direct } from "../../src/structure/direct.js";
import { indirect } from "../../src/structure/indirect.js";
import { matrixFrom, permuted, randomMatrix, scoreRows, studyFrom } from "../matrices.js";
import { shippedStudy } from "../shipped-study.js";

test("three variables worked by hand, powers 1 and 2", () => {
  // Influence 5, 1, 0: mean 2, median 1. Dependence 0, 2, 4: mean 2, median 2.
  // M² = (0 0 2; 0 0 0; 0 0 0): influence 2, 0, 0 on 2/3 and 0; dependence 0, 0, 2 on 2/3 and 0.
  const study = studyFrom([
    [null, 2, 3],
    [0, null, 1],
    [0, 0, null],
  ]);
  const table = thresholdTable(study, { thresholds: ["mean", "median"], powers: 2, power: 1 });
  expect(table.settings).toEqual([
    { threshold: "mean", power: 1, kept: 3 },
    { threshold: "mean", power: 2, kept: 2 },
    { threshold: "median", power: 1, kept: 2 },
    { threshold: "median", power: 2, kept: 0 },
  ]);
  expect(table.variables).toEqual([
    { id: "v1", baseline: "motor", classes: ["motor", "motor", "motor", "relay"], share: 0.75 },
    { id: "v2", baseline: "dependent", classes: ["dependent", "autonomous", "relay", "relay"], share: 0.25 },
    { id: "v3", baseline: "dependent", classes: ["dependent", "dependent", "dependent", "relay"], share: 0.75 },
  ]);
});

test("every entry is the class of the plane at its setting; power 1 is the direct plane", () => {
  fc.assert(
    fc.property(scoreRows(1, 6), (rows) => {
      const matrix = matrixFrom(rows);
      const thresholds = ["mean", "median", "midrange", 2.5, "mean + std / 2"];
      const table = thresholdTable(matrix, { thresholds, powers: 4 });
      const baseline = indirect(matrix);
      expect(table.power).toBe(baseline.power);
      table.settings.forEach(({ threshold, power, kept }, setting) => {
        const plane = indirect(matrix, { threshold, power });
        const classes = table.variables.map((variable) => variable.classes[setting]);
        expect(classes).toEqual(plane.classes);
        if (power === 1) expect(classes).toEqual(direct(matrix, { threshold }).classes);
        expect(kept).toBe(classes.filter((name, i) => name !== null && name === baseline.classes[i]).length);
      });
      for (const { baseline: name, classes, share } of table.variables) {
        const same = classes.filter((entry) => entry === name).length;
        expect(share).toBe(name === null ? null : same / 20);
      }
    }),
    { numRuns: 60 },
  );
});

test("the table of the shipped study has 3 × 10 settings, the baseline among them, and survives JSON", async () => {
  const table = thresholdTable(await shippedStudy());
  expect(table.settings).toHaveLength(30);
  expect(table.settings.find(({ threshold, power }) => threshold === "mean" && power === table.power)?.kept).toBe(29);
  expect(JSON.parse(JSON.stringify(table))).toEqual(table);
});

test("reordering the variables permutes the rows", () => {
  fc.assert(
    fc.property(scoreRows(4, 4), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, order) => {
      const table = thresholdTable(matrixFrom(rows));
      const moved = thresholdTable(matrixFrom(permuted(rows, order)));
      expect(moved.variables.map(({ id, ...row }) => row)).toEqual(
        order.map((from) => {
          const { id, ...row } = table.variables[from]!;
          return row;
        }),
      );
    }),
  );
});

test("an all-zero matrix and a single variable have no classes and no share", () => {
  for (const rows of [
    [[0]],
    [
      [0, 0],
      [0, 0],
    ],
  ]) {
    const table = thresholdTable(matrixFrom(rows), { powers: 2 });
    expect(table.settings.map((setting) => setting.kept)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const { baseline, classes, share } of table.variables) {
      expect([baseline, share, ...classes]).toEqual(new Array(8).fill(null));
    }
  }
});

test("bad options are refused: no thresholds, the same twice, an unknown one, no powers", () => {
  const matrix = randomMatrix(3, 0.5, 1);
  const bad = [{ thresholds: [] }, { thresholds: ["mean", "mean"] }, { thresholds: ["big"] }, { powers: 0 }, { k: 3 }];
  for (const options of bad) {
    expect(() => thresholdTable(matrix, options as ThresholdTableOptions)).toThrow(OptionsError);
  }
});
