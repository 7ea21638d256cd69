import { useState } from "preact/hooks";
import {
  FICHE_SECTIONS,
  FICHE_WORDS,
  type Fiche,
  HYPOTHESIS_KINDS,
  type HypothesisKind,
  LANGUAGES,
  type Language,
  PAGE_WORDS,
  type Text,
  VARIABLES_WORDS,
  type Variable,
} from "../../../src/index.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { openedStudy } from "../../state/study.js";
import { textIn, withText } from "./text-in.js";

export interface FicheFormProps {
  readonly variable: Variable;
  readonly fiche: Fiche;
  readonly isChanged: boolean;
  readonly saveLabel: string;
  readonly onChange: (fiche: Fiche) => void;
  readonly onSave: () => void;
  /** Gives up what is not saved. */
  readonly onDrop: () => void;
}

const LONGEST = 20_000;

/** The sections and hypotheses of a sheet, one language at a time. */
export function FicheForm({ variable, fiche, isChanged, saveLabel, onChange, onSave, onDrop }: FicheFormProps) {
  const words = wordsOf(VARIABLES_WORDS).sheet;
  const page = wordsOf(PAGE_WORDS);
  const headings = wordsOf(FICHE_WORDS);
  const { language: main } = openedStudy.value;
  const [tongue, setTongue] = useState<Language>(language.value);
  const area = (label: string, text: Text | undefined, rows: number, set: (text: Text | undefined) => void) => (
    <label class="field">
      <span>{label}</span>
      <textarea
        rows={rows}
        lang={tongue}
        dir="auto"
        maxLength={LONGEST}
        value={textIn(text, tongue, main)}
        onInput={(event) => set(withText(text, tongue, main, event.currentTarget.value))}
      />
    </label>
  );
  const setHypothesis = (kind: HypothesisKind, changes: object) => {
    const hypothesis = defined({ ...fiche.hypotheses?.[kind], ...changes });
    const hypotheses = defined({
      ...fiche.hypotheses,
      [kind]: Object.keys(hypothesis).length === 0 ? undefined : hypothesis,
    });
    onChange(defined({ ...fiche, hypotheses: Object.keys(hypotheses).length === 0 ? undefined : hypotheses }) as Fiche);
  };
  const lacksTitle = HYPOTHESIS_KINDS.some((kind) => {
    const hypothesis = fiche.hypotheses?.[kind];
    return hypothesis !== undefined && hypothesis.title === undefined;
  });
  return (
    <form
      class="fiche-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <h1>{`${variable.code} · ${textOf(variable.label)}`}</h1>
      <fieldset class="row">
        <legend>{words.writing}</legend>
        {LANGUAGES.map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="tongue" checked={tongue === each} onChange={() => setTongue(each)} />
            {page.languages[each]}
          </label>
        ))}
      </fieldset>
      <p class="soft">{words.markdown}</p>
      {FICHE_SECTIONS.map((section) => (
        <div key={section}>
          {area(headings.sections[section], fiche[section], section === "definition" ? 4 : 6, (text) =>
            onChange(defined({ ...fiche, [section]: text }) as Fiche),
          )}
        </div>
      ))}
      <h2>{headings.hypotheses}</h2>
      <div class="fiche-hypotheses">
        {HYPOTHESIS_KINDS.map((kind) => {
          const hypothesis = fiche.hypotheses?.[kind];
          return (
            <fieldset key={kind} class="card">
              <legend>{headings.kinds[kind]}</legend>
              <label class="field">
                <span>{words.hypothesisTitle}</span>
                <input
                  lang={tongue}
                  dir="auto"
                  maxLength={300}
                  value={textIn(hypothesis?.title, tongue, main)}
                  onInput={(event) =>
                    setHypothesis(kind, { title: withText(hypothesis?.title, tongue, main, event.currentTarget.value) })
                  }
                />
              </label>
              {area(words.hypothesisText, hypothesis?.text, 6, (text) => setHypothesis(kind, { text }))}
              <label class="field">
                <span>{words.hypothesisBasis}</span>
                <input
                  dir="auto"
                  maxLength={2000}
                  value={hypothesis?.basis ?? ""}
                  onInput={(event) => setHypothesis(kind, { basis: event.currentTarget.value || undefined })}
                />
              </label>
            </fieldset>
          );
        })}
      </div>
      <div class="fiche-save">
        <p role="status">{lacksTitle ? words.hypothesisNeedsTitle : isChanged ? words.unsaved : ""}</p>
        <button type="button" class="button" disabled={!isChanged} onClick={onDrop}>
          {page.cancel}
        </button>
        <button type="submit" class="button primary" disabled={!isChanged || lacksTitle}>
          {saveLabel}
        </button>
      </div>
    </form>
  );
}

/** A record without what is undefined. */
function defined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
