import * as Type from "typebox";
import { closed, orNull } from "./shapes.js";

/** Most changes of one request. */
export const MAX_CHANGES = 5000;

/** Most letters of a note. */
export const MAX_NOTE = 2000;

const id = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });
const from = id("id of the variable that influences");
const to = id("id of the variable that is influenced");

const answer = (description: string) =>
  Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Literal("?"), Type.Null()], {
    description: `${description}: a number of the scale, P, ? for don’t know, or null for blank`,
  });

const confidenceValue = Type.Enum([1, 2, 3]);
const confidence = orNull(confidenceValue, "how sure: 1 conjecture, 2 plausible, 3 well established; null: not said");
const note = orNull(Type.String({ maxLength: MAX_NOTE }), "why; null where there is none");

const ChangeSchema = Type.Object(
  {
    from,
    to,
    value: answer("the answer"),
    was: answer("the answer it replaces, as last seen"),
    confidence: Type.Optional(
      orNull(
        confidenceValue,
        "1 conjecture, 2 plausible, 3 well established; null clears it; left out: stays as it is",
      ),
    ),
    confidenceWas: Type.Optional(
      orNull(
        confidenceValue,
        "the confidence it replaces, as last seen: where the cell has another one, it conflicts; left out: whatever it is",
      ),
    ),
    note: Type.Optional(orNull(Type.String({ maxLength: MAX_NOTE }), "why; null clears it; left out: stays as it is")),
    noteWas: Type.Optional(
      orNull(
        Type.String({ maxLength: MAX_NOTE }),
        "the note it replaces, as last seen: where the cell has another one, it conflicts; left out: whatever it is",
      ),
    ),
  },
  { ...closed, description: "The change of one cell" },
);

export const CellChangesSchema = Type.Object(
  {
    changes: Type.Array(ChangeSchema, {
      minItems: 1,
      maxItems: MAX_CHANGES,
      description: "the changes, each cell at most once",
    }),
    merge: Type.Optional(
      Type.Boolean({
        description:
          "whether cells without conflict are changed beside those with one; false by default: one conflict, and nothing is",
      }),
    ),
  },
  { ...closed, description: "Changes of cells" },
);

export const CHANGES_EXAMPLE = {
  changes: [
    { from: "price", to: "demand", value: 3, was: 2, confidence: 2, note: "Orders fell within a year" },
    { from: "demand", to: "supply", value: "?", was: null },
  ],
};

export const CellConflictSchema = Type.Object(
  {
    from,
    to,
    was: answer("what the change said it replaces"),
    yours: answer("what it would have become"),
    theirs: answer("what it is"),
    confidence: Type.Optional(
      Type.Object(
        {
          was: orNull(confidenceValue, "what the change said it replaces; null: not said"),
          yours: orNull(confidenceValue, "what it would have become"),
          theirs: orNull(confidenceValue, "what it is"),
        },
        { ...closed, description: "how sure, where that conflicts" },
      ),
    ),
  },
  { ...closed, description: "A cell that holds neither what was seen nor what is wanted" },
);

export const CellsChangedSchema = Type.Object(
  {
    applied: Type.Array(
      Type.Object({ from, to, value: answer("the answer") }, { ...closed, description: "a cell as it is" }),
      { description: "the cells that are as they should be, in the order of the changes" },
    ),
    conflicts: Type.Array(CellConflictSchema, {
      description: "the cells that stayed as they were; empty without merge",
    }),
    seq: Type.Integer({ minimum: 0, description: "last event of the study, this change included" }),
  },
  { ...closed, description: "What became of the changes" },
);

export const CELLS_CHANGED_EXAMPLE = {
  applied: [
    { from: "price", to: "demand", value: 3 },
    { from: "demand", to: "supply", value: "?" },
  ],
  conflicts: [],
  seq: 42,
};

const CellSchema = Type.Object(
  {
    from,
    to,
    value: answer("the answer, never null"),
    confidence,
    note,
    updatedAt: Type.String({ format: "date-time", description: "when it last changed" }),
  },
  { ...closed, description: "A cell that has been answered" },
);

/** A cursor, such as the `next` of a page. */
const nextCursor = orNull(Type.String(), "cursor of the next page; null on the last one");

export const CellPageSchema = Type.Object(
  {
    cells: Type.Array(CellSchema, { description: "cells that have been answered, by the ids of row and column" }),
    next: nextCursor,
    seq: Type.Integer({ minimum: 0, description: "last event of the study when the page was read" }),
  },
  { ...closed, description: "A page of the cells of one contribution" },
);

const TallySchema = Type.Object(
  {
    answered: Type.Integer({ minimum: 0, description: "cells with a number or P" }),
    dontKnow: Type.Integer({ minimum: 0, description: "cells with ?" }),
    cells: Type.Integer({ minimum: 0, description: "all cells, answered or not" }),
  },
  { ...closed, description: "How many cells of a part are answered" },
);
const assigned = orNull(TallySchema, "of the cells assigned to the expert; null where nothing is");
const all = { ...TallySchema, description: "of all cells off the diagonal" };

export const ContributionSchema = Type.Object(
  {
    participant: Type.String({ description: "id of the expert" }),
    name: Type.String({ description: "name of the expert" }),
    assigned,
    all,
    blocks: Type.Array(
      Type.Object(
        {
          block: orNull(Type.String(), "id of the block; null: the variables in none"),
          assigned,
          all: { ...TallySchema, description: "of the rows of the block’s variables" },
        },
        { ...closed, description: "The rows of one block" },
      ),
      {
        description:
          "by block of the influencing variable, in the order of the blocks; those without variables are left out",
      },
    ),
    updatedAt: orNull(Type.String({ format: "date-time" }), "when a cell last changed; null before the first"),
  },
  { ...closed, description: "How far an expert is" },
);

export const ContributionsSchema = Type.Object(
  {
    contributions: Type.Array(ContributionSchema, { description: "of each expert, in the order they were added" }),
    round: orNull(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1, description: "number of the round" }),
          state: Type.Enum(["open", "closed"], { type: "string", description: "whether cells may change" }),
        },
        closed,
      ),
      "the latest round",
    ),
  },
  { ...closed, description: "How far the experts are" },
);

const TALLY = { answered: 30, dontKnow: 2, cells: 56 };
const CONTRIBUTION = {
  participant: "Zk3vQ9r2LmTb0xYc",
  name: "Expert 1",
  assigned: TALLY,
  all: { answered: 41, dontKnow: 2, cells: 812 },
  blocks: [{ block: "society", assigned: TALLY, all: { answered: 30, dontKnow: 2, cells: 140 } }],
  updatedAt: "2026-11-21T09:30:00.000Z",
};
export const CONTRIBUTION_EXAMPLE = CONTRIBUTION;
export const CONTRIBUTIONS_EXAMPLE = { contributions: [CONTRIBUTION], round: { number: 1, state: "open" } };
