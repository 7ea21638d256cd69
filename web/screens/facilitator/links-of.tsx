import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import { serverNow } from "../../api/server-clock.js";
import { dateOf, dateTime } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { attempt } from "./attempt.js";
import type { Link } from "./facilitator-views.js";

type LinkState = "open" | "used" | "expired" | "revoked";

function stateOf({ revokedAt, expiresAt, exchangedAt }: Link): LinkState {
  if (revokedAt !== null) return "revoked";
  if (Date.parse(expiresAt) <= serverNow()) return "expired";
  return exchangedAt === null ? "open" : "used";
}

/** The links of somebody, latest first, each to be revoked. */
export function LinksOf({ study, participant }: { readonly study: string; readonly participant: string }) {
  const words = wordsOf(FACILITATOR_WORDS).people;
  const path = studyPath(study, `/participants/${encodeURIComponent(participant)}/links`);
  const { body, reload } = useLiveAnswer<{ readonly links: readonly Link[] }>(path, ["link-made", "link-revoked"]);
  const [leaving, setLeaving] = useState<Link | null>(null);
  if (body === null) return <p class="links soft">…</p>;
  if (body.links.length === 0) return <p class="links soft">{words.noLinks}</p>;
  const revoke = async (link: Link) => {
    setLeaving(null);
    const address = studyPath(study, `/links/${encodeURIComponent(link.id)}`);
    if (await attempt(() => ask(address, { method: "DELETE" }), words.revoked)) await reload();
  };
  return (
    <>
      <ul class="links">
        {body.links.toReversed().map((link) => {
          const state = stateOf(link);
          return (
            <li key={link.id}>
              <span class={`pill ${state}`}>{words.linkStates[state]}</span>
              <span class="soft">
                {words.made(dateTime(link.createdAt))}, {words.until(dateOf(link.expiresAt))}
              </span>
              {(state === "open" || state === "used") && (
                <button
                  type="button"
                  class="button small danger"
                  aria-label={words.revokeOf(dateTime(link.createdAt))}
                  onClick={() => (state === "used" ? setLeaving(link) : void revoke(link))}
                >
                  {words.revoke}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {leaving !== null && (
        <Dialog title={words.revokeTitle} onClose={() => setLeaving(null)}>
          <p>{words.revokeText}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setLeaving(null)}>
              {wordsOf(PAGE_WORDS).cancel}
            </button>
            <button type="button" class="button danger" onClick={() => void revoke(leaving)}>
              {words.revoke}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
