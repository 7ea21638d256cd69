import { useState } from "preact/hooks";
import { LANGUAGES, type Language, PAGE_WORDS, type Text, VARIABLES_WORDS, type Variable } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { Dialog } from "../../parts/dialog.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import { changeStructure, reasonOf, tell } from "./change-structure.js";
import { textIn, withText } from "./text-in.js";

export interface VariableDialogProps {
  /** The variable to change; another one is added where left out. */
  readonly variable?: Variable;
  readonly onClose: () => void;
}

interface Scored {
  readonly variables: readonly string[];
  readonly answers: readonly (readonly number[])[];
}

/** Code, names and block of a variable, new or there already. */
export function VariableDialog({ variable, onClose }: VariableDialogProps) {
  const words = wordsOf(VARIABLES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const study = openedStudy.value;
  const tongues = LANGUAGES.toSorted((a, b) => Number(b === study.language) - Number(a === study.language));
  const [code, setCode] = useState(variable?.code ?? "");
  const [label, setLabel] = useState<Text | undefined>(variable?.label);
  const [short, setShort] = useState<Text | undefined>(variable?.short);
  const [block, setBlock] = useState(variable?.block ?? "");
  const [definition, setDefinition] = useState<Text | undefined>(undefined);
  const [failure, setFailure] = useState<string | null>(null);
  const path = variable === undefined ? null : studyPath(study.id, "/consensus");
  const answers = answersOn(useLiveAnswer<Scored>(path, ["cells-changed"]).body, variable?.id);
  const save = async () => {
    const body = {
      ...(code.trim() !== "" && { code: code.trim() }),
      label,
      ...(short !== undefined && { short }),
      block: block === "" ? null : block,
      ...(definition !== undefined && { definition }),
    };
    const patch = (id: string, changed: object) =>
      changeStructure(`/variables/${encodeURIComponent(id)}`, { method: "PATCH", body: changed });
    const problem =
      variable === undefined
        ? await changeStructure("/variables", { method: "POST", body })
        : await patch(variable.id, body);
    if (problem !== null) return setFailure(reasonOf(problem));
    const name = `${code} ${label === undefined ? "" : textOf(label)}`.trim();
    if (variable === undefined) tell(null, words.added(isolated(name)));
    else tell(null, words.changed(isolated(name)), () => patch(variable.id, fieldsOf(variable)));
    onClose();
  };
  const textField = (
    title: string,
    tongue: Language,
    text: Text | undefined,
    set: (text: Text | undefined) => void,
    hint?: string,
  ) => (
    <label class="field" key={tongue}>
      <span>
        {title} <span class="soft">{words.in(page.languages[tongue])}</span>
      </span>
      <input
        lang={tongue}
        dir="auto"
        maxLength={300}
        required={
          title === words.label && tongue === study.language && textIn(text, otherOf(tongue), study.language) === ""
        }
        value={textIn(text, tongue, study.language)}
        onInput={(event) => set(withText(text, tongue, study.language, event.currentTarget.value))}
      />
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  );
  return (
    <Dialog
      title={variable === undefined ? words.addTitle : words.editTitle(nameOf(variable))}
      onClose={onClose}
      size="wide"
    >
      <form
        class="variable-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {answers > 0 && <p class="variables-warning">{words.scoredHint(figure(answers))}</p>}
        <div class="variable-fields">{tongues.map((tongue) => textField(words.label, tongue, label, setLabel))}</div>
        <div class="variable-fields">
          {tongues.map((tongue) => textField(words.short, tongue, short, setShort, words.shortHint))}
        </div>
        <div class="variable-fields">
          <label class="field">
            <span>{words.code}</span>
            <input
              maxLength={100}
              autocomplete="off"
              required={variable !== undefined}
              value={code}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
            {variable === undefined && <span class="hint">{words.codeHint}</span>}
          </label>
          <label class="field">
            <span>{words.block}</span>
            <select value={block} onChange={(event) => setBlock(event.currentTarget.value)}>
              <option value="">{words.noBlock}</option>
              {study.blocks.map(({ id, label: name }) => (
                <option key={id} value={id}>
                  {textOf(name)}
                </option>
              ))}
            </select>
          </label>
        </div>
        {variable === undefined && (
          <label class="field">
            <span>
              {words.definition} <span class="soft">{words.in(page.languages[study.language])}</span>
            </span>
            <textarea
              rows={3}
              lang={study.language}
              dir="auto"
              maxLength={20_000}
              value={textIn(definition, study.language, study.language)}
              onInput={(event) =>
                setDefinition(withText(definition, study.language, study.language, event.currentTarget.value))
              }
            />
          </label>
        )}
        {failure !== null && (
          <p role="alert" class="variables-failure">
            {failure}
          </p>
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

function otherOf(tongue: Language): Language {
  return tongue === "fr" ? "en" : "fr";
}

/** How many answers of the experts stand in the row and the column of a variable. */
function answersOn(scored: Scored | null, variable: string | undefined): number {
  const place = variable === undefined ? -1 : (scored?.variables.indexOf(variable) ?? -1);
  if (scored === null || place < 0) return 0;
  const row = scored.answers[place]!.reduce((sum, count) => sum + count, 0);
  return scored.answers.reduce((sum, counts) => sum + counts[place]!, row);
}

/** What the dialog may have changed, as it was. */
function fieldsOf({ code, label, short, block, definition }: Variable): object {
  return { code, label, short, block: block ?? null, ...(definition !== undefined && { definition }) };
}
