import { FACILITATOR_WORDS } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import type { Consensus, Decision } from "../../api/types.js";
import { figure } from "../../language/figure.js";
import { textOf, wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { scaleValues } from "../../scoring/answer-scale.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { ANSWER_EVENTS } from "./agreement-part.js";
import { type CellPlace, discuss } from "./discussed-cell.js";
import { Distribution } from "./distribution.js";
import type { Agenda, AgendaCell } from "./facilitator-views.js";
import { Flips } from "./flips.js";
import { PartState } from "./part-state.js";

const FIRST = 20;
const STEP = 40;
const MOST_FLIPS = 3;

/** The disagreements that matter, the weightiest first, and what has been decided. */
export function AgendaPart({ study }: ScreenProps) {
  const all = wordsOf(FACILITATOR_WORDS);
  const words = all.agenda;
  const { variables, scale } = openedStudy.value;
  const hasPairs = variables.length > 1;
  const asked = Number(parameters.value.get("most") ?? FIRST);
  const limit = Number.isInteger(asked) && asked > 0 && asked <= 10_000 ? asked : FIRST;
  const path = hasPairs ? studyPath(study, `/agenda?limit=${limit}`) : null;
  const agenda = useLiveAnswer<Agenda>(path, ANSWER_EVENTS);
  const consensus = useLiveAnswer<Consensus>(hasPairs ? studyPath(study, "/consensus") : null, ANSWER_EVENTS);
  if (!hasPairs) return <StateMessage title={all.noVariables} />;
  const codeOf = (id: string) => variables.find((variable) => variable.id === id)?.code ?? id;
  const values = scaleValues(scale).map(({ value }) => value);
  const text = (value: number | "P" | null) =>
    value === null ? "–" : typeof value === "number" ? figure(value) : value;

  const discussButton = (cell: CellPlace) => (
    <button
      type="button"
      class="button small"
      aria-label={words.discussCell(codeOf(cell.from), codeOf(cell.to))}
      onClick={() => discuss(cell)}
    >
      {words.discuss}
    </button>
  );
  const columns: Column<AgendaCell>[] = [
    { id: "cell", title: words.cell, render: (cell) => <CellName cell={cell} /> },
    {
      id: "distribution",
      title: words.distribution,
      render: ({ distribution }) => <Distribution distribution={distribution} values={values} />,
    },
    {
      id: "value",
      title: words.value,
      numeric: true,
      render: ({ value }) => text(value),
    },
    {
      id: "weight",
      title: words.weight,
      numeric: true,
      sortBy: ({ weight }) => weight,
      render: ({ weight }) => figure(weight, 1),
    },
    { id: "effect", title: words.effect, render: ({ flips }) => <Flips flips={flips} most={MOST_FLIPS} /> },
    { id: "discuss", title: words.discuss, actions: true, render: discussButton },
  ];
  const decided: Column<Decision>[] = [
    { id: "cell", title: words.cell, render: (cell) => <CellName cell={cell} /> },
    { id: "value", title: words.value, numeric: true, render: ({ value }) => text(value) },
    {
      id: "aggregate",
      title: all.decide.aggregate,
      numeric: true,
      render: ({ aggregate }) => text(aggregate),
    },
    {
      id: "reason",
      title: words.reason,
      render: ({ reason }) => (
        <span class="reason" dir="auto">
          {textOf(reason)}
        </span>
      ),
    },
    { id: "discuss", title: words.discuss, actions: true, render: discussButton },
  ];
  const decisions = consensus.body?.decisions ?? [];
  const showsAll = parameters.value.get("decided") === "all";
  const shownDecisions = showsAll ? decisions : decisions.slice(0, FIRST);
  return (
    <PartState answer={agenda}>
      {({ disputed, decisive, cells }) => (
        <section class="part">
          <p class="soft">{disputed === 0 ? words.none : words.hint(figure(disputed), figure(decisive))}</p>
          {cells.length > 0 && (
            <div class="card table-card agenda-table">
              <DataTable
                caption={all.parts.agenda}
                columns={columns}
                rows={cells}
                keyOf={({ from, to }) => `${from} ${to}`}
              />
            </div>
          )}
          {disputed > cells.length && (
            <div>
              <button type="button" class="button" onClick={() => setParameters({ most: String(limit + STEP) })}>
                {words.showMore}
              </button>
            </div>
          )}
          <h2>{`${words.decisions}${decisions.length === 0 ? "" : ` (${figure(decisions.length)})`}`}</h2>
          {decisions.length === 0 ? (
            <p class="soft">{words.noDecisions}</p>
          ) : (
            <div class="card table-card">
              <DataTable
                caption={words.decisions}
                columns={decided}
                rows={shownDecisions}
                keyOf={({ from, to }) => `${from} ${to}`}
              />
            </div>
          )}
          {decisions.length > shownDecisions.length && (
            <div>
              <button type="button" class="button" onClick={() => setParameters({ decided: "all" })}>
                {words.all}
              </button>
            </div>
          )}
        </section>
      )}
    </PartState>
  );
}

function CellName({ cell: { from, to } }: { readonly cell: CellPlace }) {
  const { variables } = openedStudy.value;
  const named = (id: string) => {
    const variable = variables.find((each) => each.id === id);
    return variable === undefined ? id : nameOf(variable);
  };
  return (
    <span class="cell-name">
      <span dir="auto">{named(from)}</span>
      <span class="arrow"> → </span>
      <span dir="auto">{named(to)}</span>
    </span>
  );
}
