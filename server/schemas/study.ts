import * as Type from "typebox";
import { EXAMPLE_STUDY, StudySchema } from "../../src/index.js";
import type { JobKind } from "../jobs/job-kind.js";

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

/** What else the options of a job may be: an example of the options that the query cannot hold. */
const JOB_EXAMPLES: Readonly<Record<JobKind, object>> = {
  sensitivity: {
    samples: 1000,
    seed: 7,
    perturbation: [
      { kind: "potential", probability: 0.3 },
      { kind: "step", probability: { 1: 0.3, 2: 0.15, 3: 0.05 } },
    ],
  },
  robustness: { power: 4, pairs: false },
};

/** The bodies that hold the study of a job. */
export function jobBody(kind: JobKind): object {
  const options = { summary: "A study with options", value: { study: EXAMPLE_STUDY, options: JOB_EXAMPLES[kind] } };
  const [json, csv] = ["application/json", "text/csv"] as const;
  const schema = { ...studyBody.content[json].schema, "x-examples": { ...studyExamples, envelope: options } };
  return { content: { [json]: { schema }, [csv]: studyBody.content[csv] } };
}

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
