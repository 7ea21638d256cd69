import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { sensitivityPictureFile } from "../../src/plots/sensitivity-plots.js";
import type { Content, TableCell } from "../../src/report/document.js";
import { toHtml, toSensitivityHtml } from "../../src/report/html.js";
import { toMarkdown, toSensitivityMarkdown } from "../../src/report/markdown.js";
import { reportDocument, sensitivityDocument } from "../../src/report/report-document.js";
import { shippedStudy } from "../shipped-study.js";
import { additionsOf } from "./additions.js";
import { EDGE_STUDIES, EVIL_STUDY } from "./studies.js";

const study = await shippedStudy();
const additions = await additionsOf(study);
const evil = await additionsOf(EVIL_STUDY);

const plain = (content: Content | TableCell): string => {
  if (typeof content === "string") return content;
  if ("content" in content) return plain(content.content);
  return content
    .map((piece) => (typeof piece === "string" ? piece : "strong" in piece ? piece.strong : `<${piece.mark}>`))
    .join("");
};

const words = (html: string) =>
  html
    .replace(/<(style|svg)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/[\s\u00A0]+/g, " ");

test("a report holds sections of what it is given and of nothing else", () => {
  const analysis = analyze(study, { lang: "en" });
  const ids = (given: object) => reportDocument(study, analysis, given).sections.map(({ id }) => id);
  const without = ids({});
  const at = without.indexOf("stability") + 1;
  expect(ids(additions)).toEqual([
    ...without.slice(0, at),
    "sensitivity-classes",
    "sensitivity-ranks",
    "robustness",
    "robustness-choices",
    ...without.slice(at),
  ]);
  expect(ids({ cellInfluence: additions.cellInfluence })).toContain("robustness");
  expect(ids({ thresholdTable: additions.thresholdTable })).toContain("robustness-choices");
  const { sensitivity } = additions;
  expect(sensitivityDocument(study, analysis, { sensitivity }).sections.map(({ id }) => id)).toEqual([
    "sensitivity-classes",
    "sensitivity-ranks",
    "variables",
  ]);
  expect(toHtml(study, analysis, {}) === toHtml(study, analysis)).toBe(true);
});

test.each(["fr", "en"] as const)("the report in %s is one file with every picture of the batch", (lang) => {
  const html = toSensitivityHtml(study, analyze(study, { lang }), additions);
  expect(html).toContain(`<html lang="${lang}">`);
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=|\son\w+=/i);
  expect(html.match(/<svg[^>]* role="img"/g)).toHaveLength(12);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  expect(toSensitivityHtml(study, analyze(study, { lang }), additions) === html).toBe(true);
  const whole = toHtml(study, analyze(study, { lang }), additions);
  expect(whole.match(/<svg[^>]* role="img"/g)).toHaveLength(21);
});

test("Markdown names the files of the pictures", () => {
  const markdown = toSensitivityMarkdown(study, analyze(study), { ...additions, pictures: "." });
  expect(markdown).toContain(
    `(<./${sensitivityPictureFile("sensitivity-pairs", { plane: "direct", axis: "dependence" })}.svg>)`,
  );
  expect(toMarkdown(study, analyze(study), additions)).not.toContain(".svg");
});

test("levels of sureness name every variable once in each plane, under the level of its share", () => {
  const { pieces } = sensitivityDocument(study, analyze(study, { lang: "en" }), additions).sections[0]!;
  const lists = pieces.filter((piece) => piece.kind === "list");
  expect(lists).toHaveLength(2);
  const { membership, modalClass } = additions.sensitivity.indirect;
  const text = lists[0]!.kind === "list" ? lists[0]!.items.map(plain) : [];
  study.variables.forEach(({ code }, i) => {
    const lines = text.filter((line) => line.includes(`(${code})`));
    expect(lines).toHaveLength(1);
    const share = additions.sensitivity.indirect.modalIsBaseline[i] ? Math.max(...membership![i]!) : 0;
    const level = share >= 0.99 ? "Sure" : share >= 0.9 ? "Nearly sure" : share >= 0.5 ? "Unsure" : "Contested";
    expect(lines[0]!.startsWith(level), `${code} ${share} ${modalClass[i]}`).toBe(true);
  });
});

test("the table of classes says in words what the batch says in numbers", () => {
  const analysis = analyze(study, { lang: "en" });
  const tables = sensitivityDocument(study, analysis, additions).sections[0]!.pieces.filter(
    ({ kind }) => kind === "table",
  );
  const { membership, standardError } = additions.sensitivity.direct;
  const table = tables[1]!;
  for (const row of table.kind === "table" ? table.rows : []) {
    const i = study.variables.findIndex(({ code }) => plain(row[0]!).startsWith(code));
    const shares = row.slice(2, 6).map((cell) => Number(plain(cell).replace("–", "0")));
    shares.forEach((share, at) => {
      expect(Math.abs(share - 100 * membership![i]![at]!)).toBeLessThanOrEqual(0.05 + 1e-9);
    });
    expect(Number(plain(row[6]!))).toBeLessThanOrEqual(100 * Math.max(...standardError![i]!) + 0.005);
  }
});

test("each pair is counted once above, once below, or twice as not told apart", () => {
  const { pieces } = sensitivityDocument(study, analyze(study, { lang: "en" }), additions).sections[1]!;
  const tables = pieces.filter((piece) => piece.kind === "table" && piece.columns.length === 4);
  expect(tables).toHaveLength(4);
  for (const table of tables) {
    if (table.kind !== "table") continue;
    const sum = (column: number) => table.rows.reduce((total, row) => total + Number(plain(row[column]!)), 0);
    const open = table.rows.reduce((total, row) => total + (plain(row[3]!).match(/V\d+/g)?.length ?? 0), 0);
    expect(sum(1)).toBe(sum(2));
    expect(sum(1) + open / 2).toBe((29 * 28) / 2);
  }
});

test("the radius table and the lists of radii agree with the enumeration", () => {
  const { pieces } = sensitivityDocument(study, analyze(study, { lang: "en" }), additions).sections[2]!;
  const table = pieces.find(({ kind }) => kind === "table")!;
  const lists = pieces.flatMap((piece) => (piece.kind === "list" ? piece.items.map(plain) : []));
  additions.robustness.indirect.variables.forEach(({ radius, single }, i) => {
    const { code } = study.variables[i]!;
    const row = table.kind === "table" ? table.rows.find((cells) => plain(cells[0]!).startsWith(code))! : [];
    expect(plain(row[2]!)).toBe(radius === 2 ? "2+" : String(radius));
    expect(plain(row[3]!)).toBe(String(single.count));
    const indirectLists = lists.slice(0, 3).filter((line) => line.includes(`(${code})`));
    expect(indirectLists).toHaveLength(1);
    expect(indirectLists[0]).toMatch(new RegExp(`^Radius ${radius}`));
  });
});

test("flips stand nearest first", () => {
  const { pieces } = sensitivityDocument(study, analyze(study, { lang: "en" }), additions).sections[2]!;
  const tables = pieces.flatMap((piece) =>
    piece.kind === "table" && piece.columns.at(-1)!.heading === "margin %" ? [piece] : [],
  );
  expect(tables.length).toBeGreaterThan(2);
  for (const { rows } of tables) {
    const margins = rows.map((row) => Number(plain(row.at(-1)!)));
    expect([...margins].sort((a, b) => b - a)).toEqual(margins);
  }
});

test("every table has as many cells in a row as columns, and Markdown holds the text of HTML", () => {
  const analysis = analyze(study, { lang: "fr" });
  const html = words(toSensitivityHtml(study, analysis, additions));
  for (const { pieces, title } of sensitivityDocument(study, analysis, additions).sections) {
    expect(html).toContain(title.replaceAll("\u00A0", " "));
    for (const piece of pieces) {
      if (piece.kind !== "table") continue;
      expect(html).toContain(piece.caption.replace(/[\s\u00A0]+/g, " "));
      expect(piece.rows.length).toBeGreaterThan(0);
      for (const row of piece.rows) expect(row).toHaveLength(piece.columns.length);
    }
  }
  for (const table of toSensitivityMarkdown(EVIL_STUDY, analyze(EVIL_STUDY), evil).matchAll(/(?:^\|.*\|\n)+/gm)) {
    const widths = table[0]
      .trimEnd()
      .split("\n")
      .map((line) => line.replaceAll("\\|", "").split("|").length);
    expect(new Set(widths).size).toBe(1);
  }
});

test("no text of the study becomes markup, style or control", () => {
  const html = toSensitivityHtml(EVIL_STUDY, analyze(EVIL_STUDY), evil);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script/i);
  expect(html).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E]/u);
  const markdown = toSensitivityMarkdown(EVIL_STUDY, analyze(EVIL_STUDY), evil);
  expect(markdown).not.toMatch(/(?<!\\)<(?!\.\/)/);
  expect(markdown).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E]/u);
});

test.each(Object.keys(EDGE_STUDIES))("the study %s has a report without holes in both languages", async (name) => {
  const edge = EDGE_STUDIES[name]!;
  const given = await additionsOf(edge);
  for (const lang of ["fr", "en"] as const) {
    const analysis = analyze(edge, { lang });
    const text = words(toSensitivityHtml(edge, analysis, given)) + toSensitivityMarkdown(edge, analysis, given);
    expect(text).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
  }
});

test("a batch of a stopped run with many thresholds and no pairs has its report", async () => {
  const analysis = analyze(study, { lang: "en" });
  const { sensitivity, thresholdTable } = additions;
  const stopped = {
    ...sensitivity,
    complete: false,
    options: { ...sensitivity.options, samples: 1e6, targetError: 0.001 },
  };
  const wide = { ...thresholdTable, settings: [...thresholdTable.settings, ...thresholdTable.settings] };
  const text = words(toSensitivityHtml(study, analysis, { sensitivity: stopped, thresholdTable: wide }));
  expect(text).toContain("500 of the 1,000,000 matrices asked for");
  expect(text).toContain("at most 0.1 percentage points");
  expect(text).not.toContain("Which judgement");
});
