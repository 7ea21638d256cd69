import { useState } from "preact/hooks";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import type { ApiProblem } from "../../api/problem.js";
import { useWork } from "../../engine/use-work.js";
import { language, wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { parameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { StateMessage } from "../../shell/state-message.js";
import type { OpenStudy } from "../../state/study.js";
import { useKeptLit } from "../results/kept-lit.js";
import type { MatrixOf } from "../results/matrix-of.js";
import type { OfChoice } from "../results/of-choices.js";
import { OfSelect } from "../results/of-select.js";
import { batchAsked } from "./batch-address.js";
import { BatchFiles } from "./batch-files.js";
import { BatchOptions } from "./batch-options.js";
import { type BatchShown, planeAsked } from "./batch-shown.js";
import { BatchView, BatchViewLinks, ViewHead, viewAsked } from "./batch-views.js";
import { Headline } from "./headline.js";
import { JobList } from "./job-list.js";
import { JobPanel } from "./job-panel.js";
import { useJobs, useOpenedJob } from "./jobs.js";
import { JudgementsView } from "./judgements-view.js";
import { refusedOptions } from "./refused-options.js";
import { RunBar } from "./run-bar.js";
import { useBatch } from "./use-batch.js";

export interface SensitivityProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly choices: readonly OfChoice[];
}

/** What is perturbed, the batch that is counted of it, here or on the server, and one view of it. */
export function Sensitivity({ study, matrix, choices }: SensitivityProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const asked = batchAsked();
  const jobId = parameters.value.get("job");
  const jobs = useJobs(study.id);
  const opened = useOpenedJob(study.id, jobId, jobs);
  const here = useBatch(study, matrix, asked, jobId === null);
  const [serverProblem, setServerProblem] = useState<ApiProblem | null>(null);
  const { answer: analysis } = useWork(matrix, { kind: "analysis", options: { lang: language.value } });
  useKeptLit(analysis);
  const view = viewAsked();
  const batch = jobId === null ? here.batch : opened.batch;
  const problem = here.problem ?? serverProblem;
  const refused = refusedOptions(problem, asked.models);
  if (isUnscored(matrix)) return <NoClasses study={study} matrix={matrix} choices={choices} />;
  const ids = batch?.result.variables;
  const fits =
    analysis !== null &&
    ids?.length === analysis.variables.length &&
    analysis.variables.every(({ id }, place) => ids[place] === id);
  const shown: BatchShown | null =
    batch !== null && fits ? { study, matrix, analysis, batch, plane: planeAsked() } : null;
  const isOld =
    shown !== null &&
    jobId !== null &&
    String(batch!.result.baseline.direct.influence) !== String(analysis!.direct.influence);
  return (
    <div class="screen results sensitivity">
      <Head of={matrix.of} choices={choices} />
      {jobId === null ? (
        <>
          <BatchOptions study={study} matrix={matrix} asked={asked} refused={refused} />
          <RunBar study={study} of={matrix.of} asked={asked} state={here} onRefused={setServerProblem} />
          {problem !== null && problem.issues.length === 0 && (
            <p class="refusal" role="alert">
              {problemText(problem)}
            </p>
          )}
        </>
      ) : (
        <JobPanel study={study} opened={opened} />
      )}
      {jobs.body !== null && <JobList study={study} matrix={matrix} jobs={jobs.body.jobs} />}
      {isOld && <p class="incomplete">{words.jobOfOther}</p>}
      {batch !== null && analysis !== null && !fits && <p class="incomplete">{words.jobOfOtherVariables}</p>}
      {shown !== null && <Headline shown={shown} />}
      <BatchViewLinks />
      <section class="view" aria-label={words.view[view]}>
        <ViewHead view={view} />
        {view === "judgements"
          ? analysis !== null && <JudgementsView study={study} matrix={matrix} analysis={analysis} />
          : shown !== null && <BatchView view={view} shown={shown} />}
        {view !== "judgements" && shown === null && (here.counting !== null || analysis === null) && <LoadingMessage />}
      </section>
      {batch !== null && <BatchFiles matrix={matrix} batch={batch} />}
    </div>
  );
}

function Head({ of, choices }: { readonly of: string; readonly choices: readonly OfChoice[] }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  return (
    <header class="results-head">
      <h1>{words.title}</h1>
      <p class="based-on">{words.intro}</p>
      <OfSelect of={of} choices={choices} />
    </header>
  );
}

/** Whether a matrix has nothing to perturb: one variable, or no score other than 0. */
function isUnscored({ direct }: MatrixOf): boolean {
  return !direct.some((row, from) => row.some((cell, to) => from !== to && cell !== null && cell !== 0));
}

/** The answer to a matrix without scores, and to a single variable. */
function NoClasses({ study, matrix, choices }: SensitivityProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const isOne = matrix.direct.length === 1;
  return (
    <div class="screen results sensitivity">
      <Head of={matrix.of} choices={choices} />
      <StateMessage title={words.noClassesTitle} text={isOne ? words.noClassesOne : words.noClassesBlank}>
        {!isOne && study.role !== "reader" && (
          <a class="button primary" href={screenAddress(study.id, "matrix")}>
            {words.toMatrix}
          </a>
        )}
      </StateMessage>
    </div>
  );
}
