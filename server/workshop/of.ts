import { describeValue, OptionsError } from "../../src/index.js";

/** Which matrix of a stored study: the agreed one, the experts' together, one expert's, or one that was kept. */
export type Of =
  | { readonly kind: "consensus" | "aggregate" }
  | { readonly kind: "contribution"; readonly participant: string }
  | { readonly kind: "snapshot"; readonly snapshot: string };

const FORMS = "consensus, aggregate, contribution:ID or snapshot:ID";

/** Reads `?of=`; without one, the consensus. Throws OptionsError. */
export function parseOf(text: string | undefined): Of {
  if (text === undefined || text === "consensus" || text === "aggregate") return { kind: text ?? "consensus" };
  const [, kind, id] = /^(contribution|snapshot):([\w-]{1,64})$/.exec(text) ?? [];
  if (kind === "contribution") return { kind, participant: id! };
  if (kind === "snapshot") return { kind, snapshot: id! };
  throw new OptionsError([{ path: "of", expected: FORMS, received: describeValue(text) }]);
}

/** The text that `parseOf` reads. */
export function ofText(of: Of): string {
  if (of.kind === "contribution") return `contribution:${of.participant}`;
  return of.kind === "snapshot" ? `snapshot:${of.snapshot}` : of.kind;
}
