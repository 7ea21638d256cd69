import { useEffect, useRef, useState } from "preact/hooks";
import { FICHE_SECTIONS, firstSentence, HYPOTHESIS_KINDS, VARIABLES_WORDS, type Variable } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import { textOf, wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { plain } from "../../language/plain.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import { changeStructure, tell } from "./change-structure.js";
import { DeleteDialog } from "./delete-dialog.js";
import { VariableDialog } from "./variable-dialog.js";
import type { FicheProgress } from "./variable-views.js";

const ALL_PARTS = FICHE_SECTIONS.length + HYPOTHESIS_KINDS.length;

/** Every variable in the order of the matrix. Facilitators change, move and delete them. */
export function VariablesTable({ study }: { readonly study: string }) {
  const words = wordsOf(VARIABLES_WORDS);
  const { variables, blocks, role } = openedStudy.value;
  const isFacilitator = role === "facilitator";
  const [edited, setEdited] = useState<Variable | null>(null);
  const [leaving, setLeaving] = useState<Variable | null>(null);
  const [told, setTold] = useState("");
  const focusNext = useRef<string | null>(null);
  const fiches = useLiveAnswer<{ readonly fiches: readonly FicheProgress[] }>(studyPath(study, "/fiches"), [
    "fiche-changed",
    "variables-changed",
  ]);
  // A row that moves in the document loses the focus of its button.
  useEffect(() => {
    if (focusNext.current === null) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = null;
  }, [variables]);

  const query = parameters.value.get("q") ?? "";
  const blockLabel = (id: string | null) => {
    const block = blocks.find((each) => each.id === id);
    return block === undefined ? words.noBlock : textOf(block.label);
  };
  const wanted = plain(query.trim());
  const shown = variables.filter(({ code, label, short, block }) =>
    plain(`${code} ${textOf(label)} ${textOf(short)} ${blockLabel(block)}`).includes(wanted),
  );
  const move = async (variable: Variable, step: 1 | -1, button: string) => {
    const ids = variables.map(({ id }) => id);
    const from = ids.indexOf(variable.id);
    const to = from + step;
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    focusNext.current = button;
    const problem = await changeStructure("/variables/order", { method: "PUT", body: { order: ids } });
    if (problem !== null) tell(problem, "");
    else setTold(words.moved(nameOf(variable), to + 1, ids.length));
  };

  const columns: Column<Variable>[] = [
    { id: "code", title: words.code, render: ({ code }) => <strong>{code}</strong> },
    {
      id: "label",
      title: words.label,
      render: ({ id, label, definition }) => (
        <span class="variable-label">
          <a href={`${screenAddress(study, "variables")}?fiche=${encodeURIComponent(id)}`} dir="auto">
            {textOf(label)}
          </a>
          {definition !== undefined && (
            <span class="definition" dir="auto">
              {firstSentence(textOf(definition))}
            </span>
          )}
        </span>
      ),
    },
    { id: "short", title: words.short, render: ({ short }) => <span dir="auto">{textOf(short)}</span> },
    {
      id: "block",
      title: words.block,
      render: ({ block }) => (
        <span dir="auto" class={block === null ? "soft" : undefined}>
          {blockLabel(block)}
        </span>
      ),
    },
    {
      id: "fiche",
      title: words.fiche,
      numeric: true,
      render: ({ id }) => {
        const written = fiches.body?.fiches.find(({ variable }) => variable === id)?.written.length ?? 0;
        return (
          <span class={written === 0 ? "soft" : undefined} title={words.sheet.partsLabel(written, ALL_PARTS)}>
            {fiches.body === null ? "…" : words.sheet.parts(written, ALL_PARTS)}
          </span>
        );
      },
    },
    ...(isFacilitator
      ? [
          {
            id: "order",
            title: words.order,
            render: (variable: Variable) => (
              <span class="moves">
                {([-1, 1] as const).map((step) => {
                  const id = `move ${step} ${variable.id}`;
                  const place = variables.indexOf(variable) + step;
                  return (
                    <button
                      key={step}
                      id={id}
                      type="button"
                      class="button small"
                      aria-label={step < 0 ? words.up(nameOf(variable)) : words.down(nameOf(variable))}
                      aria-disabled={place < 0 || place >= variables.length}
                      onClick={() => void move(variable, step, id)}
                    >
                      {step < 0 ? "↑" : "↓"}
                    </button>
                  );
                })}
              </span>
            ),
          },
          {
            id: "actions",
            title: words.actions,
            actions: true,
            render: (variable: Variable) => (
              <span class="moves">
                <button
                  type="button"
                  class="button small"
                  aria-label={words.editNamed(nameOf(variable))}
                  onClick={() => setEdited(variable)}
                >
                  {words.edit}
                </button>
                <button
                  type="button"
                  class="button small danger"
                  aria-label={words.deleteNamed(nameOf(variable))}
                  onClick={() => setLeaving(variable)}
                >
                  {words.delete}
                </button>
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <label class="field filter">
        <span class="aside">{words.filter}</span>
        <input
          type="search"
          placeholder={words.filter}
          value={query}
          onInput={(event) => setParameters({ q: event.currentTarget.value || null })}
        />
      </label>
      {shown.length === 0 ? (
        <p class="soft">{words.filterNone}</p>
      ) : (
        <div class="card variables-card">
          <DataTable
            caption={words.title}
            columns={columns}
            rows={shown}
            keyOf={({ id }) => id}
            variableOf={({ id }) => id}
          />
        </div>
      )}
      <p class="aside" role="status">
        {told}
      </p>
      {edited !== null && <VariableDialog variable={edited} onClose={() => setEdited(null)} />}
      {leaving !== null && <DeleteDialog variable={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
