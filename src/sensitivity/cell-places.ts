import type { Study } from "../study/study.js";
import type { CellPlace } from "./perturbations/cell-model.js";

/** Top of the scale where the study has none of its own. */
const USUAL_MAX = 3;

/**
 * What models may know of each cell. The top of the scale is that of the study, 3 where it names none, or the largest cell
 * where that is more. A cell without a judgement, or whose judgement has no confidence, counts as a conjecture.
 */
export function cellPlaces(study: Study): (from: number, to: number) => CellPlace {
  const scale = (study.scale?.values ?? []).map(({ value }) => Number(value)).filter(Number.isFinite);
  const top = scale.length === 0 ? USUAL_MAX : scale.reduce((most, value) => Math.max(most, value), 0);
  const max = study.direct.reduce(
    (most, row) =>
      row.reduce<number>((larger, cell) => (typeof cell === "number" ? Math.max(larger, cell) : larger), most),
    top,
  );
  const index = new Map(study.variables.map(({ id }, position) => [id, position]));
  const size = study.variables.length;
  const confidences = new Map(
    (study.judgements ?? []).map(({ from, to, confidence }) => [
      index.get(from)! * size + index.get(to)!,
      confidence ?? 1,
    ]),
  );
  return (from, to) => ({ from, to, max, confidence: confidences.get(from * size + to) ?? 1 });
}
