import { cellInfluence, type IndirectOptions, type Study } from "../../src/index.js";
import type { CellToTry } from "./engine-work.js";

/** The steps of single judgements that move most classes, on both planes together; those that move none are left out. */
export function cellsToTry(study: Study, options: IndirectOptions, count: number): CellToTry[] {
  const { power, maxPower, threshold } = options;
  const given = {
    ...(power !== undefined && { power }),
    ...(maxPower !== undefined && { maxPower }),
    ...(threshold !== undefined && { threshold }),
  };
  const steps = cellInfluence(study, { ...given, limit: 0 }).cells.flatMap(({ from, to, value, down, up }) =>
    [down, up].flatMap((step) => {
      if (step === null) return [];
      const [direct, indirect] = [step.direct.classChanges, step.indirect.classChanges];
      return [{ cell: { from, to, value, changedTo: step.changedTo, direct, indirect }, score: step.score }];
    }),
  );
  return steps
    .filter(({ cell }) => moved(cell) > 0)
    .sort((a, b) => moved(b.cell) - moved(a.cell) || b.score - a.score)
    .slice(0, count)
    .map(({ cell }) => cell);
}

function moved({ direct, indirect }: CellToTry): number {
  return direct + indirect;
}
