import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium of `CHROMIUM_PATH`, else one that is installed, else the packaged one. Throws one clear line where none starts. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env["CHROMIUM_PATH"];
  const executablePath = named ?? INSTALLED.find((path) => existsSync(path)) ?? (await packaged.executablePath());
  try {
    return await chromium.launch({ executablePath, args: ARGUMENTS });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(
      `no Chromium starts (${executablePath}): install one (Debian: chromium), or set CHROMIUM_PATH; the packaged one needs libnss3, libnspr4 and libexpat1: ${reason}`,
    );
  }
}
