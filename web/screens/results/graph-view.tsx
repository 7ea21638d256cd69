import { RESULTS_WORDS } from "../../../src/index.js";
import type { Ends } from "../../engine/engine-work.js";
import { useWork } from "../../engine/use-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { Figure } from "./figure.js";
import { InfluencePanel } from "./influence-panel.js";
import type { Shown } from "./shown.js";
import { VariableSelect } from "./variable-select.js";
import { variableOfCode } from "./variables-by.js";

const LEVELS = [5, 10, 25, 50, 75, 100] as const;
const USUAL = 10;

interface Row {
  readonly from: string;
  readonly to: string;
  readonly strength: number;
}

/** The graph: its strongest part, or one variable and its neighbours; an arrow pressed says why it is there. */
export function GraphView({ shown }: { readonly shown: Shown }) {
  const words = wordsOf(RESULTS_WORDS);
  const { analysis, matrix } = shown;
  const percent = LEVELS.find((level) => String(level) === parameters.value.get("strength")) ?? USUAL;
  const focus = variableOfCode(analysis, parameters.value.get("focus"));
  const [fromCode = null, toCode = null] = (parameters.value.get("arrow") ?? "").split(">");
  const [from, to] = [variableOfCode(analysis, fromCode), variableOfCode(analysis, toCode)];
  const chosen: Ends | null = from === null || to === null ? null : [from.id, to.id];
  const { answer } = useWork(matrix, { kind: "influences", percent });
  const rows = (answer?.influences ?? []).filter(
    (one) => focus === null || one.from === focus.id || one.to === focus.id,
  );
  const codes = new Map(analysis.variables.map(({ id, code, short }) => [id, { code, short }]));
  const choose = (start: string, end: string) =>
    setParameters({ arrow: `${codes.get(start)!.code}>${codes.get(end)!.code}` });
  const name = (id: string) => `${codes.get(id)!.code} ${codes.get(id)!.short}`;
  const columns: Column<Row>[] = [
    {
      id: "from",
      title: words.from,
      sortBy: (row) => codes.get(row.from)!.code,
      render: (row) => (
        <button
          type="button"
          class="arrow-name"
          aria-pressed={chosen?.[0] === row.from && chosen[1] === row.to}
          aria-label={words.why(name(row.from), name(row.to))}
          onClick={() => choose(row.from, row.to)}
        >
          {name(row.from)}
        </button>
      ),
    },
    { id: "to", title: words.to, sortBy: (row) => codes.get(row.to)!.code, render: (row) => name(row.to) },
    {
      id: "strength",
      title: words.strength,
      numeric: true,
      sortBy: (row) => row.strength,
      render: (row) => (row.strength === 0 ? "P" : figure(row.strength)),
    },
  ];
  return (
    <>
      <div class="controls">
        <label class="field">
          <span>{words.strengthIs(words.levels(percent))}</span>
          <input
            type="range"
            min={0}
            max={LEVELS.length - 1}
            step={1}
            value={LEVELS.indexOf(percent)}
            aria-label={words.strength}
            aria-valuetext={words.levels(percent)}
            onInput={(event) => setParameters({ strength: String(LEVELS[Number(event.currentTarget.value)]) })}
          />
        </label>
        <VariableSelect
          label={words.focus}
          none={words.focusNone}
          variables={analysis.variables}
          chosen={focus?.code ?? ""}
          onChoose={(code) => setParameters({ focus: code === "" ? null : code }, { replace: false })}
        />
        {answer !== null && <p class="soft count">{words.graphCount(figure(rows.length), figure(answer.total))}</p>}
      </div>
      <p class="reading">{words.graphReading}</p>
      <div class="beside">
        <div class="stack">
          {focus === null ? (
            <Figure
              shown={shown}
              name="graph"
              title={words.view.graph}
              plot={percent === USUAL ? {} : { percent }}
              onArrow={choose}
              arrow={chosen}
            />
          ) : (
            answer !== null && (
              <Figure
                key="focus"
                shown={shown}
                name="graph"
                title={`${words.view.graph}, ${focus.short}`}
                plot={{ percent: 100 }}
                only={rows.map((row): Ends => [row.from, row.to])}
                onArrow={choose}
                arrow={chosen}
              >
                <span>{`${focus.label}${words.colon}${words.levels(percent)}`}</span>
              </Figure>
            )
          )}
        </div>
        <div class="stack">
          {from !== null && to !== null && <InfluencePanel shown={shown} from={from} to={to} />}
          <DataTable
            caption={words.tableOf(words.view.graph)}
            columns={columns}
            rows={rows}
            keyOf={(row) => `${row.from} ${row.to}`}
            variableOf={(row) => row.from}
          />
        </div>
      </div>
    </>
  );
}
