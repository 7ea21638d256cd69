import { type Class, COMPARE_WORDS, type Plane } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import type { Column } from "../../parts/data-table.js";
import { ClassMark } from "../results/class-mark.js";
import { VariableName } from "../results/variable-name.js";
import { type Compared, type ComparedPlane, type ComparedVariable, comparedVariables } from "./compared.js";
import { sideColumns } from "./side-columns.js";
import { type CsvColumn, TableSection } from "./table-section.js";

type SideName = "before" | "after";
type Ranking = "influenceRank" | "dependenceRank";

const SIDES: readonly SideName[] = ["before", "after"];

/** Every variable with its classes and ranks on both sides, on the plane chosen; the file has both planes. */
export function AllVariables({ compared }: { readonly compared: Compared }) {
  const words = wordsOf(COMPARE_WORDS);
  const { plane, analyses } = compared;
  const on = (row: ComparedVariable, side: SideName, name: ComparedPlane = plane) => {
    const place = row[side];
    return place === null ? null : { plane: analyses[side][name] as Plane, place };
  };
  const classOf = (row: ComparedVariable, side: SideName, name?: ComparedPlane): Class | null => {
    const found = on(row, side, name);
    return found === null ? null : (found.plane.classes[found.place] ?? null);
  };
  const rankOf = (row: ComparedVariable, side: SideName, of: Ranking, name?: ComparedPlane): number | null => {
    const found = on(row, side, name);
    return found === null ? null : found.plane[of][found.place]!;
  };
  const rank = (of: Ranking, side: SideName, title: string): Column<ComparedVariable> => ({
    id: `${of} ${side}`,
    title,
    numeric: true,
    sortBy: (row) => -(rankOf(row, side, of) ?? Number.MAX_SAFE_INTEGER),
    render: (row) => {
      const shown = rankOf(row, side, of) ?? "–";
      const isMoved = side === "after" && rankOf(row, "before", of) !== rankOf(row, "after", of);
      return isMoved ? <strong>{shown}</strong> : shown;
    },
  });
  const columns: Column<ComparedVariable>[] = [
    {
      id: "variable",
      title: words.variable,
      sortBy: ({ variable }) => variable.code,
      render: (row) => (
        <VariableName variable={row.variable} class={classOf(row, row.after === null ? "before" : "after")} />
      ),
    },
    ...SIDES.map((side) => ({
      id: `class ${side}`,
      title: words.classOf(compared[side].head),
      sortBy: (row: ComparedVariable) => classOf(row, side) ?? "",
      render: (row: ComparedVariable) =>
        row[side] === null ? (
          <span class="soft">{words.absent}</span>
        ) : (
          <span
            class={
              side === "after" && classOf(row, "before") !== classOf(row, "after") ? "class-move changed" : "class-move"
            }
          >
            <ClassMark of={classOf(row, side)} named />
          </span>
        ),
    })),
    ...SIDES.map((side) => rank("influenceRank", side, words.influenceOf(compared[side].head))),
    ...SIDES.map((side) => rank("dependenceRank", side, words.dependenceOf(compared[side].head))),
  ];
  const files = (["direct", "indirect"] as const).flatMap((name) =>
    SIDES.flatMap((side): CsvColumn<ComparedVariable>[] => [
      [`${name}_class_${side}`, (row) => classOf(row, side, name)],
      [`${name}_influence_rank_${side}`, (row) => rankOf(row, side, "influenceRank", name)],
      [`${name}_dependence_rank_${side}`, (row) => rankOf(row, side, "dependenceRank", name)],
    ]),
  );
  return (
    <TableSection
      title={words.all(words.planeOf[plane])}
      none={words.movedNone}
      columns={columns}
      rows={comparedVariables(compared)}
      keyOf={({ variable }) => variable.id}
      variableOf={({ variable }) => variable.id}
      file="compared-variables"
      csv={[
        ["code", ({ variable }) => variable.code],
        ["label", ({ variable }) => variable.label],
        ...files,
        ...sideColumns(compared),
      ]}
    />
  );
}
