import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import { openedStudy } from "../../state/study.js";
import type { AssignedItem } from "./facilitator-views.js";

export interface AssignDialogProps {
  readonly name: string;
  readonly items: readonly AssignedItem[];
  readonly onClose: () => void;
  readonly onSave: (items: readonly AssignedItem[]) => Promise<void>;
}

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Blocks, rows and columns of one expert, to be chosen; single cells from a fair share stay or go together. */
export function AssignDialog({ name, items, onClose, onSave }: AssignDialogProps) {
  const words = wordsOf(FACILITATOR_WORDS).assignments;
  const page = wordsOf(PAGE_WORDS);
  const { variables, blocks } = openedStudy.value;
  const cells = items.filter((item) => item.kind === "cell");
  const [keepsCells, setKeepsCells] = useState(true);
  const [chosen, setChosen] = useState({
    block: new Set(items.flatMap((item) => (item.kind === "block" ? [item.block] : []))),
    row: new Set(items.flatMap((item) => (item.kind === "row" ? [item.variable] : []))),
    column: new Set(items.flatMap((item) => (item.kind === "column" ? [item.variable] : []))),
  });
  const setKind = (kind: keyof typeof chosen, ids: Iterable<string>) => setChosen({ ...chosen, [kind]: new Set(ids) });
  const lines = variables.map(({ id, code, short }) => ({ id, label: `${code} ${textOf(short)}` }));
  const save = () =>
    onSave([
      ...[...chosen.block].map((block) => ({ kind: "block" as const, block })),
      ...[...chosen.row].map((variable) => ({ kind: "row" as const, variable })),
      ...[...chosen.column].map((variable) => ({ kind: "column" as const, variable })),
      ...(keepsCells ? cells : []),
    ]);
  const group = (kind: keyof typeof chosen, title: string, choices: readonly Choice[]) => (
    <ChoiceList title={title} choices={choices} chosen={chosen[kind]} onChange={(ids) => setKind(kind, ids)} />
  );
  return (
    <Dialog title={words.dialog(isolated(name))} onClose={onClose} size="wide">
      <form
        class="assign"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="assign-groups">
          {blocks.length > 0 &&
            group(
              "block",
              words.blocks,
              blocks.map(({ id, label }) => ({ id, label: textOf(label) })),
            )}
          {group("row", words.rows, lines)}
          {group("column", words.columns, lines)}
        </div>
        {cells.length > 0 && (
          <label class="choice">
            <input type="checkbox" checked={keepsCells} onChange={() => setKeepsCells(!keepsCells)} />
            {words.keepCells(figure(cells.length))}
          </label>
        )}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {page.cancel}
          </button>
          <button type="submit" class="button primary">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceListProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (ids: Iterable<string>) => void;
}

function ChoiceList({ title, choices, chosen, onChange }: ChoiceListProps) {
  const words = wordsOf(FACILITATOR_WORDS).assignments;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset class="choice-list">
      <legend>{title}</legend>
      <div class="row">
        <button type="button" class="button small" onClick={() => onChange(choices.map(({ id }) => id))}>
          {words.all}
        </button>
        <button type="button" class="button small" onClick={() => onChange([])}>
          {words.none}
        </button>
      </div>
      <div class="choice-scroll">
        {choices.map(({ id, label }) => (
          <label key={id} class="choice">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span dir="auto">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
