/** How long a computation holds the event loop before others have their turn, in ms. */
const TURN_MS = 10;

/**
 * What a long computation on the event loop awaits again and again: it lets other requests be served once the computation has had its turn, and costs nothing
 * until then.
 *
 * @example
 * const serveOthers = takingTurns();
 * for (const row of rows) {
 *   await serveOthers();
 *   compute(row);
 * }
 */
export function takingTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
