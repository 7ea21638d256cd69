import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { language } from "../language/language.js";
import { lights, litVariable } from "./lit-variable.js";
import "./data-table.css";

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** What a row is ordered by; a column without it cannot be sorted. */
  readonly sortBy?: (row: Row) => string | number;
  /** Whether it holds numbers, which stand to the right. @default false */
  readonly numeric?: boolean;
  /** Whether it holds buttons: they stay in sight where the table is wider than its place. @default false */
  readonly actions?: boolean;
  readonly render: (row: Row) => ComponentChildren;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Id of the variable that a row is about: it lights up with its marks in the pictures. */
  readonly variableOf?: (row: Row) => string;
}

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** A table whose columns sort by a press on their heads; the first column heads its row. */
export function DataTable<Row>({ caption, columns, rows, keyOf, variableOf }: DataTableProps<Row>) {
  const [order, setOrder] = useState<Order | null>(null);
  const sortBy = order === null ? undefined : columns.find(({ id }) => id === order.column)?.sortBy;
  const sorted = sortBy === undefined ? rows : sortRows(rows, sortBy, order!.descending);
  const lit = litVariable.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class="data-table" tabIndex={0} aria-label={caption}>
      <table>
        <caption class="aside">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, sortBy: sortable, ...column }) => {
              const active = order?.column === id;
              const direction = active ? (order.descending ? "descending" : "ascending") : undefined;
              const press = () =>
                setOrder({ column: id, descending: active ? !order.descending : column.numeric === true });
              return (
                <th key={id} scope="col" class={kindOf(column)} aria-sort={direction}>
                  {sortable === undefined ? (
                    title
                  ) : (
                    <button type="button" onClick={press}>
                      {title}
                      <span aria-hidden="true">{active ? (order.descending ? " ↓" : " ↑") : ""}</span>
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const variable = variableOf?.(row);
            const isLit = variable !== undefined && variable === lit;
            return (
              <tr
                key={keyOf(row)}
                class={isLit ? "lit" : undefined}
                {...(variable === undefined ? {} : lights(variable))}
              >
                {columns.map(({ id, render, ...column }, position) => {
                  const content = render(row);
                  const kind = kindOf(column);
                  return position === 0 ? (
                    <th key={id} scope="row" class={kind} dir="auto">
                      {content}
                    </th>
                  ) : (
                    <td key={id} class={kind}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function kindOf({ numeric, actions }: { readonly numeric?: boolean; readonly actions?: boolean }): string | undefined {
  return numeric ? "numeric" : actions ? "actions" : undefined;
}

function sortRows<Row>(rows: readonly Row[], sortBy: (row: Row) => string | number, descending: boolean): Row[] {
  const collator = new Intl.Collator(language.value, { numeric: true });
  const sign = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [sortBy(left), sortBy(right)];
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}
