import { useEffect, useState } from "preact/hooks";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import type { EngineBatch } from "../../engine/engine-work.js";
import { ago } from "../../language/ago.js";
import { dateTime, figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { parameters, setParameters } from "../../router/address.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { cancelJob, isEnded, type Job, readResult } from "./jobs.js";
import { useModelsText } from "./model-text.js";

export interface JobListProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  readonly jobs: readonly Job[];
}

/** The runs of a study on the server: what each perturbs, how far it is, and its result. */
export function JobList({ study, matrix, jobs }: JobListProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const shown = parameters.value.get("job");
  const [unfolded, setUnfolded] = useState(false);
  const isOpen = shown !== null || jobs.some((job) => !isEnded(job));
  if (jobs.length === 0 && study.role !== "facilitator") return null;
  const columns: Column<Job>[] = [
    {
      id: "when",
      title: words.jobColumns.when,
      sortBy: ({ createdAt }) => createdAt,
      render: ({ createdAt }) => (
        <time dateTime={createdAt} title={dateTime(createdAt)}>
          {ago(createdAt)}
        </time>
      ),
    },
    {
      id: "what",
      title: words.jobColumns.what,
      render: (job) => <JobModels study={study} matrix={matrix} job={job} />,
    },
    {
      id: "samples",
      title: words.jobColumns.samples,
      numeric: true,
      render: ({ progress }) => (progress === null ? "–" : figure(progress.total)),
    },
    { id: "state", title: words.jobColumns.state, render: (job) => <JobState job={job} /> },
    {
      id: "action",
      title: words.jobColumns.action,
      render: (job) => (
        <span class="row">
          {job.id === shown ? (
            <span class="soft">{words.jobOpened}</span>
          ) : (
            <button
              type="button"
              class="button small"
              aria-label={`${words.jobOpen}, ${dateTime(job.createdAt)}`}
              onClick={() => openJob(job)}
            >
              {words.jobOpen}
            </button>
          )}
          {!isEnded(job) && study.role === "facilitator" && <CancelJob study={study} job={job} />}
        </span>
      ),
    },
  ];
  return (
    <details
      class="options no-print job-list"
      open={isOpen}
      onToggle={(event) => setUnfolded(event.currentTarget.open)}
    >
      <summary>{jobs.length === 0 ? words.jobs : `${words.jobs} (${jobs.length})`}</summary>
      {jobs.length === 0 ? (
        <p class="soft">{words.jobsNone}</p>
      ) : (
        // What the jobs perturb is read with their results: only for who looks.
        (unfolded || isOpen) && <DataTable caption={words.jobs} columns={columns} rows={jobs} keyOf={({ id }) => id} />
      )}
    </details>
  );
}

/** Opens a job with the matrix that it is of. */
function openJob({ id, study }: Job): void {
  setParameters({ job: id, of: study.of === "consensus" ? null : study.of }, { replace: false });
}

function JobState({ job }: { readonly job: Job }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { state, progress, problem } = job;
  return (
    <span title={problem?.detail ?? problem?.title}>
      {words.jobState[state]}
      {!isEnded(job) && progress !== null && (
        <>
          {" "}
          <progress aria-label={words.counting} max={Math.max(1, progress.total)} value={progress.done} />
        </>
      )}
    </span>
  );
}

/** Ends a job; the press is answered at once. */
export function CancelJob({ study, job }: { readonly study: OpenStudy; readonly job: Job }) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const [stopping, setStopping] = useState(false);
  const cancel = async () => {
    setStopping(true);
    await cancelJob(study.id, job.id).catch(() => setStopping(false));
  };
  return (
    <button type="button" class="button small" aria-disabled={stopping} onClick={() => stopping || void cancel()}>
      {stopping ? words.stopping : words.stop}
    </button>
  );
}

interface JobModelsProps extends Pick<JobListProps, "study" | "matrix"> {
  readonly job: Job;
}

/** What a job perturbs, as its result says it. */
function JobModels({ study, matrix, job }: JobModelsProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const [batch, setBatch] = useState<EngineBatch | null>(null);
  const hasResult = job.links.result !== null;
  useEffect(() => {
    let left = false;
    // Without it the line says less; opening the job says why.
    if (hasResult)
      readResult(study.id, job.id).then(
        (read) => left || setBatch(read),
        () => {},
      );
    return () => {
      left = true;
    };
  }, [study.id, job.id, hasResult]);
  const text = useModelsText(matrix, batch?.result.options.perturbation ?? null);
  if (text !== null) return <>{`${text}, ${words.seedOf(batch!.result.seed)}`}</>;
  return <span class="soft">{isEnded(job) ? "–" : words.jobUntold}</span>;
}
