import { parseStudy } from "../study/parse-study.js";
import type { Cell, Study } from "../study/study.js";

/**
 * The study with another matrix, such as the consensus of its experts. What stood behind the former scores, the judgements, stays behind.
 *
 * Throws `study-invalid` naming every cell that is none of this study's, such as a score beyond its scale. Cost: O(n²).
 *
 * @example
 * const { direct } = aggregate(study, [{ id: "e1", answers: study.direct }]);
 * consensusStudy(study, direct).direct.length; // 29
 */
export function consensusStudy(study: Study, direct: readonly (readonly Cell[])[]): Study {
  const { judgements, ...frame } = study;
  return parseStudy({ ...frame, direct });
}
