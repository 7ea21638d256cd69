import { useEffect, useRef, useState } from "preact/hooks";
import { LANGUAGES, PAGE_WORDS } from "../../src/index.js";
import { asProblem } from "../api/problem.js";
import { language, setLanguage, wordsOf } from "../language/language.js";
import { problemText } from "../language/problem-text.js";
import { toast } from "../parts/toasts.js";
import { go } from "../router/address.js";
import { leave, sessionState } from "../state/session.js";
import { presentation } from "./presentation.js";
import { setTheme, THEMES, theme } from "./theme.js";
import { showTour } from "./tour-state.js";
import "./display-menu.css";

/** Language at hand; colours, presentation mode and the rest in a small panel. */
export function DisplayMenu() {
  const words = wordsOf(PAGE_WORDS);
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  const session = sessionState.value;
  const quit = async () => {
    try {
      await leave();
    } catch (error) {
      return void toast({ kind: "error", text: problemText(asProblem(error)) });
    }
    setOpen(false);
    go("/");
  };
  const isMember = session.status === "ready" && session.session.memberships.length > 0;
  return (
    <div class="display" ref={root}>
      <fieldset class="languages" aria-label={words.language}>
        {LANGUAGES.map((tag) => (
          <button
            key={tag}
            type="button"
            lang={tag}
            aria-pressed={language.value === tag}
            aria-label={`${tag.toUpperCase()}, ${words.languages[tag]}`}
            onClick={() => setLanguage(tag)}
          >
            {tag.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <button
        ref={opener}
        type="button"
        class="button quiet display-opener"
        aria-expanded={open}
        aria-label={words.settings}
        title={words.settings}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="7.5" />
          <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" />
        </svg>
      </button>
      {open && (
        <div class="display-panel card">
          <fieldset>
            <legend>{words.theme}</legend>
            {THEMES.map((name) => (
              <label key={name} class="choice">
                <input type="radio" name="theme" checked={theme.value === name} onChange={() => setTheme(name)} />
                {words.themes[name]}
              </label>
            ))}
          </fieldset>
          <label class="choice">
            <input
              type="checkbox"
              checked={presentation.value}
              onChange={() => {
                presentation.value = !presentation.value;
              }}
            />
            <span>
              {words.presentation}
              <span class="soft choice-hint">{words.presentationHint}</span>
            </span>
          </label>
          <div class="display-links">
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                setOpen(false);
                showTour();
              }}
            >
              {words.tour}
            </button>
            <a class="button quiet" href="/docs">
              {words.documentation}
            </a>
            {isMember && (
              <button type="button" class="button quiet" onClick={() => void quit()}>
                {words.leave}
              </button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
