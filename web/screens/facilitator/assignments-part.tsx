import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, type FacilitatorWords } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { screenAddress } from "../../router/route.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { AssignDialog } from "./assign-dialog.js";
import { attempt, changeSettings } from "./attempt.js";
import type { AssignedItem, Assignments, Participant, Participants } from "./facilitator-views.js";
import { PartState } from "./part-state.js";
import { PEOPLE_EVENTS } from "./people-part.js";

/** Who scores what: by hand, or shared fairly. */
export function AssignmentsPart({ study }: ScreenProps) {
  const all = wordsOf(FACILITATOR_WORDS);
  const words = all.assignments;
  const people = useLiveAnswer<Participants>(studyPath(study, "/participants"), PEOPLE_EVENTS);
  const path = studyPath(study, "/assignments");
  const assigned = useLiveAnswer<Assignments>(path, [
    "assignments-changed",
    "participant-removed",
    "variables-changed",
    "blocks-changed",
  ]);
  const [perCell, setPerCell] = useState("2");
  const [chosen, setChosen] = useState<Participant | null>(null);
  const { settings } = openedStudy.value;
  const experts = (people.body?.participants ?? []).filter(({ role }) => role === "expert");
  const partOf = (id: string) => assigned.body?.assignments.find(({ participant }) => participant === id);

  const given = (assigned.body?.assignments ?? []).map(({ participant, items }) => ({ participant, items }));
  /** Sends what replaces the assignments that are shown, and says so, with a button that puts them back; those that another facilitator has made meanwhile stay. */
  const replace = (method: "PUT" | "POST", to: string, body: object, done: string) => {
    let tag = assigned.etag;
    const send = async (...[as, where, what]: ["PUT" | "POST", string, object]) => {
      tag = (await ask(where, { method: as, body: what, ...(tag !== null && { ifMatch: tag }) })).etag;
      await assigned.reload();
    };
    return attempt(
      () => send(method, to, body),
      done,
      () => send("PUT", path, { assignments: given }),
    );
  };
  const split = () => replace("POST", `${path}/split`, { perCell: Number(perCell) }, words.splitDone);
  const put = (changed: ReadonlyMap<string, readonly AssignedItem[]>, done: string) => {
    const assignments = [
      ...given.filter(({ participant }) => !changed.has(participant)),
      ...[...changed].map(([participant, items]) => ({ participant, items })),
    ].filter(({ items }) => items.length > 0);
    return replace("PUT", path, { assignments }, done);
  };

  const columns: Column<Participant>[] = [
    { id: "expert", title: words.expert, sortBy: ({ name }) => name, render: ({ name }) => name },
    {
      id: "items",
      title: words.items,
      render: ({ id }) => {
        const part = partOf(id);
        if (part !== undefined && part.items.length > 0) return <ItemsText items={part.items} words={words} />;
        return <span class="soft">{settings.unassigned === "open" ? words.nothing : words.nothingLocked}</span>;
      },
    },
    {
      id: "cells",
      title: words.cells,
      numeric: true,
      sortBy: ({ id }) => partOf(id)?.cells ?? 0,
      render: ({ id }) => figure(partOf(id)?.cells ?? 0),
    },
    {
      id: "edit",
      title: words.edit,
      render: (person) => (
        <button
          type="button"
          class="button small"
          aria-label={words.editFor(isolated(person.name))}
          onClick={() => setChosen(person)}
        >
          {words.edit}
        </button>
      ),
    },
  ];
  return (
    <PartState answer={people}>
      {() =>
        experts.length === 0 ? (
          <StateMessage title={all.noExpertsTitle} text={all.noExpertsText}>
            <a class="button primary" href={`${screenAddress(study, "facilitator")}?part=people`}>
              {all.addFirst}
            </a>
          </StateMessage>
        ) : (
          <section class="part">
            <p class="soft">{words.hint}</p>
            <div class="panels">
              <form
                class="card panel"
                onSubmit={(event) => {
                  event.preventDefault();
                  void split();
                }}
              >
                <h2>{words.split}</h2>
                <p class="soft">{words.splitHint}</p>
                <div class="row end">
                  <label class="field weight">
                    <span>{words.perCell}</span>
                    <input
                      required
                      type="number"
                      min={1}
                      max={experts.length}
                      value={perCell}
                      onInput={(event) => setPerCell(event.currentTarget.value)}
                    />
                  </label>
                  <button type="submit" class="button primary">
                    {words.splitDo}
                  </button>
                </div>
              </form>
              <fieldset class="card panel">
                <legend>
                  <h2>{words.unassigned}</h2>
                </legend>
                {(["open", "locked"] as const).map((value) => (
                  <label key={value} class="choice">
                    <input
                      type="radio"
                      name="unassigned"
                      checked={settings.unassigned === value}
                      onChange={() => void changeSettings({ unassigned: value })}
                    />
                    {value === "open" ? words.unassignedOpen : words.unassignedLocked}
                  </label>
                ))}
                <div>
                  <button
                    type="button"
                    class="button small"
                    disabled={(assigned.body?.assignments.length ?? 0) === 0}
                    onClick={() => void put(new Map(experts.map(({ id }) => [id, []])), words.cleared)}
                  >
                    {words.clear}
                  </button>
                </div>
              </fieldset>
            </div>
            <div class="card table-card">
              <DataTable caption={all.parts.assignments} columns={columns} rows={experts} keyOf={({ id }) => id} />
            </div>
            {chosen !== null && (
              <AssignDialog
                name={chosen.name}
                items={partOf(chosen.id)?.items ?? []}
                onClose={() => setChosen(null)}
                onSave={async (items) => {
                  if (await put(new Map([[chosen.id, items]]), words.saved(isolated(chosen.name)))) setChosen(null);
                }}
              />
            )}
          </section>
        )
      }
    </PartState>
  );
}

const MOST_NAMED = 12;

/** What is assigned, in words: lines and blocks by name, single cells by number. */
function ItemsText({
  items,
  words,
}: {
  readonly items: readonly AssignedItem[];
  readonly words: FacilitatorWords["assignments"];
}) {
  const { variables, blocks } = openedStudy.value;
  const linesOf = (kind: "row" | "column") => {
    const chosen = new Set(items.flatMap((item) => (item.kind === kind ? [item.variable] : [])));
    const codes = variables.flatMap(({ id, code }) => (chosen.has(id) ? [code] : []));
    if (codes.length <= MOST_NAMED) return codes.join(", ");
    return `${codes.slice(0, MOST_NAMED).join(", ")}, + ${codes.length - MOST_NAMED}`;
  };
  const [rows, columns] = [linesOf("row"), linesOf("column")];
  const named = blocks.filter(({ id }) => items.some((item) => item.kind === "block" && item.block === id));
  const cells = items.filter(({ kind }) => kind === "cell").length;
  const parts = [
    ...named.map(({ label }) => words.block(isolated(textOf(label)))),
    ...(rows === "" ? [] : [words.row(rows)]),
    ...(columns === "" ? [] : [words.column(columns)]),
    ...(cells === 0 ? [] : [words.cellCount(figure(cells))]),
  ];
  return <span dir="auto">{parts.join("; ")}</span>;
}
