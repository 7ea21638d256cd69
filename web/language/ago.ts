import { PAGE_WORDS } from "../../src/index.js";
import { serverNow } from "../api/server-clock.js";
import { wordsOf } from "./language.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago a time of the server was, in words, by the server's clock. */
export function ago(time: string): string {
  const words = wordsOf(PAGE_WORDS).ago;
  const elapsedMs = serverNow() - Date.parse(time);
  if (!(elapsedMs >= MINUTE_MS)) return words.now;
  if (elapsedMs < HOUR_MS) return words.minutes(Math.floor(elapsedMs / MINUTE_MS));
  if (elapsedMs < DAY_MS) return words.hours(Math.floor(elapsedMs / HOUR_MS));
  return words.days(Math.floor(elapsedMs / DAY_MS));
}
