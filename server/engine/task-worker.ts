import { parentPort } from "node:worker_threads";
import { type ErrorCode, type Issue, MotriceError } from "../../src/index.js";
import { roundLines } from "../workshop/round-lines.js";
import { readAnySource } from "./read-source.js";
import { render } from "./render.js";
import type { Rendering, Task } from "./task.js";

/** What a worker answers to a task; an error of ours keeps its code and issues, any other only its stack, for the log. */
export type TaskAnswer =
  | { readonly ok: true; readonly rendering: Rendering }
  | {
      readonly ok: false;
      readonly code: ErrorCode | null;
      readonly message: string;
      readonly issues: readonly Issue[];
    };

parentPort?.on("message", async (task: Task) => {
  parentPort?.postMessage(await answerTo(task));
});

async function answerTo(task: Task): Promise<TaskAnswer> {
  try {
    if ("round" in task) return { ok: true, rendering: roundLines(task.round, task.options) };
    const { study, options } = await readAnySource(task.source, task.options);
    return { ok: true, rendering: await render(study, options, task.output) };
  } catch (error) {
    if (error instanceof MotriceError) {
      return { ok: false, code: error.code, message: error.message, issues: error.issues };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: false, code: null, message, issues: [] };
  }
}
