import * as Type from "typebox";
import { closed, orNull } from "./shapes.js";
import { SNAPSHOT_EXAMPLE, SnapshotViewSchema } from "./snapshot.js";

export const RoundSchema = Type.Object(
  {
    number: Type.Integer({ minimum: 1, description: "number of the round, from 1" }),
    state: Type.Enum(["open", "closed"], { type: "string", description: "whether cells may change" }),
    openedAt: Type.String({ format: "date-time", description: "when it was opened" }),
    closedAt: orNull(Type.String({ format: "date-time" }), "when it was closed; null while it is open"),
    snapshot: orNull(Type.String(), "id of the snapshot that closing it took; null while it is open"),
  },
  { ...closed, description: "One pass of answering" },
);

export const RoundsSchema = Type.Object(
  { rounds: Type.Array(RoundSchema, { description: "first to last; all but the last are closed" }) },
  { ...closed, description: "The rounds of a study" },
);

export const ClosedRoundSchema = Type.Object(
  {
    round: { ...RoundSchema, description: "the round, closed" },
    snapshot: { ...SnapshotViewSchema, description: "what was kept of it" },
  },
  { ...closed, description: "A round that was closed" },
);

const ROUND_EXAMPLE = {
  number: 1,
  state: "closed",
  openedAt: "2026-11-20T08:00:00.000Z",
  closedAt: "2026-11-21T09:30:00.000Z",
  snapshot: SNAPSHOT_EXAMPLE.id,
};
export const OPEN_ROUND_EXAMPLE = {
  ...ROUND_EXAMPLE,
  number: 2,
  state: "open",
  openedAt: "2026-11-21T09:30:00.000Z",
  closedAt: null,
  snapshot: null,
};
export const ROUNDS_EXAMPLE = { rounds: [ROUND_EXAMPLE, OPEN_ROUND_EXAMPLE] };
export const CLOSED_ROUND_EXAMPLE = { round: ROUND_EXAMPLE, snapshot: SNAPSHOT_EXAMPLE };

const share = (description: string) => orNull(Type.Number({ minimum: 0, maximum: 1 }), description);
const points = (description: string) => orNull(Type.Number(), description);

const change = {
  answers: Type.Integer({ minimum: 0, description: "answers given in both rounds, don’t know included" }),
  unchanged: share("share of them that stayed the same; null where there is none"),
  meanAbsoluteChange: points("mean change of the scores given in both rounds, in points of the scale"),
};

const PotentialSchema = {
  potential: Type.Enum(["value", "ignore"], { type: "string", description: "whether a P counts or is left out" }),
  potentialValue: Type.Number({ minimum: 0, maximum: 1000, description: "what a P counts" }),
};

export const StabilitySchema = Type.Object(
  {
    round: Type.Integer({ minimum: 2, description: "the later round" }),
    options: Type.Object(
      {
        ...PotentialSchema,
        stableBelow: Type.Number({ minimum: 0, maximum: 1, description: "net change below which a cell is stable" }),
      },
      { ...closed, description: "the options, completed" },
    ),
    ...change,
    interquartileRangeChange: points("mean change of the interquartile range: below 0 the group has drawn together"),
    cellsCompared: Type.Integer({ minimum: 0, description: "cells that an expert answered in both rounds" }),
    stability: share("share of the compared cells that are stable; null where none is compared"),
    experts: Type.Array(
      Type.Object(
        { id: Type.String({ description: "id of the expert" }), ...change },
        { ...closed, description: "How one expert’s answers moved" },
      ),
      { description: "experts of both rounds; an expert sees himself alone, a reader nobody" },
    ),
    cells: Type.Array(
      Type.Object(
        {
          from: Type.String({ description: "id of the variable that influences" }),
          to: Type.String({ description: "id of the variable that is influenced" }),
          ...change,
          medianBefore: points("median of the earlier round"),
          medianAfter: points("median of the later round"),
          interquartileRangeBefore: points("interquartile range of the earlier round"),
          interquartileRangeAfter: points("interquartile range of the later round"),
          interquartileRangeChange: points("after − before"),
          netChange: share("least share of the experts whose moves explain the change of the distribution"),
          stable: orNull(Type.Boolean(), "whether the net change is below stableBelow; null where nothing is compared"),
        },
        { ...closed, description: "How the answers to one cell moved" },
      ),
      { description: "every cell off the diagonal, row by row" },
    ),
  },
  { ...closed, description: "How far answers moved from one round to the next" },
);

export const stabilityParameters = {
  stableBelow: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: "net change below which a cell is stable; 0.15 by default" }),
  ),
  potential: Type.Optional(
    Type.Enum(["value", "ignore"], {
      type: "string",
      description: "whether a P counts or is left out; as the aggregation of the later round has it by default",
    }),
  ),
  potentialValue: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1000,
      description: "what a P counts; as the aggregation of the later round has it by default",
    }),
  ),
};

export const FeedbackSchema = Type.Object(
  {
    round: Type.Integer({ minimum: 1, description: "the closed round it tells of" }),
    options: Type.Object(
      {
        ...PotentialSchema,
        minimumAnswers: Type.Integer({ minimum: 1, description: "fewest answers for the group’s figures to be shown" }),
      },
      { ...closed, description: "how answers were counted, by the study’s aggregation" },
    ),
    expert: Type.String({ description: "id of the expert" }),
    cells: Type.Array(
      Type.Object(
        {
          from: Type.String({ description: "id of the variable that influences" }),
          to: Type.String({ description: "id of the variable that is influenced" }),
          own: Type.Union([Type.Number(), Type.Literal("P"), Type.Literal("?"), Type.Null()], {
            description: "the expert’s own answer",
          }),
          confidence: orNull(Type.Integer({ minimum: 1, maximum: 3 }), "the expert’s own confidence"),
          note: orNull(Type.String(), "the expert’s own note"),
          answers: Type.Integer({ minimum: 0, description: "experts who gave a number or P, this one included" }),
          potential: Type.Integer({ minimum: 0, description: "experts who said P" }),
          dontKnow: Type.Integer({ minimum: 0, description: "experts who do not know" }),
          median: points("median of the group"),
          lowerQuartile: points("lower quartile of the group"),
          upperQuartile: points("upper quartile of the group"),
          interquartileRange: points("upper − lower quartile"),
          outside: orNull(
            Type.Boolean(),
            "whether the own score lies outside the quartiles: a reason is asked for there",
          ),
          notes: Type.Array(Type.String(), { description: "what the others wrote, in the order of the texts" }),
        },
        { ...closed, description: "One cell after a round" },
      ),
      { description: "every cell off the diagonal, row by row" },
    ),
  },
  { ...closed, description: "What an expert is shown after a round" },
);

export const FEEDBACK_EXAMPLE = {
  round: 1,
  options: { potential: "value", potentialValue: 0, minimumAnswers: 1 },
  expert: "Zk3vQ9r2LmTb0xYc",
  cells: [
    {
      from: "price",
      to: "demand",
      own: 0,
      confidence: 2,
      note: null,
      answers: 5,
      potential: 0,
      dontKnow: 1,
      median: 2,
      lowerQuartile: 1,
      upperQuartile: 3,
      interquartileRange: 2,
      outside: true,
      notes: ["Orders fell within a year"],
    },
  ],
};
