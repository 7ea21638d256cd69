import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { OptionsError } from "../../src/errors.js";
import { svgToPng } from "../../src/node/png.js";
import { escapeText } from "../../src/plots/drawing/svg-text.js";
import { isInFont } from "../../src/plots/drawing/text-width.js";
import type { SensitivityPlotInput } from "../../src/plots/sensitivity-plot-options.js";
import {
  isSensitivityPlotName,
  SENSITIVITY_PICTURES,
  SENSITIVITY_PLOTS,
  type SensitivityPlotName,
  sensitivityPictureFile,
  sensitivityPlot,
} from "../../src/plots/sensitivity-plots.js";
import { shippedStudy } from "../shipped-study.js";
import { EDGE_STUDIES, plotStudy, seededStudy } from "./plot-studies.js";
import { batchOf } from "./sensitivity-studies.js";

const shipped = await batchOf(await shippedStudy(), { samples: 2000 });

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
  for (const { name, options } of SENSITIVITY_PICTURES) {
    test(`${sensitivityPictureFile(name, options)} in ${lang} is sound, says how it was drawn, and is the same twice`, () => {
      const svg = sensitivityPlot(name, shipped, { ...options, lang });
      expectSound(svg);
      expect(sensitivityPlot(name, shipped, { ...options, lang })).toBe(svg);
      expect(isInFont(textsOf(svg).join("\n"))).toBe(true);
      const words = textsOf(svg).join(" ");
      for (const part of lang === "fr"
        ? ["Quel avenir pour l’industrie", "2\u00A0000 matrices perturbées", "graine 1", "probabilité 10 %", "moyenne"]
        : ["What future for regional industry?", "2,000 perturbed matrices", "seed 1", "probability 10 %", "mean"]) {
        expect(words).toContain(part);
      }
      expect(words.includes(lang === "fr" ? "puissance 7" : "power 7")).toBe(options.plane === "indirect");
      expect(svg).toContain(lang === "fr" ? ">Cotation illustrative.<" : ">Illustrative scoring.<");
    });
  }
}

test.each(Object.keys(EDGE_STUDIES))("every picture stands for the study at the edge: %s", async (key) => {
  const few = await batchOf(EDGE_STUDIES[key]!, { samples: 60, perturbation: { kind: "step", probability: 0.5 } });
  for (const { name, options } of SENSITIVITY_PICTURES) expectSound(sensitivityPlot(name, few, options));
});

test("a study of 300 variables is drawn, without pairs, the first 250 of them", async () => {
  const large = await batchOf(seededStudy(300, 9, 0.03), { samples: 20, power: 2 });
  expectSound(sensitivityPlot("sensitivity-membership", large));
  expect(sensitivityPlot("sensitivity-ranks", large)).toContain("250 strongest of 300 variables");
  expect(sensitivityPlot("sensitivity-pairs", large)).toContain("pairs were not counted");
});

test("a plane without classes, pairs that are none and a batch that moves nothing say so in words", async () => {
  const zero = await batchOf(EDGE_STUDIES["all zero"]!);
  for (const name of Object.keys(SENSITIVITY_PLOTS) as SensitivityPlotName[]) {
    expect(sensitivityPlot(name, zero, { lang: "en" })).toContain("All sums are zero");
  }
  const alone = await batchOf(EDGE_STUDIES["one variable"]!);
  expect(sensitivityPlot("sensitivity-pairs", alone, { lang: "en" })).toContain("A single variable has no pairs");
  const still = await batchOf(EDGE_STUDIES["45 variables"]!, { perturbation: { kind: "step", probability: 0 } });
  expect(sensitivityPlot("sensitivity-convergence", still, { lang: "en" })).toContain("no variable ever changed class");
  expectSound(sensitivityPlot("sensitivity-map", still));
});

test("a zero matrix that wakes up has classes in some matrices, and none in the study", async () => {
  const woken = await batchOf(EDGE_STUDIES["all zero"]!, { perturbation: { kind: "step", zeroProbability: 0.1 } });
  const svg = sensitivityPlot("sensitivity-membership", woken, { plane: "direct", lang: "en" });
  expectSound(svg);
  expect(svg).toContain("No class in the study as it is");
  expect(svg).toContain("have no classes and are left out");
});

test("every perturbation is named with its probabilities", async () => {
  const { study } = shipped;
  const two = [study.direct, study.direct.map((row) => row.map((cell) => (cell === 1 ? 2 : cell)))];
  const words = async (perturbation: Parameters<typeof batchOf>[1] & object, lang: "fr" | "en") =>
    textsOf(
      sensitivityPlot("sensitivity-convergence", await batchOf(study, { samples: 50, ...perturbation }), { lang }),
    ).join(" ");
  expect(await words({ perturbation: { kind: "step", down: 0.2, up: 0.1, zeroProbability: 0.01 } }, "en")).toContain(
    "step −1 with probability 20 %, +1 with 10 %, 0 becomes 1 with 1 %",
  );
  expect(
    await words(
      { perturbation: [{ kind: "step", probability: { 1: 0.3, 2: 0.2, 3: 0.05 } }, { kind: "omission" }] },
      "en",
    ),
  ).toContain("30 / 20 / 5 % by confidence 1 / 2 / 3 + cell forgotten with probability 5 %");
  expect(await words({ perturbation: { kind: "potential", probability: 0.25, value: 2 } }, "fr")).toContain(
    "P se réalise avec probabilité 25 %, à 2",
  );
  expect(await words({ perturbation: { kind: "experts", contributions: two } }, "en")).toContain(
    "2 experts drawn with replacement (mean)",
  );
  expect(await words({ perturbation: { kind: "spread", contributions: two } }, "fr")).toContain("l’un des 2 experts");
});

test("where another class is more frequent the picture names it", async () => {
  const noisy = await batchOf(seededStudy(80, 2), { samples: 300, perturbation: { kind: "step", probability: 0.4 } });
  const { modalIsBaseline } = noisy.sensitivity.indirect;
  const arrows = textsOf(sensitivityPlot("sensitivity-membership", noisy)).filter((text) => text === "→");
  expect(arrows).toHaveLength(modalIsBaseline.filter((same) => !same).length);
  expect(arrows.length).toBeGreaterThan(0);
});

test("a batch that was stopped, or had a target, says so", () => {
  const { sensitivity } = shipped;
  const stopped = {
    ...shipped,
    sensitivity: { ...sensitivity, complete: false, options: { ...sensitivity.options, samples: 9e6 } },
  };
  expect(sensitivityPlot("sensitivity-map", stopped, { lang: "en" })).toContain("stopped after 2,000 of 9,000,000");
  const target = {
    ...shipped,
    sensitivity: { ...sensitivity, options: { ...sensitivity.options, targetError: 0.005 } },
  };
  expect(sensitivityPlot("sensitivity-convergence", target, { lang: "en" })).toContain(">target 0.5<");
});

test("the labels of every variable stand whole on the bars and on the map", () => {
  for (const name of ["sensitivity-membership", "sensitivity-map"] as const) {
    const words = textsOf(sensitivityPlot(name, shipped, { lang: "en" })).join(" ");
    for (const { label } of shipped.study.variables) {
      const english = typeof label === "string" ? label : label.en!;
      for (const word of english.split(/[\s-]+/)) expect(words, `${name}: ${english}`).toContain(escapeText(word));
    }
    expect(words).not.toContain("…");
  }
});

test("hostile labels are text and nothing else", async () => {
  const hostile = await batchOf(EDGE_STUDIES["hostile labels"]!, { samples: 60 });
  for (const { name, options } of SENSITIVITY_PICTURES) {
    const svg = sensitivityPlot(name, hostile, options);
    expect(svg).not.toContain("<script");
    expect([...svg].filter((character) => /[\p{Cs}\u202A-\u202E]|(?!\n)\p{Cc}/u.test(character))).toEqual([]);
  }
});

test("unknown names, options and batches of other studies are refused, all issues at once", async () => {
  expect(isSensitivityPlotName("sensitivity-map")).toBe(true);
  expect(() => sensitivityPlot("map-direct" as SensitivityPlotName, shipped)).toThrow(
    /one of sensitivity-membership, /,
  );
  expect(() => sensitivityPlot("toString" as SensitivityPlotName, shipped)).toThrow(OptionsError);
  const other = await batchOf(plotStudy(["A", "B"], () => 1));
  expect.assertions(6);
  try {
    sensitivityPlot("sensitivity-ranks", shipped, { plane: "potential", height: 500, axis: "influence" } as never);
  } catch (error) {
    expect((error as OptionsError).issues.map(({ path }) => path)).toEqual(["height", "axis", "plane"]);
  }
  try {
    const mixed: SensitivityPlotInput = { ...other, study: shipped.study };
    sensitivityPlot("sensitivity-ranks", mixed);
  } catch (error) {
    expect((error as OptionsError).issues.map(({ path }) => path)).toEqual(["analysis", "sensitivity"]);
  }
  expect(() => sensitivityPlot("sensitivity-map", { ...shipped, analysis: other.analysis })).toThrow(
    /analysis: expected/,
  );
});

test("every picture becomes a PNG", () => {
  expect(svgToPng(sensitivityPlot("sensitivity-pairs", shipped), { scale: 0.3 })[0]).toBe(137);
});

const GOLDEN = [
  ["sensitivity-membership", { plane: "indirect", lang: "fr" }],
  ["sensitivity-map", { plane: "direct", lang: "fr" }],
  ["sensitivity-ranks", { plane: "indirect", lang: "en" }],
  ["sensitivity-pairs", { plane: "indirect", axis: "influence", lang: "fr" }],
  ["sensitivity-convergence", { plane: "direct", lang: "en" }],
] as const;

test.each(GOLDEN)("%s of the shipped study is the golden picture", async (name, options) => {
  const file = `golden/${sensitivityPictureFile(name, options)}.${options.lang}.svg`;
  await expect(sensitivityPlot(name, shipped, options)).toMatchFileSnapshot(file);
});

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}
