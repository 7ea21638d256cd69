import * as Type from "typebox";
import { ClassSchema, closed, orNull } from "./shapes.js";

const text = Type.String({ minLength: 1, maxLength: 200, description: "what the snapshot is called" });
const PUBLISHED = "whether readers and experts may see it";
const published = Type.Boolean({ description: PUBLISHED });

export const SnapshotViewSchema = Type.Object(
  {
    id: Type.String({ description: "id of the snapshot" }),
    title: text,
    round: orNull(Type.Integer({ minimum: 1 }), "the round it closed; null where the facilitator took it"),
    published,
    createdAt: Type.String({ format: "date-time", description: "when it was taken" }),
    createdBy: Type.String({ description: "id of the facilitator who took it" }),
  },
  { ...closed, description: "A state of the study that was kept" },
);

export const SNAPSHOT_EXAMPLE = {
  id: "p7Yw3s0QkVbN1a_d",
  title: "Round 1",
  round: 1,
  published: false,
  createdAt: "2026-11-21T09:30:00.000Z",
  createdBy: "Hq2nB5x8RtUe4wKz",
};

export const SnapshotsSchema = Type.Object(
  { snapshots: Type.Array(SnapshotViewSchema, { description: "oldest first; those that the caller may see" }) },
  { ...closed, description: "The states of a study that were kept" },
);

export const SNAPSHOTS_EXAMPLE = { snapshots: [SNAPSHOT_EXAMPLE] };

export const SnapshotRequestSchema = Type.Object(
  {
    title: text,
    published: Type.Optional(Type.Boolean({ description: `${PUBLISHED}; false by default` })),
  },
  { ...closed, description: "A snapshot to take" },
);

export const SnapshotChangeSchema = Type.Object(
  { title: Type.Optional(text), published: Type.Optional(published) },
  { ...closed, minProperties: 1, description: "What changes of a snapshot" },
);

const cell = Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Null()]);
const answer = Type.Union([Type.Number({ minimum: 0 }), Type.Literal("P"), Type.Literal("?"), Type.Null()]);
const matrix = (of: Type.TSchema, description: string) =>
  Type.Array(Type.Array(of), { description: `n × n: ${description}` });

const DecisionSchema = Type.Object(
  {
    from: Type.String({ description: "id of the variable that influences" }),
    to: Type.String({ description: "id of the variable that is influenced" }),
    value: { ...cell, description: "what was decided; null leaves the cell blank" },
    reason: Type.Union([Type.String(), Type.Object({}, { additionalProperties: true })], {
      description: "why: a text, or one per language",
    }),
    confidence: orNull(Type.Integer({ minimum: 1, maximum: 3 }), "how sure"),
    sign: orNull(Type.Enum(["+", "-", "~"], { type: "string" }), "direction of the influence"),
    source: orNull(Type.String(), "document and section, or kind of knowledge"),
    decidedBy: Type.String({ description: "id of the facilitator" }),
    decidedAt: Type.String({ format: "date-time", description: "when" }),
  },
  { ...closed, description: "A cell that the facilitator had set" },
);

export const SnapshotContentSchema = Type.Object(
  {
    version: Type.Literal(1, { description: "version of this shape" }),
    study: Type.Object(
      {},
      {
        additionalProperties: true,
        description: "the study, with the consensus as its matrix and the decisions as its judgements",
      },
    ),
    aggregate: matrix(cell, "what the experts said together, in the order of the study’s variables"),
    settings: Type.Object({}, { additionalProperties: true, description: "the settings that had been given" }),
    experts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ description: "id of the expert" }),
            name: Type.String({ description: "name of the expert" }),
            weight: Type.Number({ description: "weight of the expert’s answers" }),
          },
          { ...closed, description: "An expert" },
        ),
        { description: "the experts; for the facilitator only" },
      ),
    ),
    contributions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ description: "id of the expert" }),
            weight: Type.Optional(Type.Number({ description: "weight of the expert’s answers" })),
            answers: matrix(answer, "the answers"),
            confidence: Type.Optional(matrix(orNull(Type.Integer(), "how sure"), "how sure the expert was")),
            notes: Type.Optional(matrix(orNull(Type.String(), "why"), "what the expert noted")),
          },
          { ...closed, description: "What one expert had answered" },
        ),
        { description: "of the experts who had answered anything; for the facilitator only" },
      ),
    ),
    decisions: Type.Optional(Type.Array(DecisionSchema, { description: "the decisions; for the facilitator only" })),
  },
  { ...closed, description: "What was kept" },
);

export const SnapshotSchema = Type.Object(
  { ...SnapshotViewSchema.properties, content: SnapshotContentSchema },
  { ...closed, description: "A state of the study that was kept, with its content" },
);

const ids = (description: string) => Type.Array(Type.String(), { description });
const power = (description: string) => orNull(Type.Integer({ minimum: 1 }), description);

export const MovesSchema = Type.Object(
  {
    from: { ...SnapshotViewSchema, description: "the earlier state" },
    to: { ...SnapshotViewSchema, description: "the later state" },
    options: Type.Object({}, { additionalProperties: true, description: "options of the indirect plane, completed" }),
    added: ids("variables that only the later state has"),
    removed: ids("variables that only the earlier state has"),
    cells: Type.Array(
      Type.Object(
        {
          from: Type.String({ description: "id of the variable that influences" }),
          to: Type.String({ description: "id of the variable that is influenced" }),
          before: { ...cell, description: "its score before" },
          after: { ...cell, description: "its score after" },
        },
        { ...closed, description: "A cell that differs" },
      ),
      { description: "cells that differ, row by row" },
    ),
    power: Type.Object(
      { before: power("before"), after: power("after") },
      { ...closed, description: "power of the indirect plane; null with the measure dematel" },
    ),
    classes: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: "id of the variable" }),
          plane: Type.Enum(["direct", "indirect"], { type: "string", description: "the plane it moved on" }),
          before: orNull(ClassSchema, "its class before; null where the plane has none"),
          after: orNull(ClassSchema, "its class after"),
          influenceRankChange: Type.Integer({ description: "places gained by influence" }),
          dependenceRankChange: Type.Integer({ description: "places gained by dependence" }),
        },
        { ...closed, description: "A variable whose class differs" },
      ),
      { description: "variables whose class differs, on the direct plane, then on the indirect one" },
    ),
  },
  { ...closed, description: "What changed between two snapshots" },
);
