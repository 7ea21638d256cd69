import { useEffect, useState } from "preact/hooks";
import { type Cell, FACILITATOR_WORDS, SCORING_WORDS, type Variable } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import type { Consensus, Decision } from "../../api/types.js";
import { figure } from "../../language/figure.js";
import { isolated } from "../../language/isolated.js";
import { language, textOf, wordsOf } from "../../language/language.js";
import { nameOf } from "../../language/name-of.js";
import { reworded } from "../../language/reworded.js";
import { Dialog } from "../../parts/dialog.js";
import { meaningOf, scaleValues } from "../../scoring/answer-scale.js";
import { valueText } from "../../scoring/cell.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import { ANSWER_EVENTS } from "./agreement-part.js";
import { attempt } from "./attempt.js";
import { contentOf, type Decided, decideCell, decidedMeanwhile } from "./decide-cell.js";
import { closeDiscussion, discussedCell } from "./discussed-cell.js";
import { Distribution } from "./distribution.js";
import { useExpertAnswers } from "./expert-answers.js";
import type { Agenda, AnswerCount } from "./facilitator-views.js";
import { Flips } from "./flips.js";

/** The cell of the address to talk about and to decide, where there is one. */
export function DecideDialog({ study }: { readonly study: string }) {
  const { variables } = openedStudy.value;
  const cell = discussedCell();
  const from = variables.find(({ id }) => id === cell?.from);
  const to = variables.find(({ id }) => id === cell?.to);
  if (from === undefined || to === undefined) return null;
  return <Discussion key={`${from.id} ${to.id}`} study={study} from={from} to={to} />;
}

interface DiscussionProps {
  readonly study: string;
  readonly from: Variable;
  readonly to: Variable;
}

/** What the experts say on a cell and why, and the form by which the facilitator decides it. */
function Discussion({ study, from, to }: DiscussionProps) {
  const words = wordsOf(FACILITATOR_WORDS).decide;
  const scoring = wordsOf(SCORING_WORDS);
  const { scale } = openedStudy.value;
  const consensus = useLiveAnswer<Consensus>(studyPath(study, "/consensus"), ANSWER_EVENTS);
  const answers = useExpertAnswers(study, { from: from.id, to: to.id });
  const agenda = useLiveAnswer<Agenda>(studyPath(study, "/agenda?limit=10000"), ANSWER_EVENTS);
  const flips = agenda.body?.cells.find((each) => each.from === from.id && each.to === to.id)?.flips;
  const decision = consensus.body?.decisions.find((each) => each.from === from.id && each.to === to.id) ?? null;
  const place = (id: string) => consensus.body?.variables.indexOf(id) ?? -1;
  const held = consensus.body?.direct[place(from.id)]?.[place(to.id)] ?? null;
  const values = scaleValues(scale).map(({ value }) => value);
  const [isTouched, setTouched] = useState(false);
  /** What the form was filled in over; what another facilitator decides meanwhile is not overwritten unseen. */
  const [seen, setSeen] = useState<Decided | null>(null);
  const [meanwhile, setMeanwhile] = useState<Decided | null | undefined>(undefined);
  useEffect(() => {
    if (!isTouched) setSeen(decision);
  }, [decision, isTouched]);
  const cell = { study, from: from.id, to: to.id };
  const change = async (decided: Partial<Decided> | null, done: string) => {
    let after: Decided | null = null;
    const work = async () => {
      try {
        after = await decideCell(cell, decided, seen);
      } catch (error) {
        const theirs = decidedMeanwhile(error);
        if (theirs !== undefined) {
          setMeanwhile(theirs);
          setSeen(theirs);
          await consensus.reload();
        }
        throw error;
      }
    };
    const undo = () => decideCell(cell, seen && contentOf(seen), after);
    if (await attempt(work, done, undo)) closeDiscussion();
  };
  const decide = (value: Cell, reason: string) => {
    const before = seen?.reason ?? "";
    const isReworded = reason !== textOf(before).trim();
    // What is left out, such as the sign and the source, stays as it is decided.
    const decided = { value, ...(isReworded && { reason: reworded(before, language.value, reason) ?? "" }) };
    return change(decided, words.done);
  };
  return (
    <Dialog title={words.title(nameOf(from), nameOf(to))} onClose={closeDiscussion} size="wide">
      <p class="question-text" dir="auto">
        {scoring.question(isolated(textOf(from.label)), isolated(textOf(to.label)))}
      </p>
      <div class="discussion">
        <section>
          <h3>{words.answers}</h3>
          {answers === null ? (
            <p class="soft">…</p>
          ) : answers.length === 0 ? (
            <p class="soft">{words.noAnswers}</p>
          ) : (
            <>
              <Distribution distribution={countAnswers(answers)} values={values} />
              <ul class="notes">
                {answers.map(({ participant, name, value, confidence, note }) => (
                  <li key={participant}>
                    <span class="note-answer">{typeof value === "number" ? figure(value) : value}</span>
                    <span>
                      <strong dir="auto">{name}</strong>
                      {confidence !== null && (
                        <span class="soft"> · {scoring.confidences[confidence as 1 | 2 | 3]}</span>
                      )}
                      {note !== null && (
                        <span class="note" dir="auto">
                          {note}
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <section>
          <h3>{decision === null ? words.aggregate : words.decided}</h3>
          <p class="holds">
            <strong>{held === null ? "–" : valueText(held)}</strong>
            {meaningOf(held, scale) !== valueText(held) && <span class="soft">{meaningOf(held, scale)}</span>}
            {decision !== null && (
              <span class="soft">
                {words.aggregate}: {decision.aggregate === null ? "–" : valueText(decision.aggregate)}
              </span>
            )}
          </p>
          {flips !== undefined && flips.length > 0 && (
            <>
              <h3>{words.effect}</h3>
              <Flips flips={flips} />
            </>
          )}
          {meanwhile !== undefined && (
            <p class="warning" role="alert" dir="auto">
              {meanwhile === null
                ? words.takenMeanwhile
                : words.decidedMeanwhile(valueText(meanwhile.value), isolated(textOf(meanwhile.reason)))}
            </p>
          )}
          {consensus.body !== null && (
            <DecideForm
              decision={decision}
              values={values}
              isTouched={isTouched}
              onTouch={() => setTouched(true)}
              onDecide={decide}
              {...(decision !== null && { onTakeBack: () => void change(null, words.taken) })}
            />
          )}
        </section>
      </div>
    </Dialog>
  );
}

interface DecideFormProps {
  readonly decision: Decision | null;
  readonly values: readonly (number | "P")[];
  /** Whether one has begun to write. */
  readonly isTouched: boolean;
  readonly onTouch: () => void;
  readonly onDecide: (value: Cell, reason: string) => Promise<void>;
  readonly onTakeBack?: () => void;
}

function DecideForm({ decision, values, isTouched, onTouch, onDecide, onTakeBack }: DecideFormProps) {
  const words = wordsOf(FACILITATOR_WORDS).decide;
  const { scale } = openedStudy.value;
  const [value, setValue] = useState<Cell>(decision?.value ?? null);
  const [reason, setReason] = useState(decision === null ? "" : textOf(decision.reason));
  // What another facilitator decides meanwhile is shown, unless one has begun to write oneself.
  useEffect(() => {
    if (isTouched) return;
    setValue(decision?.value ?? null);
    setReason(decision === null ? "" : textOf(decision.reason));
  }, [decision, isTouched]);
  return (
    <form
      class="decide"
      onSubmit={(event) => {
        event.preventDefault();
        void onDecide(value, reason.trim());
      }}
    >
      <fieldset>
        <legend>{words.value}</legend>
        <div class="values">
          {values.map((each) => (
            <label key={each} class={`value ${value === each ? "chosen" : ""}`}>
              <input
                type="radio"
                name="value"
                required
                checked={value === each}
                onChange={() => {
                  onTouch();
                  setValue(each);
                }}
              />
              <strong>{typeof each === "number" ? figure(each) : each}</strong>
              <span>{meaningOf(each, scale)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="field">
        <span>{words.reason}</span>
        <textarea
          required
          rows={3}
          maxLength={2000}
          dir="auto"
          value={reason}
          onInput={(event) => {
            onTouch();
            setReason(event.currentTarget.value);
          }}
        />
        <span class="hint">{words.reasonHint}</span>
      </label>
      <div class="dialog-actions">
        {onTakeBack !== undefined && (
          <button type="button" class="button danger" onClick={onTakeBack}>
            {words.take}
          </button>
        )}
        <button type="submit" class="button primary" disabled={reason.trim() === "" || value === null}>
          {decision === null ? words.set : words.change}
        </button>
      </div>
    </form>
  );
}

/** How often each answer was given: numbers in ascending order, then P, then `?`. */
function countAnswers(answers: readonly { readonly value: AnswerCount["answer"] }[]): AnswerCount[] {
  const counts = new Map<AnswerCount["answer"], number>();
  for (const { value } of answers) counts.set(value, (counts.get(value) ?? 0) + 1);
  const place = (answer: AnswerCount["answer"]) =>
    typeof answer === "number" ? answer : answer === "P" ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
  return [...counts]
    .map(([answer, count]) => ({ answer, count }))
    .toSorted((left, right) => (place(left.answer) < place(right.answer) ? -1 : 1));
}
