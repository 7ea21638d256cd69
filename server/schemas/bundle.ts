import * as Type from "typebox";
import { FicheSchema, StudySchema } from "../../src/index.js";
import { EVENT_KINDS } from "../store/store.js";
import { ROLES } from "../store/tables.js";
import { AssignRequestSchema } from "./assignment.js";
import { MAX_NOTE } from "./contribution.js";
import { closed, orNull } from "./shapes.js";

/** Names the kind of file. */
export const BUNDLE_FORMAT = "motrice-workshop";

export const BUNDLE_VERSION = 1;

const {
  variables: _variables,
  direct: _direct,
  judgements: _judgements,
  hypotheses: _hypotheses,
  ...document
} = StudySchema.properties;

const { properties: variable } = StudySchema.properties.variables.items;
const { properties: judgement } = StudySchema.properties.judgements.items;

/** As it is, and not to be left out. */
function required(schema: Type.TSchema): Type.TSchema {
  return Type.Unsafe({ ...schema });
}

const name = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });
const who = (description: string) => Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$", description });
const time = (description: string) => Type.String({ format: "date-time", description });
const timeOrNull = (description: string) => orNull(Type.String({ format: "date-time" }), description);

const from = name("id of the variable that influences");
const to = name("id of the variable that is influenced");

const confidence = orNull(Type.Enum([1, 2, 3]), "1 conjecture, 2 plausible, 3 well established; null: not said");

const VariableSchema = Type.Object(
  {
    id: variable.id,
    code: required(variable.code),
    label: variable.label,
    short: required(variable.short),
    block: orNull(Type.String(), "id of its block, or null"),
    namesCode: Type.Optional(Type.Literal(true, { description: "whether its hypotheses repeat its code in files" })),
  },
  { ...closed, description: "a variable; its definition is that of its fiche" },
);

const StudyPartSchema = Type.Object(
  {
    ...document,
    id: required(document.id),
    title: required(document.title),
    language: required(document.language),
    blocks: required(document.blocks),
    variables: Type.Array(VariableSchema, {
      maxItems: 2000,
      description: "in the order of rows and columns",
    }),
  },
  { ...closed, description: "the study, but for its fiches and its scores" },
);

const CellSchema = Type.Object(
  {
    from,
    to,
    value: Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Literal("?")], {
      description: "a number of the scale, P, or ? for don’t know",
    }),
    confidence,
    note: orNull(Type.String({ maxLength: MAX_NOTE }), "why; null where there is none"),
    at: time("when it was last changed"),
  },
  { ...closed, description: "a cell that the expert has answered" },
);

const DecisionSchema = Type.Object(
  {
    from,
    to,
    value: Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Null()], {
      description: "what was decided; null leaves the cell blank",
    }),
    reason: required(judgement.rationale),
    confidence,
    sign: orNull(Type.Enum(["+", "-", "~"]), "direction of the influence"),
    source: orNull(Type.String({ maxLength: 2000 }), "document and section, or kind of knowledge"),
    by: who("a participant’s id, or admin"),
    at: time("when"),
  },
  { ...closed, description: "a cell that the facilitator has set" },
);

const list = (of: Type.TSchema, description: string) => Type.Array(of, { description });

/** All that belongs to a study but for links and sessions. */
export const BundleSchema = Type.Object(
  {
    format: Type.Literal(BUNDLE_FORMAT, { description: "names the kind of file" }),
    version: Type.Literal(BUNDLE_VERSION, { description: "version of the format" }),
    revision: Type.Integer({ minimum: 1, maximum: 2_000_000_000, description: "counts the changes of the study" }),
    createdAt: time("when the study was made"),
    updatedAt: time("when anything in it was last changed"),
    study: StudyPartSchema,
    settings: Type.Object({}, { additionalProperties: true, description: "the settings that were given" }),
    fiches: list(
      Type.Object(
        {
          variable: name("id of the variable"),
          revision: Type.Integer({ minimum: 1, description: "from 1; the highest is the one in force" }),
          at: time("when it was written"),
          by: who("a participant’s id, or admin"),
          content: FicheSchema,
        },
        { ...closed, description: "a revision of a fiche" },
      ),
      "every revision of every fiche",
    ),
    participants: list(
      Type.Object(
        {
          id: who("id of the participant"),
          role: Type.Enum([...ROLES], { description: "facilitator, expert or reader" }),
          name: Type.String({ minLength: 1, maxLength: 200, description: "name" }),
          weight: Type.Number({ minimum: 0, maximum: 1000, description: "weight of an expert’s answers" }),
          createdAt: time("when the participant was added"),
          removedAt: timeOrNull("when the participant was removed; null: takes part"),
        },
        { ...closed, description: "someone who takes part, or did" },
      ),
      "participants, without their links",
    ),
    assignments: required(AssignRequestSchema.properties.assignments),
    contributions: list(
      Type.Object(
        { participant: who("id of the expert"), cells: list(CellSchema, "the cells answered") },
        { ...closed, description: "what one participant answered" },
      ),
      "contributions",
    ),
    decisions: list(DecisionSchema, "decisions of the consensus"),
    rounds: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1, description: "from 1" }),
          state: Type.Enum(["open", "closed"], { description: "whether experts may answer" }),
          openedAt: time("when it was opened"),
          closedAt: timeOrNull("when it was closed; null: it is open"),
          snapshot: orNull(Type.String(), "the snapshot that closing took"),
        },
        { ...closed, description: "a round" },
      ),
      { minItems: 1, description: "rounds; all but the last are closed" },
    ),
    snapshots: list(
      Type.Object(
        {
          id: who("id of the snapshot"),
          title: Type.String({ minLength: 1, maxLength: 500, description: "what it is called" }),
          round: orNull(Type.Integer({ minimum: 1 }), "the round it closed"),
          published: Type.Boolean({ description: "whether readers and experts may see it" }),
          createdAt: time("when it was taken"),
          createdBy: who("who took it"),
          content: Type.Object({}, { additionalProperties: true, description: "what was kept" }),
        },
        { ...closed, description: "a state of the study that was kept" },
      ),
      "snapshots",
    ),
    events: list(
      Type.Object(
        {
          seq: Type.Integer({ minimum: 1, description: "place in the log" }),
          at: time("when"),
          actor: who("a participant’s id, admin or server"),
          kind: Type.Enum([...EVENT_KINDS], { description: "what happened" }),
          before: Type.Unknown({ description: "what was; null for nothing" }),
          after: Type.Unknown({ description: "what is; null for nothing" }),
        },
        { ...closed, description: "something that happened" },
      ),
      "the log of the study, from its first event on",
    ),
  },
  { ...closed, description: "A study with all that belongs to it but for links, sessions and jobs" },
);
