import { Counter, Histogram, type Registry } from "prom-client";
import type { Store } from "../store/store.js";

/** The same store, its writes counted and timed, its events counted by kind. */
export function measuredStore(store: Store, registry: Registry): Store {
  const writes = new Histogram({
    name: "motrice_write_duration_seconds",
    help: "Time of a write to a study, its events and the flush to the disk included, by outcome",
    labelNames: ["outcome"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const events = new Counter({
    name: "motrice_events_total",
    help: "Events written to the logs of the studies, by kind",
    labelNames: ["kind"],
    registers: [registry],
  });
  return {
    ...store,
    change: async (studyId, actor, work, options) => {
      let kinds: readonly string[] = [];
      const stop = writes.startTimer();
      try {
        const result = await store.change(
          studyId,
          actor,
          async (tx, at, seq) => {
            const change = await work(tx, at, seq);
            kinds = change.events.map(({ kind }) => kind);
            return change;
          },
          options,
        );
        stop({ outcome: "written" });
        for (const kind of kinds) events.inc({ kind });
        return result;
      } catch (error) {
        stop({ outcome: "refused" });
        throw error;
      }
    },
  };
}
