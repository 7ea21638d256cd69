import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Member } from "../access/access.js";
import type { Exposure } from "../access/visibility.js";
import { RequestProblem } from "../problems.js";
import { eventsAfter } from "../store/events.js";
import { goodLinks } from "../store/good-links.js";
import { goodSessions } from "../store/sessions.js";
import type { EventKind, Store, StudyEvent } from "../store/store.js";
import { studyState } from "../store/study-state.js";
import { type EventListener, endListener, eventListener, say, tellEvents } from "./event-listener.js";
import { toldEvent } from "./told-event.js";

/** The streams of events of a server. Has identity: it holds them. */
export interface EventFeeds {
  /**
   * The events of a study that come after one, as server-sent events, until the listener goes or may no longer listen. Where a participant listens more often than
   * he may, the stream that he opened first ends: it is the likeliest to have lost its line.
   *
   * Throws RequestProblem `study-unknown`, and `server-busy` where as many listen as may.
   */
  readonly listen: (input: ListenInput) => Promise<Readable>;
  readonly listeners: () => number;
  /** Events told since the start, to each listener counted once. */
  readonly sent: () => number;
  /** Ends the streams of a session that is over, by its hash. */
  readonly endSession: (session: string) => void;
  /** Ends all streams. */
  readonly close: () => void;
}

interface ListenInput {
  readonly member: Member;
  /** The link the member came by. */
  readonly link: string;
  /** Hash of the session the member came by; null: he came by the link itself. */
  readonly session: string | null;
  /** The last event the listener has; null: he wants those to come. */
  readonly after: number | null;
}

export interface EventFeedsInput {
  readonly store: Store;
  readonly heartbeatMs: number;
  /** Time between two looks at what other servers have written, in ms. @default 2000 */
  readonly pollMs?: number;
  /** Hears of reads that failed: they are tried again. */
  readonly onFault: (error: unknown) => void;
}

/** Most listeners of a server, of one study, and of one participant of it: on all his devices together. */
const MAX_LISTENERS = 1000;
const MAX_OF_STUDY = 300;
const MAX_OF_PARTICIPANT = 10;

/** Events read at a time. */
const PAGE = 100;

/** Least time between two reads of a study in which much happens, in ms: all that happens in between is read at once. */
const GAP_MS = 40;

/** Heartbeats after which a listener who takes nothing in has lost his line. */
const MOST_STALLED = 2;

/** What may change who listens, and as whom. */
const ACCESS_KINDS: readonly EventKind[] = ["participant-changed", "participant-removed", "link-revoked"];

/** A study while someone listens: one read of its log serves all. */
interface Feed {
  readonly studyId: string;
  readonly listeners: Set<EventListener>;
  /** The last event that was read. */
  last: number;
  isReading: boolean;
  /** Whether something has happened since the reading began. */
  isBehind: boolean;
  readonly stop: () => void;
}

const NOTHING_SHOWN: Exposure = { results: "hidden", round: null };

/**
 * Tells listeners what happens in their studies, in the order of the log, each event once: read from the table of events, on the word of this server's
 * writes or, every two seconds, in case another server has written. A listener whose line is slow costs no more memory than one: he is told no more until he has taken in what
 * he was told, then reads on from the log by himself; one who takes nothing in is dropped.
 */
export function eventFeeds({ store, heartbeatMs, pollMs = 2000, onFault }: EventFeedsInput): EventFeeds {
  const feeds = new Map<string, Feed>();
  let count = 0;
  let sent = 0;

  function feedOf(studyId: string, last: number): Feed {
    const known = feeds.get(studyId);
    if (known !== undefined) return known;
    const unlisten = store.listen(studyId, () => wake(feed));
    const poll = setInterval(() => wake(feed), pollMs);
    const heartbeat = setInterval(() => void beat(feed).catch(onFault), heartbeatMs);
    const feed: Feed = {
      studyId,
      listeners: new Set(),
      last,
      isReading: false,
      isBehind: false,
      stop: () => {
        unlisten();
        clearInterval(poll);
        clearInterval(heartbeat);
        feeds.delete(studyId);
      },
    };
    feeds.set(studyId, feed);
    return feed;
  }

  function leave(feed: Feed, listener: EventListener): void {
    if (!feed.listeners.delete(listener)) return;
    count -= 1;
    if (feed.listeners.size === 0) feed.stop();
  }

  function endSurplus(feed: Feed | undefined, { participantId }: Member): void {
    const own = [...(feed?.listeners ?? [])].filter(({ member }) => member.participantId === participantId);
    for (const listener of own.slice(0, Math.max(0, own.length - MAX_OF_PARTICIPANT + 1))) {
      endListener(listener);
      leave(feed!, listener);
    }
  }

  function wake(feed: Feed): void {
    feed.isBehind = true;
    if (!feed.isReading) void readOn(feed).catch(onFault);
  }

  async function readOn(feed: Feed): Promise<void> {
    feed.isReading = true;
    try {
      while (feed.isBehind && feed.listeners.size > 0) {
        feed.isBehind = false;
        await readPage(feed);
        await pause(GAP_MS);
      }
    } finally {
      feed.isReading = false;
    }
  }

  async function readPage(feed: Feed): Promise<void> {
    const { events, isFull } = await eventsAfter(store.db, feed.studyId, { after: feed.last, limit: PAGE });
    if (events.length === 0) return;
    if (events.some(({ kind }) => ACCESS_KINDS.includes(kind))) await endStrangers(feed);
    const exposure = await exposureOf(feed.studyId);
    const before = feed.last;
    feed.last = events.at(-1)!.seq;
    feed.isBehind ||= isFull;
    const textsFor = audiences(events, exposure);
    for (const listener of feed.listeners) {
      // Who lags behind reads on from the log, which has these events too.
      if (listener.hasRoom && !listener.isReading && listener.cursor >= before) {
        sent += tellEvents(listener, events, textsFor(listener.member));
      }
    }
    if (events.some(({ kind }) => kind === "study-deleted")) endAll(feed);
  }

  /** After the events that are told: what shows by now may be told, what no longer shows may not. */
  async function exposureOf(studyId: string): Promise<Exposure> {
    return (await studyState(store.db, studyId)) ?? NOTHING_SHOWN;
  }

  /** A listener who lags behind reads on from the log, page by page as he takes them in, until he is with the others. */
  async function catchUp(feed: Feed, listener: EventListener): Promise<void> {
    if (listener.isReading) return;
    listener.isReading = true;
    try {
      while (listener.hasRoom && !listener.hasEnded && listener.cursor < feed.last) {
        const { events } = await eventsAfter(store.db, feed.studyId, { after: listener.cursor, limit: PAGE });
        if (events.length === 0) return;
        const exposure = await exposureOf(feed.studyId);
        sent += tellEvents(listener, events, audiences(events, exposure)(listener.member));
      }
    } finally {
      listener.isReading = false;
    }
  }

  /** Ends the streams of those who may no longer listen, or not as who they were. */
  async function endStrangers(feed: Feed): Promise<void> {
    const at = new Date().toISOString();
    const links = await goodLinks(store.db, feed.studyId, at);
    const hashes = new Set([...feed.listeners].flatMap(({ session }) => session ?? []));
    const sessions = await goodSessions(store.db, [...hashes], at);
    for (const listener of feed.listeners) {
      const holder = links.get(listener.link);
      const { participantId, role } = listener.member;
      const isOver = listener.session !== null && hashes.has(listener.session) && !sessions.has(listener.session);
      if (isOver || holder?.participantId !== participantId || holder.role !== role) endListener(listener);
    }
  }

  async function beat(feed: Feed): Promise<void> {
    for (const listener of feed.listeners) {
      if (!listener.hasRoom) {
        listener.stalled += 1;
        if (listener.stalled > MOST_STALLED) listener.stream.destroy();
      } else {
        say(listener, ": alive\n\n");
        // A read that failed is tried again.
        void catchUp(feed, listener).catch(onFault);
      }
    }
    await endStrangers(feed);
  }

  return {
    listen: async ({ member, link, session, after }) => {
      const { studyId } = member;
      const state = await studyState(store.db, studyId);
      if (state === null) throw new RequestProblem("study-unknown", "There is no such study.");
      endSurplus(feeds.get(studyId), member);
      if (count >= MAX_LISTENERS || (feeds.get(studyId)?.listeners.size ?? 0) >= MAX_OF_STUDY) {
        const headers = { "retry-after": "5" };
        throw new RequestProblem("server-busy", "As many listeners as this server serves are listening.", { headers });
      }
      const feed = feedOf(studyId, state.seq);
      // After a restore the log may end before what the listener has heard: he is told what comes.
      const cursor = Math.min(after ?? state.seq, state.seq);
      const listener = eventListener({
        member,
        link,
        session,
        cursor,
        onRoom: (roomy) => void catchUp(feed, roomy).catch(onFault),
        onEnd: (ended) => leave(feed, ended),
      });
      feed.listeners.add(listener);
      count += 1;
      void catchUp(feed, listener).catch(onFault);
      return listener.stream;
    },
    listeners: () => count,
    sent: () => sent,
    endSession: (session) => {
      for (const { listeners } of feeds.values()) {
        for (const listener of listeners) if (listener.session === session) endListener(listener);
      }
    },
    close: () => {
      for (const feed of feeds.values()) endAll(feed);
    },
  };
}

function endAll({ listeners }: Feed): void {
  for (const listener of listeners) endListener(listener);
}

/** The texts of events for each kind of listener, made once. */
function audiences(
  events: readonly StudyEvent[],
  exposure: Exposure,
): (member: Member) => (event: StudyEvent) => string {
  const byAudience = new Map<string, Map<number, string>>();
  return (member) => {
    // Facilitators are told the same, all others what is their own.
    const audience = member.role === "facilitator" ? "" : member.participantId;
    const texts =
      byAudience.get(audience) ?? new Map(events.map((event) => [event.seq, textOf(event, member, exposure)]));
    byAudience.set(audience, texts);
    return ({ seq }) => texts.get(seq)!;
  };
}

function textOf(event: StudyEvent, member: Member, exposure: Exposure): string {
  const told = toldEvent(event, member, exposure);
  return told === null ? "" : `id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(told)}\n\n`;
}
