import type { ComponentChildren } from "preact";
import { type AnalysisOptions, COMPARE_WORDS, type IndirectOptions, RESULTS_WORDS } from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { wordsOf } from "../../language/language.js";
import { parameters, setParameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import { Choices } from "../results/choices.js";
import { useKeptLit } from "../results/kept-lit.js";
import { OptionBar } from "../results/option-bar.js";
import { analysisOptions, resetOptions } from "../results/result-options.js";
import { AllVariables } from "./all-variables.js";
import { ChangedCells } from "./changed-cells.js";
import { type Compared, isUnmoved, type Side } from "./compared.js";
import { ComparedMaps } from "./compared-maps.js";
import { MovedClasses } from "./moved-classes.js";
import { Summary } from "./summary.js";

export interface ComparisonProps {
  readonly study: OpenStudy;
  readonly before: Side;
  readonly after: Side;
  /** Said where nothing differs. @default words of the screen */
  readonly nothing?: string;
  readonly children?: ComponentChildren;
}

/** What differs between two matrices: in a sentence, on two maps, and in tables. */
export function Comparison({ study, before, after, nothing, children }: ComparisonProps) {
  const words = wordsOf(COMPARE_WORDS);
  const results = wordsOf(RESULTS_WORDS);
  const options = analysisOptions();
  const asked = { kind: "moves", options: indirectOptions(options) } as const;
  const moved = useWork(after.matrix, asked, { beside: before.matrix });
  const earlier = useWork(before.matrix, { kind: "analysis", options });
  const later = useWork(after.matrix, { kind: "analysis", options });
  const [moves, first, second] = [moved.answer, earlier.answer, later.answer];
  const problem = moved.problem ?? earlier.problem ?? later.problem;
  useKeptLit(second);
  if (moves === null || first === null || second === null) {
    if (problem === null) return <LoadingMessage />;
    return (
      <ProblemMessage problem={problem}>
        <button type="button" class="button primary" onClick={resetOptions}>
          {results.resetOptions}
        </button>
      </ProblemMessage>
    );
  }
  const plane = parameters.value.get("plane") === "indirect" ? "indirect" : "direct";
  const compared: Compared = { study, before, after, moves, analyses: { before: first, after: second }, plane };
  const isSame = isUnmoved(moves);
  const busy = moved.busy || earlier.busy || later.busy;
  return (
    <>
      <OptionBar problem={problem} resolved={second.options} power={second.indirect.power} />
      {children}
      <Summary compared={compared} busy={busy} nothing={nothing ?? words.nothing} />
      <div class="view-head">
        <Choices
          label={words.plane}
          choices={(["direct", "indirect"] as const).map((value) => ({ value, title: words.planeOf[value] }))}
          chosen={plane}
          onChoose={(value) => setParameters({ plane: value === "direct" ? null : value }, { replace: false })}
        />
        <p class="reading">{words.mapsHint}</p>
      </div>
      <ComparedMaps compared={compared} />
      {!isSame && <MovedClasses compared={compared} />}
      {!isSame && <ChangedCells compared={compared} />}
      <AllVariables key={plane} compared={compared} />
    </>
  );
}

/** The options of the analysis that decide what moves. */
function indirectOptions({ measure, attenuation, power, maxPower, threshold }: AnalysisOptions): IndirectOptions {
  return {
    ...(measure !== undefined && { measure }),
    ...(attenuation !== undefined && { attenuation }),
    ...(power !== undefined && { power }),
    ...(maxPower !== undefined && { maxPower }),
    ...(threshold !== undefined && { threshold }),
  };
}
