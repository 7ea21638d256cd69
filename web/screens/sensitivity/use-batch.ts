import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { work } from "../../engine/engine.js";
import type { WorkProgress } from "../../engine/engine-work.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";
import type { BatchAsked } from "./batch-address.js";
import { batchName, type CountedBatch, keepBatch, recentBatch } from "./recent-batches.js";

/** A batch under way. */
interface Counting {
  readonly progress: WorkProgress | null;
  readonly startedAt: number;
  /** Whether it was asked to stop. */
  readonly stopping: boolean;
}

export interface BatchState {
  /** The last batch counted; it stays while another one is counted. */
  readonly batch: CountedBatch | null;
  /** Whether that is the batch of the options as they are. */
  readonly isCurrent: boolean;
  /** Whether the batch of the options as they are starts by itself. */
  readonly startsItself: boolean;
  readonly counting: Counting | null;
  readonly problem: ApiProblem | null;
  /** Whether it was cancelled before anything was counted. */
  readonly nothingCounted: boolean;
  readonly run: () => void;
  /** Ends the batch under way: what it has counted is the result. */
  readonly stop: () => void;
}

interface Counted {
  readonly name: string;
  readonly batch: CountedBatch;
}

/** A field that is being written in is left a moment before its batch is counted. */
const QUIET_MS = 250;

/** Samples × variables² up to which a batch starts by itself: a second, on a usual machine. */
const STARTS_BY_ITSELF = 1.5e8;

/** Whether a batch is short enough to start without being asked to. */
export function startsByItself({ options, needsServer }: BatchAsked, size: number): boolean {
  return !needsServer && !((options.samples ?? 0) * size * size > STARTS_BY_ITSELF);
}

let lastKey = 0;

/** Counts the batch that is asked for: a short one by itself, any other one when it is told to. `active` false counts nothing. */
export function useBatch(study: OpenStudy, matrix: MatrixOf, asked: BatchAsked, active: boolean): BatchState {
  const [counted, setCounted] = useState<Counted | null>(null);
  const [counting, setCounting] = useState<Counting | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [nothingCounted, setNothingCounted] = useState(false);
  const optionsText = JSON.stringify(asked.options);
  const name = useMemo(() => batchName(study.id, matrix, asked.options), [study.id, matrix.key, optionsText]);
  const auto = active && startsByItself(asked, matrix.direct.length);
  const running = useRef<{ readonly controller: AbortController; wanted: boolean } | null>(null);

  const leave = () => {
    if (running.current === null) return;
    running.current.wanted = false;
    running.current.controller.abort();
    running.current = null;
    setCounting(null);
  };
  const run = () => {
    leave();
    const mine = { controller: new AbortController(), wanted: true };
    running.current = mine;
    const startedAt = performance.now();
    setProblem(null);
    setNothingCounted(false);
    setCounting({ progress: null, startedAt, stopping: false });
    const onProgress = (progress: WorkProgress) =>
      mine.wanted && setCounting({ progress, startedAt, stopping: mine.controller.signal.aborted });
    const ended = () => {
      running.current = null;
      setCounting(null);
    };
    work(matrix, { kind: "batch", options: asked.options }, { signal: mine.controller.signal, onProgress }).then(
      (result) => {
        if (!mine.wanted) return;
        lastKey += 1;
        const batch = { key: `here ${lastKey}`, result, elapsedMs: performance.now() - startedAt };
        keepBatch(name, batch);
        setCounted({ name, batch });
        ended();
      },
      (error: unknown) => {
        if (!mine.wanted) return;
        const refusal = asProblem(error);
        if (refusal.code === "stopped") setNothingCounted(true);
        else setProblem(refusal);
        ended();
      },
    );
  };
  const first = useRef(true);
  useEffect(() => {
    setProblem(null);
    setNothingCounted(false);
    const known = active ? recentBatch(name) : null;
    if (known !== null) {
      setCounted({ name, batch: known });
      return;
    }
    if (!auto) return;
    const timer = setTimeout(run, first.current ? 0 : QUIET_MS);
    first.current = false;
    return () => clearTimeout(timer);
  }, [name, active, auto]);
  // A batch that nobody asks for any more is given up.
  useEffect(() => leave, [name, active]);
  return {
    batch: counted?.batch ?? null,
    isCurrent: counted?.name === name,
    startsItself: auto,
    counting,
    problem,
    nothingCounted,
    run,
    stop: () => {
      running.current?.controller.abort();
      setCounting((before) => (before === null ? null : { ...before, stopping: true }));
    },
  };
}
