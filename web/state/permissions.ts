import type { Role } from "../api/types.js";
import type { StudyScreen } from "../router/route.js";

const FACILITATORS: readonly StudyScreen[] = ["facilitator"];
const READERS: readonly StudyScreen[] = ["variables", "results", "sensitivity", "compare", "report"];

/** Whether a role has use of a screen: facilitation is the facilitator's, and readers score nothing. */
export function mayOpen(screen: StudyScreen, role: Role): boolean {
  if (role === "facilitator") return true;
  if (role === "reader") return READERS.includes(screen);
  return !FACILITATORS.includes(screen);
}
