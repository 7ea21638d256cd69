/** Whether a thread is to stop: one number that both threads see. */
export function newStopFlag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4));
}

export function raiseStop(flag: Int32Array<SharedArrayBuffer>): void {
  Atomics.store(flag, 0, 1);
}

export function isStopped(flag: Int32Array<SharedArrayBuffer>): boolean {
  return Atomics.load(flag, 0) === 1;
}
