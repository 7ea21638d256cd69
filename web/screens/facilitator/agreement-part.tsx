import { FACILITATOR_WORDS } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import type { Consensus } from "../../api/types.js";
import { figure, percentage } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { DataTable } from "../../parts/data-table.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import type { Agreement, Participants } from "./facilitator-views.js";
import { Heatmap } from "./heatmap.js";
import { PartState } from "./part-state.js";
import { PEOPLE_EVENTS } from "./people-part.js";

export const ANSWER_EVENTS = [
  "cells-changed",
  "decision-set",
  "decision-removed",
  "participant-added",
  "participant-changed",
  "participant-removed",
  "study-changed",
  "variables-changed",
];

/** How far the experts agree: over all, cell by cell, expert by expert. */
export function AgreementPart({ study }: ScreenProps) {
  const all = wordsOf(FACILITATOR_WORDS);
  const words = all.agreement;
  const { variables } = openedStudy.value;
  const hasPairs = variables.length > 1;
  const answer = useLiveAnswer<Agreement>(hasPairs ? studyPath(study, "/agreement") : null, ANSWER_EVENTS);
  const consensus = useLiveAnswer<Consensus>(hasPairs ? studyPath(study, "/consensus") : null, ANSWER_EVENTS);
  const people = useLiveAnswer<Participants>(studyPath(study, "/participants"), PEOPLE_EVENTS);
  const nameOf = (id: string) => people.body?.participants.find((person) => person.id === id)?.name ?? "…";
  if (!hasPairs) return <StateMessage title={all.noVariables} />;
  const number = (value: number | null) => (value === null ? words.noValue : figure(value));
  return (
    <PartState answer={answer}>
      {({ cells, alpha, exactAgreement, concordance, severity }) => {
        if (!cells.some(({ answers }) => answers > 1)) return <StateMessage title={words.none} />;
        return (
          <section class="part">
            <dl class="measures">
              <Measure name={words.alpha} value={number(alpha.alpha)} hint={words.alphaHint(figure(alpha.units))} />
              <Measure
                name={words.exact}
                value={exactAgreement === null ? words.noValue : percentage(exactAgreement)}
                hint={words.exactHint}
              />
              <Measure name={words.influence} value={number(concordance.influence.w)} hint={words.concordanceHint} />
              <Measure name={words.dependence} value={number(concordance.dependence.w)} hint={words.concordanceHint} />
            </dl>
            <div class="part-intro">
              <h2>{words.heatmap}</h2>
              <p class="soft">{words.hint}</p>
            </div>
            <Heatmap cells={cells} decisions={consensus.body?.decisions ?? []} />
            <div class="part-intro">
              <h2>{words.severity}</h2>
              <p class="soft">{words.severityHint}</p>
            </div>
            <div class="card table-card">
              <DataTable
                caption={words.severity}
                rows={severity}
                keyOf={({ id }) => id}
                columns={[
                  {
                    id: "expert",
                    title: words.severityColumns.expert,
                    sortBy: ({ id }) => nameOf(id),
                    render: ({ id }) => nameOf(id),
                  },
                  {
                    id: "answers",
                    title: words.severityColumns.answers,
                    numeric: true,
                    sortBy: ({ answers }) => answers,
                    render: ({ answers }) => figure(answers),
                  },
                  {
                    id: "mean",
                    title: words.severityColumns.mean,
                    numeric: true,
                    sortBy: ({ mean }) => mean ?? -1,
                    render: ({ mean }) => number(mean),
                  },
                  {
                    id: "others",
                    title: words.severityColumns.others,
                    numeric: true,
                    sortBy: ({ others }) => others ?? -1,
                    render: ({ others }) => number(others),
                  },
                  {
                    id: "severity",
                    title: words.severityColumns.severity,
                    numeric: true,
                    sortBy: ({ severity: value }) => value ?? Number.NEGATIVE_INFINITY,
                    render: ({ severity: value }) =>
                      value === null ? words.noValue : `${value > 0 ? "+" : ""}${figure(value)}`.replace("-", "−"),
                  },
                ]}
              />
            </div>
          </section>
        );
      }}
    </PartState>
  );
}

function Measure({ name, value, hint }: { readonly name: string; readonly value: string; readonly hint: string }) {
  return (
    <div class="card measure">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span class="soft">{hint}</span>
      </dd>
    </div>
  );
}
