import type { Member } from "../access/access.js";
import { type Exposure, maySeeResults, type Subject } from "../access/visibility.js";
import type { StudyEvent } from "../store/store.js";

/** An event as a member is told of it. */
export interface ToldEvent extends Omit<StudyEvent, "actor"> {
  /** Who did it: to the facilitator whoever it was, to others only what they did themselves. */
  readonly actor: string | null;
}

type Listener = Pick<Member, "role" | "participantId">;

/**
 * What a member is told of an event; null where it is none of his business.
 *
 * The facilitator is told all. An expert is told his own cells whole, those of others as a count; his own assignments; rounds; that the study,
 * its variables or fiches have changed; decisions and snapshots he may see. A reader is told that the study or a fiche has changed, and what he may see of
 * decisions and snapshots. Nobody but the facilitator is told who did something.
 */
export function toldEvent(event: StudyEvent, listener: Listener, exposure: Exposure): ToldEvent | null {
  if (listener.role === "facilitator") return event;
  if (listener.role === null) return null;
  const told = contentFor(event, listener, exposure);
  if (told === null) return null;
  const { seq, at, actor, kind } = event;
  return { seq, at, actor: actor === listener.participantId ? actor : null, kind, ...told };
}

type Told = Pick<StudyEvent, "before" | "after">;

/** That it happened, and no more: whoever wants to know reads the study again. */
const NOTICE: Told = { before: null, after: null };

function contentFor(event: StudyEvent, listener: Listener, exposure: Exposure): Told | null {
  const { kind, before, after } = event;
  const isExpert = listener.role === "expert";
  const sees = (subject: Subject) => maySeeResults(listener, exposure, subject);
  switch (kind) {
    case "study-created":
    case "study-changed":
    case "study-deleted":
    case "study-restored":
    case "variables-changed":
    case "blocks-changed":
      return NOTICE;
    case "fiche-changed":
      return membersOf(event, ["variable", "revision"]);
    case "round-opened":
    case "round-closed":
      return isExpert ? membersOf(event, ["number", "state", "snapshot"]) : null;
    case "participant-added":
    case "participant-changed":
    case "participant-removed":
      return [before, after].some((state) => member(state, "id") === listener.participantId) ? { before, after } : null;
    case "assignments-changed":
      return isExpert ? ownAssignments(event, listener) : null;
    case "cells-changed":
      if (isExpert && member(after, "participant") === listener.participantId) return { before, after };
      return isExpert || sees({ kind: "consensus" }) ? countOf(after) : null;
    case "decision-set":
    case "decision-removed":
      return sees({ kind: "consensus" }) ? withoutMember(event, "decidedBy") : null;
    case "snapshot-made":
    case "snapshot-changed":
      return visibleStates(event, sees);
    // Ways in, and computations, are the facilitator's affair.
    case "link-made":
    case "link-revoked":
    case "job-started":
    case "job-ended":
      return null;
  }
}

function isRecord(state: unknown): state is Readonly<Record<string, unknown>> {
  return state !== null && typeof state === "object" && !Array.isArray(state);
}

function member(state: unknown, name: string): unknown {
  return isRecord(state) ? state[name] : undefined;
}

function pick(state: unknown, isKept: (name: string) => boolean): unknown {
  return isRecord(state) ? Object.fromEntries(Object.entries(state).filter(([name]) => isKept(name))) : null;
}

function membersOf({ before, after }: StudyEvent, names: readonly string[]): Told {
  const isKept = (name: string) => names.includes(name);
  return { before: pick(before, isKept), after: pick(after, isKept) };
}

function withoutMember({ before, after }: Told, left: string): Told {
  const isKept = (name: string) => name !== left;
  return { before: pick(before, isKept), after: pick(after, isKept) };
}

/** How many cells of another have changed: neither which nor whose. */
function countOf(after: unknown): Told {
  const cells = member(after, "cells");
  return { before: null, after: { count: Array.isArray(cells) ? cells.length : 0 } };
}

/** What is assigned to the listener before and after; null where that has not changed. */
function ownAssignments({ before, after }: StudyEvent, { participantId }: Listener): Told | null {
  const own = (state: unknown) => {
    const all = member(state, "assignments");
    return Array.isArray(all) ? all.filter((entry) => member(entry, "participant") === participantId) : [];
  };
  const told = { before: { assignments: own(before) }, after: { assignments: own(after) } };
  return JSON.stringify(told.before) === JSON.stringify(told.after) ? null : told;
}

/** A snapshot before and after, each null while the listener may not see it. */
function visibleStates(event: StudyEvent, sees: (subject: Subject) => boolean): Told | null {
  const shown = (state: unknown) => {
    const [round, published] = [member(state, "round"), member(state, "published")];
    return sees({ kind: "snapshot", round: typeof round === "number" ? round : null, published: published === true });
  };
  const told = withoutMember(
    { before: shown(event.before) ? event.before : null, after: shown(event.after) ? event.after : null },
    "createdBy",
  );
  return told.before === null && told.after === null ? null : told;
}
