import * as Type from "typebox";
import { AGGREGATION_METHODS, EXAMPLE_STUDY } from "../../src/index.js";
import { blankMatrix } from "../workshop/assemble-study.js";
import { closed, orNull } from "./shapes.js";

/** Most letters of a reason. */
const MAX_REASON = 2000;

const id = (description: string) => Type.String({ description });
const cell = (description: string) =>
  Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Null()], {
    description: `${description}: a number, P, or null for blank`,
  });
const matrix = <Schema extends Type.TSchema>(schema: Schema, description: string) =>
  Type.Array(Type.Array(schema), { description: `${description}; n × n` });

const confidence = Type.Enum([1, 2, 3], { description: "1 conjecture, 2 plausible, 3 well established" });
const sign = Type.Enum(["+", "-", "~"], { type: "string", description: "+, - or ~ (ambivalent)" });

const NOT_BLANK = { maxLength: MAX_REASON, pattern: "\\S" };

/** A reason: a text, or one per language, none of them blank. */
const givenReason = (wording: Type.TString, description: string) =>
  Type.Union(
    [
      wording,
      Type.Object(
        {
          fr: Type.Optional(Type.String({ ...NOT_BLANK, description: "in French" })),
          en: Type.Optional(Type.String({ ...NOT_BLANK, description: "in English" })),
        },
        { ...closed, minProperties: 1 },
      ),
    ],
    { description },
  );

const text = Type.Union(
  [
    Type.String(),
    Type.Object(
      {
        fr: Type.Optional(Type.String({ description: "in French" })),
        en: Type.Optional(Type.String({ description: "in English" })),
      },
      { ...closed, minProperties: 1 },
    ),
  ],
  { description: "why: a text, or one per language; empty where an imported score came without" },
);

/** What a decision says of its cell. */
const content = {
  value: cell("what the cell holds"),
  reason: text,
  confidence: orNull(confidence, "how sure; null: not said"),
  sign: orNull(sign, "direction of the influence; null: not said"),
  source: orNull(Type.String(), "document and section, or kind of knowledge; null: none"),
};

const { value: heldValue, ...heldBeside } = content;

const seen = Type.Object(
  { value: heldValue, ...Type.Partial(Type.Object(heldBeside)).properties },
  { ...closed, description: "What is decided, as last seen; what is left out may be anything" },
);

const was = Type.Optional(
  orNull(
    seen,
    "what is decided of the cell, as last seen; null where nothing is. Where something else is decided, and not what the change comes to, it conflicts. Left out: whatever is decided",
  ),
);

/** What a facilitator decides of a cell. */
export const NewDecisionSchema = Type.Object(
  {
    value: cell("what the cell is to hold, up to the largest number of the scale"),
    reason: givenReason(Type.String(NOT_BLANK), "why: a text, or one per language; not blank"),
    confidence: Type.Optional(orNull(confidence, "how sure; null clears it; left out: stays as it is")),
    sign: Type.Optional(orNull(sign, "direction of the influence; null clears it; left out: stays as it is")),
    source: Type.Optional(
      orNull(
        Type.String({ minLength: 1, maxLength: 2000 }),
        "document and section, or kind of knowledge; null clears it; left out: stays as it is",
      ),
    ),
    was,
  },
  { ...closed, description: "A decision" },
);

/** Most decisions that one request sets, and most that it takes back: each is an event, and all are written at once. */
export const MAX_DECISIONS = 4000;

const { value: decidedValue, confidence: sure, sign: direction, source } = NewDecisionSchema.properties;

const place = { from: id("id of the variable that influences"), to: id("id of the variable that is influenced") };

/** What a facilitator decides of several cells. */
export const NewDecisionsSchema = Type.Object(
  {
    decisions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...place,
            value: decidedValue,
            reason: Type.Optional(
              givenReason(
                Type.String({ maxLength: MAX_REASON }),
                "why: a text, or one per language; the empty text clears it; left out: stays as it is",
              ),
            ),
            confidence: sure,
            sign: direction,
            source,
            was,
          },
          { ...closed, description: "A decision and its cell" },
        ),
        { minItems: 1, maxItems: MAX_DECISIONS, description: "what is decided; each cell once" },
      ),
    ),
    undecided: Type.Optional(
      Type.Array(
        Type.Object({ ...place, was }, { ...closed, description: "A cell of which nothing is decided then" }),
        {
          minItems: 1,
          maxItems: MAX_DECISIONS,
          description:
            "cells whose decisions are taken back, none of them among `decisions`; those of which nothing is decided stay so",
        },
      ),
    ),
  },
  { ...closed, minProperties: 1, description: "Decisions that are set, and taken back, together" },
);

export const NEW_DECISION_EXAMPLE = { value: 3, reason: "Orders follow prices within a quarter", confidence: 2 };

export const DecisionSchema = Type.Object(
  {
    from: id("id of the variable that influences"),
    to: id("id of the variable that is influenced"),
    ...content,
    decidedAt: Type.String({ format: "date-time", description: "when it was decided" }),
    aggregate: cell("what the experts' answers alone make of the cell"),
    decidedBy: Type.Optional(id("who decided: a participant's id, or admin; told to facilitators only")),
  },
  { ...closed, description: "A cell that the facilitator has set" },
);

const decided = Type.Object(content, { ...closed, description: "What is decided" });

export const DecisionConflictSchema = Type.Object(
  {
    from: id("id of the variable that influences"),
    to: id("id of the variable that is influenced"),
    was: orNull(seen, "what the change said is decided; null: nothing"),
    yours: orNull(decided, "what would have been decided; null: nothing"),
    theirs: orNull(decided, "what is decided; null: nothing"),
  },
  { ...closed, description: "A cell of which neither what was seen nor what is wanted is decided" },
);

export const DECISION_EXAMPLE = {
  from: "price",
  to: "demand",
  value: 3,
  reason: "Orders follow prices within a quarter",
  confidence: 2,
  sign: null,
  source: null,
  decidedAt: "2026-11-21T09:30:00.000Z",
  aggregate: 2.5,
  decidedBy: "Zk3vQ9r2LmTb0xYc",
};

export const NEW_DECISIONS_EXAMPLE = {
  decisions: [
    { from: "price", to: "demand", value: 3, reason: "Orders follow prices within a quarter", confidence: 2 },
    { from: "demand", to: "price", value: 1, was: { value: 2, reason: "" } },
  ],
  undecided: [{ from: "price", to: "supply" }],
};

export const DecisionsSchema = Type.Object(
  { decisions: Type.Array(DecisionSchema, { description: "in the order they were sent" }) },
  { ...closed, description: "Decisions that were set together" },
);

export const AggregationSchema = Type.Object(
  {
    method: Type.Enum([...AGGREGATION_METHODS], { type: "string", description: "how the scores of a cell become one" }),
    potential: Type.Enum(["majority", "value", "ignore"], { type: "string", description: "what a P does" }),
    potentialValue: Type.Number({ minimum: 0, maximum: 1000, description: "what a P counts among scores" }),
    dontKnow: Type.Enum(["ignore", "blank-when-majority"], { type: "string", description: "what ? does" }),
    minimumAnswers: Type.Integer({ minimum: 1, description: "fewest answers a cell takes to get a value" }),
  },
  { ...closed, description: "How contributions become one matrix: a setting of the study" },
);

export const ConsensusSchema = Type.Object(
  {
    variables: Type.Array(Type.String(), { description: "ids of the variables, in the order of rows and columns" }),
    direct: matrix(cell("what the cell holds"), "the agreed matrix: decisions where there are any, else the aggregate"),
    origins: matrix(
      orNull(Type.Enum(["decision", "aggregate"], { type: "string" }), "null on the diagonal and where a cell is open"),
      "where each cell comes from",
    ),
    answers: matrix(Type.Integer({ minimum: 0 }), "how many experts' answers count in each cell"),
    scored: Type.Integer({ minimum: 0, description: "cells off the diagonal that hold something" }),
    cells: Type.Integer({ minimum: 0, description: "n² − n" }),
    aggregation: AggregationSchema,
    decisions: Type.Array(DecisionSchema, { description: "the decisions, row by row" }),
    lacking: Type.Array(
      Type.Object(
        {
          from: id("id of the variable that influences"),
          to: id("id of the variable that is influenced"),
          answers: Type.Integer({ minimum: 0, description: "numbers and P" }),
          dontKnow: Type.Integer({ minimum: 0, description: "answers ?" }),
          reason: Type.Enum(["few-answers", "dont-know"], { type: "string", description: "why the cell is blank" }),
        },
        closed,
      ),
      { description: "cells that stay blank for lack of answers, but for decided ones" },
    ),
  },
  { ...closed, description: "The agreed matrix, and where each of its cells comes from" },
);

const size = EXAMPLE_STUDY.variables.length;
const [origins, answers] = [blankMatrix(size) as (string | null)[][], blankMatrix(size).map((row) => row.map(() => 0))];
origins[0]![1] = "decision";
answers[0]![1] = 2;

export const CONSENSUS_EXAMPLE = {
  variables: EXAMPLE_STUDY.variables.map((variable) => variable.id),
  direct: blankMatrix(size).map((row, from) => row.map((_, to) => (from === 0 && to === 1 ? 3 : null))),
  origins,
  answers,
  scored: 1,
  cells: 6,
  aggregation: {
    method: "median",
    potential: "majority",
    potentialValue: 0,
    dontKnow: "ignore",
    minimumAnswers: 1,
  },
  decisions: [DECISION_EXAMPLE],
  lacking: [{ from: "price", to: "supply", answers: 0, dontKnow: 1, reason: "few-answers" }],
};
