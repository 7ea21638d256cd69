import { useEffect, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "../api/problem.js";
import { type EngineStudy, type WorkBeside, work } from "./engine.js";
import type { AnswerTo, EngineWork, WorkProgress } from "./engine-work.js";

export interface Outcome<Answer> {
  /** The last answer: it stays while the next one is on its way, and where that is refused. */
  readonly answer: Answer | null;
  readonly problem: ApiProblem | null;
  readonly busy: boolean;
  /** How far long work is; null before it says so. */
  readonly progress: WorkProgress | null;
}

/**
 * Has the engine work whenever study, work or what it is beside change; null asks for nothing. Answers that come late are dropped, and long work that nobody waits
 * for any more is stopped.
 */
export function useWork<Work extends EngineWork>(
  study: EngineStudy | null,
  asked: Work | null,
  { beside = null, batch = null }: WorkBeside = {},
): Outcome<AnswerTo<Work>> {
  const [outcome, setOutcome] = useState<Outcome<AnswerTo<Work>>>({
    answer: null,
    problem: null,
    busy: true,
    progress: null,
  });
  const latest = useRef(asked);
  latest.current = asked;
  const name = asked === null ? null : JSON.stringify(asked);
  const key = study?.key ?? null;
  useEffect(() => {
    const now = latest.current;
    if (study === null || now === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = (progress: WorkProgress) => signal.aborted || setOutcome((before) => ({ ...before, progress }));
    setOutcome(({ answer }) => ({ answer, problem: null, busy: true, progress: null }));
    work(study, now, { beside, batch, signal, onProgress }).then(
      (answer) => signal.aborted || setOutcome({ answer, problem: null, busy: false, progress: null }),
      (error: unknown) =>
        signal.aborted ||
        setOutcome(({ answer }) => ({ answer, problem: asProblem(error), busy: false, progress: null })),
    );
    return () => controller.abort();
  }, [key, name, beside?.key, batch?.key]);
  return outcome;
}
