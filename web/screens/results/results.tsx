import type { ComponentType } from "preact";
import { RESULTS_WORDS } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { useWork } from "../../engine/use-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { ViewLinks } from "../../parts/view-links.js";
import { parameters } from "../../router/address.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import { DisplacementView } from "./displacement-view.js";
import { GraphView } from "./graph-view.js";
import { useKeptLit } from "./kept-lit.js";
import { LoopsView } from "./loops-view.js";
import type { MatrixOf } from "./matrix-of.js";
import type { OfChoice } from "./of-choices.js";
import { OfSelect } from "./of-select.js";
import { OptionBar } from "./option-bar.js";
import { PathsView } from "./paths-view.js";
import { PlanesView } from "./planes-view.js";
import { RankingsView } from "./rankings-view.js";
import { analysisOptions, resetOptions } from "./result-options.js";
import type { Shown } from "./shown.js";
import { StabilityView } from "./stability-view.js";

const VIEWS = {
  planes: PlanesView,
  displacement: DisplacementView,
  graph: GraphView,
  rankings: RankingsView,
  stability: StabilityView,
  loops: LoopsView,
  paths: PathsView,
} satisfies Record<string, ComponentType<{ readonly shown: Shown }>>;

type ViewName = keyof typeof VIEWS;

const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

export interface ResultsProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly choices: readonly OfChoice[];
}

/** The head of the results, their options, and one view of them. */
export function Results({ study, matrix, choices }: ResultsProps) {
  const words = wordsOf(RESULTS_WORDS);
  const options = analysisOptions();
  const { answer: analysis, problem } = useWork(matrix, { kind: "analysis", options });
  const asked = parameters.value.get("view");
  const view = VIEW_NAMES.find((name) => name === asked) ?? "planes";
  useKeptLit(analysis);
  const { scored, blanks } = analysis?.characteristics ?? { scored: 0, blanks: 0 };
  const View = VIEWS[view];
  return (
    <div class="screen results">
      <header class="results-head">
        <h1>{words.title}</h1>
        {analysis !== null && <p class="based-on">{words.basedOn(figure(scored), figure(scored + blanks))}</p>}
        <OfSelect of={matrix.of} choices={choices} />
      </header>
      {analysis !== null && <OptionBar problem={problem} resolved={analysis.options} power={analysis.indirect.power} />}
      <ViewLinks label={words.views} views={VIEW_NAMES} shown={view} titleOf={(name) => words.view[name]} />
      <section class="view" aria-label={words.view[view]}>
        {analysis === null ? (
          problem === null ? (
            <LoadingMessage />
          ) : (
            <Refused problem={problem} />
          )
        ) : (
          <>
            {scored === 0 && <p class="reading">{words.noJudgements}</p>}
            <View shown={{ study, matrix, options: analysis.options, analysis }} />
          </>
        )}
      </section>
    </div>
  );
}

/** Options of an address that the engine refuses, with none before them to show. */
function Refused({ problem }: { readonly problem: ApiProblem }) {
  const words = wordsOf(RESULTS_WORDS);
  return (
    <ProblemMessage problem={problem}>
      <button type="button" class="button primary" onClick={resetOptions}>
        {words.resetOptions}
      </button>
    </ProblemMessage>
  );
}
