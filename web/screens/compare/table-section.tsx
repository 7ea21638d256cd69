import { useId, useState } from "preact/hooks";
import { COMPARE_WORDS, guardFormula, RESULTS_WORDS, writeCsv } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { saveFile } from "../../parts/save-file.js";

/** A column of the file: its name, which is English as in every file, and the field of a row. */
export type CsvColumn<Row> = readonly [name: string, field: (row: Row) => string | number | null];

export interface TableSectionProps<Row> {
  readonly title: string;
  readonly hint?: string;
  /** Said in place of a table without rows. */
  readonly none: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly variableOf: (row: Row) => string;
  /** Name of the file, without its ending, and its columns. */
  readonly file: string;
  readonly csv: readonly CsvColumn<Row>[];
}

/** Rows that are shown at first: thousands of cells would hold the page up. */
const MOST_AT_FIRST = 200;

/** A table with its title, its number of rows, and all of them as CSV. */
export function TableSection<Row>(props: TableSectionProps<Row>) {
  const { title, hint, none, columns, rows, keyOf, variableOf, file, csv } = props;
  const words = wordsOf(COMPARE_WORDS);
  const [showsAll, setShowsAll] = useState(false);
  const id = useId();
  const shown = showsAll ? rows : rows.slice(0, MOST_AT_FIRST);
  const save = () => {
    const lines = rows.map((row) => csv.map(([, field]) => guarded(field(row))));
    const text = writeCsv([csv.map(([name]) => name), ...lines], ",");
    saveFile(`${file}.csv`, new Blob([text], { type: "text/csv" }));
  };
  return (
    <section class="table-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title} <span class="rows-count">{figure(rows.length)}</span>
        </h2>
        {rows.length > 0 && (
          <button type="button" class="button quiet small no-print" aria-label={words.csvOf(title)} onClick={save}>
            {words.csv}
          </button>
        )}
      </header>
      {rows.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <>
          {hint !== undefined && <p class="reading">{hint}</p>}
          <DataTable
            caption={wordsOf(RESULTS_WORDS).tableOf(title)}
            columns={columns}
            rows={shown}
            keyOf={keyOf}
            variableOf={variableOf}
          />
          {shown.length < rows.length && (
            <p class="row">
              <span class="soft">{words.shown(figure(shown.length), figure(rows.length))}</span>
              <button type="button" class="button small" onClick={() => setShowsAll(true)}>
                {words.showAll(figure(rows.length))}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function guarded(field: string | number | null): string | number | null {
  return typeof field === "string" ? guardFormula(field) : field;
}
