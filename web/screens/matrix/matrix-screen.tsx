import { useEffect } from "preact/hooks";
import { SCORING_WORDS } from "../../../src/index.js";
import { textOf, wordsOf } from "../../language/language.js";
import { parameters } from "../../router/address.js";
import { offerTour } from "../../shell/tour-state.js";
import { BoardGate } from "./board-gate.js";
import { MatrixEditor } from "./matrix-editor.js";
import "./matrix.css";

/** The whole matrix: score, find, paste, undo. */
export function MatrixScreen() {
  const words = wordsOf(SCORING_WORDS);
  useEffect(offerTour, []);
  useEffect(() => {
    // The grid scrolls in itself: the page takes the height of the window.
    document.documentElement.dataset["fill"] = "";
    return () => {
      delete document.documentElement.dataset["fill"];
    };
  }, []);
  return (
    <BoardGate of={parameters.value.get("of")}>
      {(opened) => (
        <div class="matrix-screen">
          <h1 class="aside">{`${words.matrix}. ${textOf(opened.study.title)}`}</h1>
          <MatrixEditor opened={opened} />
        </div>
      )}
    </BoardGate>
  );
}
