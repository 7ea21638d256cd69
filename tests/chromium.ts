import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of a Chromium on this machine; null, and a line that says so, where there is none. In CI its absence is a failure. */
export function findChromium(): string | null {
  const found = places.find((place) => place !== "" && existsSync(place)) ?? null;
  if (found !== null) return found;
  if (process.env["CI"]) throw new Error("Chromium is missing: install it, or set CHROMIUM_PATH");
  console.log("skipped: no Chromium on this machine (set CHROMIUM_PATH to name one)");
  return null;
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
