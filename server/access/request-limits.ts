import { networkOf } from "../network-of.js";
import { RequestProblem } from "../problems.js";

export interface RequestLimitsOptions {
  /** Requests a minute with one token, 0 for no limit. */
  readonly tokenRateLimit: number;
  /** Unknown tokens a minute from one address, 0 for no limit. */
  readonly guessLimit: number;
  /** Time in ms. @default Date.now */
  readonly now?: () => number;
}

/** Counts what each token asks, and what each address guesses, minute by minute. Has identity: it holds the counts. */
export interface RequestLimits {
  /** Counts a request with a token. Throws RequestProblem `rate-limited`. */
  readonly countToken: (hash: string) => void;
  /** Throws RequestProblem `rate-limited` for an address that came with too many unknown tokens: before its next is looked up. */
  readonly refuseGuesser: (address: string) => void;
  readonly countGuess: (address: string) => void;
}

const MINUTE_MS = 60_000;

/** Callers counted one by one; those beyond share one count, so that the memory has a bound. */
const MAX_KEYS = 50_000;

export function requestLimits({ tokenRateLimit, guessLimit, now = Date.now }: RequestLimitsOptions): RequestLimits {
  const tokens = minuteCounts(now);
  const guesses = minuteCounts(now);
  return {
    countToken: (hash) => {
      if (tokenRateLimit === 0) return;
      if (tokens.add(hash) > tokenRateLimit) {
        throw limited(`A token has ${tokenRateLimit} requests a minute`, tokens.endsInSeconds());
      }
    },
    refuseGuesser: (address) => {
      if (guessLimit === 0 || guesses.of(networkOf(address)) < guessLimit) return;
      throw limited(`An address may send ${guessLimit} unknown tokens a minute`, guesses.endsInSeconds());
    },
    countGuess: (address) => {
      if (guessLimit !== 0) guesses.add(networkOf(address));
    },
  };
}

function limited(rule: string, seconds: number): RequestProblem {
  const headers = { "retry-after": String(seconds) };
  return new RequestProblem("rate-limited", `${rule}; the next minute starts in ${seconds} s.`, { headers });
}

function minuteCounts(now: () => number) {
  const counts = new Map<string, number>();
  let started = now();

  function place(key: string): string {
    if (now() - started >= MINUTE_MS) {
      counts.clear();
      started = now();
    }
    return counts.has(key) || counts.size < MAX_KEYS ? key : "";
  }

  return {
    of: (key: string) => counts.get(place(key)) ?? 0,
    add: (key: string) => {
      const at = place(key);
      const count = (counts.get(at) ?? 0) + 1;
      counts.set(at, count);
      return count;
    },
    endsInSeconds: () => Math.max(1, Math.ceil((started + MINUTE_MS - now()) / 1000)),
  };
}
