import { useState } from "preact/hooks";
import { LANGUAGES, type Language, PAGE_WORDS, STUDIES_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask } from "../../api/request.js";
import type { CreatedStudy } from "../../api/types.js";
import { language, wordsOf } from "../../language/language.js";
import { problemLine } from "../../language/problem-text.js";
import { Dialog } from "../../parts/dialog.js";

export interface NewStudyDialogProps {
  readonly onClose: () => void;
  readonly onMade: (made: CreatedStudy) => void;
}

/** Asks for the title, the year looked at and the language of a new study. */
export function NewStudyDialog({ onClose, onMade }: NewStudyDialogProps) {
  const words = wordsOf(STUDIES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const [title, setTitle] = useState("");
  const [year, setYear] = useState("");
  const [tongue, setTongue] = useState<Language>(language.value);
  const [failure, setFailure] = useState<string | null>(null);
  const make = async () => {
    const horizon = Number(year);
    const body = {
      title: title.trim(),
      language: tongue,
      ...(year !== "" && Number.isInteger(horizon) && { horizon }),
    };
    try {
      onMade((await ask<CreatedStudy>("/studies", { method: "POST", body })).body);
    } catch (error) {
      setFailure(problemLine(asProblem(error)));
    }
  };
  return (
    <Dialog title={words.newTitle} onClose={onClose}>
      <form
        class="new-study"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <label class="field">
          <span>{words.name}</span>
          <input
            required
            dir="auto"
            maxLength={300}
            placeholder={words.namePlaceholder}
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.year}</span>
          <input
            type="number"
            min={0}
            max={9999}
            value={year}
            onInput={(event) => setYear(event.currentTarget.value)}
          />
        </label>
        <fieldset class="row">
          <legend>{words.studyLanguage}</legend>
          {LANGUAGES.map((tag) => (
            <label key={tag} class="choice">
              <input type="radio" name="tongue" checked={tongue === tag} onChange={() => setTongue(tag)} />
              {page.languages[tag]}
            </label>
          ))}
        </fieldset>
        {failure !== null && (
          <p role="alert" class="studies-failure">
            {failure}
          </p>
        )}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {page.cancel}
          </button>
          <button type="submit" class="button primary">
            {words.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
