import type { Variable } from "../../../src/index.js";

/** What the grid is written from. */
export interface GridTexts {
  readonly label: string;
  readonly corner: string;
  readonly progress: string;
  readonly sum: string;
  readonly sumTitle: string;
  readonly names: readonly { readonly code: string; readonly long: string; readonly short: string }[];
}

/** Positions at which another block begins. */
export function blockStarts(variables: readonly Variable[]): ReadonlySet<number> {
  return new Set(variables.flatMap(({ block }, i) => (i > 0 && block !== variables[i - 1]!.block ? [i] : [])));
}

/** The grid's table, all cells empty: written as one text, since ten thousand cells one by one take their time. */
export function gridHtml(texts: GridTexts, starts: ReadonlySet<number>): string {
  const { names } = texts;
  const edge = (position: number) => (starts.has(position) ? " edge" : "");
  const heads = names.map(
    ({ code, short, long }, column) =>
      `<th scope="col" role="columnheader" class="column-head${edge(column)}" data-column="${column}" title="${escapeHtml(`${code} ${long}`)}" aria-colindex="${column + 2}"><span class="vertical" dir="auto">${escapeHtml(short)}</span><span class="code">${escapeHtml(code)}</span></th>`,
  );
  const rows = names.map(({ code, long }, row) => {
    const cells = names.map((_, column) =>
      row === column
        ? `<td role="gridcell" class="cell diagonal${edge(column)}" aria-colindex="${column + 2}" aria-disabled="true"></td>`
        : `<td role="gridcell" class="cell${edge(column)}" tabindex="-1" aria-colindex="${column + 2}"></td>`,
    );
    const head = `<th scope="row" role="rowheader" class="row-head" data-row="${row}" title="${escapeHtml(`${code} ${long}`)}" aria-colindex="1"><span class="code">${escapeHtml(code)}</span> <span class="name" dir="auto">${escapeHtml(long)}</span></th>`;
    const sums = `<td class="sum" role="gridcell" aria-colindex="${names.length + 2}"></td><td class="progress" role="gridcell" aria-colindex="${names.length + 3}"></td>`;
    return `<tr role="row" class="${edge(row).trim()}" aria-rowindex="${row + 2}">${head}${cells.join("")}${sums}</tr>`;
  });
  return `<table role="grid" aria-multiselectable="true" aria-label="${escapeHtml(texts.label)}" aria-rowcount="${names.length + 1}" aria-colcount="${names.length + 3}"><thead><tr role="row" aria-rowindex="1"><th class="corner" role="columnheader" aria-colindex="1">${escapeHtml(texts.corner)}</th>${heads.join("")}<th class="sum" role="columnheader" title="${escapeHtml(texts.sumTitle)}" aria-colindex="${names.length + 2}">${texts.sum}</th><th class="progress" role="columnheader" aria-colindex="${names.length + 3}">${escapeHtml(texts.progress)}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
