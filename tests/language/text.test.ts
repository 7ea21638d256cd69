import { expect, test } from "vitest";
import { firstSentence } from "../../src/language/text.js";

test("a sentence ends at its point, whatever marks close it", () => {
  expect(firstSentence("Cotation illustrative. Rien de plus.")).toBe("Cotation illustrative.");
  expect(firstSentence("Vraiment ? Oui.")).toBe("Vraiment ?");
  expect(firstSentence('He said "so it is." Then he left.')).toBe('He said "so it is."');
  expect(firstSentence("Only one")).toBe("Only one");
  expect(firstSentence("À l’horizon 2040. Ensuite, rien.")).toBe("À l’horizon 2040.");
  expect(firstSentence("")).toBe("");
});

test("abbreviations, initials, decimals and numbers of a list end no sentence", () => {
  for (const text of [
    "Voir p. 3 de l'étude.",
    "Cf. Godet, vol. 2, chap. 4.",
    "Scores by M. Godet and J. Arcade (cf. p. 12).",
    "A mean of 3.5 % over 12 years.",
    "Growth, trade, etc. as they were in 2007.",
    "For instance (e.g. Hauts-de-France) or i.e. a region.",
    "1. Scores are illustrative.",
    "See Warfield et al. 1974 for more.",
  ]) {
    expect(firstSentence(`${text} And so on.`)).toBe(text);
  }
});
