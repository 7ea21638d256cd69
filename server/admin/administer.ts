import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describeValue, OptionsError, type Text } from "../../src/index.js";
import { ADMIN } from "../access/access.js";
import { originOf } from "../access/host-names.js";
import { joinAddress } from "../access/join-address.js";
import { nameIssues } from "../schemas/participant.js";
import { type Link, listLinks } from "../store/links.js";
import { DATABASE_FILE } from "../store/open-sqlite.js";
import { openStore } from "../store/open-store.js";
import { findParticipant, listParticipants, type Participant } from "../store/participants.js";
import type { Store } from "../store/store.js";
import { purgeStudy } from "../store/studies.js";
import { ROLES, type Role } from "../store/tables.js";
import { endLink, endLinksOf, enrol, MAX_LINK_DAYS, makeLink } from "../workshop/invitations.js";

/** Where the studies are: a folder, or the PostgreSQL database where one is named. */
export interface AdministeredPlace {
  readonly dataFolder: string;
  readonly databaseUrl: string;
}

/**
 * Works on the studies of a place, beside the server that may be running on them.
 *
 * Throws OptionsError for a folder that holds no studies, StoreError for a database that cannot be opened.
 */
export async function withStudies<Result>(
  { dataFolder, databaseUrl }: AdministeredPlace,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  if (databaseUrl === "" && !existsSync(join(resolve(dataFolder), DATABASE_FILE))) {
    throw refusal("data", `a folder that holds studies (${DATABASE_FILE})`, dataFolder);
  }
  const store = await openStore(databaseUrl === "" ? { dataFolder, shared: true } : { databaseUrl });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export interface ListedStudy {
  readonly id: string;
  readonly title: Text;
  readonly createdAt: string;
  readonly deletedAt: string | null;
}

/** All studies, the newest first, deleted ones included. */
export async function listStudies({ db }: Store): Promise<ListedStudy[]> {
  const rows = await db
    .selectFrom("studies")
    .select(["id", "document", "created_at", "deleted_at"])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ id, document, created_at, deleted_at }) => {
    const { title } = JSON.parse(document) as { readonly title: Text };
    return { id, title, createdAt: created_at, deletedAt: deleted_at };
  });
}

export interface ListedParticipant extends Participant {
  readonly links: readonly Link[];
}

/** The participants of a study with their links. Throws OptionsError for an unknown study. */
export function listWithLinks(store: Store, studyId: string): Promise<ListedParticipant[]> {
  return store.read(async (tx) => {
    await studyRow({ db: tx }, studyId);
    const participants = await listParticipants(tx, studyId);
    const links = await Promise.all(participants.map(({ id }) => listLinks(tx, studyId, id)));
    return participants.map((participant, place) => ({ ...participant, links: links[place]! }));
  });
}

export interface InviteInput {
  readonly studyId: string;
  /** Of someone to add. */
  readonly role?: string | undefined;
  readonly name?: string | undefined;
  /** Id of someone who takes part already, instead. */
  readonly participant?: string | undefined;
  /** Until the link ends. */
  readonly days?: number | undefined;
  /** What the link begins with. */
  readonly url: string;
}

export interface Invitation {
  readonly participant: string;
  readonly link: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** Makes a link for a new participant, or for one of the study. Throws OptionsError with every issue. */
export async function invite(store: Store, input: InviteInput): Promise<Invitation> {
  const { studyId, days, participant } = input;
  const newcomer = checkInvitation(input);
  const { deletedAt } = await studyRow(store, studyId);
  if (deletedAt !== null) throw refusal("study", "a study that has not been deleted", studyId);
  return store.change(studyId, ADMIN, async (tx, at) => {
    const known = participant === undefined ? null : await findParticipant(tx, studyId, participant);
    if (participant !== undefined && known === null) {
      throw refusal("participant", "the id of a participant of the study", participant);
    }
    const enrolled = newcomer === null ? null : await enrol(tx, studyId, at, newcomer);
    const participantId = enrolled?.result.id ?? known!.id;
    const made = await makeLink(tx, { studyId, participantId, at, ...(days !== undefined && { days }) });
    const { id, token, expiresAt } = made.result;
    const url = joinAddress(originOf(input.url)!, token);
    return {
      events: [...(enrolled?.events ?? []), ...made.events],
      result: { participant: participantId, link: id, url, expiresAt },
    };
  });
}

function checkInvitation({ role, name, participant, days, url }: InviteInput) {
  const issues = [];
  if (participant !== undefined) {
    for (const [path, value] of Object.entries({ role, name })) {
      if (value !== undefined) issues.push(issue(path, "no such option beside --participant, who has one", value));
    }
  } else {
    if (!ROLES.includes(role as Role)) issues.push(issue("role", `one of ${ROLES.join(", ")}`, role));
    if (name === undefined || name.length > 200) issues.push(issue("name", "1 to 200 letters", name));
    else issues.push(...nameIssues(name).map((each) => ({ ...each, path: "name" })));
  }
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MAX_LINK_DAYS)) {
    issues.push(issue("days", `an integer from 1 to ${MAX_LINK_DAYS}`, days));
  }
  if (originOf(url) === null) issues.push(issue("url", "an address such as https://motrice.example", url));
  if (issues.length > 0) throw new OptionsError(issues);
  return participant === undefined ? { role: role as Role, name: name!.trim(), weight: 1 } : null;
}

/** Ends a link, or all links of a participant, by its or his id. How many were ended. Throws OptionsError for an id of neither. */
export async function revoke(store: Store, id: string): Promise<number> {
  const links = await store.db.selectFrom("access_tokens").select("study_id").where("id", "=", id).execute();
  const found = await store.db
    .selectFrom("participants")
    .select("study_id")
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .execute();
  if (links.length + found.length === 0) throw refusal("id", "the id of a link or of a participant", id);
  let ended = 0;
  for (const { study_id } of links) ended += await endLink(store, study_id, ADMIN, id);
  for (const { study_id } of found) ended += await endLinksOf(store, study_id, ADMIN, id);
  return ended;
}

/** Removes a study for good. Throws OptionsError for an unknown one, and for one that has not been deleted unless `living` says so. */
export async function purge(store: Store, studyId: string, living: boolean): Promise<ListedStudy> {
  const study = await studyRow(store, studyId);
  if (study.deletedAt === null && !living) {
    throw refusal("study", "a study that has been deleted, or --living beside it", studyId);
  }
  await store.write((tx) => purgeStudy(tx, studyId));
  return study;
}

async function studyRow({ db }: Pick<Store, "db">, studyId: string): Promise<ListedStudy> {
  const row = await db
    .selectFrom("studies")
    .select(["id", "document", "created_at", "deleted_at"])
    .where("id", "=", studyId)
    .executeTakeFirst();
  if (row === undefined) throw refusal("study", "the id of a study (motrice admin studies lists them)", studyId);
  const { title } = JSON.parse(row.document) as { readonly title: Text };
  return { id: row.id, title, createdAt: row.created_at, deletedAt: row.deleted_at };
}

function issue(path: string, expected: string, value: unknown) {
  return { path, expected, received: describeValue(value) };
}

function refusal(path: string, expected: string, value: unknown): OptionsError {
  return new OptionsError([issue(path, expected, value)]);
}
