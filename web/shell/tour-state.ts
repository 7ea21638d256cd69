import { signal } from "@preact/signals";
import { readSetting, writeSetting } from "../state/stored-setting.js";

/** Which step of the tour is shown, null for none, as a signal. */
export const tourStep = signal<number | null>(null);

/** Starts the tour on a first visit. */
export function offerTour(): void {
  if (readSetting("tour") === null) tourStep.value = 0;
}

export function showTour(): void {
  tourStep.value = 0;
}

/** Ends the tour for good: it comes back only when it is asked for. */
export function endTour(): void {
  tourStep.value = null;
  writeSetting("tour", "seen");
}
