import fc from "fast-check";
import * as Type from "typebox";
import { Errors } from "typebox/schema";
import { expect, test } from "vitest";
import { StudySchema } from "../../src/study/schema.js";
import { schemaIssues } from "../../src/study/schema-issues.js";
import { shippedStudy } from "../shipped-study.js";

const study = await shippedStudy();

test("the shipped study, with its cells, keeps the schema", () => {
  expect(schemaIssues(StudySchema, study)).toEqual([]);
});

test("the compiled check and the search for errors agree on studies with one member changed", () => {
  const change = fc.oneof(fc.jsonValue(), fc.constantFrom("", -1, null, [], {}, "P", Number.NaN));
  const places: readonly ((copy: Record<string, never>, value: unknown) => void)[] = [
    (copy, value) => Object.assign(copy, { title: value }),
    (copy, value) => Object.assign(copy, { horizon: value }),
    (copy, value) => Object.assign(copy["variables"][0]!, { label: value }),
    (copy, value) => Object.assign(copy["judgements"][3]!, { confidence: value }),
    (copy, value) => Object.assign(copy["hypotheses"], { "world-growth": value }),
    (copy, value) => Object.assign(copy["direct"][2]!, { 5: value }),
    (copy, value) => Object.defineProperty(copy, "__proto__", { value, enumerable: true }),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), change, (put, value) => {
      const copy = structuredClone(study) as unknown as Record<string, never>;
      put(copy, value);
      expect(schemaIssues(StudySchema, copy).length === 0).toBe(Errors(StudySchema, copy)[0]);
    }),
  );
});

test("an issue says what the schema expects in words", () => {
  const schema = Type.Object(
    {
      name: Type.String({ minLength: 1 }),
      kind: Type.Enum(["a", "b"]),
      count: Type.Integer({ minimum: 1 }),
      either: Type.Union([Type.Number(), Type.Null()], { description: "a number or null" }),
      list: Type.Array(Type.String(), { maxItems: 1 }),
    },
    { additionalProperties: false },
  );
  const found = schemaIssues(
    schema,
    { name: "", kind: "c", count: 0.5, either: "x", list: ["y", 1], "a/b": 1 },
    "/root",
  );
  expect(found.map(({ path, expected, received }) => `${path}: ${expected}, ${received}`).sort()).toEqual([
    "/root/a~1b: no property of this name (known: name, kind, count, either, list), 1",
    "/root/count: a number >= 1, 0.5",
    "/root/count: an integer, 0.5",
    '/root/either: a number or null, "x"',
    '/root/kind: one of a, b, "c"',
    "/root/list/1: a string, 1",
    "/root/list: a list of at most 1, a list of 2",
    '/root/name: a text that is not empty, ""',
  ]);
  expect(schemaIssues(schema, {}).map((issue) => issue.path)).toEqual(["/name", "/kind", "/count", "/either", "/list"]);
});
