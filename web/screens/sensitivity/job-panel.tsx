import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { dateTime } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { problemText } from "../../language/problem-text.js";
import { setParameters } from "../../router/address.js";
import type { OpenStudy } from "../../state/study.js";
import { addressOfBatch } from "./batch-address.js";
import { CancelJob } from "./job-list.js";
import { isEnded, type OpenedJob } from "./jobs.js";
import { WorkBar } from "./work-bar.js";

export interface JobPanelProps {
  readonly study: OpenStudy;
  readonly opened: OpenedJob;
}

/** The run of the server that is open: how far it is, why it has no result, and the ways out of it. */
export function JobPanel({ study, opened: { job, batch, problem } }: JobPanelProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const known: Readonly<Record<string, string>> = {
    "job-unknown": words.jobLost,
    "job-without-result": words.jobNothing,
  };
  const isUnderWay = job !== null && !isEnded(job);
  return (
    <section class="job-panel card no-print" aria-label={words.jobs}>
      {job !== null && <h2>{words.jobShown(dateTime(job.createdAt))}</h2>}
      {isUnderWay && (
        <WorkBar label={job.state === "queued" ? words.jobWaits : words.counting} progress={job.progress} />
      )}
      {problem !== null && (
        <p class="refusal" role="alert">
          {known[problem.code] ?? problemText(problem)}
        </p>
      )}
      {job !== null && isEnded(job) && job.links.result === null && problem === null && (
        <p class="refusal" role="alert">
          {job.problem === null ? words.jobNothing : (job.problem.detail ?? job.problem.title)}
        </p>
      )}
      <div class="row">
        {isUnderWay && study.role === "facilitator" && <CancelJob study={study} job={job} />}
        {batch !== null && (
          <button
            type="button"
            class="button small"
            onClick={() => setParameters({ ...addressOfBatch(batch.result), job: null }, { replace: false })}
          >
            {words.jobCopy}
          </button>
        )}
        <button type="button" class="button small" onClick={() => setParameters({ job: null }, { replace: false })}>
          {words.jobLeave}
        </button>
      </div>
    </section>
  );
}
