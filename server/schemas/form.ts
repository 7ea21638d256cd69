import * as Type from "typebox";
import { WORKBOOK_TYPE } from "../plugins/body-parsers.js";
import { CELLS_CHANGED_EXAMPLE, CellConflictSchema, CellsChangedSchema } from "./contribution.js";
import { closed } from "./shapes.js";

const { applied, seq } = CellsChangedSchema.properties;
const { from, to, yours } = CellConflictSchema.properties;

export const FormTakenSchema = Type.Object(
  {
    applied,
    conflicts: Type.Array(CellConflictSchema, {
      description: "cells that were changed otherwise since the form was written; they stay as they are",
    }),
    refused: Type.Array(
      Type.Object(
        {
          from,
          to,
          value: { ...yours, description: "the answer of the form" },
          reason: Type.Enum(["not-assigned", "off-scale", "variable-unknown"], {
            type: "string",
            description:
              "not assigned to the expert while unassigned cells are locked; no value of the scale of today; of a variable that is gone",
          }),
        },
        { ...closed, description: "A cell that may not be as the form has it" },
      ),
      { description: "cells that were not taken in" },
    ),
    seq,
  },
  { ...closed, description: "What became of a form" },
);

export const FORM_TAKEN_EXAMPLE = { ...CELLS_CHANGED_EXAMPLE, refused: [] };

const workbook = { type: "string", contentMediaType: WORKBOOK_TYPE, description: "the form, an .xlsx workbook" };

export const formAnswer = {
  description: "The form",
  content: { [WORKBOOK_TYPE]: { schema: workbook } },
  headers: {
    "Content-Disposition": { type: "string", description: "name of the file" },
    ETag: { type: "string", description: "strong tag of these bytes" },
  },
};

export const formBody = { content: { [WORKBOOK_TYPE]: { schema: workbook } } };
