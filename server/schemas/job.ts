import * as Type from "typebox";
import { EXAMPLE_STUDY, parseStudy, robustness, toSensitivityCsv } from "../../src/index.js";
import { sensitivity } from "../../src/node.js";
import { JOB_STATES, type Job } from "../jobs/job.js";
import { JOB_KINDS } from "../jobs/job-kind.js";
import { jobView } from "../jobs/job-view.js";
import { closed, orNull, plainRef } from "./shapes.js";

const time = (description: string) => Type.String({ format: "date-time", description });
const address = (description: string) => Type.String({ description });

export const JobSchema = Type.Object(
  {
    id: Type.String({
      description: "identifier, not to be guessed: whoever has it may see the result, but for a job of a study",
    }),
    kind: Type.Enum([...JOB_KINDS], { type: "string", description: "what the job computes" }),
    study: orNull(
      Type.Object(
        {
          id: Type.String({ description: "the study" }),
          of: Type.String({ description: "which matrix of it, as it was when the job was started" }),
          createdBy: Type.String({ description: "the participant who started the job" }),
        },
        closed,
      ),
      "the stored study whose matrix it computes; null where the study came with the request",
    ),
    state: Type.Enum([...JOB_STATES], {
      type: "string",
      description:
        "queued: waits; running: counts, or waits for its next turn; then done, failed or cancelled for good",
    }),
    createdAt: time("when it was taken on"),
    startedAt: orNull(Type.String({ format: "date-time" }), "when it first had its turn"),
    endedAt: orNull(Type.String({ format: "date-time" }), "when it ended"),
    progress: orNull(
      Type.Object(
        {
          done: Type.Integer({ minimum: 0, description: "samples, or changed studies, counted so far" }),
          total: Type.Integer({ minimum: 0, description: "those asked for" }),
        },
        closed,
      ),
      "how far it is; null before it has counted any",
    ),
    complete: orNull(
      Type.Boolean(),
      "whether the result counts all that was asked for: false for a job cancelled on the way, and for an enumeration cut short by maxOperations; null without a result",
    ),
    cancelledBy: orNull(
      Type.Enum(["caller", "server"], { type: "string" }),
      "who cancelled it: the caller by DELETE, or a server without a data folder as it stopped",
    ),
    problem: orNull(plainRef("Problem"), "why it failed"),
    links: Type.Object(
      {
        self: address("address of the job"),
        events: address("address of its events"),
        result: orNull(Type.String(), "address of its result; null until there is one"),
        plots: Type.Array(Type.String(), {
          description: "addresses of the pictures of a batch that has a result, as SVG; the same with .png are PNG",
        }),
      },
      { ...closed, description: "addresses, relative to the server" },
    ),
  },
  { ...closed, $id: "Job", description: "A computation that takes longer than an answer may" },
);

const EXAMPLE_JOB: Job = {
  id: "Jc1uYyMPSqGq6sBdVOyR4g",
  kind: "sensitivity",
  study: null,
  state: "running",
  createdAt: "2026-11-21T09:30:00.000Z",
  startedAt: "2026-11-21T09:30:00.020Z",
  endedAt: null,
  progress: { done: 420_000, total: 1_000_000 },
  cancelledBy: null,
  complete: null,
  problem: null,
};

export const jobIdParameters = {
  type: "object",
  properties: { id: Type.String({ description: "id of the job" }) },
};

/** An answer that is a job. */
export function jobResponse(description: string, isNew = false): object {
  return {
    description,
    content: { "application/json": { schema: { $ref: "Job#" }, example: jobView(EXAMPLE_JOB) } },
    ...(isNew && { headers: { Location: { type: "string", description: "address of the job" } } }),
  };
}

const study = parseStudy(EXAMPLE_STUDY);
const exampleBatch = await sensitivity(study, { samples: 1000, workers: 0 });

/** The result of a job of either kind. */
export const resultResponse = {
  description: "The result",
  content: {
    "application/json": {
      schema: {
        description: "of a batch, or of an enumeration",
        anyOf: [{ $ref: "Sensitivity#" }, { $ref: "Robustness#" }],
      },
      examples: {
        sensitivity: { summary: "A batch", value: exampleBatch },
        robustness: { summary: "An enumeration", value: robustness(study, { limit: 2 }) },
      },
    },
    "text/csv": {
      schema: { type: "string", description: "one line a variable and plane, with a header" },
      example: toSensitivityCsv(study, exampleBatch),
    },
  },
  headers: {
    ETag: { type: "string", description: "strong tag of these bytes" },
    Vary: { type: "string", description: "request headers the answer depends on" },
  },
};

export const eventStream = {
  description: "The events of the job",
  content: {
    "text/event-stream": {
      schema: { type: "string", description: "events `state` and `progress`, each with the job as JSON" },
      example: `event: state\ndata: ${JSON.stringify(jobView(EXAMPLE_JOB))}\n\n`,
    },
  },
};
