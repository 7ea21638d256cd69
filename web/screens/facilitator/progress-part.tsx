import { FACILITATOR_WORDS } from "../../../src/index.js";
import { studyPath } from "../../api/request.js";
import { ago } from "../../language/ago.js";
import { figure } from "../../language/figure.js";
import { textOf, wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { screenAddress } from "../../router/route.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { openedStudy } from "../../state/study.js";
import type { ScreenProps } from "../screen-props.js";
import type { Contributions, Progress, Tally } from "./facilitator-views.js";
import { PartState } from "./part-state.js";

export const PROGRESS_EVENTS = [
  "cells-changed",
  "participant-added",
  "participant-changed",
  "participant-removed",
  "assignments-changed",
  "variables-changed",
  "blocks-changed",
  "round-opened",
  "round-closed",
];

/** How many of the expected answers of all experts together are given. */
export function expectedAnswers(contributions: readonly Progress[]): Tally {
  const tallies = contributions.map(({ assigned, all }) => assigned ?? all);
  const sum = (name: keyof Tally) => tallies.reduce((total, tally) => total + tally[name], 0);
  return { answered: sum("answered"), dontKnow: sum("dontKnow"), cells: sum("cells") };
}

/** How far each expert is, in all and block by block. */
export function ProgressPart({ study }: ScreenProps) {
  const words = wordsOf(FACILITATOR_WORDS);
  const answer = useLiveAnswer<Contributions>(studyPath(study, "/contributions"), PROGRESS_EVENTS);
  return (
    <PartState answer={answer}>
      {({ contributions }) =>
        contributions.length === 0 ? (
          <StateMessage title={words.noExpertsTitle} text={words.noExpertsText}>
            <a class="button primary" href={`${screenAddress(study, "facilitator")}?part=people`}>
              {words.addFirst}
            </a>
          </StateMessage>
        ) : (
          <ProgressTable contributions={contributions} />
        )
      }
    </PartState>
  );
}

function ProgressTable({ contributions }: Pick<Contributions, "contributions">) {
  const words = wordsOf(FACILITATOR_WORDS);
  const total = expectedAnswers(contributions);
  const { blocks } = openedStudy.value;
  const known = contributions[0]!.blocks.map(({ block }) => block);
  const tallyOf = (row: Progress) => row.assigned ?? row.all;
  const columns: Column<Progress>[] = [
    { id: "expert", title: words.progress.expert, sortBy: ({ name }) => name, render: ({ name }) => name },
    {
      id: "all",
      title: words.progress.all,
      sortBy: (row) => shareOf(tallyOf(row)),
      render: (row) => <Bar tally={tallyOf(row)} isWide />,
    },
    ...known.map((block): Column<Progress> => {
      const found = blocks.find(({ id }) => id === block);
      const partOf = (row: Progress) => {
        const part = row.blocks.find((each) => each.block === block);
        return part === undefined ? null : row.assigned === null ? part.all : part.assigned;
      };
      return {
        id: `block ${block}`,
        title: found === undefined ? words.progress.noBlock : textOf(found.label),
        sortBy: (row) => shareOf(partOf(row)),
        render: (row) => <Bar tally={partOf(row)} />,
      };
    }),
    {
      id: "last",
      title: words.progress.last,
      sortBy: ({ updatedAt }) => updatedAt ?? "",
      render: ({ updatedAt }) => (
        <span class="soft nowrap">{updatedAt === null ? words.progress.never : ago(updatedAt)}</span>
      ),
    },
  ];
  return (
    <section class="part">
      <div class="part-intro">
        <div class="total">
          <strong>{words.progress.total(figure(given(total)), figure(total.cells))}</strong>
          <progress value={given(total)} max={Math.max(1, total.cells)} aria-label={words.parts.progress} />
        </div>
        <p class="soft">{words.progress.hint}</p>
      </div>
      <div class="card table-card progress-table">
        <DataTable
          caption={words.parts.progress}
          columns={columns}
          rows={contributions}
          keyOf={({ participant }) => participant}
        />
      </div>
    </section>
  );
}

function given({ answered, dontKnow }: Tally): number {
  return answered + dontKnow;
}

function shareOf(tally: Tally | null): number {
  return tally === null || tally.cells === 0 ? -1 : given(tally) / tally.cells;
}

function Bar({ tally, isWide = false }: { readonly tally: Tally | null; readonly isWide?: boolean }) {
  const words = wordsOf(FACILITATOR_WORDS).progress;
  if (tally === null || tally.cells === 0) return <span class="soft">{words.nothing}</span>;
  const label = words.of(figure(given(tally)), figure(tally.cells));
  const title = tally.dontKnow === 0 ? label : `${label} · ${words.dontKnow(figure(tally.dontKnow))}`;
  return (
    <span class={isWide ? "bar wide" : "bar"} title={title}>
      <progress
        value={given(tally)}
        max={tally.cells}
        aria-label={title}
        class={given(tally) === tally.cells ? "full" : undefined}
      />
      <span aria-hidden="true">{`${figure(given(tally))}/${figure(tally.cells)}`}</span>
    </span>
  );
}
