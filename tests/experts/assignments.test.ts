import fc from "fast-check";
import { expect, test } from "vitest";
import { type AssignmentItem, assignedCells } from "../../src/experts/assigned-cells.js";
import { type FairSplitInput, fairSplit } from "../../src/experts/fair-split.js";

const list = {
  variables: [
    { id: "a", block: "x" },
    { id: "b", block: "y" },
    { id: "c", block: "x" },
  ],
};
const picture = (items: readonly AssignmentItem[]) =>
  assignedCells(items, list).map((row) => row.map((covered) => (covered ? "#" : ".")).join(""));

test.each<[string, AssignmentItem[], string[]]>([
  ["nothing", [], ["...", "...", "..."]],
  ["a row", [{ kind: "row", variable: "b" }], ["...", "#.#", "..."]],
  ["a column", [{ kind: "column", variable: "b" }], [".#.", "...", ".#."]],
  ["a block: the rows of its variables", [{ kind: "block", block: "x" }], [".##", "...", "##."]],
  ["a cell", [{ kind: "cell", from: "c", to: "a" }], ["...", "...", "#.."]],
  [
    "items that overlap",
    [
      { kind: "row", variable: "a" },
      { kind: "column", variable: "c" },
    ],
    [".##", "..#", "..."],
  ],
])("%s covers its cells and never the diagonal", (_, items, expected) => {
  expect(picture(items)).toEqual(expected);
});

test("every unknown name and every cell on the diagonal is told at once", () => {
  const items = [
    { kind: "row", variable: "z" },
    { kind: "block", block: "w" },
    { kind: "cell", from: "a", to: "a" },
    { kind: "cell", from: "y", to: "a" },
    { kind: "diagonal" },
  ] as AssignmentItem[];
  expect(() => assignedCells(items, list)).toThrow(
    [
      'items/0/variable: expected the id of a variable, received "z"',
      'items/1/block: expected the id of a block that has variables, received "w"',
      'items/2: expected a cell off the diagonal, received "a"',
      'items/3/from: expected the id of a variable, received "y"',
      'items/4/kind: expected one of row, column, block, cell, received "diagonal"',
    ].join("\n"),
  );
});

const splits: fc.Arbitrary<FairSplitInput> = fc
  .record({ size: fc.integer({ min: 1, max: 9 }), people: fc.integer({ min: 1, max: 12 }) })
  .chain(({ size, people }) =>
    fc.integer({ min: 1, max: people }).map((perCell) => ({
      variables: Array.from({ length: size }, (_, i) => `v${i}`),
      experts: Array.from({ length: people }, (_, i) => `e${i}`),
      perCell,
    })),
  );

test("every cell gets exactly k experts, and no one gets over a cell more than another", () =>
  fc.assert(
    fc.property(splits, (input) => {
      const parts = fairSplit(input);
      const study = { variables: input.variables.map((id) => ({ id })) };
      const covered = parts.map(({ items }) => assignedCells(items, study));
      input.variables.forEach((_, i) => {
        input.variables.forEach((_, j) => {
          expect(covered.filter((cells) => cells[i]![j]).length).toBe(i === j ? 0 : input.perCell);
        });
      });
      const sizes = covered.map((cells) => cells.flat().filter(Boolean).length);
      expect(parts.map(({ cells }) => cells)).toEqual(sizes);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(parts.map(({ expert }) => expert)).toEqual(input.experts);
    }),
  ));

test("a part longer than two rows is whole rows but for less than a row at either end; shorter ones may have none", () => {
  fc.assert(
    fc.property(splits, (input) => {
      const inRow = input.variables.length - 1;
      for (const { cells, items } of fairSplit(input)) {
        if (cells <= 2 * inRow) continue;
        const rest = items.filter(({ kind }) => kind === "cell").length;
        expect(rest).toBeLessThanOrEqual(2 * (inRow - 1));
        expect(items.some(({ kind }) => kind === "row")).toBe(true);
      }
    }),
  );
  const many = Array.from({ length: 8 }, (_, i) => `e${i}`);
  const short = fairSplit({ variables: ["a", "b", "c", "d", "e"], experts: many, perCell: 1 });
  expect(short.flatMap(({ items }) => items).every(({ kind }) => kind === "cell")).toBe(true);
});

test("items are whole rows where a row is whole, and no cell is named twice", () =>
  fc.assert(
    fc.property(splits, (input) => {
      for (const { items, cells } of fairSplit(input)) {
        const rows = items.filter(({ kind }) => kind === "row").length;
        const single = items.filter(({ kind }) => kind === "cell");
        expect(rows * (input.variables.length - 1) + single.length).toBe(cells);
        for (const variable of input.variables) {
          const inRow = single.filter((item) => item.kind === "cell" && item.from === variable).length;
          expect(inRow).toBeLessThan(Math.max(1, input.variables.length - 1));
        }
      }
    }),
  ));

test("29 variables, 30 experts, 3 to a cell: 81 or 82 cells each", () => {
  const variables = Array.from({ length: 29 }, (_, i) => `v${i}`);
  const experts = Array.from({ length: 30 }, (_, i) => `e${i}`);
  const sizes = fairSplit({ variables, experts, perCell: 3 }).map(({ cells }) => cells);
  expect([...new Set(sizes)].sort()).toEqual([81, 82]);
});

test.each<[string, Partial<FairSplitInput>, RegExp]>([
  ["more to a cell than there are", { perCell: 3 }, /perCell: expected an integer from 1 to 2, the number of experts/],
  ["none to a cell", { perCell: 0 }, /perCell/],
  ["half a one", { perCell: 1.5 }, /perCell/],
  ["no expert", { experts: [] }, /experts: expected at least one expert/],
  ["an expert twice", { experts: ["e1", "e1"] }, /experts\/1: expected ids that do not repeat/],
])("%s is refused", (_, change, message) => {
  expect(() => fairSplit({ variables: ["a", "b"], experts: ["e1", "e2"], perCell: 1, ...change })).toThrow(message);
});
