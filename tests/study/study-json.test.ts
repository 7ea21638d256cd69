import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStudyJson, writeStudyJson } from "../../src/study/study-json.js";
import { randomStudy } from "./random-study.js";

test("writing and reading gives the same study, and the same text again", () => {
  fc.assert(
    fc.property(randomStudy(), (study) => {
      const text = writeStudyJson(study);
      expect(parseStudyJson(text)).toEqual(study);
      expect(writeStudyJson(parseStudyJson(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(study);
    }),
  );
});

test("the matrix stands on one line a row", () => {
  const text = writeStudyJson(
    parseStudyJson('{"variables":[{"id":"a","label":"A"},{"id":"b","label":"B"}],"direct":[[null,1],["p",0]]}'),
  );
  expect(text).toContain('  "direct": [\n    [null, 1],\n    ["P", 0]\n  ]');
});

test.each([
  ["", "an empty text"],
  ["{", "the end of the text at line 1, column 2"],
  ['{\n  "a": 1,\n  b: 2\n}', '"b: 2\\n}" at line 3, column 3'],
  ['{"a":[1,]}', '"]}" at line 1, column 9'],
  ['{"a":1}}', '"}" at line 1, column 8'],
  ['{"a":01}', '"1}" at line 1, column 7'],
  ['{"a":"x\ny"}', '"\\ny\\"}" at line 1, column 8'],
  ['{"a":"\\q"}', '"\\\\q\\"}" at line 1, column 7'],
  ['"', "the end of the text at line 1, column 2"],
  ["nul", '"nul" at line 1, column 1'],
  ["[".repeat(1e5), "the end of the text at line 1, column 100001"],
])("what is no JSON is refused with its place: %.20j", (text, received) => {
  expect(() => parseStudyJson(text, "s.json")).toThrow(
    expect.objectContaining({
      code: "study-unreadable",
      issues: [expect.objectContaining({ path: "s.json", received })],
    }),
  );
});

/** A number or a word that goes wrong is placed at its start; none that fast-check makes is longer. */
const LONGEST_TOKEN = 25;

test("the fault is never placed before the text went wrong, nor past its end", () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", "}", "]", ",", ":", '"', "x", "\\", "1", " "),
      (json, at, insertion) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + insertion + json.slice(place + 1);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        fc.pre(!valid && text.trim() !== "");
        try {
          parseStudyJson(text);
        } catch (error) {
          const found = /line (\d+), column (\d+)$/.exec((error as Error).message)!;
          const lines = text.split("\n").slice(0, Number(found[1]) - 1);
          const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(found[2]) - 1;
          expect(offset).toBeLessThanOrEqual(text.length);
          expect(offset).toBeGreaterThanOrEqual(place - LONGEST_TOKEN);
        }
      },
    ),
  );
});
