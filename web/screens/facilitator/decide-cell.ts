import { ApiProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import type { Decision } from "../../api/types.js";

/** What a decision says of its cell. */
export type Decided = Pick<Decision, "value" | "reason" | "confidence" | "sign" | "source">;

interface DecidedCell {
  readonly study: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Decides a cell over what was seen of it; what is left out stays as it is decided. Null takes the decision back. What is decided then comes back.
 *
 * Throws ApiProblem `decision-conflict` where another facilitator has decided otherwise.
 */
export async function decideCell(
  { study, from, to }: DecidedCell,
  decided: Partial<Decided> | null,
  seen: Decided | null,
): Promise<Decided | null> {
  const change = { from, to, ...decided, was: seen && contentOf(seen) };
  const body = decided === null ? { undecided: [change] } : { decisions: [change] };
  const answer = await ask<{ readonly decisions: readonly Decision[] }>(studyPath(study, "/consensus"), {
    method: "PUT",
    body,
  });
  return answer.body.decisions[0] ?? null;
}

/** What a decision says, without the rest of what an answer tells of it. */
export function contentOf({ value, reason, confidence, sign, source }: Decided): Decided {
  return { value, reason, confidence, sign, source };
}

/** What another facilitator decided meanwhile, null where nothing is decided any more; undefined where a refusal has another cause. */
export function decidedMeanwhile(error: unknown): Decided | null | undefined {
  if (!(error instanceof ApiProblem && error.code === "decision-conflict")) return undefined;
  const [conflict] = error.body["conflicts"] as readonly { readonly theirs: Decided | null }[];
  return conflict?.theirs;
}
