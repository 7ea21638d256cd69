import { expect, test } from "vitest";
import { aggregate } from "../../src/experts/aggregate.js";
import { consensusMatrix, type Decision } from "../../src/experts/consensus-matrix.js";
import { listOf, ofOneCell } from "./contributions.js";

const group = aggregate(listOf(2), ofOneCell([1, 1, 3]));

test("a decision stands before the aggregate, a blank one too; the aggregate stays as it is", () => {
  const decisions: Decision[] = [
    { from: "v1", to: "v2", value: null, reason: "out of scope" },
    { from: "v2", to: "v1", value: "P" },
  ];
  expect(consensusMatrix(group, decisions)).toEqual([
    [null, null],
    ["P", null],
  ]);
  expect(consensusMatrix(group)).toEqual(group.direct);
  expect(group.direct[0]![1]).toBe(1);
});

test.each<[string, readonly Decision[], RegExp]>([
  ["an unknown variable", [{ from: "v9", to: "v2", value: 1 }], /decisions\/0\/from: expected the id of a variable/],
  ["the diagonal", [{ from: "v1", to: "v1", value: 0 }], /off the diagonal/],
  ["no score", [{ from: "v1", to: "v2", value: "?" as "P" }], /a number ≥ 0, P or null, received "\?"/],
  [
    "a second one",
    [
      { from: "v1", to: "v2", value: 1 },
      { from: "v1", to: "v2", value: 1 },
    ],
    /one decision for each/,
  ],
])("a decision on %s is refused", (_, decisions, message) => {
  expect(() => consensusMatrix(group, decisions)).toThrow(message);
});
