import { openedStudy } from "../../state/study.js";
import { ofAsked } from "../results/matrix-of.js";
import { ResultGate } from "../results/result-gate.js";
import type { ScreenProps } from "../screen-props.js";
import { Sensitivity } from "./sensitivity.js";
import "../results/results.css";
import "./sensitivity.css";

/** How sure the results of the open study are: those of its consensus, or of another of its matrices. */
export function SensitivityScreen(_: ScreenProps) {
  const study = openedStudy.value;
  return (
    <ResultGate study={study} of={ofAsked()}>
      {(matrix, choices) => <Sensitivity study={study} matrix={matrix} choices={choices} />}
    </ResultGate>
  );
}
