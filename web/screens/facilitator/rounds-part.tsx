import { useState } from "preact/hooks";
import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { ask, studyPath } from "../../api/request.js";
import { dateTime, figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { DataTable } from "../../parts/data-table.js";
import { Dialog } from "../../parts/dialog.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy, refreshStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import { AggregationForm } from "./aggregation-form.js";
import { attempt, changeSettings } from "./attempt.js";
import type { Contributions, Round } from "./facilitator-views.js";
import { PartState } from "./part-state.js";
import { expectedAnswers, PROGRESS_EVENTS } from "./progress-part.js";

/** When answers may change, who sees results before that, and how answers become one matrix. */
export function RoundsPart({ study }: ScreenProps) {
  const words = wordsOf(FACILITATOR_WORDS).rounds;
  const path = studyPath(study, "/rounds");
  const rounds = useLiveAnswer<{ readonly rounds: readonly Round[] }>(path, ["round-opened", "round-closed"]);
  const [closing, setClosing] = useState<Round | null>(null);
  const { settings } = openedStudy.value;
  const close = async ({ number }: Round) => {
    if (!(await attempt(() => ask(`${path}/${number}/close`, { method: "POST" }), words.closedDone(number)))) return;
    setClosing(null);
    await Promise.all([rounds.reload(), refreshStudy()]);
  };
  const open = async (number: number) => {
    if (await attempt(() => ask(path, { method: "POST" }), words.openedDone(number)))
      await Promise.all([rounds.reload(), refreshStudy()]);
  };
  return (
    <PartState answer={rounds}>
      {({ rounds: list }) => {
        const latest = list.at(-1);
        return (
          <section class="part">
            <div class="panels">
              <div class="card panel">
                <h2>{words.rounds}</h2>
                <DataTable
                  caption={words.rounds}
                  rows={list.toReversed()}
                  keyOf={({ number }) => String(number)}
                  columns={[
                    { id: "number", title: words.number, render: ({ number }) => figure(number) },
                    {
                      id: "state",
                      title: words.state,
                      render: ({ state }) => <span class={`pill ${state}`}>{words.states[state]}</span>,
                    },
                    { id: "opened", title: words.opened, render: ({ openedAt }) => dateTime(openedAt) },
                    {
                      id: "closed",
                      title: words.closed,
                      render: ({ closedAt }) => (closedAt === null ? "–" : dateTime(closedAt)),
                    },
                  ]}
                />
                <div>
                  {latest?.state === "open" ? (
                    <button type="button" class="button primary" onClick={() => setClosing(latest)}>
                      {words.close(latest.number)}
                    </button>
                  ) : (
                    <button type="button" class="button primary" onClick={() => void open((latest?.number ?? 0) + 1)}>
                      {words.open((latest?.number ?? 0) + 1)}
                    </button>
                  )}
                </div>
              </div>
              <fieldset class="card panel">
                <legend>
                  <h2>{words.results}</h2>
                </legend>
                {(["hidden", "open"] as const).map((value) => (
                  <label key={value} class="choice">
                    <input
                      type="radio"
                      name="results"
                      checked={settings.results === value}
                      onChange={() => void changeSettings({ results: value })}
                    />
                    <span>
                      {value === "hidden" ? words.hidden : words.shown}
                      <span class="hint">{value === "hidden" ? words.hiddenHint : words.shownHint}</span>
                    </span>
                  </label>
                ))}
              </fieldset>
            </div>
            <AggregationForm />
            {closing !== null && (
              <CloseDialog
                study={study}
                round={closing}
                onClose={() => setClosing(null)}
                onConfirm={() => void close(closing)}
              />
            )}
          </section>
        );
      }}
    </PartState>
  );
}

interface CloseDialogProps {
  readonly study: string;
  readonly round: Round;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Says what closing does, and what is still missing. */
function CloseDialog({ study, round, onClose, onConfirm }: CloseDialogProps) {
  const words = wordsOf(FACILITATOR_WORDS).rounds;
  const { body } = useLiveAnswer<Contributions>(studyPath(study, "/contributions"), PROGRESS_EVENTS);
  const total = body === null ? null : expectedAnswers(body.contributions);
  return (
    <Dialog title={words.closeTitle(round.number)} onClose={onClose}>
      <p>{words.closeText}</p>
      {total !== null && total.cells > 0 && (
        <p>
          <strong>{words.closeProgress(figure(total.answered + total.dontKnow), figure(total.cells))}</strong>
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {wordsOf(PAGE_WORDS).cancel}
        </button>
        <button type="button" class="button primary" onClick={onConfirm}>
          {words.close(round.number)}
        </button>
      </div>
    </Dialog>
  );
}
