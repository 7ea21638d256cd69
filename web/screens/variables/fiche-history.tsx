import { useEffect, useState } from "preact/hooks";
import { type Fiche, VARIABLES_WORDS, type Variable } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import { dateTime } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { toast } from "../../parts/toasts.js";
import { go, parameters, setParameters } from "../../router/address.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import { reasonOf } from "./change-structure.js";
import { FicheArticle } from "./fiche-article.js";
import type { FicheView } from "./variable-views.js";

export interface FicheHistoryProps {
  readonly study: string;
  readonly variable: Variable;
  /** The latest revision: a newer one is read. */
  readonly latest: number;
  /** Takes a revision over as what is written next; null for those who do not write. */
  readonly onTakeOver: ((fiche: Fiche) => void) | null;
}

interface Page {
  readonly history: readonly FicheView[];
  readonly next: string | null;
}

interface Named {
  readonly participants: readonly { readonly id: string; readonly name: string }[];
}

/** Every revision of a sheet, the latest first, each to be read again. */
export function FicheHistory({ study, variable, latest, onTakeOver }: FicheHistoryProps) {
  const words = wordsOf(VARIABLES_WORDS).sheet;
  const { role } = openedStudy.value;
  const [page, setPage] = useState<Page | null>(null);
  const path = studyPath(study, `/fiches/${encodeURIComponent(variable.id)}/history`);
  const people = useLiveAnswer<Named>(role === "facilitator" ? studyPath(study, "/participants") : null, []);
  const read = async (before: readonly FicheView[], cursor: string | null) => {
    try {
      const { body } = await ask<Page>(cursor === null ? path : `${path}?cursor=${encodeURIComponent(cursor)}`);
      setPage({ history: [...before, ...body.history], next: body.next });
    } catch (error) {
      toast({ text: reasonOf(asProblem(error)), kind: "error" });
    }
  };
  useEffect(() => void read([], null), [path, latest]);
  if (page === null) return null;
  const authorOf = ({ by }: FicheView) => {
    if (by === "admin") return words.by.admin;
    if (people.body === null) return words.by.other;
    return people.body.participants.find(({ id }) => id === by)?.name ?? words.by.gone;
  };
  const shown = page.history.find(({ revision }) => String(revision) === parameters.value.get("revision"));
  const edit = (fiche: Fiche) => {
    onTakeOver?.(fiche);
    const next = new URLSearchParams({ fiche: variable.id, view: "edit" });
    go(`${window.location.pathname}?${next}`);
  };
  return (
    <section class="fiche-history">
      <h1>{`${words.history} · ${nameOf(variable)}`}</h1>
      {page.history.length === 0 && <p class="soft">{words.noHistory}</p>}
      <ol>
        {page.history.map((view) => (
          <li key={view.revision}>
            <span>{words.revision(view.revision, view.at === null ? "" : dateTime(view.at), authorOf(view))}</span>
            <button
              type="button"
              class="button small"
              aria-pressed={view === shown}
              aria-label={`${words.show} ${view.revision}`}
              onClick={() =>
                setParameters({ revision: view === shown ? null : String(view.revision) }, { replace: false })
              }
            >
              {words.show}
            </button>
          </li>
        ))}
      </ol>
      {page.next !== null && (
        <button type="button" class="button small" onClick={() => void read(page.history, page.next)}>
          {words.more}
        </button>
      )}
      {shown !== undefined && (
        <div class="card fiche-old">
          {onTakeOver !== null && (
            <button type="button" class="button" onClick={() => edit(shown.fiche)}>
              {words.restore}
            </button>
          )}
          <FicheArticle variable={variable} fiche={shown.fiche} />
        </div>
      )}
    </section>
  );
}
