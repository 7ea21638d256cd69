import * as Type from "typebox";
import { EXAMPLE_STUDY, StudySchema } from "../../src/index.js";
import type { PageRange } from "../page.js";
import { ROLES } from "../store/tables.js";
import { completeSettings, SETTINGS_DEFAULTS } from "../workshop/study-settings.js";
import { closed, orNull, ref } from "./shapes.js";

/** Pages of the list of studies. */
export const STUDY_PAGES: PageRange = { parts: 2, usual: 50, most: 100 };

const {
  id,
  title,
  variables: _variables,
  blocks: _blocks,
  direct: _direct,
  judgements: _judgements,
  hypotheses: _hypotheses,
  ...others
} = StudySchema.properties;

/** What a study says of itself. Read in `DocumentFields`. */
const documentProperties = {
  documentId: { ...id, description: "identifier that the study has in files; made of the title by default" },
  title: { ...title, description: "title: a text, or one per language" },
  ...others,
};

const nullable = (schema: Type.TSchema) => Type.Optional(orNull(schema, `${described(schema)}; null takes it away`));

function described(schema: Type.TSchema): string {
  return (schema as { description?: string }).description ?? "";
}

const aggregationProperties = {
  method: Type.Optional(
    Type.Enum(["median", "mean", "mode", "confidence", "expert"], {
      type: "string",
      description: "how the scores of a cell become one; median by default",
    }),
  ),
  potential: Type.Optional(
    Type.Enum(["majority", "value", "ignore"], { type: "string", description: "what a P does; majority by default" }),
  ),
  potentialValue: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1000,
      description: "what a P counts among scores, at most the largest of the scale; 0 by default",
    }),
  ),
  dontKnow: Type.Optional(
    Type.Enum(["ignore", "blank-when-majority"], { type: "string", description: "what ? does; ignore by default" }),
  ),
  minimumAnswers: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, description: "fewest answers of a cell that has a value; 1 by default" }),
  ),
};

const choices = {
  results: Type.Enum(["hidden", "open"], {
    type: "string",
    description: "open: experts and readers see live results; hidden, the default: not before the round is closed",
  }),
  unassigned: Type.Enum(["open", "locked"], {
    type: "string",
    description: "whether experts may answer cells that are not assigned to them; open by default",
  }),
};

const SettingsSchema = Type.Object(
  {
    ...choices,
    aggregation: Type.Object(
      Object.fromEntries(Object.entries(aggregationProperties).map(([name, schema]) => [name, required(schema)])),
      { ...closed, description: "how contributions become one matrix" },
    ),
  },
  { ...closed, description: "how the study is scored, and who sees what" },
);

function required(schema: Type.TSchema): Type.TSchema {
  return Type.Unsafe({ ...schema });
}

const SettingsChangesSchema = Type.Object(
  {
    results: nullable(choices.results),
    unassigned: nullable(choices.unassigned),
    aggregation: Type.Optional(
      orNull(
        Type.Object(
          Object.fromEntries(
            Object.entries(aggregationProperties).map(([name, schema]) => [name, nullable(required(schema))]),
          ),
          closed,
        ),
        "how contributions become one matrix; what is not named stays, null takes it back to its default",
      ),
    ),
  },
  { ...closed, description: "settings to change; null takes one back to its default" },
);

/** What to change of a study. */
export const StudyChangesSchema = Type.Object(
  {
    ...Object.fromEntries(
      Object.entries(documentProperties).map(([name, schema]) => [name, nullable(required(schema))]),
    ),
    settings: Type.Optional(SettingsChangesSchema),
  },
  { ...closed, description: "What to change of a study; what is not named stays" },
);

const time = (description: string) => Type.String({ format: "date-time", description });
const count = (description: string) => Type.Integer({ minimum: 0, description });
const countOrNull = (description: string) => orNull(Type.Integer({ minimum: 0 }), description);

const RoundStateSchema = Type.Object(
  {
    number: Type.Integer({ minimum: 1, description: "number of the round" }),
    state: Type.Enum(["open", "closed"], { type: "string", description: "whether experts may answer" }),
    openedAt: time("when it was opened"),
    closedAt: orNull(time("time"), "when it was closed; null: it is open"),
  },
  { ...closed, description: "the latest round" },
);

const frame = {
  id: Type.String({ description: "id of the study on this server" }),
  title: required(documentProperties.title),
  language: Type.Enum(["fr", "en"], { type: "string", description: "main language" }),
  size: count("number of variables"),
  revision: Type.Integer({
    minimum: 1,
    description: "counts the changes of document, settings, blocks and variables; the ETag",
  }),
  seq: count("the last event"),
  createdAt: time("when the study was made"),
  updatedAt: time("when anything in it was last changed"),
  deletedAt: orNull(time("time"), "when it was deleted; null: it was not. It is kept for 30 days"),
  role: orNull(
    Type.Enum([...ROLES], { type: "string" }),
    "role of the caller; null for an administrator who does not take part",
  ),
  participant: orNull(Type.String(), "the caller’s id as a participant; null for an administrator"),
  round: RoundStateSchema,
};

export const NamedStudySummarySchema = Type.Object(frame, {
  ...closed,
  $id: "StudySummary",
  description: "A study in a list",
});

export const StudyListSchema = Type.Object(
  {
    studies: Type.Array(ref("StudySummary", "a study"), { description: "the newest first" }),
    next: orNull(Type.String(), "cursor of the next page; null: this is the last"),
  },
  { ...closed, description: "A page of studies" },
);

const { title: _title, language: _language, ...moreDocument } = documentProperties;

export const NamedStudyViewSchema = Type.Object(
  {
    ...frame,
    ...moreDocument,
    documentId: required(moreDocument.documentId),
    settings: SettingsSchema,
    blocks: required(StudySchema.properties.blocks),
    progress: Type.Object(
      {
        cells: count("cells off the diagonal"),
        own: countOrNull("cells that the caller has answered; null for whoever answers none"),
        answers: countOrNull("cells answered, of all experts together; for the facilitator"),
        experts: countOrNull("experts who take part; for the facilitator"),
        decisions: countOrNull("cells that the facilitator has decided; for the facilitator"),
      },
      { ...closed, description: "how far the scoring is" },
    ),
  },
  { ...closed, $id: "StudyView", description: "A study as its participants see it" },
);

const LinkSchema = Type.Object(
  {
    participant: Type.String({ description: "id of the participant" }),
    token: Type.String({ description: "the secret of the link; it is told this once" }),
    url: Type.String({ description: "address to open in a browser, with the secret after its #" }),
    expiresAt: time("when the link ends"),
  },
  { ...closed, description: "the way in for the facilitator" },
);

/** Cells with another value than those of the scale that are told, at most. */
export const MAX_OFF_SCALE = 10;

export const CreatedStudySchema = Type.Object(
  {
    study: ref("StudyView", "the study"),
    facilitator: LinkSchema,
    offScale: Type.Optional(
      Type.Object(
        {
          scale: Type.Array(Type.String(), { description: "the values that can be chosen" }),
          count: Type.Integer({ minimum: 1, description: "cells that hold another value" }),
          cells: Type.Array(
            Type.Object(
              {
                from: Type.String({ description: "id of the variable that influences" }),
                to: Type.String({ description: "id of the variable that is influenced" }),
                value: Type.Number({ description: "what the cell holds" }),
              },
              closed,
            ),
            { maxItems: MAX_OFF_SCALE, description: "the first of them, row by row" },
          ),
        },
        { ...closed, description: "values of a matrix that came in and are none of the scale's; they are kept" },
      ),
    ),
  },
  { ...closed, description: "A study that was made, and the link of its facilitator" },
);

const facilitator = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: "name of the first facilitator; Facilitator by default" }),
);
const keepScores = Type.Optional(
  Type.Boolean({
    description: "whether the scores come in, as decisions of the consensus with their reasons; true by default",
  }),
);

/** A study that has no variables yet. */
export const EmptyStudySchema = Type.Object(
  {
    ...Object.fromEntries(
      Object.entries(documentProperties).map(([name, schema]) => [name, Type.Optional(required(schema))]),
    ),
    settings: Type.Optional(SettingsChangesSchema),
    facilitator,
  },
  { ...closed, description: "a study without variables" },
);

export const StudyOfExampleSchema = Type.Object(
  { example: Type.String({ minLength: 1, description: "id of a shipped study" }), keepScores, facilitator },
  { ...closed, description: "a copy of a shipped study" },
);

/** The study is read by its own reader. */
export const StudyOfStudySchema = Type.Object(
  { study: Type.Unknown({ description: "the study" }), keepScores, facilitator },
  { ...closed, description: "a study, as files have it" },
);

export const StudyOfBundleSchema = Type.Object(
  { bundle: Type.Unknown({ description: "what GET /api/v1/studies/{study}/export gave" }) },
  { ...closed, description: "a study that was exported, with all that belongs to it" },
);

const time1 = "2026-11-21T09:30:00.000Z";

export const SUMMARY_EXAMPLE = {
  id: "q3Jb0sYp4kQnV2xR",
  title: "Three variables",
  language: "en",
  size: 3,
  revision: 1,
  seq: 4,
  createdAt: time1,
  updatedAt: time1,
  deletedAt: null,
  role: "facilitator",
  participant: "Zk3vQ9r2LmTb0xYc",
  round: { number: 1, state: "open", openedAt: time1, closedAt: null },
};

export const VIEW_EXAMPLE = {
  ...SUMMARY_EXAMPLE,
  documentId: "three",
  settings: completeSettings(SETTINGS_DEFAULTS),
  blocks: [],
  progress: { cells: 6, own: null, answers: 0, experts: 0, decisions: 5 },
};

const TOKEN_EXAMPLE = "ThisIsNoTokenButLooksLikeOneOf43LettersXXXX";

export const CREATED_EXAMPLE = {
  study: VIEW_EXAMPLE,
  facilitator: {
    participant: VIEW_EXAMPLE.participant,
    token: TOKEN_EXAMPLE,
    url: `https://motrice.example/join#${TOKEN_EXAMPLE}`,
    expiresAt: "2027-02-19T09:30:00.000Z",
  },
};

export const NEW_STUDY_EXAMPLES = {
  empty: {
    summary: "A study without variables",
    value: { title: "The region in 2040", language: "en", horizon: 2040 },
  },
  example: {
    summary: "A copy of a shipped study, not scored",
    value: { example: "hauts-de-france-industrie-2040", keepScores: false },
  },
  study: { summary: "A study with its scores", value: { study: EXAMPLE_STUDY } },
};
