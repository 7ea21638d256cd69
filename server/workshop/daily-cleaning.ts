import type { FastifyBaseLogger } from "fastify";
import { forgetAnswers } from "../store/idempotency.js";
import { removeExpiredSessions } from "../store/sessions.js";
import type { Store } from "../store/store.js";
import { purgeStudiesDeletedBefore } from "./change-study.js";

const DAY_MS = 24 * 3_600_000;

/** Days that a deleted study is kept, and the answer to a request that may come again. */
const KEPT_DAYS = 30;

/** Removes what is kept no longer: studies deleted more than 30 days ago, answers kept as long, sessions that are over. The ids of the studies. */
export async function cleanStore(store: Store, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
  const studies = await purgeStudiesDeletedBefore(store, before);
  await store.write(async (tx) => {
    await removeExpiredSessions(tx, now.toISOString());
    await forgetAnswers(tx, before);
  });
  return studies;
}

/** Cleans at once and then daily, until what it returns is called. A cleaning that fails is logged, and tried again the next day. */
export function cleanDaily(store: Store, log: FastifyBaseLogger): () => Promise<void> {
  let cleaning = clean();
  const timer = setInterval(() => {
    cleaning = clean();
  }, DAY_MS).unref();

  async function clean(): Promise<void> {
    try {
      const studies = await cleanStore(store, new Date());
      if (studies.length > 0) log.info({ studies }, "purged what was deleted more than 30 days ago");
    } catch (error) {
      log.error({ err: error }, "cleaning failed");
    }
  }

  return async () => {
    clearInterval(timer);
    await cleaning;
  };
}
