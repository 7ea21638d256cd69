import { expect, test } from "vitest";
import { answerValues } from "../../src/experts/answer-values.js";

const of = (...values: string[]) =>
  answerValues({ scale: { values: values.map((value) => ({ value, label: value })) } });

test("the values are those the scale names, numbers rising and P last, each once", () => {
  expect(of("P", "3", "0.5", " 1 ", "3.0", "0")).toEqual([0, 0.5, 1, 3, "P"]);
  expect(of("1", "2")).toEqual([1, 2]);
});

test("a scale that names no value is 0, 1, 2, 3 and P", () => {
  for (const scale of [undefined, {}, { values: [] }])
    expect(answerValues(scale === undefined ? {} : { scale })).toEqual([0, 1, 2, 3, "P"]);
  expect(of(" ", "high", "-1", "Infinity")).toEqual([0, 1, 2, 3, "P"]);
  expect(of("P")).toEqual(["P"]);
});
