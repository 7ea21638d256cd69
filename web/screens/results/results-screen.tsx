import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { ofAsked } from "./matrix-of.js";
import { ResultGate } from "./result-gate.js";
import { Results } from "./results.js";
import "./results.css";

/** The results of the open study: of its consensus, or of another of its matrices. */
export function ResultsScreen(_: ScreenProps) {
  const study = openedStudy.value;
  return (
    <ResultGate study={study} of={ofAsked()}>
      {(matrix, choices) => <Results study={study} matrix={matrix} choices={choices} />}
    </ResultGate>
  );
}
