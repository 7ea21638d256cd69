const STEPS = [1, 1.5, 2, 3, 5, 7];

/** Where estimates are looked at: 100, 150, 200, 300, 500, 700, 1 000 … and the last sample, whoever counts. */
export function* checkpoints(samples: number): Generator<number, void> {
  for (let decade = 100; ; decade *= 10) {
    for (const step of STEPS) {
      if (step * decade >= samples) {
        yield samples;
        return;
      }
      yield step * decade;
    }
  }
}
