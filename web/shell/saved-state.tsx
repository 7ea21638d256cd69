import { useEffect, useRef } from "preact/hooks";
import { SCORING_WORDS } from "../../src/index.js";
import { wordsOf } from "../language/language.js";
import { problemText } from "../language/problem-text.js";
import { toast } from "../parts/toasts.js";
import type { Board } from "../scoring/board.js";
import { openedBoard } from "../scoring/opened-board.js";
import "./saved-state.css";

/** Whether what was typed is on the server, on its way, or kept here; always in sight while there is something to save. */
export function SavedState() {
  const opened = openedBoard.value;
  const refused = opened?.board.refused.value;
  useEffect(() => {
    if (refused === undefined || refused.length === 0) return;
    const [first] = refused;
    const { refusedTitle, more } = wordsOf(SCORING_WORDS);
    const rest = refused.length > 1 ? `, ${more(refused.length - 1)}` : "";
    toast({ kind: "error", text: `${refusedTitle}. ${first}${rest}` });
  }, [refused]);
  if (opened === null || !(opened.board.canEdit || opened.board.unsaved.value > 0)) return null;
  return <StateOf board={opened.board} />;
}

function StateOf({ board }: { readonly board: Board }) {
  const words = wordsOf(SCORING_WORDS).saved;
  const state = board.saveState.value;
  const count = board.unsaved.value;
  const isUnkept = board.keeping.value === "memory";
  const text =
    state === "waiting" && isUnkept
      ? words.unkept(count)
      : state === "waiting" || state === "held"
        ? words[state](count)
        : words[state];
  const problem = board.problem.value;
  const reason = state === "held" && problem !== null ? problemText(problem) : undefined;
  return (
    <p class={`saved-state ${state}${isUnkept ? " unkept" : ""}`} title={reason}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {state === "saved" && <path d="m3 8.5 3.2 3.2L13 4.8" />}
        {state === "sending" && <path d="M8 13V4M4.5 7.5 8 4l3.5 3.5" />}
        {state === "waiting" && <path d="M8 4v4.5l3 1.8M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8" />}
        {state === "held" && <path d="M8 3v6.5M8 12.2v.8" />}
      </svg>
      <span class="saved-text">{text}</span>
      {isUnkept && state !== "waiting" && <span class="saved-memory">{words.memory}</span>}
      <Announced state={state} text={text} />
    </p>
  );
}

interface AnnouncedProps {
  readonly state: Board["saveState"]["value"];
  readonly text: string;
}

/** For those who hear the page: that answers wait or are held, once, and that they arrived after all. What goes well is not told at every key. */
function Announced({ state, text }: AnnouncedProps) {
  const said = useRef({ state: "saved", text: "" });
  const isTrouble = state === "waiting" || state === "held";
  const isNews = state !== said.current.state && (isTrouble || (state === "saved" && said.current.state !== "saved"));
  if (isNews) said.current = { state, text };
  return (
    <span class="aside" role="status">
      {said.current.text === "" ? null : said.current.text}
    </span>
  );
}
