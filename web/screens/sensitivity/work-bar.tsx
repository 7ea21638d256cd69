import { SENSITIVITY_SCREEN_WORDS } from "../../../src/index.js";
import type { WorkProgress } from "../../engine/engine-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";

export interface WorkBarProps {
  readonly label: string;
  /** null before it is known how far the work is. */
  readonly progress: WorkProgress | null;
  /** When the work began, by `performance.now()`; with it the time that is left is told. */
  readonly startedAt?: number;
}

/** Before this much time, in ms, has gone by, how long the rest takes would be a guess. */
const SETTLED_MS = 500;

/** How far a work is that takes its time. */
export function WorkBar({ label, progress, startedAt }: WorkBarProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const left =
    progress === null || startedAt === undefined ? null : secondsLeft(progress, performance.now() - startedAt);
  return (
    <div class="work-bar">
      <p role="status">{label}</p>
      {progress === null ? (
        <progress aria-label={label} />
      ) : (
        <progress aria-label={label} max={Math.max(1, progress.total)} value={progress.done} />
      )}
      <p class="soft">
        {progress !== null && words.counted(figure(progress.done), figure(progress.total))}
        {left !== null && `, ${words.timeLeft(left)}`}
      </p>
    </div>
  );
}

/** Whole seconds until the end, at the pace so far; null while there is none to go by. */
function secondsLeft({ done, total }: WorkProgress, elapsedMs: number): number | null {
  if (done === 0 || elapsedMs < SETTLED_MS) return null;
  return Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
}
