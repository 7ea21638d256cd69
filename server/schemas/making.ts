import * as Type from "typebox";
import { AGGREGATION_DEFAULTS } from "../../src/index.js";
import { AggregationSchema } from "./consensus.js";
import { closed, orNull } from "./shapes.js";

const count = (description: string) => Type.Integer({ minimum: 0, description });
const cell = (description: string) =>
  Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Null()], {
    description: `${description}: a number, P, or null for blank`,
  });

/** How a matrix was made; null for that of one expert. */
export const MakingSchema = orNull(
  Type.Object(
    {
      experts: count("experts who answered at least one cell"),
      answers: count("what they answered: numbers, P and ?"),
      cells: count("n² − n"),
      answered: count("cells that someone answered"),
      aggregation: AggregationSchema,
      decisions: count("cells that were decided"),
      departing: Type.Array(
        Type.Object(
          {
            from: Type.String({ description: "id of the variable that influences" }),
            to: Type.String({ description: "id of the variable that is influenced" }),
            value: cell("what was decided"),
            reason: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())], { description: "why" }),
            aggregate: cell("what the answers make of the cell"),
          },
          { ...closed, description: "A decision that departs from the answers" },
        ),
        { description: "decisions in answered cells whose value is not that of the answers, row by row" },
      ),
      alpha: Type.Optional(
        orNull(
          Type.Number(),
          "Krippendorff's ordinal alpha; null where it has no value; left out for those who may not see the agreement",
        ),
      ),
      alphaReason: Type.Optional(
        orNull(
          Type.Enum(["no-overlap", "no-variation"], { type: "string" }),
          "why alpha has no value; left out with it",
        ),
      ),
      date: Type.String({ description: "today, UTC" }),
      stoodOn: orNull(Type.String(), "day on which a snapshot was taken; null: the matrix still changes"),
      round: orNull(
        Type.Object(
          {
            number: Type.Integer({ minimum: 1, description: "from 1" }),
            open: Type.Boolean({ description: "whether answers are taken" }),
          },
          closed,
        ),
        "the round it belongs to; null: kept outside one",
      ),
    },
    { ...closed, description: "How a matrix was made" },
  ),
  "null for the matrix of one expert",
);

export const MAKING_EXAMPLE = {
  experts: 3,
  answers: 17,
  cells: 6,
  answered: 6,
  aggregation: AGGREGATION_DEFAULTS,
  decisions: 1,
  departing: [{ from: "price", to: "demand", value: 3, reason: "Agreed in session", aggregate: 2 }],
  alpha: 0.71,
  alphaReason: null,
  date: "2026-03-02",
  stoodOn: null,
  round: { number: 2, open: false },
};
