import { HeldAnswers } from "../../scoring/held-answers.js";
import { BoardGate } from "../matrix/board-gate.js";
import { QuestionPair } from "./question-pair.js";
import "./question.css";

/** One pair at a time, for phones and for those who listen to the page. */
export function QuestionScreen() {
  return (
    <BoardGate of={null}>
      {(opened) => (
        <>
          <HeldAnswers opened={opened} />
          <QuestionPair opened={opened} />
        </>
      )}
    </BoardGate>
  );
}
