import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import type { AnalysisOptions } from "../../src/analysis/options.js";
import type { LimitReason } from "../../src/matrix/spectrum.js";
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

test("where there is no limit ranking the report says why, in both languages", () => {
  const why = (name: string, lang: "en" | "fr") => textOf(EDGE_STUDIES[name]!, "stability", { lang });
  expect(why("ring", "en")).toContain("no limit ranking: the influences of the part that sets the pace come round");
  expect(why("ring", "fr")).toContain("la partie qui donne le rythme reviennent");
  expect(why("two parts", "en")).toContain("no limit ranking");
  const study = EDGE_STUDIES["ring"]!;
  const analysis = analyze(study, { lang: "en" });
  const withReasons = (limitInfluenceReason: LimitReason | null, limitDependenceReason: LimitReason | null) => {
    const spectrum = {
      ...analysis.spectrum,
      limitInfluenceReason,
      limitDependenceReason,
      limitDependenceRank: limitDependenceReason === null ? analysis.indirect.dependenceRank : null,
    };
    const section = reportDocument(study, { ...analysis, spectrum }).sections.find(({ id }) => id === "stability")!;
    return section.pieces.flatMap((piece) => (piece.kind === "list" ? piece.items.map(plain) : [])).join("\n");
  };
  expect(withReasons("slow", "slow")).toContain("The limit ranking was not found");
  expect(withReasons("slow", "slow")).not.toContain("There is no limit ranking");
  expect(withReasons("several-parts", "several-parts")).toContain("several parts of the system grow at the same pace");
  expect(withReasons("unreached", null)).toContain("no limit ranking by influence: some variables are not linked");
  expect(withReasons("unreached", "slow")).toContain("The limit ranking by dependence was not found");
});

test("the section beside MICMAC holds Vester's indices and the levels of the interpretive structural model", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study, { lang: "en", cut: 3 });
  const { sections } = reportDocument(study, analysis);
  const at = sections.findIndex(({ id }) => id === "beside-micmac");
  expect(sections[at - 1]!.id).toBe("rankings");
  const [vester, levels] = sections[at]!.pieces.filter((piece) => piece.kind === "table");
  expect(vester!.rows).toHaveLength(29);
  for (const row of vester!.rows) {
    const [active, passive, product] = row.slice(1, 4).map((cell) => Number((cell as string).replace(",", "")));
    expect(product).toBe(active! * passive!);
    const quotient = active! / passive!;
    expect(row[5]).toBe(active! > passive! ? "active" : active! < passive! ? "reactive" : "even");
    if (passive! > 0) expect(Math.abs(Number(row[4]) - quotient)).toBeLessThan(0.00501);
  }
  expect(levels!.rows).toHaveLength(Math.max(...analysis.levels.levels));
  const codes = levels!.rows.map((row) => [...(row[1] as string).matchAll(/\((V\d+)\)/g)].map((match) => match[1]));
  analysis.variables.forEach(({ code }, i) => {
    expect(codes[analysis.levels.levels[i]! - 1]).toContain(code);
  });
  expect(textOf(study, "beside-micmac")).toContain(
    "lowest, most buffering: Augmented reality (V23) and Additive manufacturing (V25).",
  );
  expect(textOf(study, "beside-micmac", { cut: 3 })).toContain("influences of at least 3 count");
});

test("indices of variables without influence or without dependence have a reading too", () => {
  const table = (name: string) =>
    reportDocument(EDGE_STUDIES[name]!, analyze(EDGE_STUDIES[name]!, { lang: "en" }))
      .sections.find(({ id }) => id === "beside-micmac")!
      .pieces.find((piece) => piece.kind === "table")!.rows;
  expect(table("no loops").map((row) => row.slice(4))).toEqual([
    ["∞", "active"],
    ["2", "active"],
    ["0", "reactive"],
  ]);
  expect(table("zero").map((row) => row.slice(4))).toEqual([
    ["–", "no influence"],
    ["–", "no influence"],
  ]);
});
