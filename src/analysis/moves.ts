import { influenceMatrix } from "../matrix/influence-matrix.js";
import { completeOptions } from "../options.js";
import { direct } from "../structure/direct.js";
import { INDIRECT_DEFAULTS, INDIRECT_RULES, type IndirectOptions, indirect } from "../structure/indirect.js";
import type { Class, Plane } from "../structure/plane.js";
import type { Cell, Study } from "../study/study.js";

/** A cell that differs between two studies. `from` and `to` are ids of variables that both have. */
export interface ChangedCell {
  readonly from: string;
  readonly to: string;
  readonly before: Cell;
  readonly after: Cell;
}

/** A variable whose class differs. */
export interface MovedClass {
  readonly id: string;
  readonly plane: "direct" | "indirect";
  /** null where the plane has no classes. */
  readonly before: Class | null;
  readonly after: Class | null;
  /** Places gained, rank before − rank after, each among the variables of its own study. */
  readonly influenceRankChange: number;
  readonly dependenceRankChange: number;
}

export interface Moves {
  readonly options: Required<IndirectOptions>;
  /** Ids of the variables that only one of them has. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Row by row, in the order of the later study. */
  readonly cells: readonly ChangedCell[];
  /** The power of the indirect plane, before and after; null with the measure dematel. */
  readonly power: { readonly before: number | null; readonly after: number | null };
  /** On the direct plane, then on the indirect one, in the order of the later study. */
  readonly classes: readonly MovedClass[];
}

/**
 * What changed between two states of a study, such as two snapshots: cells, and the classes of the variables.
 *
 * Variables are matched by id, whatever their order; cells of a variable that only one state has are not compared, the variable is named. A blank differs from 0 and P from any number, although they count alike
 * in these planes. Each state has its own lines, and its own power where it is to be `stable`.
 *
 * Cost: that of two direct and two indirect planes. Throws `options-invalid`, and what {@link indirect} throws.
 *
 * @example
 * const state = (score) => parseStudy({ variables: [{ id: "a", label: "A" }, { id: "b", label: "B" }], direct: [[null, score], [1, null]] });
 * const { cells, classes } = moves(state(1), state(3), { power: 1 });
 * cells; // [{ from: "a", to: "b", before: 1, after: 3 }]
 * classes.length; // 4
 * classes[0].after; // "motor"
 */
export function moves(before: Study, after: Study, options: IndirectOptions = {}): Moves {
  const resolved = completeOptions(INDIRECT_DEFAULTS, INDIRECT_RULES, options);
  const [earlier, later] = [stateOf(before, resolved), stateOf(after, resolved)];
  const common = later.ids.flatMap((id, i) => {
    const at = earlier.places.get(id);
    return at === undefined ? [] : [{ id, before: at, after: i }];
  });
  const cells = common.flatMap((row) =>
    common.flatMap((column): ChangedCell[] => {
      if (row === column) return [];
      const [was, is] = [before.direct[row.before]![column.before]!, after.direct[row.after]![column.after]!];
      return was === is ? [] : [{ from: row.id, to: column.id, before: was, after: is }];
    }),
  );
  const classes = (["direct", "indirect"] as const).flatMap((plane) =>
    common.flatMap((variable): MovedClass[] => {
      const [was, is] = [earlier[plane], later[plane]];
      const [from, to] = [was.classes[variable.before]!, is.classes[variable.after]!];
      if (from === to) return [];
      const gained = (rank: (plane: Plane) => readonly number[]) =>
        rank(was)[variable.before]! - rank(is)[variable.after]!;
      return [
        {
          id: variable.id,
          plane,
          before: from,
          after: to,
          influenceRankChange: gained((each) => each.influenceRank),
          dependenceRankChange: gained((each) => each.dependenceRank),
        },
      ];
    }),
  );
  return {
    options: resolved,
    added: later.ids.filter((id) => !earlier.places.has(id)),
    removed: earlier.ids.filter((id) => !later.places.has(id)),
    cells,
    power: { before: earlier.indirect.power, after: later.indirect.power },
    classes,
  };
}

function stateOf(study: Study, options: Required<IndirectOptions>) {
  const matrix = influenceMatrix(study);
  const ids = study.variables.map(({ id }) => id);
  return {
    ids,
    places: new Map(ids.map((id, i) => [id, i])),
    direct: direct(matrix, { threshold: options.threshold }),
    indirect: indirect(matrix, options),
  };
}
