import { openedStudy } from "../../state/study.js";
import { ofAsked } from "../results/matrix-of.js";
import { ResultGate } from "../results/result-gate.js";
import type { ScreenProps } from "../screen-props.js";
import { Report } from "./report.js";
import "../results/results.css";
import "./report.css";

/** The report of the open study: chosen, looked at, printed, taken along. */
export function ReportScreen(_: ScreenProps) {
  const study = openedStudy.value;
  return (
    <ResultGate study={study} of={ofAsked()}>
      {(matrix, choices) => <Report study={study} matrix={matrix} choices={choices} />}
    </ResultGate>
  );
}
