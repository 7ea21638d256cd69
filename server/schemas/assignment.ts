import * as Type from "typebox";
import { closed } from "./shapes.js";

const id = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });

/** Most items of one expert. */
const MAX_ITEMS = 50_000;

const ItemSchema = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal("row", { description: "the influences of a variable" }),
        variable: id("id of the variable"),
      },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal("column", { description: "the influences on a variable" }),
        variable: id("id of the variable"),
      },
      closed,
    ),
    Type.Object(
      { kind: Type.Literal("block", { description: "the rows of a block’s variables" }), block: id("id of the block") },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal("cell", { description: "one cell" }),
        from: id("id of the variable that influences"),
        to: id("id of the variable that is influenced"),
      },
      closed,
    ),
  ],
  { description: "a row, a column, the rows of a block, or a cell" },
);

const participant = id("id of the expert");
const items = Type.Array(ItemSchema, {
  maxItems: MAX_ITEMS,
  description: "what the expert is to score; items may overlap",
});

export const AssignRequestSchema = Type.Object(
  {
    assignments: Type.Array(
      Type.Object({ participant, items }, { ...closed, description: "What one expert is to score" }),
      {
        maxItems: 1000,
        description: "of every expert: those left out have nothing assigned",
      },
    ),
  },
  { ...closed, description: "What each expert is to score" },
);

export const SplitRequestSchema = Type.Object(
  {
    perCell: Type.Integer({ minimum: 1, maximum: 1000, description: "how many experts are to score each cell" }),
    experts: Type.Optional(
      Type.Array(participant, {
        minItems: 1,
        maxItems: 1000,
        description: "ids of the experts who share the cells; all of them by default",
      }),
    ),
  },
  { ...closed, description: "How the cells are to be shared" },
);

export const AssignmentsSchema = Type.Object(
  {
    assignments: Type.Array(
      Type.Object(
        { participant, items, cells: Type.Integer({ minimum: 0, description: "how many cells the items cover" }) },
        { ...closed, description: "What one expert is to score" },
      ),
      { description: "of the experts who have anything assigned" },
    ),
    unassigned: Type.Enum(["open", "locked"], {
      type: "string",
      description: "whether experts may answer cells that are not assigned to them: a setting of the study",
    }),
  },
  { ...closed, description: "What each expert is to score" },
);

const EXPERT = "Zk3vQ9r2LmTb0xYc";
const ITEMS = [
  { kind: "row", variable: "price" },
  { kind: "cell", from: "demand", to: "supply" },
];
export const ASSIGN_EXAMPLE = { assignments: [{ participant: EXPERT, items: ITEMS }] };
export const ASSIGNMENTS_EXAMPLE = {
  assignments: [{ participant: EXPERT, items: ITEMS, cells: 3 }],
  unassigned: "open",
};
export const SPLIT_EXAMPLE = { perCell: 2 };
