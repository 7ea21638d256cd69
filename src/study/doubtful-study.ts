import { parseStudy } from "./parse-study.js";
import type { Study } from "./study.js";

/** A study one expert filled in: where he does not know, the cell of the study is blank. */
export interface DoubtfulStudy {
  readonly study: Study;
  /** n × n: whether the cell held `?`. */
  readonly doubts: readonly (readonly boolean[])[];
}

/**
 * Reads any value as a study whose cells, and the judgements on them, may also be `?`: what an expert says who does not know. A study itself has no such score.
 *
 * A `?` on the diagonal stays and is refused with all else that {@link parseStudy} refuses. Cost: O(n²).
 *
 * @example
 * const { study, doubts } = parseDoubtfulStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, "?"], [2, null]] });
 * study.direct; // [[null, null], [2, null]]
 * doubts; // [[false, true], [false, false]]
 */
export function parseDoubtfulStudy(value: unknown): DoubtfulStudy {
  const input = value as { readonly direct?: unknown; readonly judgements?: unknown } | null | undefined;
  if (input === null || typeof input !== "object") return { study: parseStudy(value), doubts: [] };
  const { direct, judgements } = input;
  const isDoubt = (cell: unknown, from: number, to: number) => cell === "?" && from !== to;
  const rows = Array.isArray(direct) ? direct : [];
  const study = parseStudy({
    ...input,
    ...(Array.isArray(direct) && {
      direct: direct.map((row: unknown, from) =>
        Array.isArray(row) ? row.map((cell: unknown, to) => (isDoubt(cell, from, to) ? null : cell)) : row,
      ),
    }),
    ...(Array.isArray(judgements) && { judgements: judgements.map(withoutDoubt) }),
  });
  return { study, doubts: rows.map((row: unknown[], from) => row.map((cell, to) => isDoubt(cell, from, to))) };
}

function withoutDoubt(judgement: unknown): unknown {
  const { value } = (judgement ?? {}) as { readonly value?: unknown };
  return value === "?" ? { ...(judgement as object), value: null } : judgement;
}
