import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { dictionary } from "../../src/language/dictionary.js";
import { isOne } from "../../src/language/is-one.js";
import { RESULTS_WORDS } from "../../src/language/results-words.js";
import { POTENTIAL_FILL } from "../../src/plots/drawing/score-colours.js";

test("French has the singular for 0 and 1, English for 1 alone", () => {
  expect(["0", "1", "2", "1 000"].map((written) => isOne(written, "fr"))).toEqual([true, true, false, false]);
  expect(["0", "1", "2", "1,000"].map((written) => isOne(written, "en"))).toEqual([false, true, false, false]);
});

test("what is counted once is written once", () => {
  expect(RESULTS_WORDS.fr.basedOn("1", "20")).toBe("D’après 1 jugement sur 20");
  expect(dictionary("fr").plots.graphShown(1, 1)).toBe("1 influence sur 1");
  expect(dictionary("en").plots.graphShown(1, 1)).toBe("1 of 1 influence");
  const { judged } = dictionary("fr").sentences;
  expect(judged("1", "1")).toMatch(/^1 case porte un jugement.* 1 a une justification\.$/);
  expect(judged("12", "2")).toMatch(/^12 cases portent un jugement.* 2 ont une justification\.$/);
});

test("a P has one colour in the page and in pictures", async () => {
  const tokens = await readFile(new URL("../../web/style/tokens.css", import.meta.url), "utf8");
  expect(/--score-p: (#\w+)/.exec(tokens)![1]!.toLowerCase()).toBe(POTENTIAL_FILL.toLowerCase());
});
