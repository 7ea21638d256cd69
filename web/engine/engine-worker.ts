import { type Contribution, MotriceError, parseStudy, type Study } from "../../src/index.js";
import { type AnalysesMade, doWork } from "./do-work.js";
import {
  type EngineBatch,
  type EngineMessage,
  type EngineReply,
  type EngineWork,
  isLong,
  type LongWork,
  type Refusal,
} from "./engine-work.js";

/** A study in hand: parsed when work on it is first asked for. */
interface HeldStudy {
  readonly source: unknown;
  readonly contributions: readonly Contribution[];
  readonly made: AnalysesMade;
  study: Study | null;
}

const held = new Map<string, HeldStudy>();
let batch: EngineBatch | null = null;
const running = new Map<number, AbortController>();

const reply = (message: EngineReply) => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<EngineMessage>) => {
  switch (data.kind) {
    case "study":
      held.set(data.key, { source: data.study, contributions: data.contributions, made: new Map(), study: null });
      return;
    case "forget":
      held.delete(data.key);
      return;
    case "hold-batch":
      ({ batch } = data);
      return;
    case "stop":
      running.get(data.id)?.abort();
      return;
    case "work":
      return answer(data.id, data);
  }
});

interface Asked {
  readonly key: string;
  readonly beside: string | null;
  readonly work: EngineWork;
}

function answer(id: number, { key, beside, work }: Asked): void {
  try {
    const { contributions, made } = heldBy(key);
    const study = parsed(key);
    if (isLong(work)) return void answerLong(id, study, work);
    const other = beside === null ? null : { study: parsed(beside), made: heldBy(beside).made };
    reply({ id, answer: doWork(study, made, work, { beside: other, contributions, batch }) });
  } catch (error) {
    reply({ id, refusal: refusalOf(error) });
  }
}

function heldBy(key: string): HeldStudy {
  const found = held.get(key);
  if (found === undefined) throw new Error(`the engine holds no study ${key}`);
  return found;
}

function parsed(key: string): Study {
  const found = heldBy(key);
  found.study ??= parseStudy(found.source);
  return found.study;
}

async function answerLong(id: number, study: Study, work: LongWork): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    // Its code comes with the first of it: results are shown without.
    const { doLongWork } = await import("./do-long-work.js");
    const onProgress = (progress: { readonly done: number; readonly total: number }) => reply({ id, progress });
    reply({ id, answer: await doLongWork(study, work, { signal: controller.signal, onProgress }) });
  } catch (error) {
    reply({ id, refusal: refusalOf(error) });
  } finally {
    running.delete(id);
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof MotriceError) return { code: error.code, message: error.message, issues: error.issues };
  const stopped = error instanceof DOMException && error.name === "AbortError";
  const message = error instanceof Error ? error.message : String(error);
  return { code: stopped ? "stopped" : "page-fault", message, issues: [] };
}
