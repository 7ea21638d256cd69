import { expect, test } from "vitest";
import { offScale } from "../../src/study/off-scale.js";
import { parseStudy } from "../../src/study/parse-study.js";

const study = (direct: unknown, scale?: object) =>
  parseStudy({
    variables: [
      { id: "a", label: "A" },
      { id: "b", label: "B" },
    ],
    direct,
    ...(scale && { scale }),
  });

test("other values than 0 to 3 and P are off the scale, row by row; blanks are not", () => {
  expect(
    offScale(
      study([
        [null, 7],
        [2.5, 0],
      ]),
    ).cells,
  ).toEqual([
    { from: "a", to: "b", value: 7 },
    { from: "b", to: "a", value: 2.5 },
  ]);
  expect(
    offScale(
      study([
        [null, 3],
        ["P", null],
      ]),
    ).cells,
  ).toEqual([]);
  expect(
    offScale(
      study([
        [0, null],
        [1, 0],
      ]),
    ).cells,
  ).toEqual([]);
});

test("a study's own scale goes before the usual one", () => {
  const values = ["0", "2", "4"].map((value) => ({ value, label: value }));
  const found = offScale(
    study(
      [
        [null, 4],
        [3, null],
      ],
      { values },
    ),
  );
  expect(found).toEqual({ scale: ["0", "2", "4"], cells: [{ from: "b", to: "a", value: 3 }] });
});
