import type { Kysely, Transaction } from "kysely";

/**
 * The tables, as both databases hold them: times are ISO 8601 in UTC, flags are 0 or 1, structured content is JSON text.
 *
 * Values of cells are text: `0`, `1.5`, `P`, or `?` for an expert who does not know.
 */
export interface Tables {
  readonly studies: StudiesTable;
  readonly blocks: BlocksTable;
  readonly variables: VariablesTable;
  readonly hypotheses: HypothesesTable;
  readonly fiches: FichesTable;
  readonly participants: ParticipantsTable;
  readonly access_tokens: AccessTokensTable;
  readonly sessions: SessionsTable;
  readonly session_members: SessionMembersTable;
  readonly cells: CellsTable;
  readonly assignments: AssignmentsTable;
  readonly rounds: RoundsTable;
  readonly decisions: DecisionsTable;
  readonly snapshots: SnapshotsTable;
  readonly events: EventsTable;
  readonly idempotency_keys: IdempotencyKeysTable;
  readonly jobs: JobsTable;
  readonly job_inputs: JobInputsTable;
  readonly job_chunks: JobChunksTable;
  readonly job_results: JobResultsTable;
}

/** What repositories read from, and within a change write to. */
export type Database = Kysely<Tables> | Transaction<Tables>;

export interface StudiesTable {
  id: string;
  /** The study but for its blocks, variables, fiches, hypotheses and scores: title, language, scale … */
  document: string;
  settings: string;
  /** Counts the changes of document, settings, blocks and variables. */
  revision: number;
  /** The last event. */
  seq: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface BlocksTable {
  study_id: string;
  id: string;
  position: number;
  content: string;
}

interface VariablesTable {
  study_id: string;
  id: string;
  position: number;
  block_id: string | null;
  /** Code, long and short name. */
  content: string;
}

interface HypothesesTable {
  study_id: string;
  variable_id: string;
  kind: "low" | "trend" | "high";
  content: string;
}

/** Every revision of every fiche; the highest is the one in force. */
export interface FichesTable {
  study_id: string;
  variable_id: string;
  revision: number;
  content: string;
  updated_at: string;
  updated_by: string;
}

export const ROLES = ["facilitator", "expert", "reader"] as const;
export type Role = (typeof ROLES)[number];

export interface ParticipantsTable {
  study_id: string;
  id: string;
  role: Role;
  name: string;
  /** Weight of the expert's answers where answers are weighted by expert. */
  weight: number;
  created_at: string;
  removed_at: string | null;
}

export interface AccessTokensTable {
  /** SHA-256 of the token, in hexadecimal: the token itself is nowhere. */
  hash: string;
  /** Names the link where it is listed or revoked. */
  id: string;
  study_id: string;
  participant_id: string;
  created_at: string;
  expires_at: string;
  /** When the link was exchanged for a session. */
  exchanged_at: string | null;
  revoked_at: string | null;
  /** Id of the link by which an expert or reader made himself this one: it ends with that one. */
  made_by: string | null;
}

interface SessionsTable {
  hash: string;
  created_at: string;
  expires_at: string;
  /** The session that took its place, or null. */
  readonly replaced_by: string | null;
}

interface SessionMembersTable {
  session_hash: string;
  study_id: string;
  participant_id: string;
  /** Hash of the link the membership came by: revoking the link ends it. */
  token_hash: string;
}

interface CellsTable {
  study_id: string;
  participant_id: string;
  from_id: string;
  to_id: string;
  value: string;
  confidence: number | null;
  note: string | null;
  updated_at: string;
}

const ASSIGNMENT_KINDS = ["row", "column", "block", "cell"] as const;

export interface AssignmentsTable {
  study_id: string;
  participant_id: string;
  kind: (typeof ASSIGNMENT_KINDS)[number];
  /** The variable of a row, column or cell (from), or the block. */
  first_id: string;
  /** The variable that a cell points to; empty for the other kinds. */
  second_id: string;
}

export interface RoundsTable {
  study_id: string;
  number: number;
  state: "open" | "closed";
  opened_at: string;
  closed_at: string | null;
  snapshot_id: string | null;
}

export interface DecisionsTable {
  study_id: string;
  from_id: string;
  to_id: string;
  /** Null: the facilitator leaves the cell blank. */
  value: string | null;
  /** A text, or one per language, as JSON. */
  reason: string;
  confidence: number | null;
  sign: string | null;
  source: string | null;
  decided_by: string;
  decided_at: string;
}

interface SnapshotsTable {
  study_id: string;
  id: string;
  title: string;
  /** The round it closed, or null where the facilitator took it. */
  round: number | null;
  published: number;
  content: string;
  created_at: string;
  created_by: string;
}

interface EventsTable {
  study_id: string;
  seq: number;
  at: string;
  /** A participant's id, or `admin`, or `server`. */
  actor: string;
  kind: string;
  before: string | null;
  after: string | null;
}

interface IdempotencyKeysTable {
  study_id: string;
  participant_id: string;
  key: string;
  request_hash: string;
  response: string;
  created_at: string;
}

export interface JobsTable {
  id: string;
  /** Null for a job of the API alone; the matrix it computes, and who started it, are those of a study's job. */
  study_id: string | null;
  of: string | null;
  created_by: string | null;
  kind: string;
  state: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  progress: string | null;
  /** Of an unfinished job: who has asked for its end. */
  cancelled_by: string | null;
  /** Whether the result counts all that was asked for; null without a result. */
  complete: number | null;
  problem: string | null;
  /** How it is cut into chunks, with the version of Motrice that counts them. */
  plan: string | null;
  /** The server that runs it, and until when others leave it alone. */
  claimed_by: string | null;
  claimed_until: string | null;
  /** Starts since the last chunk that was counted. */
  tries: number;
  /** Of its input and its result. */
  kept_bytes: number;
}

/** Written once, as are chunks and results. */
interface JobInputsTable {
  job_id: string;
  kind: "json" | "csv" | "study";
  bytes: Uint8Array;
  options: string;
}

/** A chunk's counts, or those of several that follow one another, merged. */
interface JobChunksTable {
  job_id: string;
  first: number;
  last: number;
  done: number;
  bytes: Uint8Array;
}

interface JobResultsTable {
  job_id: string;
  json: Uint8Array;
  csv: Uint8Array;
}
