import { Readable } from "node:stream";
import { isEnded, type Job } from "./job.js";
import type { JobScheduler } from "./job-scheduler.js";
import { jobView } from "./job-view.js";

/** Whether a listener may listen. */
export interface Permission {
  readonly holds: () => Promise<boolean>;
  /** Calls back whenever the answer may be another, until what it returns is called. */
  readonly onDoubt: (ask: () => void) => () => void;
}

export interface JobEventsInput {
  readonly job: Job;
  readonly watch: JobScheduler["watch"];
  readonly heartbeatMs: number;
  /** null where whoever knows the id of the job may listen, as long as he likes. */
  readonly permission: Permission | null;
  readonly onEnd: () => void;
}

/**
 * What happens to a job, as server-sent events: `state` at once and whenever the state changes, `progress` in between, both with the
 * job as data; a comment every `heartbeatMs` so that nobody on the way takes the line for dead. Ends after the last state, with the server, and with the
 * right to listen, which is asked for again at each of these comments and whenever it is in doubt.
 *
 * A reader that is slow misses progress, never a state.
 */
export function jobEvents({ job, watch, heartbeatMs, permission, onEnd }: JobEventsInput): Readable {
  let { state } = job;
  let hasRoom = true;
  let over = false;
  const stream = new Readable({
    read: () => {
      hasRoom = true;
    },
    destroy: (error, done) => {
      unwatch();
      undoubt();
      clearInterval(heartbeat);
      onEnd();
      done(error);
    },
  });
  const say = (text: string | null) => {
    if (over) return;
    over = text === null;
    hasRoom = stream.push(text);
  };
  const tell = (event: "state" | "progress", of: Job) => {
    say(`event: ${event}\ndata: ${JSON.stringify(jobView(of))}\n\n`);
    if (isEnded(of)) say(null);
  };
  // Where nobody can tell, the stream ends: who may listen comes again.
  const ask = async () => {
    if (permission !== null && !(await permission.holds().catch(() => false))) say(null);
  };
  const unwatch = watch(job.id, {
    onChange: (changed) => {
      const event = changed.state === state ? "progress" : "state";
      if (event === "progress" && !hasRoom) return;
      state = changed.state;
      tell(event, changed);
    },
    onLeave: () => say(null),
  });
  const undoubt = permission?.onDoubt(() => void ask()) ?? (() => {});
  const heartbeat = setInterval(() => {
    if (hasRoom) say(": alive\n\n");
    void ask();
  }, heartbeatMs);
  tell("state", job);
  return stream;
}
