import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { toRobustnessCsv } from "../../src/report/robustness-csv.js";
import { toRobustnessText } from "../../src/report/robustness-text.js";
import { toSensitivityCsv } from "../../src/report/sensitivity-csv.js";
import { toSensitivityText } from "../../src/report/sensitivity-text.js";
import { columnsOf } from "../../src/report/terminal-text.js";
import { sensitivity } from "../../src/sensitivity/sensitivity.js";
import { CLASSES } from "../../src/structure/plane.js";
import { shippedStudy } from "../shipped-study.js";
import { additionsOf } from "./additions.js";
import { EDGE_STUDIES, EVIL_STUDY } from "./studies.js";

const study = await shippedStudy();
const additions = await additionsOf(study);
const ESCAPE = String.fromCharCode(27);
const ESCAPES = new RegExp(`${ESCAPE}\\[\\d+m`, "g");

const read = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

test("the English tables of the shipped study", async () => {
  const { robustness, cellInfluence } = additions;
  await expect(
    `${toSensitivityText(study, additions.sensitivity, { lang: "en" })}\n${toRobustnessText(study, robustness, { lang: "en", cellInfluence })}`,
  ).toMatchFileSnapshot("golden/sensitivity-tables-en.txt");
});

test("no line is wider than the terminal, whatever the labels, and colour changes no character", async () => {
  for (const each of [study, EVIL_STUDY, ...Object.values(EDGE_STUDIES)]) {
    const given = each === study ? additions : await additionsOf(each);
    for (const lang of ["fr", "en"] as const) {
      for (const width of [10, 80, 132, 1000]) {
        const most = Math.min(160, Math.max(80, width));
        const draw = (colour: boolean) =>
          toSensitivityText(each, given.sensitivity, { lang, width, colour }) +
          toRobustnessText(each, given.robustness, { lang, width, colour, cellInfluence: given.cellInfluence });
        for (const line of draw(false).split("\n")) expect(columnsOf(line), line).toBeLessThanOrEqual(most);
        expect(draw(true).replaceAll(ESCAPES, "")).toBe(draw(false));
        expect(draw(false)).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  }
});

test("a star marks the variables that are more often in another class, and only them", async () => {
  const noisy = await sensitivity(study, {
    samples: 300,
    workers: 0,
    perturbation: { kind: "step", probability: 0.9 },
  });
  const starred = toSensitivityText(study, noisy)
    .split("\n")
    .filter((line) => line.endsWith("*"))
    .map((line) => line.slice(0, 3));
  const moved = study.variables.filter(
    (_, i) => !noisy.direct.modalIsBaseline[i] || !noisy.indirect.modalIsBaseline[i],
  );
  expect(moved.length).toBeGreaterThan(0);
  expect(starred.sort()).toEqual(moved.map(({ code }) => code).sort());
});

test("the CSV has a row for each variable and plane, with the numbers of the batch", () => {
  const rows = read(toSensitivityCsv(study, additions.sensitivity, "en"));
  expect(rows).toHaveLength(58);
  rows.forEach((row, at) => {
    const plane = at < 29 ? "direct" : "indirect";
    const i = at % 29;
    const { membership, standardError, influenceRank, dependenceRank, modalClass } = additions.sensitivity[plane];
    expect([row["plane"], row["id"], row["modal_class"]]).toEqual([plane, study.variables[i]!.id, modalClass[i]]);
    CLASSES.forEach((name, column) => {
      expect(Number(row[name])).toBe(membership![i]![column]);
      expect(Number(row[`${name}_se`])).toBe(standardError![i]![column]);
    });
    expect(Number(row["influence_rank_p95"])).toBe(influenceRank.p95[i]);
    expect(Number(row["dependence_rank_min"])).toBe(dependenceRank.minimum[i]);
    expect(row["power"]).toBe(plane === "direct" ? "1" : "7");
    expect(row["note"]).toBe("Illustrative scoring.");
  });
});

test("the CSV of robustness has the radius and the nearest flip of each variable and plane", () => {
  const rows = read(toRobustnessCsv(study, additions.robustness));
  expect(rows).toHaveLength(58);
  additions.robustness.indirect.variables.forEach(({ id, radius, single }, i) => {
    const row = rows[29 + i]!;
    expect([row["id"], row["radius"], row["single_flips"]]).toEqual([id, String(radius), String(single.count)]);
    const first = single.nearest[0]?.changes[0];
    expect(row["single_nearest"]).toBe(
      first === undefined ? "" : `${first.from}>${first.to}:${first.value}>${first.changedTo}`,
    );
  });
});

test("a plane without classes has empty fields, and formulas stay text", async () => {
  const zero = await additionsOf(EDGE_STUDIES["zero"]!);
  const row = read(toSensitivityCsv(EDGE_STUDIES["zero"]!, zero.sensitivity))[0]!;
  expect([row["class"], row["modal_class"], row["motor"], row["motor_se"]]).toEqual(["", "", "", ""]);
  expect(read(toRobustnessCsv(EDGE_STUDIES["zero"]!, zero.robustness))[0]!["radius"]).toBe("");
  const hostile = await additionsOf(EVIL_STUDY);
  for (const csv of [
    toSensitivityCsv(EVIL_STUDY, hostile.sensitivity),
    toRobustnessCsv(EVIL_STUDY, hostile.robustness),
  ]) {
    for (const each of read(csv)) for (const field of Object.values(each)) expect(field).not.toMatch(/^[=+@]/);
  }
});
