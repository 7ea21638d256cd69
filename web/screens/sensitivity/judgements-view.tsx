import {
  type Analysis,
  type CellInfluence,
  type CellInfluenceRow,
  SENSITIVITY_SCREEN_WORDS,
} from "../../../src/index.js";
import { useWork } from "../../engine/use-work.js";
import { figure } from "../../language/figure.js";
import { wordsOf } from "../../language/language.js";
import { type Column, DataTable } from "../../parts/data-table.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import type { OpenStudy } from "../../state/study.js";
import { ClassMark } from "../results/class-mark.js";
import type { MatrixOf } from "../results/matrix-of.js";
import { analysisOptions } from "../results/result-options.js";
import { CellLink } from "./cell-link.js";
import { RobustnessPart } from "./robustness-part.js";

export interface JudgementsProps {
  readonly study: OpenStudy;
  readonly matrix: MatrixOf;
  /** Names of the variables. */
  readonly analysis: Analysis;
}

/** Judgements that are told with what each would change. */
const MOST_LISTED = 100;

/** The judgements to discuss first: what a step of each would change. */
export function JudgementsView({ study, matrix, analysis }: JudgementsProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { power, threshold } = analysisOptions();
  const options = { ...(power !== undefined && { power }), ...(threshold !== undefined && { threshold }) };
  const { answer, problem } = useWork(matrix, {
    kind: "cell-influence",
    options: { ...options, limit: MOST_LISTED },
  });
  if (problem !== null) return <ProblemMessage problem={problem} />;
  if (answer === null) {
    return (
      <>
        <p class="soft" role="status">
          {words.judgementsWait}
        </p>
        <LoadingMessage />
      </>
    );
  }
  return (
    <div class="beside judgements">
      <JudgementsTable study={study} analysis={analysis} influence={answer} />
      <RobustnessPart study={study} matrix={matrix} analysis={analysis} options={options} />
    </div>
  );
}

interface JudgementsTableProps extends Pick<JudgementsProps, "study" | "analysis"> {
  readonly influence: CellInfluence;
}

function JudgementsTable({ study, analysis, influence }: JudgementsTableProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const listed = influence.cells.slice(0, MOST_LISTED).filter(({ score }) => score > 0);
  if (listed.length === 0) return <p class="soft">{words.judgementsNone}</p>;
  const codes = new Map(analysis.variables.map(({ id, code }) => [id, code]));
  const shorts = new Map(analysis.variables.map(({ id, short }) => [id, short]));
  const caption = words.judgementsTable(figure(listed.length), figure(influence.cells.length));
  const columns: Column<CellInfluenceRow>[] = [
    {
      id: "judgement",
      title: words.judgement,
      sortBy: ({ from, to }) => `${codes.get(from)} ${codes.get(to)}`,
      render: ({ from, to }) => (
        <CellLink study={study} from={codes.get(from)!} to={codes.get(to)!}>
          <span class="judgement-names" dir="auto">{`${shorts.get(from)} → ${shorts.get(to)}`}</span>
        </CellLink>
      ),
    },
    {
      id: "step",
      title: words.step,
      sortBy: (row) => row.value,
      render: (row) => <span class="step">{`${figure(row.value)} → ${figure(strongerStep(row).changedTo)}`}</span>,
    },
    {
      id: "changes",
      title: words.changes,
      sortBy: (row) => {
        const { direct, indirect } = strongerStep(row);
        return direct.classChanges + indirect.classChanges;
      },
      render: (row) => <ClassChanges influence={influence} row={row} codes={codes} />,
    },
    {
      id: "places",
      title: words.places,
      numeric: true,
      sortBy: placesMoved,
      render: (row) => figure(placesMoved(row)),
    },
    {
      id: "weight",
      title: words.weight,
      numeric: true,
      sortBy: ({ score }) => score,
      render: ({ score }) => figure(score),
    },
  ];
  return (
    <div class="stack">
      <h2>{caption}</h2>
      <DataTable
        caption={caption}
        columns={columns}
        rows={listed}
        keyOf={({ from, to }) => `${from} ${to}`}
        variableOf={({ from }) => from}
      />
    </div>
  );
}

/** The step of a judgement that weighs more, down where both weigh the same. */
function strongerStep({ down, up }: CellInfluenceRow) {
  return (up?.score ?? -1) > (down?.score ?? -1) ? up! : down!;
}

function placesMoved(row: CellInfluenceRow): number {
  const { direct, indirect } = strongerStep(row);
  return direct.rankMoves + indirect.rankMoves;
}

interface ClassChangesProps {
  readonly influence: CellInfluence;
  readonly row: CellInfluenceRow;
  readonly codes: ReadonlyMap<string, string>;
}

/** The classes that a step of a judgement changes, plane by plane. */
function ClassChanges({ influence, row, codes }: ClassChangesProps) {
  const words = wordsOf(SENSITIVITY_SCREEN_WORDS);
  const { changedTo } = strongerStep(row);
  const detail = influence.details.find(
    (step) => step.from === row.from && step.to === row.to && step.changedTo === changedTo,
  );
  const changes = (["direct", "indirect"] as const).flatMap((plane) =>
    (detail?.[plane].classChanges ?? []).map((change) => ({ ...change, plane })),
  );
  if (changes.length === 0) return <span class="soft">{words.changesNone}</span>;
  return (
    <ul class="class-changes">
      {changes.map(({ id, from, to, plane }) => (
        <li key={`${plane} ${id}`}>
          <span class="variable-code">{codes.get(id)}</span> <ClassMark of={from} /> → <ClassMark of={to} named />{" "}
          <span class="soft">{`(${words.radius[plane]})`}</span>
        </li>
      ))}
    </ul>
  );
}
