import { RequestProblem } from "../problems.js";
import type { StudyState } from "../store/study-state.js";
import type { Member } from "./access.js";

/** A result of a study that not everyone may see at any time. */
export type Subject =
  | { readonly kind: "consensus" | "aggregate" | "agreement" | "agenda" }
  | { readonly kind: "contribution"; readonly participant: string }
  | {
      readonly kind: "snapshot";
      /** The round it closed, or null where the facilitator took it. */
      readonly round: number | null;
      readonly published: boolean;
    };

/** What a study shows for now. */
export type Exposure = Pick<StudyState, "results" | "round">;

/**
 * Whether a member may see a result of his study.
 *
 * The facilitator sees all. An expert always sees his own contribution, published snapshots and those of closed rounds; what the experts
 * say together only while the latest round is closed or results are open, lest it anchor his answers; the contribution of another, by name, never. A
 * reader sees published snapshots, and the consensus while results are open. An administrator has no part in the contents.
 */
export function maySeeResults(
  { role, participantId }: Pick<Member, "role" | "participantId">,
  { results, round }: Exposure,
  subject: Subject,
): boolean {
  if (role === null) return false;
  if (role === "facilitator") return true;
  switch (subject.kind) {
    case "snapshot":
      return subject.published || (role === "expert" && subject.round !== null);
    case "contribution":
      return role === "expert" && subject.participant === participantId;
    case "consensus":
      return results === "open" || (role === "expert" && round === "closed");
    case "aggregate":
    case "agreement":
    case "agenda":
      return role === "expert" && (results === "open" || round === "closed");
  }
}

/** Throws RequestProblem `results-hidden` for a result that a member may not see, or not yet. */
export function refuseHidden(
  member: Pick<Member, "role" | "participantId">,
  exposure: Exposure,
  subject: Subject,
): void {
  if (maySeeResults(member, exposure, subject)) return;
  throw new RequestProblem("results-hidden", reasonOf(member, subject));
}

function reasonOf({ role }: Pick<Member, "role">, subject: Subject): string {
  if (role === null)
    return "An administrator does not see the contents of studies; he makes himself a facilitator's link.";
  if (subject.kind === "contribution") return "A contribution is seen by its expert and by the facilitator.";
  if (subject.kind === "snapshot") return "The snapshot has not been published.";
  if (role === "reader") {
    return subject.kind === "consensus"
      ? "Readers see the consensus once the facilitator has opened the results; published snapshots always."
      : "Readers see published snapshots, and the consensus once the facilitator has opened the results.";
  }
  return "Experts see results once the round is closed, or the facilitator has opened them.";
}
