import { ANALYSIS_DEFAULTS, type Study } from "../../src/index.js";
import { readSource } from "./read-source.js";
import { render } from "./render.js";
import type { Options, Output, Rendering, Source, Task } from "./task.js";
import { createTaskPool, type PoolSettings, type TaskCaller, type TaskPool } from "./task-pool.js";

/** Computes tasks: quick ones at once, all others in a worker thread. */
export interface Engine extends Pick<TaskPool, "running" | "waiting" | "close"> {
  readonly run: (task: Task, caller?: TaskCaller) => Promise<Rendering>;
}

export function createEngine(settings: PoolSettings): Engine {
  const pool = createTaskPool(settings);
  return {
    run: async (task, caller) => {
      if ("round" in task || task.source.kind === "xlsx" || !isShort(task.source)) return pool.run(task, caller);
      const { study, options } = readSource(task.source, task.options);
      if (isQuick(study, options, task.output)) return render(study, options, task.output);
      return pool.run({ source: { kind: "study", study }, options, output: task.output }, caller);
    },
    running: pool.running,
    waiting: pool.waiting,
    close: pool.close,
  };
}

/** The longest body read on the event loop: the shipped study, all judgements included, has 170 KB. */
const SHORT_BYTES = 256 * 1024;

/** The most values of a body read there, in some ms: the shipped study has about 9 000, a table of 40 variables 1 700. */
const FEW_VALUES = { json: 12_000, csv: 2000 } as const;

/** Whether a body may be read on the event loop, told from its bytes alone. */
function isShort(source: Exclude<Source, { readonly kind: "xlsx" }>): boolean {
  if (source.kind === "study") return true;
  return source.bytes.length <= SHORT_BYTES && hasFewValues(source.bytes, FEW_VALUES[source.kind]);
}

/** Counts separators; an opening brace counts 5, for an object is checked member by member. */
function hasFewValues(bytes: Uint8Array, most: number): boolean {
  let values = 0;
  for (let place = 0; place < bytes.length && values <= most; place++) {
    const byte = bytes[place];
    if (byte === COMMA || byte === SEMICOLON || byte === TAB) values += 1;
    else if (byte === BRACE) values += 5;
  }
  return values <= most;
}

const [COMMA, SEMICOLON, TAB, BRACE] = [0x2c, 0x3b, 0x09, 0x7b];

/**
 * The largest study analysed on the event loop, every cell filled: of scores, or of means and medians of scores. Sums are exact, so digits cost
 * time: on one core of 2026, busy with nothing else, about 10 ms for 29 variables of either kind, 25 for 40 of scores.
 */
const QUICK_SIZES = { scores: 40, means: 30 } as const;

/** The same for sums with attenuation, whose digits grow with every power. */
const QUICK_ATTENUATED_SIZES = { scores: 20, means: 10 } as const;

/**
 * Whether a task may hold up the event loop: about as long as the analysis of the shipped study, some ms.
 *
 * Reports draw a dozen pictures, a PNG takes some 100 ms, experts are compared pair by pair: always in a worker, and so are numbers with many digits. An option
 * that is not valid fails at once in either place.
 */
function isQuick({ variables, direct }: Study, options: Options, output: Output): boolean {
  const { kind, format } = output;
  if (kind === "moves" && !isQuick(output.before, options, { kind: "analysis", format })) return false;
  if (kind === "agreement" || kind === "agenda" || kind === "form-reading") return false;
  const value = (name: keyof typeof ANALYSIS_DEFAULTS) => options[name] ?? ANALYSIS_DEFAULTS[name];
  if (variables.length > QUICK_SIZES.scores || (format !== "json" && format !== "csv" && format !== "md")) return false;
  if (Number(value("maxPower")) > 50 || Number(value("loopLength")) > 4 || Number(value("loopLimit")) > 1000)
    return false;
  const numbers = direct.flat().filter((cell) => typeof cell === "number");
  numbers.push(Number(value("potentialValue")));
  const attenuated = value("measure") === "attenuated";
  if (attenuated && !hasFewDigits(Number(value("attenuation")))) return false;
  if (!numbers.every(hasFewDigits)) return false;
  const sizes = attenuated ? QUICK_ATTENUATED_SIZES : QUICK_SIZES;
  return variables.length <= sizes[numbers.every(isScore) ? "scores" : "means"];
}

function isScore(value: number): boolean {
  return Number.isInteger(value) && value <= 10;
}

/** At most 1000, with at most two decimals. */
function hasFewDigits(value: number): boolean {
  return value <= 1000 && value === Math.round(value * 100) / 100;
}
