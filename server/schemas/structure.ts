import * as Type from "typebox";
import { StudySchema } from "../../src/index.js";
import { closed, orNull } from "./shapes.js";

const { properties: variable } = StudySchema.properties.variables.items;
const { properties: block } = StudySchema.properties.blocks.items;

function required(schema: Type.TSchema): Type.TSchema {
  return Type.Unsafe({ ...schema });
}

const position = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 2000, description: "where it stands, from 0; the end by default" }),
);
const optional = (schema: Type.TSchema, description: string) => Type.Optional({ ...schema, description });
const blockOrNull = orNull(Type.String(), "id of its block, or null");

const VariableViewSchema = Type.Object(
  {
    id: variable.id,
    code: required(variable.code),
    label: variable.label,
    short: required(variable.short),
    block: blockOrNull,
    definition: variable.definition,
  },
  { ...closed, description: "A factor of change" },
);

export { VariableViewSchema };

export const VariablesSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, description: "revision of the study; the ETag" }),
    variables: Type.Array(VariableViewSchema, { description: "in the order of rows and columns" }),
  },
  { ...closed, description: "The variables of a study" },
);

export const NewVariableSchema = Type.Object(
  {
    id: optional(variable.id, "identifier, unique in the study; made of the label by default; it does not change"),
    code: optional(required(variable.code), "short code, unique; V and a number by default"),
    label: variable.label,
    short: variable.short,
    block: Type.Optional(blockOrNull),
    definition: variable.definition,
    position,
  },
  { ...closed, description: "A variable to add" },
);

export const VariableChangesSchema = Type.Object(
  {
    code: Type.Optional(required(variable.code)),
    label: Type.Optional(variable.label),
    short: Type.Optional(required(variable.short)),
    block: Type.Optional(blockOrNull),
  },
  { ...closed, description: "What changes of a variable; its definition does with its fiche" },
);

export const BlockViewSchema = StudySchema.properties.blocks.items;

export const BlocksSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, description: "revision of the study; the ETag" }),
    blocks: Type.Array(BlockViewSchema, { description: "in their order" }),
  },
  { ...closed, description: "The blocks of a study" },
);

export const NewBlockSchema = Type.Object(
  {
    id: optional(block.id, "identifier, unique in the study; made of the label by default; it does not change"),
    number: block.number,
    label: block.label,
    position,
  },
  { ...closed, description: "A block to add" },
);

export const BlockChangesSchema = Type.Object(
  {
    number: Type.Optional(orNull(required(block.number), "number shown with the block; null takes it away")),
    label: Type.Optional(block.label),
  },
  { ...closed, description: "What changes of a block" },
);

export const OrderSchema = Type.Object(
  {
    order: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 2000, description: "all ids, each once" }),
  },
  { ...closed, description: "An order" },
);

export const VARIABLE_EXAMPLE = {
  id: "energy-costs",
  code: "V04",
  label: { fr: "Coûts de l’énergie", en: "Energy costs" },
  short: { fr: "Énergie", en: "Energy" },
  block: null,
};

export const BLOCK_EXAMPLE = { id: "context", number: 1, label: { fr: "Contexte", en: "Context" } };
