import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell, Study } from "../../src/study/study.js";
import { seededRandom } from "../matrices.js";

const WORDS = [
  "Growth",
  "Human capital",
  "Climate change",
  "Research and development",
  "Local governance of the region",
  "Image of industry",
];

/** A study of n variables whose labels have one to ten words. */
export function seededStudy(size: number, seed: number, fill = 0.25): Study {
  const random = seededRandom(seed);
  const pull = Array.from({ length: size }, () => 0.3 + 1.4 * random());
  return plotStudy(
    Array.from({ length: size }, (_, i) => `${WORDS[Math.floor(random() * WORDS.length)]!} ${i + 1}`),
    (from) => (random() < fill * pull[from]! ? (random() < 0.04 ? "P" : 1 + Math.floor(random() * 3)) : 0),
  );
}

/** A study from labels and a rule for its cells, in three blocks. */
export function plotStudy(labels: readonly string[], cell: (from: number, to: number) => Cell): Study {
  return parseStudy({
    id: "plots",
    title: "A study of pictures",
    blocks: ["Economy", "Society", "Technology"].map((label, i) => ({ id: `b${i}`, label })),
    variables: labels.map((label, i) => ({ id: `v${i}`, label, block: `b${Math.floor((3 * i) / labels.length)}` })),
    direct: labels.map((_, from) => labels.map((_, to) => (from === to ? null : cell(from, to)))),
  });
}

const numbered = (size: number) => Array.from({ length: size }, (_, i) => `Variable number ${i + 1}`);

/** Labels that break careless SVG: markup, quotes, controls, overrides, lone surrogates, other scripts, emoji. */
export const HOSTILE_LABELS = [
  "<script>alert(1)</script>",
  "&amp; \"double\" 'single'",
  "]]><!-- --><![CDATA[",
  "control \u0000\u0001\u001b end",
  "override \u202Eabc",
  "lone \uD800 surrogate",
  "نمو الاقتصاد",
  "区域工业的未来",
  "👩‍👩‍👧‍👦 family",
  "tab\tand\nnew line",
];

/** Studies at the edges of what pictures must stand. */
export const EDGE_STUDIES: Readonly<Record<string, Study>> = {
  "one variable": plotStudy(["Alone"], () => 0),
  "two variables": plotStudy(numbered(2), (from) => from + 1),
  "all zero": plotStudy(numbered(5), () => 0),
  "all blank": plotStudy(numbered(5), () => null),
  "only potential": plotStudy(numbered(4), () => "P"),
  "a chain without loops": plotStudy(numbered(4), (from, to) => (to === from + 1 ? 2 : 0)),
  "a cycle: all on one spot": plotStudy(numbered(60), (from, to) => (to === (from + 1) % 60 ? 2 : 0)),
  "all on one line": plotStudy(numbered(45), (from, to) => (to < from ? 1 : 0)),
  "labels of 200 characters": plotStudy(
    numbered(29).map((label) => `${label} ${"and all the many things it may stand for ".repeat(5)}`.slice(0, 200)),
    (from, to) => ((from * 7 + to * 3) % 5 === 0 ? 1 + ((from + to) % 3) : 0),
  ),
  "hostile labels": plotStudy(HOSTILE_LABELS, (from, to) => ((from + 2 * to) % 3 === 0 ? 2.5 : 0)),
  "very small and very large scores": plotStudy(numbered(3), (from, to) => (from < to ? 1e-6 : 1_000_000)),
  "45 variables": seededStudy(45, 1),
  "80 variables": seededStudy(80, 2),
};
