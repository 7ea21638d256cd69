import { analyze, EXAMPLE_STUDY, parseStudy, toCsv } from "../../src/index.js";
import { type Format, MEDIA_TYPES } from "../send-rendering.js";

const exampleAnalysis = analyze(parseStudy(EXAMPLE_STUDY), { maxPower: 8 });

const CONTENTS: Readonly<Record<Format, { readonly type: string; readonly media: object }>> = {
  json: { type: "application/json", media: { schema: { $ref: "Analysis#" }, example: exampleAnalysis } },
  csv: {
    type: "text/csv",
    media: {
      schema: { type: "string", description: "one line a variable, with a header" },
      example: toCsv(exampleAnalysis),
    },
  },
  md: { type: "text/markdown", media: { schema: { type: "string", description: "the report, without pictures" } } },
  html: {
    type: "text/html",
    media: { schema: { type: "string", description: "the report, one file with its pictures within it" } },
  },
  svg: { type: "image/svg+xml", media: { schema: { type: "string", description: "the picture" } } },
  png: {
    type: "image/png",
    media: { schema: { type: "string", contentMediaType: "image/png", description: "the picture, in pixels" } },
  },
  xlsx: {
    type: MEDIA_TYPES.xlsx,
    media: { schema: { type: "string", contentMediaType: MEDIA_TYPES.xlsx, description: "the workbook" } },
  },
  gexf: { type: MEDIA_TYPES.gexf, media: { schema: { type: "string", description: "the graph, GEXF 1.2" } } },
};

const header = (description: string) => ({ type: "string", description });

/** The response of status 200 in one or more formats, with its headers. */
export function rendered(description: string, formats: readonly Format[]): object {
  return {
    description,
    content: Object.fromEntries(formats.map((format) => [CONTENTS[format].type, CONTENTS[format].media])),
    headers: { ETag: header("strong tag of these bytes"), Vary: header("request headers the answer depends on") },
  };
}

/** The response of status 304. */
export const notModified = {
  304: { type: "null", description: "The answer still is the one that If-None-Match names" },
};
