import * as Type from "typebox";
import { classOrNull, closed, ref } from "./shapes.js";

const options = {
  power: Type.Union([Type.Literal("stable"), Type.Integer({ minimum: 1, maximum: 200 })], {
    description: "power of the indirect plane, the same for every change; stable is that of the study as it is",
  }),
  maxPower: Type.Integer({ minimum: 1, maximum: 200, description: "largest power looked at" }),
  threshold: Type.Union([Type.Number(), Type.String()], {
    description: "line between low and high: mean, median, midrange, a number, or a formula",
  }),
  largestScore: Type.Union([Type.Literal("scale"), Type.Number({ exclusiveMinimum: 0, maximum: 1e6 })], {
    description: "upper end of the scale; scale reads it from the study",
  }),
  pairs: Type.Boolean({ description: "whether every two changes are tried too" }),
  limit: Type.Integer({
    minimum: 0,
    maximum: 10_000,
    description: "most flips listed for each variable, plane and number of changes",
  }),
  maxOperations: Type.Number({ minimum: 0, maximum: 1e15, description: "multiplications that the pairs may take" }),
};

const DEFAULTS: Readonly<Record<keyof typeof options, string>> = {
  power: "stable",
  maxPower: "50",
  threshold: "mean",
  largestScore: "scale",
  pairs: "true",
  limit: "20",
  maxOperations: "1e10",
};

/** The options as parameters of the query; `pairs` stands in the body. */
export const ROBUSTNESS_PARAMETERS = Object.fromEntries(
  Object.entries<Type.TSchema & { description?: string }>(options)
    // A query holds words and numbers.
    .filter(([name]) => name !== "pairs")
    .map(([name, schema]) => {
      const description = `${schema.description}; ${DEFAULTS[name as keyof typeof DEFAULTS]} by default`;
      return [name, Type.Optional({ ...schema, description })];
    }),
);

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const FlipsSchema = Type.Object(
  {
    count: count("flips there are"),
    nearest: Type.Array(
      Type.Object(
        {
          changes: Type.Array(
            Type.Object(
              {
                from: Type.String({ description: "id of the variable that influences" }),
                to: Type.String({ description: "id of the variable influenced" }),
                value: Type.Number({ description: "score as it is" }),
                changedTo: Type.Number({ description: "score after the change" }),
              },
              closed,
            ),
            { description: "the judgements changed" },
          ),
          to: classOrNull("class the variable gets; null where the changed plane has no classes"),
          margin: Type.Number({
            minimum: 0,
            description: "how far beyond the crossed line it lands, in mean sums of the plane",
          }),
        },
        closed,
      ),
      { description: "the nearest of them: those that land farthest beyond the line first" },
    ),
    truncated: Type.Boolean({ description: "whether there are more than are listed" }),
  },
  { ...closed, $id: "Flips", description: "Changes that take a variable to another class" },
);

export const RobustnessPlaneSchema = Type.Object(
  {
    variables: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: "id of the variable" }),
          class: classOrNull("class without any change"),
          radius: Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Null()], {
            description:
              "changes its class withstands whatever they are: 0, 1, or 2 for two or more; null without a class",
          }),
          atLeast: Type.Boolean({ description: "whether the radius may be larger, as more changes were not tried" }),
          single: ref("Flips", "single changes that flip the class"),
          pairs: ref("Flips", "pairs of changes that flip the class while neither does alone"),
        },
        closed,
      ),
      { description: "the variables, in the order of the study" },
    ),
  },
  { ...closed, $id: "RobustnessPlane", description: "How many changes the class of each variable withstands" },
);

export const RobustnessSchema = Type.Object(
  {
    options: Type.Object(options, { ...closed, description: "every option, as it was used" }),
    power: Type.Integer({ minimum: 1, description: "power of the study as it is, fixed for every change" }),
    stable: Type.Boolean({ description: "whether the rankings of the study hold from this power on" }),
    changes: Type.Object(
      {
        largestScore: Type.Number({ description: "upper end of the scale" }),
        judgements: count("cells that can change: off the diagonal, with a number"),
        blanks: count("cells not scored, which do not change"),
        potentials: count("cells with a P, which do not change"),
        single: count("single changes there are"),
        singleTried: count("single changes tried"),
        pairs: count("pairs of changes there are"),
        pairsTried: count("pairs of changes tried"),
      },
      { ...closed, description: "what there is to try, and what was tried" },
    ),
    complete: Type.Boolean({ description: "whether everything asked for was tried" }),
    direct: ref("RobustnessPlane", "the direct plane"),
    indirect: ref("RobustnessPlane", "the indirect plane"),
  },
  { ...closed, $id: "Robustness", description: "Which judgements decide the class of each variable" },
);
