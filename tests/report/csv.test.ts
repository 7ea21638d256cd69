import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { toCsv } from "../../src/report/csv.js";
import { toJson } from "../../src/report/json.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, EVIL, EVIL_STUDY } from "./studies.js";

type Row = Readonly<Record<string, string>>;
const rowsOf = (csv: string): Row[] => parse(csv, { columns: true });

test("every row of the CSV holds the numbers of the analysis, read back exactly", async () => {
  const analysis = analyze(await shippedStudy());
  const rows = rowsOf(toCsv(analysis));
  expect(rows).toHaveLength(29);
  rows.forEach((row, i) => {
    for (const [prefix, plane] of [
      ["direct", analysis.direct],
      ["indirect", analysis.indirect],
      ["potential_direct", analysis.potentialDirect!],
      ["potential_indirect", analysis.potentialIndirect!],
    ] as const) {
      expect(Number(row[`${prefix}_influence`])).toBe(plane.influence[i]);
      expect(Number(row[`${prefix}_dependence`])).toBe(plane.dependence[i]);
      expect(Number(row[`${prefix}_influence_share`])).toBe(plane.influenceShare[i]);
      expect(Number(row[`${prefix}_dependence_share`])).toBe(plane.dependenceShare[i]);
      expect(Number(row[`${prefix}_influence_rank`])).toBe(plane.influenceRank[i]);
      expect(Number(row[`${prefix}_dependence_rank`])).toBe(plane.dependenceRank[i]);
      expect(row[`${prefix}_class`]).toBe(plane.classes[i]);
    }
    expect(Number(row["influence_rank_change"])).toBe(analysis.displacement[i]!.influenceRankChange);
    expect(Number(row["dependence_rank_change"])).toBe(analysis.displacement[i]!.dependenceRankChange);
    expect(row).toMatchObject({
      code: analysis.variables[i]!.code,
      label: analysis.variables[i]!.label,
      indirect_power: "7",
      indirect_stable: "true",
      measure: "power",
      power: "stable",
      threshold: "mean",
      potential_value: "3",
      note: "Cotation illustrative.",
    });
  });
});

test("a spreadsheet runs nothing: texts that start a formula are guarded, negative numbers stay numbers", () => {
  const rows = rowsOf(toCsv(analyze(EVIL_STUDY)));
  expect(rows.map(({ code }) => code)).toEqual(["'=1+1", EVIL, "'-3"]);
  expect(rows.map(({ label }) => label!.slice(0, 2))).toEqual(["'=", "'@", "人口"]);
  expect(rows[0]!["block"]).toBe("'=HYPERLINK(1)");
  expect(rows.flatMap((row) => [row["influence_rank_change"], row["dependence_rank_change"]]).join("")).not.toContain(
    "'",
  );
});

test("a plane without classes has empty fields, a study without P no potential columns", () => {
  const rows = rowsOf(toCsv(analyze(EDGE_STUDIES["no loops"]!)));
  expect(rows.map((row) => [row["direct_class"], row["indirect_class"]])).toEqual([
    ["motor", ""],
    ["motor", ""],
    ["dependent", ""],
  ]);
  expect(Object.keys(rows[0]!).filter((name) => name.startsWith("potential_direct"))).toEqual([]);
});

test("JSON is JSON.stringify of the analysis, and reads back as it", async () => {
  const analysis = analyze(await shippedStudy());
  expect(toJson(analysis)).toBe(JSON.stringify(analysis));
  expect(JSON.parse(toJson(analysis))).toEqual(analysis);
});
