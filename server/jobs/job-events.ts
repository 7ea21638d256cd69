import { Readable } from "node:stream";
import { isEnded, type Job } from "./job.js";
import type { JobScheduler } from "./job-scheduler.js";
import { jobView } from "./job-view.js";

/**
 * What happens to a job, as server-sent events: `state` at once and whenever the state changes, `progress` in between, both with the
 * job as data; a comment every `heartbeatMs` so that nobody on the way takes the line for dead. Ends after the last state.
 *
 * A reader that is slow misses progress, never a state.
 */
export function jobEvents(job: Job, watch: JobScheduler["watch"], heartbeatMs: number, onEnd: () => void): Readable {
  let { state } = job;
  let hasRoom = true;
  const stream = new Readable({
    read: () => {
      hasRoom = true;
    },
    destroy: (error, done) => {
      unwatch();
      clearInterval(heartbeat);
      onEnd();
      done(error);
    },
  });
  const say = (text: string) => {
    hasRoom = stream.push(text);
  };
  const tell = (event: "state" | "progress", of: Job) => {
    say(`event: ${event}\ndata: ${JSON.stringify(jobView(of))}\n\n`);
    if (isEnded(of)) stream.push(null);
  };
  const unwatch = watch(job.id, (changed) => {
    const event = changed.state === state ? "progress" : "state";
    if (event === "progress" && !hasRoom) return;
    state = changed.state;
    tell(event, changed);
  });
  const heartbeat = setInterval(() => {
    if (hasRoom) say(": alive\n\n");
  }, heartbeatMs);
  tell("state", job);
  return stream;
}
