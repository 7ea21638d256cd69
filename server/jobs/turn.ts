/** Whether a job's thread waits for its turn, counts, or is to end: one number that both threads see. */
const WAIT = 0;
const COUNT = 1;
const END = 2;

export function newTurn(): Int32Array<SharedArrayBuffer> {
  const turn = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(turn, 0, COUNT);
  return turn;
}

/** Lets the thread wait before its next samples; no effect on one that is to end. */
export function holdTurn(turn: Int32Array<SharedArrayBuffer>): void {
  Atomics.compareExchange(turn, 0, COUNT, WAIT);
}

export function giveTurn(turn: Int32Array<SharedArrayBuffer>): void {
  Atomics.compareExchange(turn, 0, WAIT, COUNT);
  Atomics.notify(turn, 0);
}

export function endTurn(turn: Int32Array<SharedArrayBuffer>): void {
  Atomics.store(turn, 0, END);
  Atomics.notify(turn, 0);
}

/** Called by the job's thread: returns once it may go on, true, or is to end, false. Blocks: for threads that have nobody waiting. */
export function awaitTurn(turn: Int32Array<SharedArrayBuffer>): boolean {
  while (Atomics.load(turn, 0) === WAIT) Atomics.wait(turn, 0, WAIT);
  return Atomics.load(turn, 0) === COUNT;
}
