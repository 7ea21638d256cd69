import { useLayoutEffect, useRef } from "preact/hooks";
import { firstSentence, PAGE_WORDS } from "../../src/index.js";
import { textOf, wordsOf } from "../language/language.js";
import { route, STUDY_SCREENS, screenAddress } from "../router/route.js";
import { handedOn } from "../screens/results/handed-on.js";
import { mayOpen } from "../state/permissions.js";
import { studyState } from "../state/study.js";
import { DisplayMenu } from "./display-menu.js";
import { SavedState } from "./saved-state.js";
import "./header.css";

/** Name, study, navigation, and how the page is shown. */
export function Header() {
  const words = wordsOf(PAGE_WORDS);
  const { study, screen } = route.value;
  const state = studyState.value;
  const given = state.status === "ready" && study !== null ? state.study.disclaimer : undefined;
  const disclaimer = given === undefined ? null : textOf(given);
  const screens = useRef<HTMLUListElement>(null);
  const shown = state.status === "ready" ? screen : null;
  useLayoutEffect(() => {
    const [list, current] = [screens.current, screens.current?.querySelector<HTMLElement>("[aria-current]")];
    if (list == null || current == null) return;
    list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  }, [shown, study]);
  const title = study !== null && state.status === "ready" ? textOf(state.study.title) : "";
  return (
    <header class="header">
      <div class="header-bar">
        <a class="brand" href="/" aria-label={`${words.name}. ${words.home}`}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" />
            <path d="M16 6 27 25H5z" />
          </svg>
          <span class="brand-name">{words.name}</span>
        </a>
        <p class="header-title" title={title} dir="auto">
          {title}
        </p>
        {disclaimer !== null && (
          <p class="disclaimer" title={disclaimer}>
            {firstSentence(disclaimer).replace(/\.$/, "")}
          </p>
        )}
        <div class="header-tools">
          {study !== null && <SavedState />}
          <DisplayMenu />
        </div>
      </div>
      {study !== null && state.status === "ready" && (
        <nav class="screens" aria-label={words.navigation}>
          <ul ref={screens}>
            {STUDY_SCREENS.filter((name) => mayOpen(name, state.study.role)).map((name) => (
              <li key={name}>
                <a
                  href={`${screenAddress(study, name)}${handedOn(screen, name)}`}
                  aria-current={name === screen ? "page" : undefined}
                >
                  {words.screens[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}
