import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHypothesesJson, writeHypothesesJson } from "../../src/study/hypotheses-json.js";
import { parseJudgementsCsv, writeJudgementsCsv } from "../../src/study/judgements-csv.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { nastyName } from "./random-study.js";

const STUDY = {
  variables: [
    { id: "price", code: "V01", label: "Price" },
    { id: "=demand", code: "=V02", label: "Demand" },
  ],
  direct: [
    [null, 2],
    ["P", null],
  ],
};

test("a line is a judgement, blanks left out, columns in any order", () => {
  expect(
    parseJudgementsCsv(
      "source;to;from;value;sign;confidence;rationale_fr;rationale_en\n;V02;V01;1,5;-;2;;Because\n;V01;V02;p;;;;\n",
    ),
  ).toEqual([
    { from: "V01", to: "V02", value: 1.5, sign: "-", confidence: 2, rationale: { en: "Because" } },
    { from: "V02", to: "V01", value: "P" },
  ]);
});

test("columns that are missing, unknown or repeated, and fields past the last, are refused", () => {
  expect(() => parseJudgementsCsv("from,to,weight,to\n")).toThrow(
    /"weight"[\s\S]*"to"[\s\S]*a column value, received none/,
  );
  expect(() => parseJudgementsCsv("from,to,value\na,b,1,x\n")).toThrow(/judgements\/0: expected 3 fields.*"x"/);
  expect(() => parseJudgementsCsv("")).toThrow("a column from");
});

test("values that are wrong reach parseStudy as they stand", () => {
  const judgements = parseJudgementsCsv("from,to,value,sign,confidence\nV01,=V02,9,!,high\n");
  expect(() => parseStudy({ ...STUDY, judgements })).toThrow(
    /sign: expected one of \+, -, ~, received "!"[\s\S]*confidence.*"high"/,
  );
});

test("writing and reading gives the same judgements, whatever the texts", () => {
  const rationale = fc.oneof(nastyName, fc.record({ fr: nastyName, en: nastyName }), fc.record({ en: nastyName }));
  fc.assert(
    fc.property(
      rationale,
      nastyName,
      fc.constantFrom("+", "-", "~"),
      fc.constantFrom(1, 2, 3),
      (because, source, sign, confidence) => {
        const study = parseStudy({
          ...STUDY,
          judgements: [
            { from: "price", to: "=demand", value: 2, sign, confidence, rationale: because, source },
            { from: "=demand", to: "price", value: "P" },
          ],
        });
        const read = parseStudy({ ...STUDY, judgements: parseJudgementsCsv(writeJudgementsCsv(study)) });
        expect(read).toEqual(study);
      },
    ),
  );
});

test("hypotheses come with their note, and belong to their study", () => {
  const hypotheses = { price: { low: { title: "Cheap" } } };
  expect(parseHypothesesJson(JSON.stringify({ study: "s", note: "n", hypotheses }), "h.json", "s")).toEqual({
    hypotheses,
    hypothesisNote: "n",
  });
  expect(() => parseHypothesesJson(JSON.stringify({ study: "t", hypotheses, more: 1 }), "h.json", "s")).toThrow(
    /"more"[\s\S]*"s", received "t"/,
  );
  expect(() => parseHypothesesJson("[]")).toThrow("a list of 0");
  expect(() => parseHypothesesJson("{}")).toThrow("a member hypotheses");
  const study = parseStudy({ ...STUDY, hypotheses, hypothesisNote: "n" });
  expect(parseStudy({ ...STUDY, ...parseHypothesesJson(writeHypothesesJson(study)!) })).toEqual(study);
});
