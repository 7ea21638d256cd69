import type { Contribution } from "../../src/index.js";
import type { Options } from "../engine/task.js";
import type { JobInput } from "../jobs/job.js";
import { RequestProblem } from "../problems.js";
import { snapshotOf } from "../store/snapshots.js";
import type { Database } from "../store/tables.js";
import type { Of } from "./of.js";
import { snapshotContent } from "./snapshot-content.js";
import { readStudyOf, readStudyParts } from "./study-of.js";

/** Models that draw from what the experts said. */
const DRAWING = ["experts", "spread"];

interface DrawingModel {
  readonly kind: string;
  readonly contributions?: unknown;
}

/**
 * What a job computes of a stored study. The models `experts` and `spread` draw from the stored contributions, or those of the snapshot, where the caller sends
 * none. Call it within `store.read`. Throws what `readStudyOf` throws.
 */
export async function jobInput(tx: Database, studyId: string, of: Of, options: Options): Promise<JobInput> {
  const study = await readStudyOf(tx, studyId, of);
  const source = { kind: "study", study } as const;
  const { perturbation } = options;
  if (!modelsOf(perturbation).some(lacksContributions)) return { source, options };
  const contributions = (await readContributions(tx, studyId, of)).map(({ id, answers }) => ({ id, answers }));
  const complete = (model: unknown) => (lacksContributions(model) ? { ...model, contributions } : model);
  return {
    source,
    options: {
      ...options,
      perturbation: Array.isArray(perturbation) ? perturbation.map(complete) : complete(perturbation),
    },
  };
}

function modelsOf(perturbation: unknown): readonly unknown[] {
  return Array.isArray(perturbation) ? perturbation : [perturbation];
}

function lacksContributions(model: unknown): model is DrawingModel {
  if (model === null || typeof model !== "object") return false;
  const { kind, contributions } = model as Partial<DrawingModel>;
  return kind !== undefined && DRAWING.includes(kind) && contributions === undefined;
}

async function readContributions(tx: Database, studyId: string, of: Of): Promise<readonly Contribution[]> {
  if (of.kind !== "snapshot") return (await readStudyParts(tx, studyId)).contributions;
  const snapshot = await snapshotOf(tx, studyId, of.snapshot);
  if (snapshot === null) throw new RequestProblem("snapshot-unknown", "The study has no such snapshot.");
  return snapshotContent(snapshot).contributions;
}
