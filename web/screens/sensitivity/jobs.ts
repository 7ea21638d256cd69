import { useEffect, useState } from "preact/hooks";
import type { SensitivityOptions, SensitivityResult } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import type { EngineBatch } from "../../engine/engine-work.js";
import { type LiveAnswer, useLiveAnswer } from "../../state/live-answer.js";

/** A run on the server, as the API tells it; fields that the page does not read are left out. */
export interface Job {
  readonly id: string;
  readonly kind: "sensitivity" | "robustness";
  readonly study: { readonly of: string };
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly createdAt: string;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly problem: { readonly title: string; readonly detail?: string } | null;
  readonly links: { readonly result: string | null };
}

interface Jobs {
  readonly jobs: readonly Job[];
}

const POLL_MS = 1000;

export function isEnded({ state }: Job): boolean {
  return state !== "queued" && state !== "running";
}

/** The batches of a study on the server, the newest first, read again while one of them runs. */
export function useJobs(study: string): LiveAnswer<Jobs> {
  const answer = useLiveAnswer<Jobs>(studyPath(study, "/jobs"), ["job-started", "job-ended"]);
  const jobs = answer.body?.jobs.filter(({ kind }) => kind === "sensitivity") ?? [];
  const isWaiting = jobs.some((job) => !isEnded(job));
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void answer.reload(), POLL_MS);
    return () => clearInterval(timer);
  }, [isWaiting, answer.reload]);
  return { ...answer, body: answer.body === null ? null : { jobs } };
}

/** Starts a batch on the server; gives its id. */
export async function startJob(study: string, of: string, options: SensitivityOptions): Promise<string> {
  const path = studyPath(study, `/sensitivity?${new URLSearchParams({ of })}`);
  const { body } = await ask<Job>(path, { method: "POST", body: { options } });
  return body.id;
}

/** Ends a job: what it has counted is its result. */
export async function cancelJob(study: string, job: string): Promise<void> {
  await ask(studyPath(study, `/jobs/${job}`), { method: "DELETE" });
}

/** Results of jobs never change: each is read once. */
const results = new Map<string, EngineBatch>();

const MOST_KEPT = 30;

export async function readResult(study: string, job: string): Promise<EngineBatch> {
  const known = results.get(job);
  if (known !== undefined) return known;
  const { body } = await ask<SensitivityResult>(studyPath(study, `/jobs/${job}/result?format=json`));
  const batch = { key: `job ${job}`, result: body };
  if (results.size >= MOST_KEPT) results.delete(results.keys().next().value!);
  results.set(job, batch);
  return batch;
}

export interface OpenedJob {
  /** null before the server has told of it. */
  readonly job: Job | null;
  /** null until it has a result. */
  readonly batch: EngineBatch | null;
  readonly problem: ApiProblem | null;
}

/** The job of the address with its result, once it has one. */
export function useOpenedJob(study: string, id: string | null, jobs: LiveAnswer<Jobs>): OpenedJob {
  const [read, setRead] = useState<{ readonly id: string; readonly batch: EngineBatch } | null>(null);
  const [problem, setProblem] = useState<{ readonly id: string; readonly problem: ApiProblem } | null>(null);
  const job = jobs.body?.jobs.find((one) => one.id === id) ?? null;
  const hasResult = job?.links.result != null;
  const isLost = id !== null && jobs.body !== null && job === null;
  useEffect(() => {
    // One that was just started may not be in the list yet.
    if (id === null || (!hasResult && !isLost)) return;
    let left = false;
    readResult(study, id).then(
      (batch) => {
        if (left) return;
        setRead({ id, batch });
        setProblem(null);
      },
      (error: unknown) => {
        const refusal = asProblem(error);
        if (!left && !(isLost && refusal.code === "job-unfinished")) setProblem({ id, problem: refusal });
      },
    );
    return () => {
      left = true;
    };
  }, [study, id, hasResult, isLost]);
  const failure = problem?.id === id ? problem.problem : jobs.body === null ? jobs.problem : null;
  return {
    job,
    batch: id !== null && read?.id === id ? read.batch : null,
    problem: id === null ? null : failure,
  };
}
