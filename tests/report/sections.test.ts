import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import type { AnalysisOptions } from "../../src/analysis/options.js";
import type { Content } from "../../src/report/document.js";
import { reportDocument } from "../../src/report/report-document.js";
import type { Study } from "../../src/study/study.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES } from "./studies.js";

const plain = (content: Content): string =>
  typeof content === "string"
    ? content
    : content.map((run) => (typeof run === "string" ? run : "strong" in run ? run.strong : `<${run.mark}>`)).join("");

/** The running text of a section. */
function textOf(study: Study, id: string, options: AnalysisOptions = {}): string {
  const section = reportDocument(study, analyze(study, { lang: "en", ...options })).sections.find(
    (each) => each.id === id,
  )!;
  return section.pieces
    .flatMap((piece) => {
      if (piece.kind === "paragraph") return [plain(piece.content)];
      return piece.kind === "list" ? piece.items.map(plain) : [];
    })
    .join("\n");
}

test("the classes of the first page are those of the indirect plane, strongest influence first", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study, { lang: "en" });
  const brief = reportDocument(study, analysis).sections[0]!.pieces.find((piece) => piece.kind === "classes")!;
  for (const { name, members } of brief.kind === "classes" ? brief.groups : []) {
    const expected = analysis.variables
      .map((variable, i) => ({ code: variable.code, i }))
      .filter(({ i }) => analysis.indirect.classes[i] === name)
      .sort((a, b) => analysis.indirect.influenceRank[a.i]! - analysis.indirect.influenceRank[b.i]!)
      .map(({ code }) => code);
    expect(members.map((member) => /\((V\d+)\)/.exec(plain(member))![1])).toEqual(expected);
  }
});

test("the displacement section names every variable that changes class, once, under its change", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study, { lang: "en" });
  const text = textOf(study, "displacement");
  analysis.displacement.forEach(({ from, to }, i) => {
    const { code } = analysis.variables[i]!;
    const lines = text.split("\n").filter((line) => line.includes(`(${code})`));
    if (from === to) expect(lines).toEqual([]);
    else {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(new RegExp(`^${from} → ${to}: `));
    }
  });
});

test("each change of class is explained by the axis it crosses, and no other", async () => {
  const lines = textOf(await shippedStudy(), "displacement").split("\n");
  const meaning = (change: string) =>
    lines.find((line) => line.startsWith(change))!.match(/(More|Less) (influence|dependence)/g);
  expect(meaning("relay → dependent")).toEqual(["Less influence"]);
  expect(meaning("relay → motor")).toEqual(["Less dependence"]);
  expect(meaning("autonomous → motor")).toEqual(["More influence"]);
  expect(meaning("autonomous → dependent")).toEqual(["More dependence"]);
  expect(meaning("motor → autonomous")).toEqual(["Less influence"]);
});

test("the stability section says what the spectrum is", async () => {
  const shipped = textOf(await shippedStudy(), "stability");
  expect(shipped).toContain("the same at every power from 7 to 50");
  expect(shipped).toContain("irreducible");
  expect(shipped).toContain("The rankings settle fast.");
  expect(shipped).toContain("The rankings at power 7 are those of the dominant eigenvectors");
  expect(textOf(EDGE_STUDIES["ring"]!, "stability")).toContain("The period is 3");
  expect(textOf(EDGE_STUDIES["ring"]!, "stability")).toContain("The rankings do not settle.");
  expect(textOf(EDGE_STUDIES["two parts"]!, "stability")).toContain("2 parts (strongly connected components)");
  expect(textOf(EDGE_STUDIES["no loops"]!, "stability")).toContain("no feedback loop");
});

test("an early power is called not stable, with its reason, and its distance from the limit", async () => {
  const text = textOf(await shippedStudy(), "stability", { power: 2 });
  expect(text).toContain("taken at power 2, and its rankings are not stable");
  expect(text).toContain("comes before the one from which the rankings hold");
  expect(text).toContain("rank differently from power 2");
});

test("a study without P says that it has no potential planes; one with P alone says what P brings", () => {
  expect(textOf(EDGE_STUDIES["ring"]!, "potential")).toBe(
    "No cell holds a P: the study has no potential influences, and no potential planes.",
  );
  expect(textOf(EDGE_STUDIES["potential only"]!, "potential")).toContain(
    "no class → relay: Variable 1 (a) and Variable 2 (b)",
  );
});

test("planes without classes are said to have none", () => {
  expect(textOf(EDGE_STUDIES["zero"]!, "brief")).toContain("there are no classes");
  expect(textOf(EDGE_STUDIES["no loops"]!, "displacement")).toContain("The indirect plane has no classes");
  expect(textOf(EDGE_STUDIES["no loops"]!, "brief")).toContain("Classes in the direct plane");
});

test("the table of scores counts every cell, blanks and odd scores included", async () => {
  const study = await shippedStudy();
  const matrix = reportDocument(study, analyze(study)).sections.find(({ id }) => id === "matrix")!;
  const table = matrix.pieces.find((piece) => piece.kind === "table")!;
  const cells = table.kind === "table" ? table.rows.map((row) => Number(row[2])) : [];
  expect(cells).toEqual([587, 87, 93, 28, 17]);
});
