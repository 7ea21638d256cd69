import { effect, signal } from "@preact/signals";
import { readSetting, writeSetting } from "../state/stored-setting.js";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const kept = readSetting("theme");

/** The colours asked for, as a signal; `system` follows the device. */
export const theme = signal<Theme>(THEMES.find((name) => name === kept) ?? "system");

export function setTheme(next: Theme): void {
  theme.value = next;
  writeSetting("theme", next === "system" ? null : next);
}

/** Keeps the colours of the document in step. */
export function followTheme(): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const darkNow = signal(dark.matches);
  dark.addEventListener("change", () => {
    darkNow.value = dark.matches;
  });
  effect(() => {
    const chosen = theme.value === "system" ? (darkNow.value ? "dark" : "light") : theme.value;
    document.documentElement.dataset["theme"] = chosen;
  });
}
