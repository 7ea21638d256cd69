import * as Type from "typebox";
import { ANALYSIS_DEFAULTS } from "../../src/index.js";
import type { Format } from "../send-rendering.js";
import { MEDIA_TYPES } from "../send-rendering.js";
import { AnalysisOptionsSchema } from "./analysis.js";

/** The options of an analysis as parameters of the query, each with its default. */
export const analysisParameters = Object.fromEntries(
  Object.entries<Type.TSchema & { description?: string }>(AnalysisOptionsSchema.properties).map(([name, schema]) => {
    const value = (ANALYSIS_DEFAULTS as Readonly<Record<string, unknown>>)[name];
    const described =
      value === undefined
        ? { ...schema, description: `${schema.description}; the study's language by default` }
        : { ...schema, default: value };
    return [name, Type.Optional(described)];
  }),
);

/** `?format=`, which goes before the Accept header. */
export function formatParameter(formats: readonly Format[]): Type.TOptional<Type.TSchema> {
  const types = formats.map((format) => `${format} (${MEDIA_TYPES[format]})`).join(", ");
  return Type.Optional(
    Type.Enum([...formats], { description: `format of the answer, in place of the Accept header: ${types}` }),
  );
}

export const langParameter = Type.Optional(
  Type.Enum(["fr", "en"], { description: "language; the study's own by default" }),
);
