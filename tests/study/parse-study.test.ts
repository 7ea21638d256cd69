import fc from "fast-check";
import { expect, test } from "vitest";
import { StudyError } from "../../src/errors.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { randomStudy } from "./random-study.js";

const two = (change: object = {}) => ({
  variables: [
    { id: "a", label: "A" },
    { id: "b", label: "B" },
  ],
  direct: [
    [null, 1],
    ["P", null],
  ],
  ...change,
});
const issues = (value: unknown) => {
  try {
    parseStudy(value);
  } catch (error) {
    if (error instanceof StudyError) return error.issues;
    throw error;
  }
  throw new Error("nothing was refused");
};
const places = (value: unknown) => issues(value).map((issue) => `${issue.path} ${issue.received}`);

test("the smallest study takes its defaults", () => {
  expect(parseStudy(two())).toEqual({
    id: "study",
    title: "study",
    language: "en",
    blocks: [],
    variables: [
      { id: "a", code: "a", label: "A", short: "A", block: null },
      { id: "b", code: "b", label: "B", short: "B", block: null },
    ],
    direct: [
      [null, 1],
      ["P", null],
    ],
  });
});

test("parsing a parsed study gives its equal, and nothing in it is shared", () => {
  fc.assert(
    fc.property(randomStudy(), (study) => {
      const again = parseStudy(study);
      expect(again).toEqual(study);
      expect(again.direct[0]).not.toBe(study.direct[0]);
    }),
  );
});

test("the input is never changed", () => {
  const input = two({
    direct: [
      [null, "p"],
      [-0, 0],
    ],
  });
  const before = structuredClone(input);
  const study = parseStudy(input);
  expect(input).toEqual(before);
  expect(study.direct).toEqual([
    [null, "P"],
    [0, 0],
  ]);
  expect(Object.is(study.direct[1]![0], 0)).toBe(true);
});

test.each([
  [null, "study: expected an object, received null"],
  [undefined, "study: expected an object, received nothing"],
  [[], "study: expected an object, received a list of 0"],
  ["x", 'study: expected an object, received "x"'],
  [{ variables: [], direct: [] }, "/variables: expected a list of at least 1, received a list of 0"],
])("what is no study is refused in one line: %j", (value, message) => {
  expect(issues(value)).toHaveLength(1);
  expect(() => parseStudy(value)).toThrow(message);
});

test("one variable and a matrix all blank are studies", () => {
  expect(parseStudy({ variables: [{ id: "a", label: "A" }], direct: [[null]] }).direct).toEqual([[null]]);
  expect(
    parseStudy(
      two({
        direct: [
          [null, null],
          [null, null],
        ],
      }),
    ).direct,
  ).toEqual([
    [null, null],
    [null, null],
  ]);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "x", "", true, [], {}, undefined, "3"])(
  "a cell is refused with its row and column: %j",
  (value) => {
    expect(
      issues(
        two({
          direct: [
            [null, value],
            [1, null],
          ],
        }),
      ),
    ).toMatchObject([{ path: "/direct/0/1", row: "a", column: "b" }]);
  },
);

test("the diagonal is blank or 0", () => {
  expect(
    parseStudy(
      two({
        direct: [
          [0, 1],
          [1, null],
        ],
      }),
    ).direct[0]![0],
  ).toBe(0);
  for (const value of [1, "P", -0.5, "x"]) {
    expect(
      issues(
        two({
          direct: [
            [value, 1],
            [1, null],
          ],
        }),
      )[0]!.expected,
    ).toBe("a blank or 0 on the diagonal");
  }
});

test("a cell above the largest number of the scale is refused", () => {
  const scale = { values: ["0", "1", "2", "P"].map((value) => ({ value, label: value })) };
  expect(
    issues(
      two({
        scale,
        direct: [
          [null, 3],
          [2, null],
        ],
      }),
    )[0]!.expected,
  ).toBe("a number from 0 to 2, P or blank");
});

test("a matrix that is not square is refused by row", () => {
  expect(places(two({ direct: [[null, 1]] }))).toEqual(["/direct 1"]);
  expect(places(two({ direct: [[null, 1, 2], [1]] }))).toEqual(["/direct/0 3", "/direct/1 1"]);
  expect(places(two({ direct: "x" }))).toEqual(['/direct "x"']);
});

test("all issues come at once: shape, names and cells", () => {
  const value = {
    extra: 1,
    variables: [
      { id: "a", label: "A" },
      { id: "a", label: 7 },
    ],
    direct: [
      [1, -1],
      ["x", null],
    ],
  };
  expect(places(value)).toEqual([
    "/extra 1",
    "/variables/1/label 7",
    "/direct/0/0 1",
    "/direct/0/1 -1",
    '/direct/1/0 "x"',
    '/variables/1/id "a"',
  ]);
});

test("a repeated name is one issue, also where code and label repeat the id", () => {
  expect(
    places(
      two({
        variables: [
          { id: "a", label: "a" },
          { id: "a", label: "a" },
        ],
      }),
    ),
  ).toEqual(['/variables/1/id "a"']);
  expect(
    places(
      two({
        variables: [
          { id: "a", label: "L" },
          { id: "b", label: "L" },
        ],
      }),
    ),
  ).toEqual(['/variables/1/label "L"']);
  expect(
    places(
      two({
        variables: [
          { id: "a", code: "c", label: "A" },
          { id: "b", code: "c", label: "B" },
        ],
      }),
    ),
  ).toEqual(['/variables/1/code "c"']);
});

test("codes made up for long ids never repeat another's id or code", () => {
  const variables = [
    { id: "a long name", label: "A" },
    { id: "V01", label: "B" },
  ];
  expect(parseStudy(two({ variables })).variables.map((variable) => variable.code)).toEqual(["a long name", "V02"]);
});

test("above 2 000 variables nothing else is looked at", () => {
  const variables = Array.from({ length: 10_000 }, (_, index) => ({ id: `v${index}`, label: `v${index}` }));
  expect(() => parseStudy({ variables, direct: [] })).toThrow(expect.objectContaining({ code: "study-too-large" }));
  expect(() => parseStudy({ variables: [], direct: variables })).toThrow(
    expect.objectContaining({ code: "study-too-large" }),
  );
});

test("JSON nested a hundred thousand deep is refused, not recursed into", () => {
  const deep = JSON.parse(`${"[".repeat(1e5)}${"]".repeat(1e5)}`) as unknown;
  for (const value of [
    deep,
    two({ direct: deep }),
    { variables: deep, direct: deep },
    two({ title: deep }),
    two({ hypotheses: deep }),
  ]) {
    expect(issues(value).length).toBeGreaterThan(0);
  }
});

test("prototype keys are refused and change no prototype", () => {
  const parse = (text: string) => JSON.parse(text) as unknown;
  const variables = '"variables":[{"id":"a","label":"A"}],"direct":[[null]]';
  expect(places(parse(`{${variables},"__proto__":{"polluted":1}}`))).toEqual(["/__proto__ an object"]);
  expect(places(parse(`{${variables},"constructor":{"prototype":{"polluted":1}}}`))).toEqual([
    "/constructor an object",
  ]);
  expect(places(parse(`{${variables},"hypotheses":{"__proto__":{"low":{"title":"x"}}}}`))).toEqual([
    '/hypotheses/__proto__ "__proto__"',
  ]);
  expect(places(parse('{"variables":[{"id":"__proto__","label":"A"}],"direct":[[null]]}'))).toEqual([
    '/variables/0/id "__proto__"',
  ]);
  expect(places(parse('{"variables":[{"id":"a","label":"A","code":{"toString":1}}],"direct":[[null]]}'))).toEqual([
    "/variables/0/code an object",
  ]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("names of Object's own members are names like any other", () => {
  const variables = ["constructor", "toString", "hasOwnProperty"].map((id) => ({ id, label: id }));
  const hypotheses = { constructor: { low: { title: "x" } } };
  const study = parseStudy({ variables, direct: variables.map(() => [null, null, null]), hypotheses });
  expect(Object.keys(study.hypotheses!)).toEqual(["constructor"]);
  expect(parseStudy(study)).toEqual(study);
});

test("judgements take ids or codes, repeat the value of their cell, and stand once", () => {
  const judgement = { from: "a", to: "b", value: 1, sign: "-", confidence: 3 };
  expect(parseStudy(two({ judgements: [judgement] })).judgements).toEqual([judgement]);
  expect(places(two({ judgements: [judgement, judgement] }))).toEqual(["/judgements/1 a second one"]);
  expect(places(two({ judgements: [{ ...judgement, value: 2 }] }))).toEqual(["/judgements/0/value 2"]);
  expect(places(two({ judgements: [{ ...judgement, from: "x" }] }))).toEqual(['/judgements/0/from "x"']);
});

test("hypotheses name a variable by its id, and its own code", () => {
  const hypotheses = { b: { code: "b", high: { title: "up" } } };
  expect(parseStudy(two({ hypotheses })).hypotheses).toEqual(hypotheses);
  expect(places(two({ hypotheses: { b: { code: "c" }, x: {} } }))).toEqual([
    '/hypotheses/b/code "c"',
    '/hypotheses/x "x"',
  ]);
});

test("blocks are named before they are used", () => {
  const variables = [
    { id: "a", label: "A", block: "one" },
    { id: "b", label: "B" },
  ];
  expect(places(two({ variables }))).toEqual(['/variables/0/block "one"']);
  expect(parseStudy(two({ variables, blocks: [{ id: "one", label: "One" }] })).variables[0]!.block).toBe("one");
});
