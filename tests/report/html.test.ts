import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { toHtml } from "../../src/report/html.js";
import { toMarkdown } from "../../src/report/markdown.js";
import { reportDocument } from "../../src/report/report-document.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, EVIL_STUDY } from "./studies.js";

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
const words = (html: string) =>
  html
    .replace(/<(style|svg)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity]!)
    .replace(/[\s\u00A0]+/g, " ");

test.each(["fr", "en"] as const)("the report in %s is one file that needs nothing else", async (lang) => {
  const study = await shippedStudy();
  const html = toHtml(study, analyze(study, { lang }));
  expect(html).toContain(`<html lang="${lang}">`);
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=|\son\w+=/i);
  expect([...html.matchAll(/(?:href|xlink:href)="([^"]*)"/g)].every(([, target]) => target!.startsWith("#"))).toBe(
    true,
  );
  expect(html.match(/<svg/g)).toHaveLength(9);
  expect(html.match(/<svg[^>]* role="img"/g)).toHaveLength(9);
  expect(html.match(/<figcaption>/g)).toHaveLength(9);
});

test("every link of the contents leads to a section, and no id stands twice", async () => {
  const study = await shippedStudy();
  const html = toHtml(study, analyze(study));
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  expect(links).toHaveLength(14);
  expect(ids).toEqual(expect.arrayContaining(links));
});

test("headings never skip a level, and there is one h1", async () => {
  const study = await shippedStudy();
  const html = toHtml(study, analyze(study));
  const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, i) => {
    if (i > 0) expect(level - levels[i - 1]!).toBeLessThanOrEqual(1);
  });
});

test("Markdown and HTML hold the same text", async () => {
  const study = await shippedStudy();
  const analysis = analyze(study);
  const html = words(toHtml(study, analysis));
  const document = reportDocument(study, analysis);
  const markdown = toMarkdown(study, analysis).replace(/\\(.)/g, "$1").replaceAll("**", "");
  for (const { pieces, title } of document.sections) {
    expect(html).toContain(title);
    expect(markdown).toContain(title);
    for (const piece of pieces) {
      if (piece.kind === "paragraph" && typeof piece.content === "string") {
        expect(html).toContain(piece.content.replace(/[\s\u00A0]+/g, " "));
        expect(markdown).toContain(piece.content.replace(/\s+/g, " "));
      }
      if (piece.kind === "table") {
        expect(html).toContain(piece.caption);
        expect(markdown).toContain(piece.caption);
      }
    }
  }
});

test("every table has as many cells in a row as columns", async () => {
  const studies = [await shippedStudy(), EVIL_STUDY, ...Object.values(EDGE_STUDIES)];
  for (const study of studies) {
    for (const { pieces } of reportDocument(study, analyze(study)).sections) {
      for (const piece of pieces) {
        if (piece.kind !== "table") continue;
        expect(piece.rows.length).toBeGreaterThan(0);
        for (const row of piece.rows) expect(row).toHaveLength(piece.columns.length);
      }
    }
    for (const table of toMarkdown(study, analyze(study)).matchAll(/(?:^\|.*\|\n)+/gm)) {
      const widths = table[0]
        .trimEnd()
        .split("\n")
        .map((line) => line.replaceAll("\\|", "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
  }
});

test("no text of the study becomes markup, style or control", () => {
  const html = toHtml(EVIL_STUDY, analyze(EVIL_STUDY));
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script/i);
  expect(html).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E]/u);
  const markdown = toMarkdown(EVIL_STUDY, analyze(EVIL_STUDY));
  expect(markdown).not.toMatch(/(?<!\\)<(?!\.\/)/);
  expect(markdown).not.toMatch(/(?<!\\)\]\(http/);
  expect(markdown).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E]/u);
});

test.each(Object.keys(EDGE_STUDIES))("the study %s has a report without holes in both languages", (name) => {
  const study = EDGE_STUDIES[name]!;
  for (const lang of ["fr", "en"] as const) {
    for (const measure of ["power", "attenuated"] as const) {
      const analysis = analyze(study, { lang, measure, ...(name === "single" ? { maxPower: 1, power: 1 } : {}) });
      const text = words(toHtml(study, analysis)) + toMarkdown(study, analysis);
      expect(text).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/);
    }
  }
});

test("the report is the same bytes each time, and holds no date of today", async () => {
  const study = await shippedStudy();
  const html = toHtml(study, analyze(study));
  expect(toHtml(study, analyze(study)) === html).toBe(true);
  expect(html).not.toContain(new Date().toISOString().slice(0, 10));
});
