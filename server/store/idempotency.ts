import { type ScoringState, scoringStateQuery, toScoringState } from "./scoring-state.js";
import type { Database } from "./tables.js";

/** A request that was carried out, by the key its sender gave it. */
export interface KeptAnswer {
  /** Tells whether a request with the same key is the same request. */
  readonly requestHash: string;
  /** The body of the answer, as it was sent. */
  readonly response: string;
}

export interface KeyPlace {
  readonly studyId: string;
  readonly participantId: string;
  readonly key: string;
}

/** Where a study stands, and what was answered to a request with this key: one statement, for it is asked at every change of a cell. */
export async function stateAtRequest(
  db: Database,
  { studyId, participantId, key }: KeyPlace,
): Promise<ScoringState & { readonly kept: KeptAnswer | null }> {
  const { request_hash, response, ...row } = await scoringStateQuery(db, studyId)
    .leftJoin("idempotency_keys", (join) =>
      join
        .onRef("idempotency_keys.study_id", "=", "studies.id")
        .on("idempotency_keys.participant_id", "=", participantId)
        .on("idempotency_keys.key", "=", key),
    )
    .select(["idempotency_keys.request_hash", "idempotency_keys.response"])
    .executeTakeFirstOrThrow();
  const kept = request_hash === null || response === null ? null : { requestHash: request_hash, response };
  return { ...toScoringState(row), kept };
}

export async function keepAnswer(
  tx: Database,
  { studyId, participantId, key }: KeyPlace,
  { requestHash, response }: KeptAnswer,
  at: string,
): Promise<void> {
  await tx
    .insertInto("idempotency_keys")
    .values({
      study_id: studyId,
      participant_id: participantId,
      key,
      request_hash: requestHash,
      response,
      created_at: at,
    })
    .execute();
}

/** Forgets the answers kept before a time, in all studies; answers how many. */
export async function forgetAnswers(tx: Database, before: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom("idempotency_keys")
    .where("created_at", "<", before)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
