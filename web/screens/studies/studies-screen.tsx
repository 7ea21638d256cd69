import { useEffect, useRef, useState } from "preact/hooks";
import { localize, PAGE_WORDS, STUDIES_WORDS, type Text } from "../../../src/index.js";
import { ApiProblem, asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import type { CreatedStudy, StudySummary } from "../../api/types.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { textOf, wordsOf } from "../../language/language.js";
import { issueTexts, problemText } from "../../language/problem-text.js";
import { toast } from "../../parts/toasts.js";
import { go } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { isAdmin, joinWith, sessionState } from "../../state/session.js";
import { takePart } from "../../state/study.js";
import { FileRefused, importStudy } from "./import-study.js";
import { NewStudyDialog } from "./new-study-dialog.js";
import { StudyCard } from "./study-card.js";
import "./studies.css";

interface Example {
  readonly id: string;
  readonly title: Text;
}

interface Listed {
  readonly studies: readonly StudySummary[];
  readonly next: string | null;
}

const PAGE = 24;

/** The studies of the person; for an admin, all: open, make, import, delete, bring back. */
export function StudiesScreen() {
  const words = wordsOf(STUDIES_WORDS);
  const page = wordsOf(PAGE_WORDS);
  const session = sessionState.value;
  const [listed, setListed] = useState<Listed | null>(null);
  const [example, setExample] = useState<Example | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [deleted, setDeleted] = useState(false);
  const [making, setMaking] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [failures, setFailures] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);

  const loading = useRef<AbortController | null>(null);
  const load = async (cursor: string | null): Promise<void> => {
    loading.current?.abort();
    const controller = new AbortController();
    loading.current = controller;
    const { signal } = controller;
    try {
      const query = new URLSearchParams({
        limit: String(PAGE),
        ...(deleted && { deleted: "true" }),
        ...(cursor !== null && { cursor }),
      });
      const { body } = await ask<Listed>(`/studies?${query}`, { signal });
      if (signal.aborted) return;
      setListed((before) =>
        cursor === null || before === null ? body : { ...body, studies: [...before.studies, ...body.studies] },
      );
      setProblem(null);
    } catch (error) {
      if (signal.aborted) return;
      const found = asProblem(error);
      if (found.code === "unauthenticated") setListed({ studies: [], next: null });
      else setProblem(found);
    }
  };

  const admin = isAdmin();
  useEffect(() => {
    if (session.status === "ready") void load(null);
    return () => loading.current?.abort();
  }, [session, deleted]);
  useEffect(() => {
    if (!admin) return;
    // Without the list the example cannot be offered; all else can.
    ask<{ readonly examples: readonly Example[] }>("/examples").then(
      ({ body }) => setExample(body.examples[0] ?? null),
      () => {},
    );
  }, [admin]);

  /** Opens what was just made: its facilitator's link is exchanged at once. */
  const enter = async (
    { study, facilitator }: CreatedStudy,
    screen: "matrix" | "variables" | "results",
  ): Promise<void> => {
    await joinWith(facilitator.token);
    go(screenAddress(study.id, screen));
  };

  const attempt = async (label: string, task: () => Promise<void>): Promise<void> => {
    setBusy(label);
    setFailures([]);
    try {
      await task();
    } catch (error) {
      setFailures(failureLines(error, words));
    } finally {
      setBusy(null);
    }
  };

  const openExample = ({ id }: Example) =>
    attempt(words.example, async () => {
      const made = await ask<CreatedStudy>("/studies", { method: "POST", body: { example: id } });
      await enter(made.body, "matrix");
    });

  const importFiles = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file === undefined) return;
    void attempt(words.importing(file.name), async () => {
      const made = await importStudy(file);
      toast({ text: words.imported(isolated(textOf(made.study.title))) });
      if (made.offScale !== undefined) toast({ kind: "warning", text: offScaleText(made.offScale, words) });
      await enter(made, "matrix");
    });
  };

  const lead = async ({ id }: StudySummary): Promise<void> => {
    try {
      await takePart(id);
      go(screenAddress(id, "matrix"));
    } catch (error) {
      toast({ kind: "error", text: problemText(asProblem(error)) });
    }
  };

  const remove = async (study: StudySummary): Promise<void> => {
    const title = textOf(study.title);
    try {
      await ask(studyPath(study.id), { method: "DELETE" });
      await load(null);
      toast({ text: words.deleted(isolated(title)), action: { label: page.undo, run: () => void restore(study) } });
    } catch (error) {
      toast({ kind: "error", text: problemText(asProblem(error)) });
    }
  };

  const restore = async (study: StudySummary): Promise<void> => {
    try {
      await ask(studyPath(study.id, "/restore"), { method: "POST" });
      await load(null);
      toast({ text: words.restored(isolated(textOf(study.title))) });
    } catch (error) {
      toast({ kind: "error", text: problemText(asProblem(error)) });
    }
  };

  if (session.status === "failed")
    return <ProblemMessage problem={session.problem} retry={() => window.location.reload()} />;
  if (problem !== null) return <ProblemMessage problem={problem} retry={() => void load(null)} />;
  if (listed === null) return <LoadingMessage />;
  const offered = listed.studies.some(({ title }) => example !== null && sameText(title, example.title))
    ? null
    : example;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped anywhere; the button does the same
    <div
      class="screen studies"
      onDragOver={(event) => {
        if (admin) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!admin) return;
        event.preventDefault();
        importFiles(event.dataTransfer?.files);
      }}
    >
      <div class="studies-head">
        <div>
          <h1 tabIndex={-1}>{deleted ? words.showDeleted : words.title}</h1>
          <p class="soft">{deleted ? words.deletedIntro : words.intro}</p>
        </div>
        {admin && (
          <div class="row">
            <button type="button" class="button primary" onClick={() => setMaking(true)}>
              {words.create}
            </button>
            <button type="button" class="button" onClick={() => input.current?.click()}>
              {words.import}
            </button>
            <input
              ref={input}
              type="file"
              class="aside"
              tabIndex={-1}
              aria-label={words.import}
              accept=".json,.csv,.xlsx"
              onChange={(event) => {
                importFiles(event.currentTarget.files);
                event.currentTarget.value = "";
              }}
            />
          </div>
        )}
      </div>
      {busy !== null && (
        <p class="studies-busy" role="status">
          <span class="loading-bar" aria-hidden="true" /> {busy}
        </p>
      )}
      {failures.length > 0 && (
        <div class="studies-failure" role="alert">
          <ul>
            {failures.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </div>
      )}
      {listed.studies.length === 0 && !admin && (
        <div class="studies-empty">
          <h2>{words.emptyMemberTitle}</h2>
          <p class="soft">{words.emptyMemberText}</p>
          <a class="button" href="/join">
            {words.join.askTitle}
          </a>
        </div>
      )}
      {listed.studies.length === 0 && admin && deleted && <p class="soft">{words.noDeleted}</p>}
      <ul class="study-cards">
        {listed.studies.map((study) => (
          <StudyCard key={study.id} study={study} onTakePart={lead} onDelete={remove} onRestore={restore} />
        ))}
        {offered !== null && !deleted && (
          <li class="study-card example">
            <div>
              <h2>{words.example}</h2>
              <p class="soft">{words.exampleNote}</p>
            </div>
            <button
              type="button"
              class="button"
              aria-label={words.example}
              disabled={busy !== null}
              onClick={() => void openExample(offered)}
            >
              {words.open}
            </button>
          </li>
        )}
      </ul>
      {listed.next !== null && (
        <button type="button" class="button" onClick={() => void load(listed.next)}>
          {words.more}
        </button>
      )}
      {admin && (
        <p class="studies-foot">
          <span class="soft">
            {words.dropHere}. {words.dropHint}.
          </span>
          <button type="button" class="button small quiet" aria-pressed={deleted} onClick={() => setDeleted(!deleted)}>
            {deleted ? words.hideDeleted : words.showDeleted}
          </button>
        </p>
      )}
      {making && (
        <NewStudyDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            void attempt(words.create, () => enter(made, "variables"));
          }}
        />
      )}
    </div>
  );
}

function sameText(a: Text, b: Text): boolean {
  return localize(a, "fr") === localize(b, "fr");
}

/** What a file held that is none of the scale's values; it stays on the screen until it is closed. */
function offScaleText(
  { scale, count, cells }: NonNullable<CreatedStudy["offScale"]>,
  words: (typeof STUDIES_WORDS)["en"],
): string {
  const told = cells.map(({ from, to, value }) => words.offScaleCell(from, to, figure(value)));
  return words.offScale(count, scale.join(", "), told.join(words.offScaleBetween), count > told.length);
}

const MOST_LINES = 12;

function failureLines(error: unknown, words: (typeof STUDIES_WORDS)["en"]): readonly string[] {
  if (error instanceof FileRefused) return [words[error.reason]];
  const isUnreadable = error instanceof SyntaxError;
  const problem = isUnreadable
    ? new ApiProblem(0, { code: "study-unreadable", title: error.message })
    : asProblem(error);
  const lines = issueTexts(problem);
  return lines.length === 0 ? [problemText(problem)] : [...new Set(lines)].slice(0, MOST_LINES);
}
