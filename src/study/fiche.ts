import * as Type from "typebox";
import type { Text } from "../language/text.js";
import { StudySchema } from "./schema.js";
import type { Hypothesis } from "./study.js";

/** The sections of a variable's sheet, in the order of reading: what it is, its past, its present here and in the region, what may change it. */
export const FICHE_SECTIONS = ["definition", "past", "present", "region", "turningPoints", "sources"] as const;

export type FicheSection = (typeof FICHE_SECTIONS)[number];

/** The evolutions of a variable that a sheet tells: one that harms, one in continuity, one that favours. */
export const HYPOTHESIS_KINDS = ["low", "trend", "high"] as const;

export type HypothesisKind = (typeof HYPOTHESIS_KINDS)[number];

/** The sheet of a variable. Its texts are Markdown. */
export interface Fiche {
  /** What the variable covers; the same as the definition of the variable. */
  readonly definition?: Text;
  /** How it has evolved. */
  readonly past?: Text;
  /** What is at work. */
  readonly present?: Text;
  /** What is at work in the region. */
  readonly region?: Text;
  /** What could bend or break the dynamics. */
  readonly turningPoints?: Text;
  /** What the sheet rests on. */
  readonly sources?: Text;
  readonly hypotheses?: { readonly [Kind in HypothesisKind]?: Hypothesis };
}

const { definition } = StudySchema.properties.variables.items.properties;
const { low, trend, high } = hypothesesProperties();

function hypothesesProperties() {
  const { patternProperties } = StudySchema.properties.hypotheses;
  return Object.values(patternProperties)[0]!.properties;
}

const section = (description: string) =>
  Type.Optional({ ...definition, description: `${description}: Markdown, or one per language` });

/** JSON Schema of a sheet. A section has at most 20 000 characters in each language. */
export const FicheSchema = Type.Object(
  {
    definition: section("what the variable covers"),
    past: section("how it has evolved"),
    present: section("the dynamics at work"),
    region: section("the dynamics at work in the region"),
    turningPoints: section("what could bend or break the dynamics"),
    sources: section("what the sheet rests on"),
    hypotheses: Type.Optional(
      Type.Object({ low, trend, high }, { additionalProperties: false, description: "low, trend and high evolution" }),
    ),
  },
  { additionalProperties: false, description: "the sheet of a variable" },
);
