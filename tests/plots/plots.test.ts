import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.js";
import { OptionsError } from "../../src/errors.js";
import { element, escapeText, formatCoordinate } from "../../src/plots/drawing/svg-text.js";
import { PLOT_DEFAULTS } from "../../src/plots/plot-options.js";
import { PLOT_NAMES, PLOTS, type PlotName, plot } from "../../src/plots/plots.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, HOSTILE_LABELS, plotStudy, seededStudy } from "./plot-studies.js";

const shipped = await shippedStudy();
const shippedAnalysis = analyze(shipped);

/** Well-formed for a strict XML parser, self-contained, rounded, described. */
function expectSound(svg: string): void {
  expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(svg).toMatch(/<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>/);
  const markup = svg.replace("http://www.w3.org/2000/svg", "").replace(/>[^<]*</g, "><");
  const first = (pattern: RegExp) => pattern.exec(markup)?.[0] ?? null;
  expect(first(/https?:|<script|<style|<image|<foreignObject| id=| href=|url\(/)).toBeNull();
  expect(first(/\d\.\d{3,}|NaN|Infinity|undefined|"[^"#]*\de[-+]?\d/)).toBeNull();
}

for (const lang of ["fr", "en"] as const) {
  for (const name of PLOT_NAMES) {
    test(`${name} of the shipped study in ${lang} is sound, carries title, options and the illustrative mark, and is the same twice`, () => {
      const input = { study: shipped, analysis: shippedAnalysis };
      const svg = plot(name, input, { lang });
      expectSound(svg);
      expect(plot(name, input, { lang })).toBe(svg);
      expect(svg).toContain(
        lang === "fr" ? "Quel avenir pour l’industrie régionale" : "What future for regional industry?",
      );
      expect(svg).toContain(lang === "fr" ? ">Cotation illustrative.<" : ">Illustrative scoring.<");
      expect(svg).toContain("29 variables");
    });
  }
}

test("every picture stands for every study at the edge", () => {
  for (const study of Object.values(EDGE_STUDIES)) {
    const analysis = analyze(study, { loopLength: 2 });
    for (const name of PLOT_NAMES) expectSound(plot(name, { study, analysis }));
  }
});

test("a matrix of 450 variables is drawn", () => {
  const study = seededStudy(450, 6, 0.02);
  expectSound(plot("matrix", { study, analysis: analyze(study, { maxPower: 6, loopLength: 2 }) }));
});

test("a plane without potential influences or without classes says so in words", () => {
  const chain = EDGE_STUDIES["a chain without loops"]!;
  const input = { study: chain, analysis: analyze(chain) };
  expect(plot("map-potential-direct", input)).toContain("no potential influences");
  expect(plot("map-indirect", input)).toContain("no feedback loop");
  const zero = EDGE_STUDIES["all zero"]!;
  expect(plot("map-direct", { study: zero, analysis: analyze(zero) }, { lang: "fr" })).toContain(
    "Toutes les sommes sont nulles",
  );
});

test("the labels of every variable stand whole on the maps and in the matrix of the shipped study", () => {
  const input = { study: shipped, analysis: shippedAnalysis };
  for (const name of [
    "map-direct",
    "map-indirect",
    "map-potential-direct",
    "map-potential-indirect",
    "displacement",
    "matrix",
    "rank-change",
  ] as const) {
    const words = textsOf(plot(name, input, { lang: "en" })).join(" ");
    for (const { label } of shipped.variables) {
      const english = typeof label === "string" ? label : label.en!;
      for (const word of english.split(/[\s-]+/)) expect(words, `${name}: ${english}`).toContain(escapeText(word));
    }
    expect(words).not.toContain("…");
  }
});

test("hostile labels are text and nothing else", () => {
  const study = plotStudy(HOSTILE_LABELS, () => 1);
  const svg = plot("matrix", { study, analysis: analyze(study) }, { labels: "long" });
  expect(svg).not.toContain("<script");
  expect(svg).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect([...svg].filter((character) => /[\p{Cs}\u202A-\u202E]|(?!\n)\p{Cc}/u.test(character))).toEqual([]);
});

const MARKUP = fc.constantFrom("<", ">", "&", '"', "'", "]]>", "<!--", "&#0;", "\u0000", "\uFFFE", "\uD800", "\n");

test("any string becomes XML that a strict parser takes", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(MARKUP, fc.string({ unit: "binary", minLength: 1, maxLength: 1 })) }),
      (text) => {
        const svg = element(
          "svg",
          { xmlns: "http://www.w3.org/2000/svg", width: 1, height: 1, "data-a": text },
          element("text", {}, escapeText(text)),
        );
        expect(() => new Resvg(svg)).not.toThrow();
      },
    ),
  );
});

test("coordinates have at most two decimals and no minus zero", () => {
  expect([formatCoordinate(1 / 3), formatCoordinate(-0.001), formatCoordinate(12), formatCoordinate(1.005)]).toEqual([
    "0.33",
    "0",
    "12",
    "1",
  ]);
});

test("unknown names and options are refused, all issues at once", () => {
  const input = { study: shipped, analysis: shippedAnalysis };
  expect(() => plot("piechart" as PlotName, input)).toThrow(/expected one of map-direct, .*received "piechart"/);
  expect(() => plot("toString" as PlotName, input)).toThrow(OptionsError);
  const bad = { lang: "de", width: 10, percent: 25, colour: "red" } as never;
  expect.assertions(6);
  try {
    plot("map-direct", input, bad);
  } catch (error) {
    const { issues } = error as OptionsError;
    expect(issues.map(({ path }) => path)).toEqual(["percent", "colour", "lang", "width"]);
    expect(issues[0]!.expected).toBe("no option of this name for map-direct (known: lang, width, height, labels)");
  }
  expect(() => plot("graph", input, { percent: 25, minStrength: 2 })).toThrow(
    /minStrength: expected nothing beside percent/,
  );
  expect(() => plot("graph", { ...input, study: seededStudy(5, 1) })).toThrow(
    /analysis: expected an analysis of plots/,
  );
});

test("options that are undefined count as not given", () => {
  const input = { study: shipped, analysis: shippedAnalysis };
  expect(plot("stability", input, { lang: undefined, width: undefined } as never)).toBe(plot("stability", input));
});

test("what is drawn by default is what the defaults say", () => {
  const input = { study: shipped, analysis: shippedAnalysis };
  const { width, height, matrixWidth, stabilityHeight, labels, percent } = PLOT_DEFAULTS;
  expect(plot("graph", input, { width, height, labels, percent })).toBe(plot("graph", input));
  expect(plot("graph", input, { percent: 25 })).not.toBe(plot("graph", input));
  expect(plot("map-direct", input, { width, height, labels })).toBe(plot("map-direct", input));
  expect(plot("matrix", input, { width: matrixWidth, labels })).toBe(plot("matrix", input));
  expect(plot("stability", input, { width, height: stabilityHeight })).toBe(plot("stability", input));
});

test("width and height set the picture's size", () => {
  const svg = plot("map-direct", { study: shipped, analysis: shippedAnalysis }, { width: 1400, height: 1000 });
  expect(svg).toContain('viewBox="0 0 1400 1000"');
});

test("a graph at a strength shows just the influences of that strength", () => {
  const input = { study: shipped, analysis: shippedAnalysis };
  const strong = shipped.direct.flat().filter((cell) => typeof cell === "number" && cell >= 3).length;
  const all = shipped.direct.flat().filter((cell) => cell !== null && cell !== 0).length;
  expect(plot("graph", input, { minStrength: 3, lang: "en" })).toContain(`${strong} of ${all} influences`);
  expect(plot("graph", input, { minStrength: 0, lang: "en" })).toContain(`${all} of ${all} influences`);
  expect(plot("graph", input, { minStrength: 0 })).toContain("stroke-dasharray");
});

test("every picture declares its options", () => {
  for (const { options } of Object.values(PLOTS)) expect(options).toContain("lang");
});

for (const name of PLOT_NAMES) {
  test(`${name} of the shipped study is the golden picture`, async () => {
    const lang = name.includes("potential") || name === "graph" ? "en" : "fr";
    await expect(plot(name, { study: shipped, analysis: shippedAnalysis }, { lang })).toMatchFileSnapshot(
      `golden/${name}.${lang}.svg`,
    );
  });
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}
