import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { PAGE_WORDS } from "../../src/index.js";
import { language, textOf, wordsOf } from "../language/language.js";
import { Toasts } from "../parts/toasts.js";
import { route } from "../router/route.js";
import { studyState } from "../state/study.js";
import { Header } from "./header.js";
import { ScreenLoader } from "./screen-loader.js";
import { StudyGate } from "./study-gate.js";
import { tourStep } from "./tour-state.js";
import "./shell.css";

/** The frame of the page: header, the screen of the address, notices. */
export function Shell() {
  const words = wordsOf(PAGE_WORDS);
  const shown = route.value;
  const main = useRef<HTMLElement>(null);
  useTitle();
  useFocusOnScreen(main);
  return (
    <>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <Header />
      <main id="content" ref={main} tabIndex={-1}>
        {shown.study === null ? (
          <ScreenLoader route={shown} />
        ) : (
          <StudyGate study={shown.study}>
            <ScreenLoader route={shown} />
          </StudyGate>
        )}
      </main>
      <Toasts />
      {tourStep.value !== null && <LazyTour />}
    </>
  );
}

/** The document's title: screen, study, Motrice. */
function useTitle(): void {
  const words = wordsOf(PAGE_WORDS);
  const shown = route.value;
  const state = studyState.value;
  const study = shown.study !== null && state.status === "ready" ? textOf(state.study.title) : null;
  const screen = shown.study === null ? null : words.screens[shown.screen];
  const title = [screen, study, words.name].filter((part) => part !== null).join(" · ");
  const tag = language.value;
  useEffect(() => {
    document.title = title;
  }, [title, tag]);
}

/** Another screen starts at its top for those who read by keyboard or by ear; the first one is left to the browser. */
function useFocusOnScreen(main: { readonly current: HTMLElement | null }): void {
  const shown = route.value;
  const place = `${shown.study} ${shown.screen}`;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    main.current?.focus({ preventScroll: true });
  }, [place, main]);
}

/** The tour's words and pictures come only to those who take it. */
function LazyTour() {
  const [Tour, setTour] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import("./tour.js").then((module) => setTour(() => module.Tour));
  }, []);
  return Tour === null ? null : <Tour />;
}
