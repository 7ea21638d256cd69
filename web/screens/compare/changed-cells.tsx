import { type Cell, type ChangedCell, COMPARE_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import type { Column } from "../../parts/data-table.js";
import { screenAddress } from "../../router/route.js";
import { cellDifference, largestFirst } from "./cell-difference.js";
import { type Compared, variableNamer } from "./compared.js";
import { sideColumns } from "./side-columns.js";
import { TableSection } from "./table-section.js";

/** The cells that differ, the largest difference first, each with its place in the matrix. */
export function ChangedCells({ compared }: { readonly compared: Compared }) {
  const words = wordsOf(COMPARE_WORDS);
  const { study, before, after, moves } = compared;
  const nameOf = variableNamer(compared);
  const inStudy = new Map(study.variables.map(({ id, code }) => [id, code]));
  const addressOf = ({ from, to }: ChangedCell) => {
    const [row, column] = [inStudy.get(from), inStudy.get(to)];
    if (study.role === "reader" || row === undefined || column === undefined) return null;
    return `${screenAddress(study.id, "matrix")}?cell=${encodeURIComponent(`${row}.${column}`)}`;
  };
  const end = (id: "from" | "to", title: string): Column<ChangedCell> => ({
    id,
    title,
    sortBy: (row) => nameOf(row[id]).code,
    render: (row) => <EndName {...nameOf(row[id])} />,
  });
  const value = (id: "before" | "after", title: string): Column<ChangedCell> => ({
    id,
    title,
    numeric: true,
    sortBy: (row) => sortable(row[id]),
    render: (row) => <CellMark value={row[id]} />,
  });
  const columns: Column<ChangedCell>[] = [
    end("from", words.from),
    end("to", words.to),
    value("before", before.head),
    value("after", after.head),
    {
      id: "difference",
      title: words.difference,
      numeric: true,
      sortBy: (row) => Math.abs(cellDifference(row) ?? -1),
      render: (row) => differenceText(cellDifference(row)),
    },
    ...(study.role === "reader"
      ? []
      : [
          {
            id: "open",
            title: words.inMatrix,
            render: (row: ChangedCell) => {
              const address = addressOf(row);
              const [from, to] = [nameOf(row.from), nameOf(row.to)];
              return (
                address !== null && (
                  <a href={address} aria-label={words.openCellOf(from.code, to.code)}>
                    {words.openCell}
                  </a>
                )
              );
            },
          },
        ]),
  ];
  return (
    <TableSection
      title={words.changed}
      hint={words.changedHint}
      none={words.changedNone}
      columns={columns}
      rows={largestFirst(moves.cells)}
      keyOf={({ from, to }) => `${from} ${to}`}
      variableOf={({ from }) => from}
      file="changed-cells"
      csv={[
        ["from", ({ from }) => nameOf(from).code],
        ["to", ({ to }) => nameOf(to).code],
        ["from_label", ({ from }) => nameOf(from).label],
        ["to_label", ({ to }) => nameOf(to).label],
        ["value_before", (row) => row.before],
        ["value_after", (row) => row.after],
        ["difference", cellDifference],
        ...sideColumns(compared),
      ]}
    />
  );
}

function EndName({ code, short, label }: { readonly code: string; readonly short: string; readonly label: string }) {
  return (
    <span class="end-name" title={label}>
      <span class="variable-code">{code}</span> <span dir="auto">{short}</span>
    </span>
  );
}

/** A value as it stands in the matrix, in the tint it has there; a blank by its word. */
export function CellMark({ value }: { readonly value: Cell }) {
  const words = wordsOf(COMPARE_WORDS);
  if (value === null) return <span class="cell-mark soft">{words.blank}</span>;
  if (value === "P") return <span class="cell-mark p">P</span>;
  return <span class={`cell-mark s${Math.min(3, Math.round(value))}`}>{figure(value)}</span>;
}

/** Numbers by their size, then P, then blanks. */
function sortable(value: Cell): number {
  return typeof value === "number" ? value : value === "P" ? -1 : -2;
}

function differenceText(difference: number | null): string {
  if (difference === null) return "–";
  return `${difference > 0 ? "+" : "−"}${figure(Math.abs(difference))}`;
}
