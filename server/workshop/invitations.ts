import { hashToken, newToken } from "../access/tokens.js";
import { RequestProblem } from "../problems.js";
import { findGoodLink } from "../store/good-links.js";
import { addLink, findLink, type Link, revokeLink, revokeLinksOf } from "../store/links.js";
import { newId } from "../store/new-id.js";
import {
  addParticipant,
  changeParticipant,
  findParticipant,
  listParticipants,
  type Participant,
  removeParticipant,
} from "../store/participants.js";
import type { Happening, Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { refuseOvergrown } from "./study-growth.js";

/** Days until a link ends where nobody says. */
export const LINK_DAYS = 90;

/** Most days until a link ends. */
export const MAX_LINK_DAYS = 366;

const DAY_MS = 24 * 3_600_000;

/** What is told of a participant who is to be. */
export type NewParticipant = Pick<Participant, "role" | "name" | "weight">;

/** A link as its maker is told of it, once: the token is kept nowhere. */
export interface MadeLink {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** What part of a change did. */
interface Done<Result> {
  readonly result: Result;
  readonly events: readonly Happening[];
}

/** Adds a participant within a change. Throws StudyError `study-too-large` for one expert too many. */
export async function enrol(
  tx: Database,
  studyId: string,
  at: string,
  { role, name, weight }: NewParticipant,
): Promise<Done<Participant>> {
  const participant = { id: newId(), role, name, weight, createdAt: at };
  if (role === "expert") await refuseOvergrown(tx, studyId, { experts: 1 });
  await addParticipant(tx, studyId, participant);
  return { result: participant, events: [{ kind: "participant-added", after: told(participant) }] };
}

export interface MakeLinkInput {
  readonly studyId: string;
  readonly participantId: string;
  /** When it is made, and the days until it ends. */
  readonly at: string;
  /** @default LINK_DAYS */
  readonly days?: number;
  /** The link it is made by, before whose end it ends too. @default none */
  readonly madeBy?: { readonly link: string; readonly expiresAt: string } | null;
}

/** Makes a link within a change. Throws RequestProblem `token-invalid` where the link it is made by is over. */
export async function makeLink(
  tx: Database,
  { studyId, participantId, at, days = LINK_DAYS, madeBy = null }: MakeLinkInput,
): Promise<Done<MadeLink>> {
  if (madeBy !== null && (await findGoodLink(tx, studyId, madeBy.link, at)) === null)
    throw new RequestProblem("token-invalid", "The link that it is made by has expired or was revoked.");
  const asked = new Date(Date.parse(at) + days * DAY_MS).toISOString();
  const expiresAt = madeBy !== null && madeBy.expiresAt < asked ? madeBy.expiresAt : asked;
  const id = newId();
  const token = newToken();
  await addLink(tx, {
    hash: hashToken(token),
    id,
    studyId,
    participantId,
    createdAt: at,
    expiresAt,
    madeBy: madeBy?.link ?? null,
  });
  const after = { id, participant: participantId, expiresAt };
  return { result: { id, token, expiresAt }, events: [{ kind: "link-made", after }] };
}

/** Adds a participant to a study. */
export function addToStudy(
  store: Store,
  studyId: string,
  actor: string,
  participant: NewParticipant,
): Promise<Participant> {
  return store.change(studyId, actor, (tx, at) => enrol(tx, studyId, at, participant));
}

/** Makes a link for a participant. Throws RequestProblem `participant-unknown`, `token-invalid`. */
export function inviteParticipant(store: Store, actor: string, input: Omit<MakeLinkInput, "at">): Promise<MadeLink> {
  const { studyId, participantId } = input;
  return store.change(studyId, actor, async (tx, at) => {
    await participantOf(tx, studyId, participantId);
    return makeLink(tx, { ...input, at });
  });
}

/** Changes name, role or weight. Throws RequestProblem `participant-unknown`, `last-facilitator`, StudyError `study-too-large`. */
export function editParticipant(
  store: Store,
  studyId: string,
  actor: string,
  id: string,
  changes: Partial<NewParticipant>,
): Promise<Participant> {
  return store.change(studyId, actor, async (tx) => {
    const before = await participantOf(tx, studyId, id);
    const after = { ...before, ...changes };
    const same = (["role", "name", "weight"] as const).every((member) => before[member] === after[member]);
    if (same) return { result: before, events: [] };
    if (after.role !== "facilitator") await refuseLastFacilitator(tx, studyId, before);
    if (after.role === "expert" && before.role !== "expert") await refuseOvergrown(tx, studyId, { experts: 1 });
    await changeParticipant(tx, studyId, after);
    return { result: after, events: [{ kind: "participant-changed", before: told(before), after: told(after) }] };
  });
}

/** Removes a participant and ends his links. Throws RequestProblem `participant-unknown`, `last-facilitator`. */
export function dismissParticipant(store: Store, studyId: string, actor: string, id: string): Promise<void> {
  return store.change(studyId, actor, async (tx, at) => {
    const before = await participantOf(tx, studyId, id);
    await refuseLastFacilitator(tx, studyId, before);
    const links = await revokeLinksOf(tx, studyId, id, at);
    await removeParticipant(tx, studyId, id, at);
    const events = [...revocations(id, links), { kind: "participant-removed", before: told(before) } as const];
    return { result: undefined, events };
  });
}

/** Ends all links of a participant, who stays. Throws RequestProblem `participant-unknown`. How many were ended. */
export function endLinksOf(store: Store, studyId: string, actor: string, id: string): Promise<number> {
  return store.change(studyId, actor, async (tx, at) => {
    await participantOf(tx, studyId, id);
    const links = await revokeLinksOf(tx, studyId, id, at);
    return { result: links.length, events: revocations(id, links) };
  });
}

/** Ends a link and those its holder made by it; one that has been ended stays so. Throws RequestProblem `link-unknown`. How many were ended. */
export function endLink(store: Store, studyId: string, actor: string, id: string): Promise<number> {
  return store.change(studyId, actor, async (tx, at) => {
    const { participantId } = await linkOf(tx, studyId, id);
    const links = await revokeLink(tx, studyId, id, at);
    return { result: links.length, events: revocations(participantId, links) };
  });
}

/** A link of a study. Throws RequestProblem `link-unknown`. */
export async function linkOf(db: Database, studyId: string, id: string): Promise<Link> {
  const link = await findLink(db, studyId, id);
  if (link === null) throw new RequestProblem("link-unknown", "The study has no link of this id.");
  return link;
}

/** A participant of a study. Throws RequestProblem `participant-unknown`. */
export async function participantOf(db: Database, studyId: string, id: string): Promise<Participant> {
  const participant = await findParticipant(db, studyId, id);
  if (participant === null) throw new RequestProblem("participant-unknown", "The study has no participant of this id.");
  return participant;
}

async function refuseLastFacilitator(tx: Database, studyId: string, leaving: Participant): Promise<void> {
  if (leaving.role !== "facilitator") return;
  const all = await listParticipants(tx, studyId);
  if (all.some(({ id, role }) => role === "facilitator" && id !== leaving.id)) return;
  throw new RequestProblem("last-facilitator", "Make another participant facilitator first.");
}

function revocations(participant: string, links: readonly string[]): Happening[] {
  return links.map((id) => ({ kind: "link-revoked", before: { id, participant } }));
}

function told({ id, role, name, weight }: Participant) {
  return { id, role, name, weight };
}
