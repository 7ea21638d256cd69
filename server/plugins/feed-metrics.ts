import { Counter, Gauge, type Registry } from "prom-client";
import type { EventFeeds } from "../workshop/event-feeds.js";

/** Counts who listens to the studies, and what they are told. */
export function addFeedMetrics(registry: Registry, feeds: Pick<EventFeeds, "listeners" | "sent">): void {
  new Gauge({
    name: "motrice_listeners",
    help: "Streams of events of studies that are open",
    registers: [registry],
    collect() {
      this.set(feeds.listeners());
    },
  });
  new Counter({
    name: "motrice_events_sent_total",
    help: "Events told to listeners, each listener counted",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(feeds.sent());
    },
  });
}
