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

/** The largest study analysed on the event loop: 40 variables, every cell filled, take some 15 ms. */
const QUICK_SIZE = 40;

/**
 * Whether a task may hold up the event loop: about as long as the analysis of the shipped study, some ms.
 *
 * Reports draw a dozen pictures, and a PNG takes some 100 ms: always to a worker. An option that is not valid fails
 * at once in either place.
 */
function isQuick(study: Study, options: Options, output: Output): boolean {
  const { format } = output;
  const atMost = (name: "maxPower" | "loopLength" | "loopLimit", most: number) =>
    Number(options[name] ?? ANALYSIS_DEFAULTS[name]) <= most;
  return (
    study.variables.length <= QUICK_SIZE &&
    (format === "json" || format === "csv" || format === "md") &&
    atMost("maxPower", 50) &&
    atMost("loopLength", 4) &&
    atMost("loopLimit", 1000)
  );
}
