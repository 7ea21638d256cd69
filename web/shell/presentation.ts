import { effect, signal } from "@preact/signals";
import { readSetting, writeSetting } from "../state/stored-setting.js";
import "./presentation.css";

/** Whether the page is shown on a projector, as a signal; kept when the page is loaded again. */
export const presentation = signal(readSetting("presentation") === "on");

effect(() => {
  const state = presentation.value ? "on" : "off";
  document.documentElement.dataset["presentation"] = state;
  writeSetting("presentation", presentation.value ? state : null);
});
