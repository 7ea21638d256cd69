import * as Type from "typebox";
import type { Example } from "../../src/node.js";

const link = (description: string) => Type.String({ description });

const ExampleSchema = Type.Object(
  {
    id: Type.String({ description: "identifier" }),
    title: Type.Unsafe({
      anyOf: [{ type: "string" }, { type: "object", additionalProperties: { type: "string" } }],
      description: "title: a text, or one per language (fr, en)",
    }),
    size: Type.Integer({ minimum: 1, description: "number of variables" }),
    links: Type.Object(
      {
        study: link("address of the study"),
        analysis: link("address of its analysis"),
        report: link("address of its report"),
      },
      { additionalProperties: false, description: "addresses, relative to the server" },
    ),
  },
  { additionalProperties: false, description: "a shipped study" },
);

export const ExampleListSchema = Type.Object(
  { examples: Type.Array(ExampleSchema, { description: "the shipped studies, in the order of their ids" }) },
  { additionalProperties: false, description: "The shipped studies" },
);

/** The id of an example in an address. */
export function exampleIdParameter(examples: readonly Example[]): Type.TSchema {
  return Type.Enum(
    examples.map(({ id }) => id),
    { description: "id of the example" },
  );
}
