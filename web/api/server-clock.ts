/** How far the server's clock is ahead of this device's, in ms: times of the server are shown by its own clock. */
let aheadMs = 0;

/** Takes the time from an answer's Date header; its whole seconds are exact enough for "3 minutes ago". */
export function readServerClock(headers: Headers): void {
  const sent = Date.parse(headers.get("date") ?? "");
  if (!Number.isNaN(sent)) aheadMs = sent - Date.now();
}

/** The server's time in ms since 1970, whatever this device's clock says. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}
