import { useRef, useState } from "preact/hooks";
import { FACILITATOR_WORDS } from "../../../src/index.js";
import type { Decision } from "../../api/types.js";
import { figure } from "../../language/figure.js";
import { textOf, wordsOf } from "../../language/language.js";
import { openedStudy } from "../../state/study.js";
import { discuss } from "./discussed-cell.js";
import type { CellAgreement } from "./facilitator-views.js";

export interface HeatmapProps {
  readonly cells: readonly CellAgreement[];
  readonly decisions: readonly Decision[];
}

/** Steps of colour, from agreement to the widest difference that the scale allows. */
const LEVELS = 5;

const keyOf = (from: string, to: string) => JSON.stringify([from, to]);

/** Every cell by how far the experts differ on it. One stop for the keyboard: arrows move, Enter opens a cell. */
export function Heatmap({ cells, decisions }: HeatmapProps) {
  const words = wordsOf(FACILITATOR_WORDS).agreement;
  const { variables } = openedStudy.value;
  const table = useRef<HTMLTableElement>(null);
  const [cursor, setCursor] = useState({ row: 0, column: 1 });
  const known = new Map(cells.map((cell) => [keyOf(cell.from, cell.to), cell]));
  const decided = new Set(decisions.map(({ from, to }) => keyOf(from, to)));
  const most = Math.max(1, ...cells.map(({ dispersion }) => dispersion ?? 0));
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      const [from, to] = [variables[cursor.row], variables[cursor.column]];
      if (from !== undefined && to !== undefined && from !== to) discuss({ from: from.id, to: to.id });
      return;
    }
    event.preventDefault();
    const last = variables.length - 1;
    const row = Math.min(last, Math.max(0, cursor.row + step[0]));
    const column = Math.min(last, Math.max(0, cursor.column + step[1]));
    setCursor({ row, column });
    table.current?.tBodies[0]?.rows[row]?.cells[column + 1]?.focus();
  };
  return (
    <figure class="heatmap">
      <div class="heatmap-scroll">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that the keyboard moves in */}
        <table ref={table} role="grid" aria-label={words.heatmap} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col" class="corner">
                <span class="aside">{words.corner}</span>
              </th>
              {variables.map(({ id, code, short }) => (
                <th key={id} scope="col" title={textOf(short)}>
                  <span dir="auto">{code}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {variables.map((from, row) => (
              <tr key={from.id}>
                <th scope="row" title={textOf(from.label)}>
                  <span class="code">{from.code}</span> <span dir="auto">{textOf(from.short)}</span>
                </th>
                {variables.map((to, column) => {
                  const isCursor = cursor.row === row && cursor.column === column;
                  const stop = isCursor ? 0 : -1;
                  const focus = () => setCursor({ row, column });
                  if (row === column)
                    return <td key={to.id} class="diagonal" tabIndex={stop} onFocus={focus} aria-label="–" />;
                  const cell = known.get(keyOf(from.id, to.id));
                  const dispersion = cell?.dispersion ?? null;
                  const isDecided = decided.has(keyOf(from.id, to.id));
                  const answers = figure(cell?.answers ?? 0);
                  const [rowName, columnName] = [textOf(from.short), textOf(to.short)];
                  const said =
                    dispersion === null
                      ? words.cellFew(rowName, columnName, answers)
                      : words.cell(rowName, columnName, figure(dispersion, 1), answers);
                  const label = isDecided ? `${said} (${words.decided})` : said;
                  const level =
                    dispersion === null
                      ? "few"
                      : `level-${dispersion === 0 ? 0 : Math.max(1, Math.ceil((dispersion / most) * (LEVELS - 1)))}`;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
                    <td
                      key={to.id}
                      class={`${level}${isDecided ? " decided" : ""}`}
                      tabIndex={stop}
                      title={label}
                      aria-label={label}
                      onFocus={focus}
                      onClick={() => discuss({ from: from.id, to: to.id })}
                    >
                      {isDecided ? "✓" : dispersion === null || dispersion === 0 ? "" : figure(dispersion, 1)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption class="legend">
        <span>{words.legend.agree}</span>
        {Array.from({ length: LEVELS }, (_, level) => (
          <span key={level} class={`swatch level-${level}`} aria-hidden="true" />
        ))}
        <span>{words.legend.apart}</span>
        <span class="swatch few" aria-hidden="true" />
        <span>{words.legend.few}</span>
        <span class="swatch decided" aria-hidden="true">
          ✓
        </span>
        <span>{words.legend.decided}</span>
      </figcaption>
    </figure>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};
