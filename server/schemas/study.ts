import * as Type from "typebox";
import { EXAMPLE_STUDY, StudySchema } from "../../src/index.js";

const EXAMPLE_CSV = ",Price,Demand,Supply\nPrice,,3,1\nDemand,2,,P\nSupply,1,0,\n";

export const NamedStudySchema = { ...StudySchema, $id: "Study" };

export const AnalysisRequestSchema = Type.Object(
  {
    study: Type.Unsafe({ description: "the study", allOf: [{ $ref: "Study#" }] }),
    options: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: true,
          description: "options by name, the same as in the query; an option stands in one of the two places",
        },
      ),
    ),
  },
  { $id: "StudyWithOptions", additionalProperties: false, description: "A study with options" },
);

const studyExamples = {
  study: { summary: "A study", value: EXAMPLE_STUDY },
  envelope: {
    summary: "A study with options",
    value: { study: EXAMPLE_STUDY, options: { power: 4, threshold: "median" } },
  },
};

/** The bodies that hold a study: JSON, with or without options, or a bare matrix as CSV. */
export const studyBody = {
  content: {
    "application/json": {
      schema: {
        description: "a study, or a study with options: what has a member study is the latter",
        anyOf: [{ $ref: "Study#" }, { $ref: "StudyWithOptions#" }],
        "x-examples": studyExamples,
      },
    },
    "text/csv": {
      schema: {
        type: "string",
        description:
          "a bare matrix: names in the first row and column, in the same order; comma, semicolon or tab; UTF-8; P for potential, blank for not scored",
        "x-examples": { matrix: { summary: "A bare matrix", value: EXAMPLE_CSV } },
      },
    },
  },
};
