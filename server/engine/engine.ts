import { ANALYSIS_DEFAULTS, type Study } from "../../src/index.js";
import { readSource } from "./read-source.js";
import { render } from "./render.js";
import type { Options, Output, Rendering, Source, Task } from "./task.js";
import { createTaskPool, type PoolSettings, type TaskPool } from "./task-pool.js";

/** Computes tasks: quick ones at once, all others in a worker thread. */
export interface Engine extends Pick<TaskPool, "running" | "waiting" | "close"> {
  readonly run: (task: Task, signal?: AbortSignal) => Promise<Rendering>;
}

export function createEngine(settings: PoolSettings): Engine {
  const pool = createTaskPool(settings);
  return {
    run: async (task, signal) => {
      if (isShort(task.source)) {
        const { study, options } = readSource(task.source, task.options);
        if (isQuick(study, options, task.output)) return render(study, options, task.output);
      }
      return pool.run(task, signal);
    },
    running: pool.running,
    waiting: pool.waiting,
    close: pool.close,
  };
}

/** Reading 256 KB takes a few ms; the shipped study, all judgements included, has 150 KB. */
const SHORT_BYTES = 256 * 1024;

function isShort(source: Source): boolean {
  return source.kind === "study" || source.bytes.length <= SHORT_BYTES;
}

/** The largest study analysed on the event loop: 40 variables, every cell filled, take some 10 ms. */
const QUICK_SIZE = 40;

/**
 * Whether a task may hold up the event loop: about as long as the analysis of the shipped study, some ms.
 *
 * Reports draw a dozen pictures, and a PNG takes some 100 ms: always to a worker. Sums are exact, so numbers with many digits
 * take long at high powers: to a worker too. An option that is not valid fails at once in either place.
 */
function isQuick(study: Study, options: Options, { format }: Output): boolean {
  const value = (name: keyof typeof ANALYSIS_DEFAULTS) => Number(options[name] ?? ANALYSIS_DEFAULTS[name]);
  return (
    study.variables.length <= QUICK_SIZE &&
    (format === "json" || format === "csv" || format === "md") &&
    value("maxPower") <= 50 &&
    value("loopLength") <= 4 &&
    value("loopLimit") <= 1000 &&
    hasFewDigits(value("attenuation")) &&
    hasFewDigits(value("potentialValue")) &&
    study.direct.every((row) => row.every((cell) => typeof cell !== "number" || hasFewDigits(cell)))
  );
}

/** At most 1000, with at most two decimals: scores, and means of scores. */
function hasFewDigits(value: number): boolean {
  return value <= 1000 && value === Math.round(value * 100) / 100;
}
