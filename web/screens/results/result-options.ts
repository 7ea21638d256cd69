import type { AnalysisOptions, LabelStyle, Measure } from "../../../src/index.js";
import { language } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";

/** The parameters of the address that hold options; screens that show results hand them on to one another. */
export const OPTION_PARAMETERS = ["of", "measure", "attenuation", "power", "threshold", "p", "labels"] as const;

/** A number, or the text itself, which the engine then refuses in its own words. */
export function numberOr(text: string): number {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || Number.isNaN(value) ? (text as unknown as number) : value;
}

/** The options of the analysis that the address asks for, in the language of the page. */
export function analysisOptions(lang = language.value): AnalysisOptions {
  const asked = parameters.value;
  const [measure, attenuation, power, threshold, p] = ["measure", "attenuation", "power", "threshold", "p"].map(
    (name) => asked.get(name),
  );
  return {
    lang,
    ...(measure != null && { measure: measure as Measure }),
    ...(attenuation != null && { attenuation: numberOr(attenuation) }),
    ...(power != null && { power: power === "stable" ? power : numberOr(power) }),
    ...(threshold != null && { threshold: numberOr(threshold) }),
    ...(p != null && { potentialValue: numberOr(p) }),
  };
}

const LABEL_STYLES: readonly LabelStyle[] = ["auto", "short", "code"];

/** How the pictures name variables. */
export function labelStyle(): LabelStyle {
  const asked = parameters.value.get("labels");
  return LABEL_STYLES.find((style) => style === asked) ?? "auto";
}

/** The part of an address that asks the API for the same results: `of` and the options of the analysis, with more beside. */
export function apiQuery(of: string, options: AnalysisOptions, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ of });
  for (const [name, value] of Object.entries({ ...options, ...more })) query.set(name, String(value));
  return query.toString();
}

/** Takes the options out of the address: the analysis is that of the defaults. Whose matrix it is of stays. */
export function resetOptions(): void {
  setParameters(Object.fromEntries(OPTION_PARAMETERS.filter((name) => name !== "of").map((name) => [name, null])));
}
