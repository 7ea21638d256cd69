import * as Type from "typebox";
import { ANALYSIS_DEFAULTS } from "../../src/index.js";
import { CSV_OPTIONS } from "../engine/csv-options.js";
import { type Format, MEDIA_TYPES } from "../send-rendering.js";
import { AnalysisOptionsSchema } from "./analysis.js";

/**
 * The options of an analysis as parameters of the query. Defaults stand in the descriptions: as `default`, forms would fill
 * them in, and an option also given in the body would then stand twice.
 */
export const analysisParameters = Object.fromEntries(
  Object.entries<Type.TSchema & { description?: string }>(AnalysisOptionsSchema.properties).map(([name, schema]) => {
    const value = (ANALYSIS_DEFAULTS as Readonly<Record<string, unknown>>)[name] ?? "the study's language";
    return [name, Type.Optional({ ...schema, description: `${schema.description}; ${value} by default` })];
  }),
);

/** The options of a matrix as CSV as parameters of the query. */
export const csvParameters = {
  names: wordsParameter("names", "what names the rows and columns; id by default"),
  separator: wordsParameter("separator", "what stands between fields; comma by default"),
  byteOrderMark: wordsParameter("byteOrderMark", "whether the file begins with a byte order mark; false by default"),
};

function wordsParameter(name: keyof typeof CSV_OPTIONS, description: string) {
  return Type.Optional(Type.Enum(Object.keys(CSV_OPTIONS[name]), { type: "string", description }));
}

/** `?format=`, which goes before the Accept header. */
export function formatParameter(formats: readonly Format[]): Type.TOptional<Type.TSchema> {
  const types = formats.map((format) => `${format} (${MEDIA_TYPES[format]})`).join(", ");
  return Type.Optional(
    Type.Enum([...formats], {
      type: "string",
      description: `format of the answer, in place of the Accept header: ${types}`,
    }),
  );
}
