import { useState } from "preact/hooks";
import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { setParameters } from "../../router/address.js";
import type { OpenStudy } from "../../state/study.js";
import type { BatchAsked } from "./batch-address.js";
import { startJob } from "./jobs.js";
import type { BatchState } from "./use-batch.js";
import { WorkBar } from "./work-bar.js";

export interface RunBarProps {
  readonly study: OpenStudy;
  readonly of: string;
  readonly asked: BatchAsked;
  readonly state: BatchState;
  /** What the server says against a run there; its issues stand at their fields. */
  readonly onRefused: (problem: ApiProblem | null) => void;
}

/** Runs what is asked for, here or on the server; says how far it is, and cancels it. */
export function RunBar({ study, of, asked, state, onRefused }: RunBarProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const [starting, setStarting] = useState(false);
  const { counting, isCurrent } = state;
  const start = async () => {
    setStarting(true);
    onRefused(null);
    try {
      const job = await startJob(study.id, of, asked.options);
      setParameters({ job }, { replace: false });
    } catch (error) {
      onRefused(asProblem(error));
    } finally {
      setStarting(false);
    }
  };
  return (
    <div class="run-bar no-print">
      {counting === null ? (
        !asked.needsServer && (
          <button type="button" class={isCurrent ? "button" : "button primary"} onClick={state.run}>
            {isCurrent ? words.runAgain : words.run}
          </button>
        )
      ) : (
        <button
          type="button"
          class="button primary"
          aria-disabled={counting.stopping}
          onClick={() => counting.stopping || state.stop()}
        >
          {counting.stopping ? words.stopping : words.stop}
        </button>
      )}
      {study.role === "facilitator" && counting === null && (
        <button
          type="button"
          class={asked.needsServer ? "button primary" : "button"}
          title={words.runOnServerHint}
          aria-disabled={starting}
          onClick={() => starting || void start()}
        >
          {words.runOnServer}
        </button>
      )}
      {counting === null ? (
        <RunNote asked={asked} state={state} />
      ) : (
        <WorkBar label={words.counting} progress={counting.progress} startedAt={counting.startedAt} />
      )}
    </div>
  );
}

/** What the last run gave, or what the next one waits for. */
function RunNote({ asked, state }: Pick<RunBarProps, "asked" | "state">) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { batch, isCurrent } = state;
  if (state.nothingCounted) return <p role="status">{words.nothingCounted}</p>;
  if (batch !== null && isCurrent) {
    const { result, elapsedMs } = batch;
    return (
      <p class="soft" role="status" data-elapsed-ms={Math.round(elapsedMs)}>
        {words.finished(figure(result.samples), figure(elapsedMs / 1000, 1))}
      </p>
    );
  }
  if (state.startsItself || state.problem !== null) return null;
  if (batch !== null) return <p role="status">{words.changed}</p>;
  if (asked.needsServer || typeof asked.options.samples !== "number") return null;
  return <p role="status">{words.startsByPress(figure(asked.options.samples))}</p>;
}
