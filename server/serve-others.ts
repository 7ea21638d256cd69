import { setImmediate as nextTurn } from "node:timers/promises";

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
    await nextTurn();
    since = performance.now();
  };
}

/**
 * Lets work that comes at once be done one after the other, with other requests served in between: each may take its turns, but thirty that take theirs side by side hold the event loop for thirty.
 *
 * @example
 * const inTurn = oneByOne();
 * const text = await inTurn(() => write(answer));
 */
export function oneByOne(): <Result>(work: () => Result | Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(() => nextTurn()).then(work);
    last = done.then(nothing, nothing);
    return done;
  };
}

function nothing(): void {}
