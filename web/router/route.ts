import { computed } from "@preact/signals";
import { address } from "./address.js";

/** The screens of a study, in the order of the navigation. */
export const STUDY_SCREENS = [
  "matrix",
  "question",
  "variables",
  "results",
  "sensitivity",
  "compare",
  "report",
  "facilitator",
] as const;

export type StudyScreen = (typeof STUDY_SCREENS)[number];

/** What an address shows. */
export type Route =
  | { readonly screen: "studies" | "join" | "nowhere"; readonly study: null }
  | { readonly screen: StudyScreen; readonly study: string };

/**
 * Which screen does a path show? `/studies/:id` alone is the matrix.
 *
 * @example
 * routeOf("/studies/abc/results"); // { screen: "results", study: "abc" }
 */
export function routeOf(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return { screen: "studies", study: null };
  if (parts.length === 1 && parts[0] === "join") return { screen: "join", study: null };
  const [root, study, screen = "matrix", more] = parts;
  const known = (STUDY_SCREENS as readonly string[]).includes(screen);
  if (root !== "studies" || study === undefined || more !== undefined || !known)
    return { screen: "nowhere", study: null };
  return { screen: screen as StudyScreen, study };
}

/** The screen shown, as a signal. */
export const route = computed(() => routeOf(address.value.path));

/** The address of a screen of a study. */
export function screenAddress(study: string, screen: StudyScreen): string {
  return `/studies/${encodeURIComponent(study)}/${screen}`;
}
