import { useEffect, useState } from "preact/hooks";
import { PAGE_WORDS, STUDIES_WORDS, type StudiesWords } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import type { StudySummary, StudyView } from "../../api/types.js";
import { ago } from "../../language/ago.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { screenAddress } from "../../router/route.js";
import { isAdmin } from "../../state/session.js";

export interface StudyCardProps {
  readonly study: StudySummary;
  /** For an admin who is not among the people of the study. */
  readonly onTakePart: (study: StudySummary) => Promise<void>;
  readonly onDelete: (study: StudySummary) => Promise<void>;
  readonly onRestore: (study: StudySummary) => Promise<void>;
}

/** One study: what it is, how far it is, who works on it, and when it last changed. */
export function StudyCard({ study, onTakePart, onDelete, onRestore }: StudyCardProps) {
  const words = wordsOf(STUDIES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const [view, setView] = useState<StudyView | null>(null);
  const { id, role, deletedAt, seq } = study;
  useEffect(() => {
    if (deletedAt !== null) return;
    // A card without its progress is still a card.
    ask<StudyView>(studyPath(id)).then(
      ({ body }) => setView(body),
      () => {},
    );
  }, [id, role, deletedAt, seq]);
  const title = textOf(study.title);
  const mayDelete = role === "facilitator" || isAdmin();
  const progress = view?.progress;
  const { done, all, label } = scoringOf(progress, words);
  const facts = [
    words.variables(study.size),
    ...(view?.horizon === undefined ? [] : [words.horizon(view.horizon)]),
    ...(!progress?.experts ? [] : [words.experts(progress.experts)]),
    ...(study.round === null || deletedAt !== null
      ? []
      : [words.round(study.round.number, study.round.state === "open")]),
  ];
  return (
    <li class="study-card">
      <div>
        <h2 dir="auto">
          {deletedAt === null ? (
            <a href={screenAddress(id, role === "reader" ? "results" : "matrix")}>{title}</a>
          ) : (
            title
          )}
        </h2>
        <p class="study-facts">{facts.join(" · ")}</p>
        {view?.disclaimer !== undefined && <p class="study-note">{words.illustrative}</p>}
        {done !== null && all > 0 && (
          <div class="study-progress">
            <progress max={all} value={done} aria-label={label(figure(done), figure(all))} />
            <span>
              {figure(done)} / {figure(all)}
            </span>
          </div>
        )}
      </div>
      <div class="study-foot">
        <span class="soft">
          {role !== null && (
            <>
              <strong>{page.roles[role]}</strong> ·{" "}
            </>
          )}
          {words.edited(ago(study.updatedAt))}
        </span>
        {deletedAt === null && role === null && (
          <button type="button" class="button small" onClick={() => void onTakePart(study)}>
            {page.states.takePart}
          </button>
        )}
        {deletedAt === null && role !== null && study.size > 1 && (
          <a
            class="button small quiet"
            href={screenAddress(id, "results")}
            aria-label={`${page.screens.results}, ${title}`}
          >
            {page.screens.results}
          </a>
        )}
        {deletedAt !== null ? (
          <button type="button" class="button small" onClick={() => void onRestore(study)}>
            {words.restore}
          </button>
        ) : (
          mayDelete && (
            <button
              type="button"
              class="button small quiet study-delete"
              aria-label={words.deleteNamed(isolated(title))}
              onClick={() => void onDelete(study)}
            >
              {words.delete}
            </button>
          )
        )}
      </div>
    </li>
  );
}

/** How far the scoring is: one's own answers; for a facilitator those of all experts, and without any the decisions. */
function scoringOf(progress: StudyView["progress"] | undefined, words: StudiesWords) {
  const { cells = 0, own = null, answers = null, experts = null, decisions = null } = progress ?? {};
  if (own === null && answers !== null && experts !== null && experts > 0)
    return { done: answers, all: experts * cells, label: words.answered };
  return { done: own ?? decisions, all: cells, label: words.scored };
}
