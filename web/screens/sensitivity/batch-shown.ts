import type { Analysis, Class, SensitivityPlane } from "../../../src/index.js";
import type { EngineBatch } from "../../engine/engine-work.js";
import { parameters } from "../../router/address.js";
import type { OpenStudy } from "../../state/study.js";
import type { MatrixOf } from "../results/matrix-of.js";

export type PlaneName = "direct" | "indirect";

/** The classes in the order of a row of memberships. */
export const CLASS_ORDER: readonly Class[] = ["motor", "relay", "dependent", "autonomous"];

/** What every view of a batch is made of. */
export interface BatchShown {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  /** Names of the variables, in the order of every array of the batch. */
  readonly analysis: Analysis;
  readonly batch: EngineBatch;
  readonly plane: PlaneName;
}

/** The plane of the address: the indirect one where it does not say. */
export function planeAsked(): PlaneName {
  return parameters.value.get("plane") === "direct" ? "direct" : "indirect";
}

/** The plane shown, over the samples. */
export function planeOf({ batch, plane }: BatchShown): SensitivityPlane {
  return batch.result[plane];
}

/** Class of a variable in the study as it is. */
export function baselineClass({ batch, plane }: BatchShown, place: number): Class | null {
  return batch.result.baseline[plane].classes[place] ?? null;
}

/** Share of the samples in which a variable has the class of the study as it is; null where there are no classes. */
export function keptShare(shown: BatchShown, place: number): number | null {
  const { membership } = planeOf(shown);
  const baseline = baselineClass(shown, place);
  return membership === null || baseline === null ? null : membership[place]![CLASS_ORDER.indexOf(baseline)]!;
}
