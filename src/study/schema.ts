import * as Type from "typebox";

/** The most variables one study may have. */
export const MAX_VARIABLES = 2000;

const closed = { additionalProperties: false } as const;
const line = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });

const TextSchema = Type.Union(
  [
    Type.String({ maxLength: 20_000 }),
    Type.Object(
      {
        fr: Type.Optional(Type.String({ maxLength: 20_000, description: "the text in French" })),
        en: Type.Optional(Type.String({ maxLength: 20_000, description: "the text in English" })),
      },
      { ...closed, minProperties: 1 },
    ),
  ],
  { description: "a text, or an object with a text per language (fr, en)" },
);
const text = (description: string) => ({ ...TextSchema, description: `${description}: a text, or one per language` });
const LanguageSchema = Type.Enum(["fr", "en"], { description: "fr or en" });

const CellSchema = Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Null()], {
  description:
    "0 none, 1 weak, 2 moderate, 3 strong, P potential, null not scored; aggregated scores need not be whole",
});

const VariableSchema = Type.Object(
  {
    id: line("identifier, unique in the study"),
    code: Type.Optional(line("short code, such as V01; unique; the id, or V and a number, by default")),
    label: text("long name"),
    short: Type.Optional(text("short name, the long one by default")),
    block: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: "id of the thematic block, or null" }),
    ),
    definition: Type.Optional(text("what the variable covers")),
  },
  { ...closed, description: "a factor of change" },
);

const BlockSchema = Type.Object(
  {
    id: line("identifier, unique in the study"),
    number: Type.Optional(Type.Integer({ minimum: 0, description: "number shown with the block" })),
    label: text("name of the block"),
  },
  { ...closed, description: "a thematic group of variables" },
);

const JudgementSchema = Type.Object(
  {
    from: line("id or code of the variable that influences"),
    to: line("id or code of the variable that is influenced"),
    value: CellSchema,
    sign: Type.Optional(Type.Enum(["+", "-", "~"], { description: "+, - or ~ (ambivalent)" })),
    confidence: Type.Optional(Type.Enum([1, 2, 3], { description: "1 conjecture, 2 plausible, 3 well established" })),
    rationale: Type.Optional(text("why this score")),
    source: Type.Optional(Type.String({ maxLength: 2000, description: "document and section, or kind of knowledge" })),
  },
  { ...closed, description: "what stands behind one cell of the matrix" },
);

const HypothesisSchema = Type.Object(
  {
    title: text("title of the hypothesis"),
    text: Type.Optional(text("the hypothesis in a few sentences")),
    basis: Type.Optional(Type.String({ maxLength: 200, description: "where it comes from, such as fiche or drafted" })),
  },
  { ...closed, description: "one evolution of a variable" },
);

const HypothesesSchema = Type.Object(
  {
    code: Type.Optional(line("code of the variable")),
    low: Type.Optional(HypothesisSchema),
    trend: Type.Optional(HypothesisSchema),
    high: Type.Optional(HypothesisSchema),
  },
  { ...closed, description: "low, trend and high evolution of a variable" },
);

const ScaleSchema = Type.Object(
  {
    question: Type.Optional(text("the question asked for each cell")),
    values: Type.Optional(
      Type.Array(
        Type.Object({ value: line("a number, or P, as a text"), label: text("meaning of the value") }, closed),
        { description: "allowed values; a cell above the largest number is refused" },
      ),
    ),
    signs: Type.Optional(
      Type.Array(Type.Object({ value: line("+, - or ~"), label: text("meaning of the sign") }, closed), {
        description: "what each sign means",
      }),
    ),
    confidence: Type.Optional(
      Type.Array(
        Type.Object(
          { value: Type.Integer({ minimum: 1, description: "1, 2 or 3" }), label: text("meaning of the confidence") },
          closed,
        ),
        { description: "what each confidence means" },
      ),
    ),
  },
  { ...closed, description: "the scale of the scores" },
);

const ProvenanceSchema = Type.Object(
  {
    file: Type.Optional(Type.String({ description: "file of the document" })),
    document: Type.Optional(text("title of the document")),
    gave: Type.Optional(text("what the study took from it")),
  },
  closed,
);

const properties = {
  id: Type.Optional(line("identifier of the study; study by default")),
  title: Type.Optional(text("title; the id by default")),
  horizon: Type.Optional(Type.Integer({ minimum: 0, maximum: 9999, description: "year looked at" })),
  reference: Type.Optional(text("state of knowledge the scores refer to")),
  territory: Type.Optional(text("territory")),
  language: Type.Optional({ ...LanguageSchema, description: "main language of the study; en by default" }),
  languages: Type.Optional(Type.Array(LanguageSchema, { description: "languages its texts exist in" })),
  provenance: Type.Optional(Type.Array(ProvenanceSchema, { description: "documents the study rests on" })),
  disclaimer: Type.Optional(text("what readers must know; its first sentence goes on every picture and export")),
  scale: Type.Optional(ScaleSchema),
  hypothesisConvention: Type.Optional(text("what low, trend and high mean")),
  blocks: Type.Optional(Type.Array(BlockSchema, { maxItems: 200, description: "thematic groups" })),
  variables: Type.Array(VariableSchema, {
    minItems: 1,
    maxItems: MAX_VARIABLES,
    description: "the variables, in the order of the rows and columns of the matrix",
  }),
  judgements: Type.Optional(Type.Array(JudgementSchema, { description: "what stands behind the cells" })),
  hypotheses: Type.Optional(
    Type.Record(Type.String(), HypothesesSchema, { description: "hypotheses by id of the variable" }),
  ),
  hypothesisNote: Type.Optional(text("note on the hypotheses")),
};

/** Everything but the cells, which `parseStudy` reads itself: a million of them take no schema. */
export const StudyShapeSchema = Type.Object(
  { ...properties, direct: Type.Unknown() },
  { additionalProperties: false, required: ["variables", "direct"] },
);

/** A small study with all that a matrix can hold. */
export const EXAMPLE_STUDY = {
  id: "three",
  title: "Three variables",
  variables: [
    { id: "price", label: "Price" },
    { id: "demand", label: "Demand" },
    { id: "supply", label: "Supply" },
  ],
  direct: [
    [null, 3, 1],
    [2, null, "P"],
    [1, 0, null],
  ],
};

/** JSON Schema of a study: the one source of validation, of the API and of its documentation. */
export const StudySchema = Type.Object(
  {
    ...properties,
    direct: Type.Array(Type.Array(CellSchema), {
      description:
        "direct influences: direct[i][j] is how strongly variable i influences variable j; n × n, diagonal null or 0",
    }),
  },
  {
    ...closed,
    title: "Study",
    description: "Variables, their blocks and the matrix of their direct influences",
    examples: [EXAMPLE_STUDY],
  },
);
