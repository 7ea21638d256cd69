import type { Plane } from "../structure/plane.js";
import { CLASSES } from "../structure/plane.js";
import type { Cell, Study } from "../study/study.js";
import type { BatchPlan, DrawnCells, ExpertsPlan } from "./batch-plan.js";
import { cellPlaces } from "./cell-places.js";
import type { ResolvedSensitivityOptions } from "./options.js";
import type { CellPlace } from "./perturbations/cell-model.js";
import { type DrawnValue, drawnValue } from "./perturbations/drawn-value.js";
import { cellModel, type ResolvedCellModel } from "./perturbations/perturbation.js";
import { scaleValue, type ValueScale, valueScale } from "./value-scale.js";

/** A plan, with what the summary needs besides. */
export interface CompiledBatch {
  readonly plan: BatchPlan;
  /** `order[i]` is the study's index of the plan's variable i. */
  readonly order: readonly number[];
  /** For the direct and the indirect plane: whether all sums are exact, so that no tie is lost or made by rounding. */
  readonly exact: readonly [boolean, boolean];
}

/** A cell that is not 0 in all samples. */
interface LiveCell {
  readonly row: number;
  readonly column: number;
  readonly place: CellPlace;
  readonly drawn: DrawnValue;
  readonly scores: readonly number[];
  readonly largest: number;
}

/** Makes a batch ready: which cells move, what they may count, and the lines of the baseline. Cost: O(n² × outcomes a cell). */
export function compileBatch(
  study: Study,
  options: ResolvedSensitivityOptions,
  power: number,
  baseline: readonly [Plane, Plane],
): CompiledBatch {
  const { variables } = study;
  const size = variables.length;
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) =>
    variables[a]!.id < variables[b]!.id ? -1 : 1,
  );
  const [head] = options.perturbation;
  const experts = head?.kind === "experts" ? head : null;
  const models = options.perturbation.slice(experts === null ? 0 : 1) as ResolvedCellModel[];
  const cells =
    experts === null ? cellsDrawn(study, order, models) : cellsOfExperts(study, order, models, experts.contributions);
  const scale = scaleFor(cells, size, power, experts !== null);
  const { threshold } = options;
  const line = (exponent: number) => (typeof threshold === "number" ? threshold * scale.factor ** exponent : 0);
  const plan: BatchPlan = {
    size,
    seed: options.seed,
    power,
    rowStarts: startsOf(cells, size),
    columns: Uint32Array.from(cells, ({ column }) => column),
    fixed: Float64Array.from(cells, ({ drawn }) => scaleValue(drawn.values[0]!, scale.factor)),
    drawn: drawnCells(experts === null ? cells : [], scale.factor),
    experts: experts && expertsPlan(cells, models, experts, scale.factor),
    threshold: typeof threshold === "number" ? "number" : threshold,
    lines: [line(1), line(power)],
    wholePowers: scale.wholePowers,
    exactKeys: scale.small,
    baseline: [classNumbers(baseline[0], order), classNumbers(baseline[1], order)],
    pairwise: options.pairwise,
  };
  return { plan, order, exact: scale.exact };
}

function cellsDrawn(study: Study, order: readonly number[], models: readonly ResolvedCellModel[]): LiveCell[] {
  const placeOf = cellPlaces(study);
  const model = cellModel(models);
  // Only what experts said differs from place to place; else equal scores of equal confidence have the same outcomes.
  const perPlace = models.some(({ kind }) => kind === "spread");
  const byConfidence = [1, 2, 3].map(() => (perPlace ? null : new Map<Cell, DrawnValue>()));
  return offDiagonal(order, (row, column) => {
    const place = placeOf(order[row]!, order[column]!);
    const cell = study.direct[place.from]![place.to]!;
    const known = byConfidence[place.confidence - 1]!;
    const drawn = known?.get(cell) ?? drawnValue(model.outcomes(cell, place));
    known?.set(cell, drawn);
    return { row, column, place, drawn, scores: [], largest: drawn.values.at(-1)! };
  });
}

/** The largest value of a drawn cell is that of its largest score, after the models that follow. */
function cellsOfExperts(
  study: Study,
  order: readonly number[],
  models: readonly ResolvedCellModel[],
  contributions: Matrices,
): LiveCell[] {
  const placeOf = cellPlaces(study);
  const model = cellModel(models);
  return offDiagonal(order, (row, column) => {
    const place = placeOf(order[row]!, order[column]!);
    const given = contributions.map((direct) => direct[place.from]![place.to]!);
    const scores = given.map((cell) => (cell === "P" ? -1 : (cell ?? Number.NaN)));
    const highest = given.reduce<number>((most, cell) => (typeof cell === "number" ? Math.max(most, cell) : most), 0);
    const reached = given.reduce<number>(
      (most, cell) => Math.max(most, drawnValue(model.outcomes(cell, place)).values.at(-1)!),
      0,
    );
    const largest = Math.max(highest, reached) > 0 ? Math.max(highest + models.length, reached) : 0;
    return { row, column, place, drawn: { values: [0], limits: [] }, scores, largest };
  });
}

type Matrices = readonly (readonly (readonly Cell[])[])[];

function offDiagonal(order: readonly number[], cell: (row: number, column: number) => LiveCell): LiveCell[] {
  const cells: LiveCell[] = [];
  for (let row = 0; row < order.length; row++) {
    for (let column = 0; column < order.length; column++) {
      if (row === column) continue;
      const found = cell(row, column);
      if (found.largest > 0) cells.push(found);
    }
  }
  return cells;
}

function scaleFor(cells: readonly LiveCell[], size: number, power: number, real: boolean): ValueScale {
  const values = new Set<number>();
  for (const { drawn } of cells) for (const value of drawn.values) values.add(value);
  // A mean of scores may be any fraction: a third stands for values that no power of ten makes whole.
  return valueScale(real ? [1 / 3] : values, largestSums(cells, size, power), size);
}

/** The largest sum of each power, of the matrix in which every cell has its largest value. Cost: O(power × cells). */
function largestSums(cells: readonly LiveCell[], size: number, power: number): number[] {
  let rows = new Float64Array(size).fill(1);
  let columns = rows;
  return Array.from({ length: power }, () => {
    const nextRows = new Float64Array(size);
    const nextColumns = new Float64Array(size);
    for (const { row, column, largest } of cells) {
      nextRows[row]! += largest * rows[column]!;
      nextColumns[column]! += largest * columns[row]!;
    }
    rows = nextRows;
    columns = nextColumns;
    return rows.reduce((most, sum, i) => Math.max(most, sum, columns[i]!), 0);
  });
}

function startsOf(cells: readonly LiveCell[], size: number): Uint32Array {
  const starts = new Uint32Array(size + 1);
  for (const { row } of cells) starts[row + 1]!++;
  for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!;
  return starts;
}

function drawnCells(cells: readonly LiveCell[], factor: number): DrawnCells {
  const moving = cells.map(({ drawn }, cell) => ({ cell, ...drawn })).filter(({ limits }) => limits.length > 0);
  const starts = new Uint32Array(moving.length + 1);
  moving.forEach(({ limits }, index) => {
    starts[index + 1] = starts[index]! + limits.length;
  });
  return {
    cells: Uint32Array.from(moving, ({ cell }) => cell),
    starts,
    limits: Int32Array.from(moving.flatMap(({ limits }) => limits)),
    values: Float64Array.from(
      moving.flatMap(({ values }) => values.slice(1).map((value) => scaleValue(value, factor))),
    ),
    first: Float64Array.from(moving, ({ values }) => scaleValue(values[0]!, factor)),
  };
}

function expertsPlan(
  cells: readonly LiveCell[],
  models: readonly ResolvedCellModel[],
  { contributions, aggregation }: { contributions: Matrices; aggregation: "mean" | "median" },
  scale: number,
): ExpertsPlan {
  const scores = Float64Array.from(cells.flatMap((cell) => cell.scores));
  return { count: contributions.length, scores, aggregation, models, places: cells.map(({ place }) => place), scale };
}

function classNumbers({ classes }: Plane, order: readonly number[]): Uint8Array | null {
  if (classes.every((name) => name === null)) return null;
  return Uint8Array.from(order, (variable) => CLASSES.indexOf(classes[variable]!));
}
