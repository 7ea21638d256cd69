import fc from "fast-check";
import { expect, test } from "vitest";
import { moves } from "../../src/analysis/moves.js";
import { direct } from "../../src/structure/direct.js";
import { displacement } from "../../src/structure/displacement.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Cell } from "../../src/study/study.js";
import { scoreRows, studyFrom } from "../matrices.js";

const named = (ids: string, direct: readonly (readonly Cell[])[]) =>
  parseStudy({ variables: [...ids].map((id) => ({ id, label: id })), direct });

test("a study against itself has not moved", () =>
  fc.assert(
    fc.property(scoreRows(), (rows) => {
      const study = studyFrom(rows);
      expect(moves(study, study)).toMatchObject({ added: [], removed: [], cells: [], classes: [] });
    }),
  ));

test("changed cells are exactly those that differ, and back again they are the same the other way", () =>
  fc.assert(
    fc.property(scoreRows(4, 4), scoreRows(4, 4), (one, two) => {
      const [before, after] = [studyFrom(one), studyFrom(two)];
      const { cells, classes } = moves(before, after, { power: 2 });
      const expected = one.flatMap((row, i) =>
        row.flatMap((was, j) =>
          was === two[i]![j] ? [] : [{ from: `v${i + 1}`, to: `v${j + 1}`, before: was, after: two[i]![j]! }],
        ),
      );
      expect(cells).toEqual(expected);
      const back = moves(after, before, { power: 2 });
      expect(back.cells).toEqual(cells.map((cell) => ({ ...cell, before: cell.after, after: cell.before })));
      expect(back.classes.map(({ id, plane, before: was, after: is }) => [plane, id, is, was])).toEqual(
        classes.map(({ id, plane, before: was, after: is }) => [plane, id, was, is]),
      );
    }),
  ));

test("the moved classes of the direct plane are those of its displacement", () =>
  fc.assert(
    fc.property(scoreRows(4, 4), scoreRows(4, 4), (one, two) => {
      const [before, after] = [studyFrom(one), studyFrom(two)];
      const ids = before.variables.map(({ id }) => id);
      const expected = displacement(ids, direct(before), direct(after)).filter(({ from, to }) => from !== to);
      const found = moves(before, after).classes.filter(({ plane }) => plane === "direct");
      expect(found).toEqual(
        expected.map(({ from, to, ...rest }) => ({ ...rest, plane: "direct", before: from, after: to })),
      );
    }),
  ));

test("variables are matched by id, whatever their order; those of one state alone are named", () => {
  const before = named("abc", [
    [null, 1, "P"],
    [2, null, 0],
    [3, 1, null],
  ]);
  const after = named("bad", [
    [null, 2, 3],
    [3, null, 1],
    [null, null, null],
  ]);
  const found = moves(before, after, { power: 1 });
  expect(found).toMatchObject({ added: ["d"], removed: ["c"], power: { before: 1, after: 1 } });
  expect(found.cells).toEqual([{ from: "a", to: "b", before: 1, after: 3 }]);
});

test("a blank differs from 0 and P from any number", () => {
  const state = (cell: Cell) =>
    named("ab", [
      [null, cell],
      [1, null],
    ]);
  for (const [was, is] of [
    [null, 0],
    [0, "P"],
    ["P", null],
  ] as const) {
    expect(moves(state(was), state(is)).cells).toEqual([{ from: "a", to: "b", before: was, after: is }]);
  }
});

test("options are those of the planes, and checked", () => {
  const study = named("ab", [
    [null, 1],
    [1, null],
  ]);
  expect(moves(study, study, { measure: "attenuated" }).options.measure).toBe("attenuated");
  expect(() => moves(study, study, { powr: 1 } as never)).toThrow(/powr: expected no option of this name/);
});
