/** How far a long computation is, on the last line of a terminal. */
export interface ProgressBar {
  readonly show: (done: number, total: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

const BAR_COLUMNS = 30;

/** Time between two drawings, in ms. */
const DRAW_MS = 100;

/** A progress bar on stderr; nothing where that is no terminal, or where nothing is to be said. */
export function progressBar(quiet: boolean): ProgressBar {
  if (quiet || process.stderr.isTTY !== true) return { show: () => {}, clear: () => {} };
  const start = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    show: (done, total) => {
      const now = performance.now();
      if (now - drawn < DRAW_MS) return;
      drawn = now;
      process.stderr.write(`\r\u001B[K${progressLine(done, total, now - start, process.stderr.columns || 80)}`);
    },
    clear: () => {
      if (drawn > 0) process.stderr.write("\r\u001B[K");
    },
  };
}

/**
 * A line of at most `columns` − 1 columns, so that no terminal breaks it: bar, percentage, counts, time left.
 *
 * @example
 * progressLine(300, 1000, 3000, 80).endsWith("30 %  300 of 1,000  7 s left"); // true
 */
export function progressLine(done: number, total: number, elapsedMs: number, columns: number): string {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  const full = Math.floor(part * BAR_COLUMNS);
  const bar = "━".repeat(full) + "─".repeat(BAR_COLUMNS - full);
  const counts = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  const left = part > 0 ? `  ${duration((elapsedMs * (1 - part)) / part / 1000)} left` : "";
  return `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${counts}${left}`.slice(0, Math.max(0, columns - 1));
}

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  const hours = Math.round(seconds / 3600);
  return hours < 100 ? `${hours} h` : `${Math.round(hours / 24).toLocaleString("en")} days`;
}
