import * as Type from "typebox";
import { EVENT_KINDS } from "../store/store.js";
import { closed, orNull } from "./shapes.js";

const state = (description: string) => Type.Unknown({ description });

const EventSchema = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, description: "place in the log of the study, without gaps in the log itself" }),
    at: Type.String({ format: "date-time", description: "when it happened" }),
    actor: orNull(
      Type.String(),
      "who did it: a participant's id, admin or server; to experts and readers only what they did themselves",
    ),
    kind: Type.Enum([...EVENT_KINDS], { type: "string", description: "what happened" }),
    before: state("what was there; null where there was nothing, or nothing the listener may see"),
    after: state("what is there; null where there is nothing, or nothing the listener may see"),
  },
  { ...closed, description: "Something that happened in a study" },
);

const EVENT_EXAMPLE = {
  seq: 42,
  at: "2026-11-21T09:30:00.000Z",
  actor: "Zk3vQ9r2LmTb0xYc",
  kind: "cells-changed",
  before: { participant: "Zk3vQ9r2LmTb0xYc", cells: [{ from: "price", to: "demand", value: 2 }] },
  after: { participant: "Zk3vQ9r2LmTb0xYc", cells: [{ from: "price", to: "demand", value: 3 }] },
};

export const EventPageSchema = Type.Object(
  {
    events: Type.Array(EventSchema, { description: "events in the order in which they happened" }),
    next: orNull(Type.Integer(), "`after` of the next page; null where the log ends"),
  },
  { ...closed, description: "A page of the log of a study" },
);

/** The answer of the events, as a stream or as a page. */
export const eventsResponse = {
  description: "The events, as they happen or page by page",
  content: {
    "text/event-stream": {
      schema: {
        type: "string",
        description: "server-sent events: `id` is the place in the log, `event` the kind, `data` the event as JSON",
      },
      example: `id: 42\nevent: cells-changed\ndata: ${JSON.stringify(EVENT_EXAMPLE)}\n\n`,
    },
    "application/json": { schema: EventPageSchema, example: { events: [EVENT_EXAMPLE], next: null } },
  },
};
