import { RequestProblem } from "../problems.js";
import { exchangeLink } from "../store/links.js";
import {
  addMissingMember,
  addSession,
  addSessionMember,
  findSession,
  type LinkHolder,
  lockSession,
  replaceSession,
} from "../store/sessions.js";
import type { Store } from "../store/store.js";
import type { Database } from "../store/tables.js";
import { findHolder, isGood } from "./identify-caller.js";
import type { RequestLimits } from "./request-limits.js";
import { SESSION_MS } from "./session-cookie.js";
import { hashToken, newToken } from "./tokens.js";

export interface ExchangeInput {
  readonly store: Store;
  readonly limits: RequestLimits;
  /** Of the caller. */
  readonly address: string;
  /** The link's. */
  readonly token: string;
  /** The secret of the session he has, or null. */
  readonly session: string | null;
}

export interface Exchanged {
  /** The secret of the session he has from now on; null where the answer to another link, which he opened at the same time, tells it. */
  readonly session: string | null;
  /** What the link lets him into. */
  readonly joined: LinkHolder;
}

/** How long it is remembered which session took the place of another, in ms: as far as two requests of one browser may lie apart. */
const REMEMBERED_MS = 60_000;

/**
 * Exchanges a link, once, for a session, which holds also the studies of the session he had. That session ends: whoever knew its
 * secret before does not come into the new study by it.
 *
 * Links that a browser opens at once all come with that same session. The first ends it; what the others let into is added to the session that took its
 * place, and their answers hold no secret. Whichever arrives last, the browser is left with one session, which holds all.
 *
 * Throws RequestProblem `token-invalid` for a token of no link, `link-gone` for one that was exchanged, has expired or was revoked,
 * `study-deleted`, `rate-limited` for an address that guesses.
 */
export async function exchangeForSession(input: ExchangeInput): Promise<Exchanged> {
  const { store, limits, address, token } = input;
  limits.refuseGuesser(address);
  const joined = await findHolder(store.db, token);
  if (joined === null) {
    limits.countGuess(address);
    throw new RequestProblem("token-invalid", "No link has this token: it may have been copied in part.");
  }
  refuseGone(joined);
  const session = await store.write(async (tx) => {
    const now = new Date();
    const at = now.toISOString();
    if (!(await exchangeLink(tx, joined.hash, at))) throw gone("used", "The link has been used.");
    const earlier = input.session === null ? null : hashToken(input.session);
    const held = earlier === null ? null : await latestSession(tx, earlier, at);
    if (held !== null && held !== earlier) {
      await addMissingMember(tx, held, joined);
      return null;
    }
    const secret = newToken();
    const hash = hashToken(secret);
    await addSession(tx, hash, at, new Date(now.getTime() + SESSION_MS).toISOString());
    if (held !== null) {
      for (const holder of (await findSession(tx, held))?.holders ?? []) await addSessionMember(tx, hash, holder);
      await replaceSession(tx, held, hash, new Date(now.getTime() + REMEMBERED_MS).toISOString());
    }
    await addSessionMember(tx, hash, joined);
    return secret;
  });
  return { session, joined };
}

/** The session that took the place of one, or that one itself; null where it is over. */
async function latestSession(tx: Database, hash: string, at: string): Promise<string | null> {
  const session = await lockSession(tx, hash, at);
  if (session === null) return null;
  return session.replacedBy === null ? hash : latestSession(tx, session.replacedBy, at);
}

function refuseGone(holder: LinkHolder): void {
  if (holder.revokedAt !== null || holder.removedAt !== null) throw gone("revoked", "The link was revoked.");
  if (holder.exchangedAt !== null) throw gone("used", "The link has been used: it opens once.");
  if (!isGood(holder)) throw gone("expired", "The link has expired.");
  if (holder.studyDeletedAt !== null && holder.role !== "facilitator")
    throw new RequestProblem("study-deleted", "The study has been deleted.");
}

/** `why` tells a page which of its texts to show. */
function gone(why: "used" | "expired" | "revoked", detail: string): RequestProblem {
  return new RequestProblem("link-gone", `${detail} Ask for another one.`, { members: { why } });
}
