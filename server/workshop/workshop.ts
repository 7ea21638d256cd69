import type { Example } from "../../src/node.js";
import type { Engine } from "../engine/engine.js";
import type { RecentRenderings } from "../engine/recent-renderings.js";
import type { JobScheduler } from "../jobs/job-scheduler.js";
import type { ServerSettings } from "../settings.js";
import type { Store } from "../store/store.js";
import type { EventFeeds } from "./event-feeds.js";

/** What the routes of the studies work with. */
export interface Workshop {
  readonly store: Store;
  readonly engine: Engine;
  readonly jobs: JobScheduler;
  readonly recent: RecentRenderings;
  readonly settings: ServerSettings;
  readonly feeds: EventFeeds;
  readonly examples: readonly Example[];
}
