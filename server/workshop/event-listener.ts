import { Readable } from "node:stream";
import type { Member } from "../access/access.js";

/** Someone who listens to a study. Has identity: it holds a stream. */
export interface EventListener {
  readonly member: Member;
  /** The link he came by: his stream ends with it. */
  readonly link: string;
  /** Hash of the session he came by, with which his stream ends too; null for who came by the link itself. */
  readonly session: string | null;
  readonly stream: Readable;
  /** The last event he was told of, or that is none of his business. */
  cursor: number;
  /** Whether he has taken in what he was told: who has not is told no more for the while, and reads on from the log. */
  hasRoom: boolean;
  /** Heartbeats since he last took something in. */
  stalled: number;
  /** Whether he is reading on from the log. */
  isReading: boolean;
  hasEnded: boolean;
}

export interface EventListenerInput {
  readonly member: Member;
  readonly link: string;
  readonly session: string | null;
  readonly cursor: number;
  /** The listener has taken in what he was told. */
  readonly onRoom: (listener: EventListener) => void;
  readonly onEnd: (listener: EventListener) => void;
}

/** Letters told at a time, and bytes that may wait for a listener until he is told no more. */
const LETTERS_AT_ONCE = 32 * 1024;
const MOST_WAITING = 128 * 1024;

/** How long a listener whose line breaks waits before he comes again, in ms. */
const RETRY_MS = 2000;

export function eventListener({ member, link, session, cursor, onRoom, onEnd }: EventListenerInput): EventListener {
  const listener: EventListener = {
    member,
    link,
    session,
    stream: new Readable({
      highWaterMark: MOST_WAITING,
      read: () => {
        listener.stalled = 0;
        if (listener.hasRoom) return;
        listener.hasRoom = true;
        onRoom(listener);
      },
      destroy: (error, done) => {
        listener.hasEnded = true;
        onEnd(listener);
        done(error);
      },
    }),
    cursor,
    hasRoom: true,
    stalled: 0,
    isReading: false,
    hasEnded: false,
  };
  say(listener, `retry: ${RETRY_MS}\n\n`);
  return listener;
}

export function say(listener: EventListener, text: string): void {
  if (!listener.hasEnded) listener.hasRoom = listener.stream.push(text);
}

/** Ends a stream after what has been said. */
export function endListener(listener: EventListener): void {
  if (listener.hasEnded) return;
  listener.hasEnded = true;
  listener.stream.push(null);
}

/** Tells a listener of the events that come after his cursor, until he has no more room; what is left he reads from the log. How many he was told. */
export function tellEvents<Event extends { readonly seq: number }>(
  listener: EventListener,
  events: readonly Event[],
  textOf: (event: Event) => string,
): number {
  let text = "";
  let told = 0;
  for (const event of events) {
    if (event.seq <= listener.cursor) continue;
    if (text.length >= LETTERS_AT_ONCE) {
      say(listener, text);
      text = "";
    }
    if (!listener.hasRoom || listener.hasEnded) return told;
    const line = textOf(event);
    if (line !== "") told += 1;
    text += line;
    listener.cursor = event.seq;
  }
  if (text !== "") say(listener, text);
  return told;
}
