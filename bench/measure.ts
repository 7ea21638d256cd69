import { availableParallelism, cpus, totalmem } from "node:os";

/** Something to be timed; a promise is waited for. */
export interface Alternative {
  readonly name: string;
  readonly run: () => unknown;
}

/** A set of samples: the middle, the middle half and the best. */
export interface Spread {
  /** The smallest sample: what other work on the machine disturbs least. */
  readonly least: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly samples: number;
}

export interface Timing extends Spread {
  readonly name: string;
  /** Times as long as the first alternative: the median over the rounds that timed both; 1 for the first itself. */
  readonly ratio: number;
}

/** An alternative that was not run, as one call would take longer than allowed. */
export interface Omission {
  readonly name: string;
  readonly expectedMs: number;
}

export interface MeasureOptions {
  /** Samples of each alternative, at most. */
  readonly rounds: number;
  /** A sample is as many calls as take this long, in ms; its time is that of one of them. */
  readonly sampleMs: number;
  /** Time for all samples of one alternative together, in ms; three samples are taken all the same. */
  readonly budgetMs: number;
}

/** Fewest samples a median is taken of, when there are rounds enough. */
const FEWEST_SAMPLES = 3;

/**
 * Times of alternatives, in ms a call, interleaved: each round takes one sample of each, a different one first every time, so
 * that whatever else the machine does falls on all of them alike. Ratios compare samples of the same round.
 *
 * Each alternative is called to warm up until it has run for ten samples' time, once where a single call takes longer than that.
 */
export async function measure(alternatives: readonly Alternative[], options: MeasureOptions): Promise<Timing[]> {
  const plans = [];
  for (const alternative of alternatives) plans.push(await warmUp(alternative, options));
  const times = plans.map(() => [] as number[]);
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < plans.length; turn++) {
      const index = (round + turn) % plans.length;
      const { run, calls, samples } = plans[index]!;
      if (round < samples) times[index]!.push((await timeCalls(run, calls)) / calls);
    }
  }
  return plans.map(({ name }, index) => {
    const own = times[index]!;
    const both = Math.min(own.length, times[0]!.length);
    const ratios = own.slice(0, both).map((time, round) => time / times[0]![round]!);
    return { name, ...spread(own), ratio: spread(ratios).median };
  });
}

async function warmUp({ name, run }: Alternative, { rounds, sampleMs, budgetMs }: MeasureOptions) {
  let fastest = Number.POSITIVE_INFINITY;
  for (let spent = 0; spent < 10 * sampleMs; ) {
    // Short calls are timed together: the clock itself takes a microsecond.
    const calls = Math.max(1, Math.min(1000, Math.floor(sampleMs / fastest)));
    const elapsed = await timeCalls(run, calls);
    fastest = Math.min(fastest, elapsed / calls);
    spent += elapsed;
  }
  const calls = Math.max(1, Math.round(sampleMs / fastest));
  const affordable = Math.floor(budgetMs / (calls * fastest));
  return { name, run, calls, samples: Math.min(rounds, Math.max(FEWEST_SAMPLES, affordable)) };
}

async function timeCalls(run: () => unknown, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}

/** Median and quartiles, by linear interpolation between the nearest samples. */
export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? Number.NaN;
    const high = sorted[Math.ceil(place)] ?? Number.NaN;
    return low + (place - Math.floor(place)) * (high - low);
  };
  return {
    least: quantile(0),
    median: quantile(0.5),
    lowerQuartile: quantile(0.25),
    upperQuartile: quantile(0.75),
    samples: sorted.length,
  };
}

/** What the numbers were measured on: processor, cores, memory, Node. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0);
  const { platform, arch, version } = process;
  return `${model}, ${availableParallelism()} cores, ${memoryGb} GB, ${platform} ${arch}, Node ${version}`;
}
