import { COMPARE_WORDS, type MovedClass } from "../../../src/index.js";
import { signed } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import type { Column } from "../../parts/data-table.js";
import { ClassMark } from "../results/class-mark.js";
import { VariableName } from "../results/variable-name.js";
import { type Compared, variableNamer } from "./compared.js";
import { sideColumns } from "./side-columns.js";
import { TableSection } from "./table-section.js";

/** The variables whose class is another one, plane by plane. */
export function MovedClasses({ compared }: { readonly compared: Compared }) {
  const words = wordsOf(COMPARE_WORDS);
  const { classes } = compared.moves;
  const nameOf = variableNamer(compared);
  const gain = (id: string, title: string, of: (row: MovedClass) => number): Column<MovedClass> => ({
    id,
    title,
    numeric: true,
    sortBy: of,
    render: (row) => signed(of(row)),
  });
  const columns: Column<MovedClass>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: ({ id }) => nameOf(id).code,
      render: ({ id, after }) => <VariableName variable={nameOf(id)} class={after} />,
    },
    {
      id: "plane",
      title: words.planeColumn,
      sortBy: ({ plane }) => plane,
      render: ({ plane }) => words.planeOf[plane],
    },
    {
      id: "class",
      title: words.classColumn,
      sortBy: ({ before, after }) => `${before} ${after}`,
      render: ({ before, after }) => (
        <span class="class-move changed">
          <ClassMark of={before} named /> → <ClassMark of={after} named />
        </span>
      ),
    },
    gain("influence", words.influenceGain, (row) => row.influenceRankChange),
    gain("dependence", words.dependenceGain, (row) => row.dependenceRankChange),
  ];
  return (
    <TableSection
      title={words.moved}
      hint={words.gainHint}
      none={words.movedNone}
      columns={columns}
      rows={classes}
      keyOf={({ id, plane }) => `${plane} ${id}`}
      variableOf={({ id }) => id}
      file="moved-classes"
      csv={[
        ["code", ({ id }) => nameOf(id).code],
        ["label", ({ id }) => nameOf(id).label],
        ["plane", ({ plane }) => plane],
        ["class_before", ({ before }) => before],
        ["class_after", ({ after }) => after],
        ["influence_rank_change", ({ influenceRankChange }) => influenceRankChange],
        ["dependence_rank_change", ({ dependenceRankChange }) => dependenceRankChange],
        ...sideColumns(compared),
      ]}
    />
  );
}
