import { parameters } from "../../router/address.js";
import type { Route, StudyScreen } from "../../router/route.js";
import { OPTION_PARAMETERS } from "./result-options.js";

/** Screens that show what is made of a matrix by the same options. */
const OF_RESULTS: readonly string[] = ["results", "sensitivity", "report"] satisfies readonly StudyScreen[];

/** What the address of another screen takes along: from results to results whose matrix they are of, and the options. With its `?`, or empty. */
export function handedOn(from: Route["screen"], to: StudyScreen): string {
  if (!OF_RESULTS.includes(from) || !OF_RESULTS.includes(to)) return "";
  const kept = OPTION_PARAMETERS.flatMap((name) => {
    const value = parameters.value.get(name);
    return value === null ? [] : [[name, value]];
  });
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept)}`;
}
