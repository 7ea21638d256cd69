import type { Rendering } from "./task.js";

/** The most renderings kept, and the most bytes of them. */
const MAX_ENTRIES = 200;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Remembers the renderings of the shipped studies, the least recently used falling out first: the same question is computed
 * once, also when it comes again before the answer is ready. Failures are not kept. Has identity: it holds them.
 */
export interface RecentRenderings {
  readonly get: (key: string, compute: () => Promise<Rendering>) => Promise<Rendering>;
}

export function recentRenderings(): RecentRenderings {
  const kept = new Map<string, { readonly rendering: Promise<Rendering>; bytes: number }>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function forgetOldest(): void {
    for (const key of kept.keys()) {
      if (kept.size <= MAX_ENTRIES && bytes <= MAX_BYTES) return;
      forget(key);
    }
  }

  return {
    get: (key, compute) => {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return found.rendering;
      }
      const entry = { rendering: compute(), bytes: 0 };
      kept.set(key, entry);
      entry.rendering.then(
        (rendering) => {
          if (kept.get(key) !== entry) return;
          entry.bytes = typeof rendering === "string" ? 2 * rendering.length : rendering.byteLength;
          bytes += entry.bytes;
          forgetOldest();
        },
        () => {
          if (kept.get(key) === entry) forget(key);
        },
      );
      return entry.rendering;
    },
  };
}
