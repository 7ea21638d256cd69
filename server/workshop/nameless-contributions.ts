import { createHash } from "node:crypto";
import type { Contribution } from "../../src/index.js";
import type { Member } from "../access/access.js";

/**
 * Contributions as a member may see them in results: without notes, and but for the facilitator under names that say nothing of the
 * expert, in an order that says nothing either. An expert finds himself first, by his id.
 */
export function namelessContributions(
  contributions: readonly Contribution[],
  { role, participantId }: Pick<Member, "role" | "participantId">,
): Contribution[] {
  const bare = contributions.map(({ notes: _, ...contribution }) => contribution);
  if (role === "facilitator") return bare;
  const own = bare.filter(({ id }) => id === participantId);
  const others = bare.filter(({ id }) => id !== participantId).sort((a, b) => (mixed(a) < mixed(b) ? -1 : 1));
  return [...own, ...others.map((other, index) => ({ ...other, id: `expert-${own.length + index + 1}` }))];
}

function mixed({ id }: Contribution): string {
  return createHash("sha256").update(id).digest("hex");
}
